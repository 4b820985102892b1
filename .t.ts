const t0=performance.now()
const c = await import('./src/modules/territory/catalogue.ts')
const T=(l:string,f:()=>any)=>{const t=performance.now();const r=f();console.log(l,(performance.now()-t).toFixed(1),'ms', typeof r==='string'?r:JSON.stringify(r)?.slice(0,400))}
console.log('import',(performance.now()-t0).toFixed(1))
T('getPlace',()=>c.getPlace('500107105'))
T('children',()=>c.children('50/500107').length)
T('names',()=>c.findPlaceByName('高新区金凤镇凤笙路 12 号'))
T('locate',()=>c.locate({lon:106.31904841,lat:29.59571861}))
T('locate2',()=>c.locate({lon:106.55,lat:29.56}))
for (const a of ['九龙坡区白市驿镇三多桥村','白市驿三多桥村','金凤路 12 号','九龙坡金凤','沙坪坝区虎溪镇大学城','璧山高新区','高新区','渝北区两路街道','龙凤社区','高新区龙凤社区','重庆市江北区','重庆','从渝北区到九龙坡区','酉阳县','石柱县后坪乡','安居工程','永川区','虎溪街道虎兴居委会','西永微电园第一社区'])
 { const t=performance.now(); const r=c.findPlaceByName(a); const ms=performance.now()-t; console.log(a,'→',r.place?.path, r.place?.name, r.basis, r.candidates.length, r.commonPlace?.name, r.area?.code, r.mentions.join('|'), ms.toFixed(2)) }
