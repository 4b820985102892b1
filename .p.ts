const c = await import('./src/modules/territory/catalogue.ts')
const T=(l:string,f:()=>any)=>{const t=performance.now(),u=process.cpuUsage();f();const v=process.cpuUsage(u);console.log(l,'wall',(performance.now()-t).toFixed(1),'cpu',((v.user+v.system)/1000).toFixed(1))}
T('getPlace',()=>c.getPlace('500107105'))
T('children',()=>c.children('50/500107').length)
T('names',()=>c.findPlaceByName('高新区金凤镇凤笙路 12 号'))
T('locate',()=>c.locate({lon:106.31904841,lat:29.59571861}))
T('locate2',()=>c.locate({lon:106.55,lat:29.56}))
