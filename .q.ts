import { readFileSync } from 'node:fs'
import { communityName, levelOf, nameForms, makeNameBook } from '#modules/territory/rules'
const rows = readFileSync('data/territory/divisions.csv','utf8').trimEnd().split('\n').slice(1).map(l=>{const c=l.indexOf(',');return [l.slice(0,c),l.slice(c+1)] as const})
const T=(l:string,f:()=>any)=>{const u=process.cpuUsage();f();const v=process.cpuUsage(u);console.log(l,'cpu',((v.user+v.system)/1000).toFixed(1))}
T('levelOf',()=>rows.map(([c])=>levelOf(c)))
T('name',()=>rows.map(([c,n])=>communityName(n)))
T('forms',()=>rows.map(([c,n])=>nameForms(levelOf(c),n)))
const m=new Map(rows)
T('book',()=>makeNameBook(m,[]))
T('book',()=>makeNameBook(m,[]))
