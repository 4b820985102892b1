import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { DoNeedStep, EnterNeed, MatchNeed, NameScenario, type NeedStep } from '../contract.ts'
import { afterNeedStep, needNumber, needStepsOf, searchedWords } from '../rules.ts'
import { findByCode, getOffer, lockNeed, lockOffer, type Need, needSubject, noteNeedStep } from '../store.ts'
import { tables } from '../tables.ts'
import { tellBoth } from './telling.ts'

/** @throws Refusal `invalid` with the first path that is no place */
export function checkPlaces(places: readonly string[]): void {
  const wrong = places.find((path) => findPlace(path.split('/').at(-1) ?? '')?.path !== path)
  if (wrong !== undefined) throw new Refusal('invalid', 'scenarios.no-place', { place: wrong })
}

/** @throws Refusal `invalid` where a place is none, or the last day is over */
export function checkContent(
  { places, until }: { readonly places: readonly string[]; readonly until: string },
  now: Date,
): void {
  checkPlaces(places)
  if (until < dayOf(now)) throw new Refusal('invalid', 'scenarios.until-past', { until })
}

/** An organization says what it looks for; everybody may read it from now on. */
export const enterNeed = defineAction({
  name: 'scenario.enter-need',
  input: EnterNeed,
  allow: access.enterNeed,
  async run(tx, { input, actor, now, authorise }) {
    authorise({ lead: input.org })
    const org = await tx
      .selectFrom('organizations')
      .select('code')
      .where('code', '=', input.org)
      .where('active', '=', true)
      .executeTakeFirst()
    if (org === undefined) throw new Refusal('invalid', 'scenarios.no-org', { org: input.org })
    checkContent(input, now)
    const { reason, ...content } = input
    const id = uuidv7()
    const { seq } = await tables(tx)
      .insertInto('scenario_needs')
      .values({
        id,
        ...content,
        account: actor.kind === 'officer' ? actor.id : null,
        by_name: actor.name,
        state: 'open',
        revision: 1,
        words: '',
        offer: null,
        scenario: null,
        changed_at: now,
      })
      .returning('seq')
      .executeTakeFirstOrThrow()
    const words = searchedWords([needNumber(seq), input.title, input.wanted, ...input.tags])
    await tables(tx).updateTable('scenario_needs').set({ words }).where('id', '=', id).execute()
    await noteNeedStep(tx, id, { action: 'enter', actor, reason, offer: null, now })
    return {
      output: { id, revision: 1 },
      subject: needSubject({ id, org: input.org }),
      change: { need: needNumber(seq), state: 'open', reason },
    }
  },
})

/** A person of the organization confirms that an offer is what it looked for; both sides hear of it. */
export const matchNeed = defineAction({
  name: 'scenario.match-need',
  input: MatchNeed,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    const to = refuseNeedStep(need, 'match')
    const offer = await lockOffer(tx, { id: input.offer })
    if (offer.state !== 'listed')
      throw new Refusal('not-now', 'scenarios.offer-not-listed', { available: [] })
    await tables(tx)
      .updateTable('scenario_needs')
      .set({ state: to, offer: offer.id, revision: need.revision + 1, changed_at: now })
      .where('id', '=', need.id)
      .execute()
    await noteNeedStep(tx, need.id, {
      action: 'match',
      actor,
      reason: input.reason,
      offer: offer.id,
      now,
    })
    return stepped(need, {
      change: { state: to, offer: offer.id, reason: input.reason },
      events: await tellBoth(tx, { need, offer, what: 'need-matched', now }),
    })
  },
})

/** The match came to nothing: another is looked for. */
export const reopenNeed = defineAction({
  name: 'scenario.reopen-need',
  input: DoNeedStep,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    refuseNeedStep(need, 'reopen')
    const events = await giveUpMatch(tx, need, { action: 'reopen', actor, reason: input.reason, now })
    return stepped(need, { change: { state: 'open', offer: null, reason: input.reason }, events })
  },
})

/** Takes the match off a need; the steps keep what it was. */
export async function giveUpMatch(
  tx: Tx,
  need: Need,
  step: { action: string; actor: Pick<Actor, 'name'>; reason: string; now: Date },
) {
  const offer = await getOffer(tx, need.offer ?? '')
  await tables(tx)
    .updateTable('scenario_needs')
    .set({ state: 'open', offer: null, scenario: null, revision: need.revision + 1, changed_at: step.now })
    .where('id', '=', need.id)
    .execute()
  await noteNeedStep(tx, need.id, { ...step, offer: offer.id })
  return tellBoth(tx, { need, offer, what: 'need-reopened', now: step.now })
}

/** The scenario that came of the match is named, and shown on both. */
export const nameScenario = defineAction({
  name: 'scenario.name-scenario',
  input: NameScenario,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    refuseNeedStep(need, 'scenario')
    if ((await findByCode(tx, input.code)) === undefined)
      throw new Refusal('invalid', 'scenarios.no-scenario', { scenario: input.code })
    const offer = await getOffer(tx, need.offer ?? '')
    await tables(tx)
      .updateTable('scenario_needs')
      .set({ scenario: input.code, revision: need.revision + 1, changed_at: now })
      .where('id', '=', need.id)
      .execute()
    const { reason } = input
    await noteNeedStep(tx, need.id, { action: 'scenario', actor, reason, offer: offer.id, now })
    return stepped(need, {
      change: { scenario: input.code, reason },
      events: await tellBoth(tx, { need, offer, what: 'need-scenario', now }),
    })
  },
})

/** What was looked for is there. */
export const closeNeed = defineAction({
  name: 'scenario.close-need',
  input: DoNeedStep,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    const change = await end(tx, need, { step: 'close', actor, reason: input.reason, now })
    const offer = await getOffer(tx, need.offer ?? '')
    return stepped(need, { change, events: await tellBoth(tx, { need, offer, what: 'need-closed', now }) })
  },
})

/** It is not looked for any more. */
export const withdrawNeed = defineAction({
  name: 'scenario.withdraw-need',
  input: DoNeedStep,
  allow: access.stepNeed,
  async run(tx, { input, actor, now, authorise }) {
    const need = await lockNeed(tx, input)
    authorise(needSubject(need))
    const change = await end(tx, need, { step: 'withdraw', actor, reason: input.reason, now })
    return stepped(need, { change, events: [] })
  },
})

interface Ending {
  readonly step: 'close' | 'withdraw'
  readonly actor: Actor
  readonly reason: string
  readonly now: Date
}

async function end(tx: Tx, need: Need, { step, actor, reason, now }: Ending) {
  const state = refuseNeedStep(need, step)
  await tables(tx)
    .updateTable('scenario_needs')
    .set({ state, revision: need.revision + 1, changed_at: now })
    .where('id', '=', need.id)
    .execute()
  await noteNeedStep(tx, need.id, { action: step, actor, reason, offer: need.offer, now })
  return { state, reason }
}

/** @returns the state that follows. @throws Refusal `not-now` with the steps that the state allows */
export function refuseNeedStep(need: Need, step: NeedStep) {
  const available = needStepsOf(need.state)
  if (!available.includes(step)) throw new Refusal('not-now', 'scenarios.wish-not-in-state', { available })
  return afterNeedStep(need.state, step)
}

export function stepped<E>(need: Need, { change, events }: { change: Record<string, unknown>; events: E[] }) {
  return {
    output: { id: need.id, revision: need.revision + 1 },
    subject: needSubject(need),
    change: { need: needNumber(need.seq), ...change },
    events,
  }
}
