import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { type FitList, ListNeeds, type NeedPage, type NeedView } from '../contract.ts'
import { comparedText, likenessTo, type Signed, wordsOfBoth } from '../likeness.ts'
import { forEverybody, needStepsOf, orderOf, reasonsOf } from '../rules.ts'
import {
  getNeed,
  type Need,
  needColumns,
  needRow,
  needSteps,
  needSubject,
  needsWithOffers,
  type Offer,
  offerRow,
  refuseMissing,
} from '../store.ts'
import { narrowed } from './wishes.ts'

/** A withdrawn need is history, for those who may see who did what. */
function isShown(need: Need, actor: Actor): boolean {
  return need.state !== 'withdrawn' || mayEver(access.seeNeedLife, actor)
}

/** What organizations look for, those changed last first. */
export const listNeeds = defineQuery({
  name: 'scenario.needs',
  input: ListNeeds,
  allow: access.readWishes,
  async run(tx, { input, actor, authorise }): Promise<NeedPage> {
    authorise({})
    const shown = mayEver(access.seeNeedLife, actor) ? sql`true` : sql`n.state <> 'withdrawn'`
    const state = input.state === undefined ? sql`true` : sql`n.state = ${input.state}`
    const org = input.org === undefined ? sql`true` : sql`n.org = ${input.org}`
    const { rows } = await sql<Need & { total: number }>`
      select ${needColumns}, (count(*) over ())::int as total from ${needsWithOffers}
      where ${shown} and ${state} and ${org} and ${narrowed('n', input)}
      order by n.changed_at desc, n.id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return { rows: rows.map(needRow), total: rows[0]?.total ?? 0 }
  },
})

/** One need; officers see who entered it and its life. */
export const getNeedView = defineQuery({
  name: 'scenario.need',
  input: z.object({ id: z.uuid() }),
  allow: access.readWishes,
  async run(tx, { input, actor, authorise }): Promise<NeedView> {
    const need = await getNeed(tx, input.id)
    authorise(needSubject(need))
    // Whether there ever was one is nobody else's to know.
    if (!isShown(need, actor)) return refuseMissing(input.id)
    const isOfficer = mayEver(access.seeNeedLife, actor)
    return {
      ...needRow(need),
      revision: need.revision,
      wanted: isOfficer ? need.wanted : forEverybody(need.wanted),
      data: isOfficer ? need.data : forEverybody(need.data),
      by: isOfficer ? need.by_name : null,
      life: isOfficer ? await needSteps(tx, need.id) : null,
      may: allows(access.stepNeed, actor, needSubject(need)) ? needStepsOf(need.state) : [],
    }
  },
})

/** Offers compared with one need; the newest ones, should there ever be more. */
const mostCompared = 2000
const mostShown = 10
/** Shared phrases are looked for in so many of the most alike, for that reads their texts again. */
const mostRead = 60

type Compared = Offer & Signed

/** Listed offers that fit a need, the best first, each with why. A proposal: a person confirms one or none. */
export const listFits = defineQuery({
  name: 'scenario.fits',
  input: z.object({ id: z.uuid() }),
  allow: access.fits,
  async run(tx, { input, authorise }): Promise<FitList> {
    const need = await getNeed(tx, input.id)
    authorise(needSubject(need))
    const text = comparedText(need.title, need.wanted)
    const alike = likenessTo(text)
    const offers = (await listedOffers(tx)).map((o) => {
      const likeness = alike(o)
      return { o, likeness, order: orderOf(need, o, likeness) }
    })
    const rows: FitList['rows'] = []
    for (const { o, likeness } of offers.sort((a, b) => b.order - a.order).slice(0, mostRead)) {
      const words = wordsOfBoth(text, comparedText(o.title, o.ability))
      const reasons = reasonsOf(need, o, { text: likeness, words })
      if (reasons.length > 0) rows.push({ offer: offerRow(o), reasons })
    }
    return { rows: rows.slice(0, mostShown) }
  },
})

async function listedOffers(tx: Tx): Promise<Compared[]> {
  const { rows } = await sql<Compared>`
    select id, seq, enterprise, credit_code, title, ability, tags, places, state, changed_at, model, terms
    from scenario_offers where state = 'listed' order by changed_at desc, id limit ${mostCompared}`.execute(
    tx,
  )
  return rows
}
