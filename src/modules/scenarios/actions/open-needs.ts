import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import { EditNeed } from '../contract.ts'
import { isOver, needNumber, searchedWords } from '../rules.ts'
import { getNeed, lockNeed, needSubject, noteNeedStep } from '../store.ts'
import { tables } from '../tables.ts'
import { checkContent, refuseNeedStep, stepped } from './needs.ts'
import { tellOffice } from './telling.ts'

/** The organization puts right what it looks for while nobody was found; everybody reads the new words from now on. */
export const editNeed = defineAction({
  name: 'scenario.edit-need',
  input: EditNeed,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    refuseNeedStep(need, 'edit')
    checkContent(input, now)
    const { id, revision, reason, ...content } = input
    const words = searchedWords([needNumber(need.seq), content.title, content.wanted, ...content.tags])
    await tables(tx)
      .updateTable('scenario_needs')
      .set({ ...content, words, revision: revision + 1, changed_at: now })
      .where('id', '=', id)
      .execute()
    await noteNeedStep(tx, id, { action: 'edit', actor, reason, offer: null, now })
    const names = Object.keys(content) as (keyof typeof content)[]
    const changed = names.filter((name) => JSON.stringify(content[name]) !== JSON.stringify(need[name]))
    // Which parts, and not their words: people write names and numbers into them.
    const until = { before: need.until, after: content.until }
    return stepped(need, { change: { changed, until, reason }, events: [] })
  },
})

/** What stands in the life of a need that ended by itself. */
const overReason = '截止日期已过，没有对接到供给，自动结束'

/** The last day of an open need has passed: it ends by itself, and whoever entered it hears of it. */
export const expireNeed = defineAction({
  name: 'scenario.expire-need',
  input: z.object({ id: z.uuid() }),
  allow: access.work,
  async run(tx, { input, now, authorise }): Promise<Outcome<object>> {
    const { revision } = await getNeed(tx, input.id)
    const need = await lockNeed(tx, { id: input.id, revision })
    authorise(needSubject(need))
    // Matched, withdrawn or given more time since it was listed.
    if (!isOver(need, dayOf(now)))
      throw new Refusal('not-now', 'scenarios.wish-not-in-state', { available: [] })
    await tables(tx)
      .updateTable('scenario_needs')
      .set({ state: 'expired', revision: revision + 1, changed_at: now })
      .where('id', '=', need.id)
      .execute()
    const step = { action: 'expire', actor: { name: '系统' }, reason: overReason, offer: null, now }
    await noteNeedStep(tx, need.id, step)
    return stepped(need, {
      change: { state: 'expired', until: need.until },
      events: await tellOffice(tx, {
        need,
        template: 'notice.scenario-need-expired',
        data: { need: needNumber(need.seq), until: need.until },
        now,
      }),
    })
  },
})
