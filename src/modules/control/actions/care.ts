import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { savePerson } from '#kernel/identity'
import type { MasterKey } from '#kernel/vault'
import { codeOf, findPlace } from '#modules/territory'
import { careAccess as access } from '../access.ts'
import { AnswerCare, ConfirmCare, EndCare, ProposeCare, VisitCare } from '../contract.ts'
import {
  type CareRefusal,
  careRefusal,
  careStateOn,
  isCareUntil,
  mostCareMonths,
  nextVisit,
} from '../rules.ts'
import { type Care, careSubject, findOpenCare, getCare, lockCare, readCareGroups } from '../store.ts'
import { assessedUntil, takeCareStep } from './care-step.ts'

type Key = () => MasterKey

/** What those who give care do with a care level. A person confirms each; a job can only let one run out. */
export function careActions(key: Key) {
  return {
    propose: proposeCare(key),
    confirm: confirming(key, 'confirm', ['proposed']),
    renew: confirming(key, 'renew', ['confirmed']),
    refuse: ending(key, 'refuse', ['proposed'], 'refused'),
    end: ending(key, 'end', ['confirmed'], 'ended'),
    answer: answerCare(key),
    visit: visitCare(key),
    expire: expireCare(key),
  }
}

const fields: Readonly<Partial<Record<CareRefusal, string>>> = {
  'no-purpose': 'purpose',
  'no-legal-basis': 'legalBasis',
  'no-ground': 'ground',
  'child-needs-guardian': 'guardianPhone',
  'nobody-told': 'phone',
}

function refusalOf(refused: CareRefusal): Refusal {
  const field = fields[refused]
  return field === undefined
    ? new Refusal('forbidden', `care.refused.${refused}`, { why: refused })
    : new Refusal('invalid', `care.refused.${refused}`, { why: refused, field })
}

function proposeCare(key: Key) {
  return defineAction({
    name: 'care.propose',
    input: ProposeCare,
    allow: access.propose,
    async run(tx, { input, actor, now, authorise }) {
      authorise({ place: input.place, lead: input.owner })
      const groups = await readCareGroups(tx)
      const resource = groups.rows.find((g) => g.code === input.group)?.resource ?? null
      const isAssessed = (await assessedUntil(tx, resource, input.owner, dayOf(now))) !== null
      const refused = careRefusal(input, { groups, isAssessed })
      if (refused !== undefined) throw refusalOf(refused)
      const care = await newCare(tx, key(), input, actor.id, now)
      return takeCareStep(tx, key(), care, {
        what: 'proposed',
        by: actor,
        text: input.reason,
        keepsReason: true,
        now,
      })
    },
  })
}

async function newCare(
  tx: Tx,
  master: MasterKey,
  input: ProposeCare,
  proposedBy: string,
  now: Date,
): Promise<Care> {
  if (findPlace(codeOf(input.place)) === undefined)
    throw new Refusal('invalid', 'control.no-place', { field: 'place' })
  if (input.ground === null) throw refusalOf('no-ground')
  // A child who is reached by the guardian's number is not the guardian.
  const phone = input.phone === input.guardianPhone ? undefined : input.phone
  const person = await savePerson(tx, master, { name: input.name, phone }, now)
  const open = await findOpenCare(tx, person, input.group)
  if (open !== undefined) throw new Refusal('conflict', 'care.exists', { existing: open })
  const guardian =
    input.guardianPhone === undefined
      ? null
      : await savePerson(tx, master, { phone: input.guardianPhone }, now)
  const [city = '', county] = input.place.split('/')
  return {
    district: county ?? city,
    id: uuidv7(),
    person,
    guardian,
    group: input.group,
    level: input.level,
    state: 'proposed',
    place: input.place,
    owner: input.owner,
    revision: 0,
    purpose: input.purpose,
    legalBasis: input.legalBasis,
    ground: input.ground,
    reason: null,
    origin: input.origin,
    proposedBy,
    confirmedBy: null,
    until: null,
    nextVisit: null,
    objection: null,
  }
}

