// @ts-check
/** Begin here. `sdk/program.d.ts` says what `ctx` can do; `npm run scenario -- check scenario.json` says what is wrong. */

const hourMs = 3_600_000

/** @type {import('../../sdk/program.d.ts').Commands} */
export const commands = {
  report({ thing, what }, ctx) {
    const row = ctx.get('things', String(thing)) ?? ctx.refuse(`没有设施 ${thing}`, `There is no ${thing}`)
    const no = ctx.id('BX')
    ctx.put('faults', { no, thing, place: row.place, at: ctx.now, what, state: '待修' })
    ctx.put('things', { ...row, state: '待修' })
    return { no }
  },

  repair({ no }, ctx) {
    const fault = ctx.get('faults', String(no)) ?? ctx.refuse(`没有报修 ${no}`, `There is no fault ${no}`)
    if (ctx.actor.party !== null && ctx.actor.party.key !== fault.thing)
      ctx.refuse('这不是您负责的设施', 'This is not yours to repair')
    // A second press of the button changes nothing.
    if (fault.state === '已修复') return { no, hours: fault.hours }
    const hours = Math.round(((Date.parse(ctx.now) - Date.parse(String(fault.at))) / hourMs) * 10) / 10
    const signature = ctx.actor.party === null ? '' : ctx.sign(`已修复|${no}|${fault.thing}|${ctx.now}`)
    ctx.put('faults', { ...fault, state: '已修复', hours, signature })
    const thing = ctx.get('things', String(fault.thing))
    if (thing !== null) ctx.put('things', { ...thing, state: '正常' })
    return { no, hours }
  },
}

/** @type {import('../../sdk/program.d.ts').Reactions} */
export const reactions = {
  /** Counts what waits by thing; a second fault before the first is repaired is told. */
  count(changes, ctx) {
    for (const { data } of changes) {
      if (data === null) continue
      const name = `thing:${data.thing}`
      const open = /** @type {string[]} */ (ctx.note(name) ?? [])
      const others = open.filter((no) => no !== data.no)
      const now = data.state === '待修' ? [...others, String(data.no)].slice(-50) : others
      ctx.keep(name, now.length === 0 ? null : now)
      if (now.length > open.length && now.length > 1)
        ctx.put('waits', {
          thing: data.thing,
          place: data.place,
          at: data.at,
          reports: now.length,
          // What people read is said in both languages; screens choose.
          why: `设施${data.thing}有${now.length}次报修还没有修复`,
          why_en: `${now.length} faults of ${data.thing} are not repaired yet`,
        })
    }
  },
}