/** A care officer who did not propose it confirms it, or makes it longer: assessed still, and for a year at most. */
function confirming(key: Key, name: 'confirm' | 'renew', from: readonly Care['state'][]) {
  return defineAction({
    name: `care.${name}`,
    input: ConfirmCare,
    allow: access.confirm,
    async run(tx, { input, actor, now, authorise }) {
      const care = await lockCare(tx, input)
      authorise(careSubject(care))
      const today = dayOf(now)
      refuseUnless(from, careStateOn(care.state, care.until, today))
      if (name === 'confirm' && care.proposedBy === actor.id)
        throw new Refusal('forbidden', 'care.own-proposal', {})
      if (care.objection !== null) throw new Refusal('not-now', 'care.objection-waits', {})
      if (!isCareUntil(input.until, today))
        throw new Refusal('invalid', 'care.until', { field: 'until', months: mostCareMonths })
      const group = (await readCareGroups(tx)).rows.find((g) => g.code === care.group && g.active)
      if (group === undefined) throw refusalOf('group-unknown')
      if ((await assessedUntil(tx, group.resource, care.owner, today)) === null)
        throw refusalOf('not-assessed')
      const after: Care = {
        ...care,
        state: 'confirmed',
        level: input.level,
        until: input.until,
        confirmedBy: actor.name,
        nextVisit: nextVisit(group, input.level, today),
      }
      const what = name === 'confirm' ? 'confirmed' : 'renewed'
      return takeCareStep(tx, key(), after, { what, by: actor, text: input.reason, now })
    },
  })
}

function ending(key: Key, name: 'refuse' | 'end', from: readonly Care['state'][], to: 'refused' | 'ended') {
  return defineAction({
    name: `care.${name}`,
    input: EndCare,
    allow: access.confirm,
    async run(tx, { input, actor, now, authorise }) {
      const care = await lockCare(tx, input)
      authorise(careSubject(care))
      refuseUnless(from, care.state)
      const after: Care = { ...care, state: to, nextVisit: null, objection: null }
      return takeCareStep(tx, key(), after, { what: to, by: actor, text: input.reason, now })
    },
  })
}

/** The answer to the person's objection: the level ends, or it stays and the person reads why. */
function answerCare(key: Key) {
  return defineAction({
    name: 'care.answer',
    input: AnswerCare,
    allow: access.confirm,
    async run(tx, { input, actor, now, authorise }) {
      const care = await lockCare(tx, input)
      authorise(careSubject(care))
      if (care.objection === null) throw new Refusal('not-now', 'care.no-objection', {})
      const ended: Partial<Care> = input.end
        ? { state: care.state === 'proposed' ? 'refused' : 'ended', nextVisit: null }
        : {}
      const what = input.end ? 'upheld' : 'answered'
      return takeCareStep(
        tx,
        key(),
        { ...care, ...ended, objection: null },
        { what, by: actor, text: input.answer, now },
      )
    },
  })
}

function visitCare(key: Key) {
  return defineAction({
    name: 'care.visit',
    input: VisitCare,
    allow: access.visit,
    async run(tx, { input, actor, now, authorise }) {
      const care = await lockCare(tx, input)
      authorise(careSubject(care))
      const today = dayOf(now)
      refuseUnless(['confirmed'], careStateOn(care.state, care.until, today))
      if (input.on > today) throw new Refusal('invalid', 'care.visit-ahead', { field: 'on' })
      const group = (await readCareGroups(tx)).rows.find((g) => g.code === care.group)
      const after = { ...care, nextVisit: nextVisit(group, care.level, input.on) }
      const text = `${input.on} ${input.note}`
      return takeCareStep(tx, key(), after, { what: 'visited', by: actor, text, now })
    },
  })
}

/** The last day is over. What runs out is not made longer by anything but a person's renewal beforehand. */
function expireCare(key: Key) {
  return defineAction({
    name: 'care.expire',
    input: z.object({ id: z.uuid() }),
    allow: access.carryOut,
    async run(tx, { input, actor, now, authorise }) {
      const { revision } = await getCare(tx, input.id)
      const care = await lockCare(tx, { id: input.id, revision })
      authorise(careSubject(care))
      if (careStateOn(care.state, care.until, dayOf(now)) !== 'expired' || care.state === 'expired')
        throw new Refusal('not-now', 'care.not-in-state', { state: care.state })
      const after: Care = { ...care, state: 'expired', nextVisit: null }
      return takeCareStep(tx, key(), after, { what: 'expired', by: actor, text: '', now })
    },
  })
}

/** @throws Refusal `not-now` with the state it is in */
function refuseUnless(from: readonly Care['state'][], state: Care['state']): void {
  if (!from.includes(state)) throw new Refusal('not-now', 'care.not-in-state', { state })
}
