import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { accessCondition, allows, withinPlaces } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { findContact } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { MasterKey } from '#kernel/vault'
import { careAccess as access } from '../access.ts'
import { assessedUntil } from '../actions/care-step.ts'
import {
  type CareGroupsView,
  type CarePage,
  type CareRow,
  type CareView,
  ListCare,
  type OwnCare,
  waitingCare,
} from '../contract.ts'
import { careStateOn, daysAfter } from '../rules.ts'
import {
  type Care,
  careSubject,
  getCare,
  listCareOf,
  listCareSteps,
  openedText,
  pageOfCare,
  readCareGroups,
} from '../store.ts'

const soonDays = 30

function stateCondition(state: NonNullable<ListCare['state']>, today: string): RawBuilder<boolean> {
  const holds = sql<boolean>`(state = 'confirmed' and until >= ${today}::date)`
  switch (state) {
    case 'confirmed':
      return holds
    case 'expired':
      return sql<boolean>`(state = 'expired' or (state = 'confirmed' and until < ${today}::date))`
    case 'due':
      return sql<boolean>`(${holds} and next_visit <= ${today}::date)`
    case 'ending':
      return sql<boolean>`(${holds} and until <= ${daysAfter(today, soonDays)}::date)`
    case 'objected':
      return sql<boolean>`objection is not null`
    default:
      return sql<boolean>`state = ${state}`
  }
}

/** Those in the places of the reader's post, masked; what was shown is logged. There is no search by name. */
export function listCare(key: () => MasterKey) {
  return defineQuery({
    name: 'care.list',
    input: ListCare,
    allow: access.see,
    async run(tx, { actor, input, now, logRead }): Promise<CarePage> {
      const today = dayOf(now)
      const conditions = [
        accessCondition(access.see, actor),
        ...(input.group === undefined ? [] : [sql<boolean>`care_group = ${input.group}`]),
        ...(input.level === undefined ? [] : [sql<boolean>`level = ${input.level}`]),
        ...(input.place === undefined ? [] : [withinPlaces([input.place])]),
      ]
      const mine = sql<boolean>`${sql.join(conditions, sql` and `)}`
      const chosen =
        input.state === undefined ? mine : sql<boolean>`${mine} and ${stateCondition(input.state, today)}`
      const page = await pageOfCare(tx, chosen, input)
      logRead(
        { type: 'care-level', id: 'list' },
        page.rows.map((c) => c.id),
      )
      return {
        rows: await Promise.all(page.rows.map((c) => rowOf(tx, key(), c, today, false))),
        total: page.total,
        waiting: await countWaiting(tx, mine, today),
      }
    },
  })
}

async function countWaiting(tx: Tx, mine: RawBuilder<boolean>, today: string): Promise<CarePage['waiting']> {
  const counts = waitingCare.map(
    (state) => sql`count(*) filter (where ${stateCondition(state, today)})::int as ${sql.ref(state)}`,
  )
  const { rows } = await sql<CarePage['waiting']>`
    select ${sql.join(counts)} from care_levels where ${mine}`.execute(tx)
  return rows[0] ?? { proposed: 0, objected: 0, due: 0, ending: 0 }
}

async function rowOf(tx: Tx, master: MasterKey, c: Care, today: string, open: boolean): Promise<CareRow> {
  const contact = await findContact(tx, master, c.person, open)
  return {
    id: c.id,
    revision: c.revision,
    group: c.group,
    level: c.level,
    state: careStateOn(c.state, c.until, today),
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
    place: c.place,
    owner: c.owner,
    until: c.until,
    nextVisit: c.nextVisit,
    objected: c.objection !== null,
  }
}

/** One care level, opened for whoever gives the care; each look is logged. */
export function getCareQuery(key: () => MasterKey) {
  return defineQuery({
    name: 'care.get',
    input: z.object({ id: z.uuid() }),
    allow: access.see,
    async run(tx, { actor, input, now, logRead }): Promise<CareView> {
      const c = await getCare(tx, input.id)
      if (!allows(access.see, actor, careSubject(c)))
        throw new Refusal('not-found', 'care.not-found', { id: input.id })
      const today = dayOf(now)
      const master = key()
      const resource = (await readCareGroups(tx)).rows.find((g) => g.code === c.group)?.resource ?? null
      logRead({ type: 'care-level', id: c.id, district: c.district }, ['name', 'phone', 'reasons', 'history'])
      const row = await rowOf(tx, master, c, today, true)
      return {
        ...row,
        purpose: c.purpose,
        legalBasis: c.legalBasis,
        ground: c.ground,
        reason: await openedText(tx, master, c.person, c.reason),
        origin: c.origin,
        assessedUntil: await assessedUntil(tx, resource, c.owner, today),
        objection: c.objection === null ? null : await openedText(tx, master, c.person, c.objection),
        steps: await listCareSteps(tx, master, c),
        may: mayWith(c, row.state, actor),
      }
    },
  })
}

function mayWith(c: Care, state: Care['state'], actor: Actor): CareView['may'] {
  const about = careSubject(c)
  const decides = allows(access.confirm, actor, about)
  const open: CareView['may'] =
    state === 'proposed' ? ['confirm', 'refuse'] : state === 'confirmed' ? ['renew', 'end'] : []
  return [
    ...(decides ? open.filter((m) => m !== 'confirm' || c.proposedBy !== actor.id) : []),
    ...(decides && c.objection !== null ? (['answer'] as const) : []),
    ...(state === 'confirmed' && allows(access.visit, actor, about) ? (['visit'] as const) : []),
  ]
}

/** 我的关爱等级: what is recorded about me, or about whom I am the guardian of, why, by whom and until when. */
export function getOwnCare(key: () => MasterKey) {
  return defineQuery({
    name: 'care.own',
    input: z.object({}),
    allow: access.mine,
    async run(tx, { actor, now, authorise, logRead }): Promise<{ rows: OwnCare[] }> {
      authorise({})
      const { person } = actor
      if (person === null) throw new Refusal('forbidden', 'identity.no-person')
      const found = await listCareOf(tx, person)
      const groups = await readCareGroups(tx)
      if (found.length > 0) logRead({ type: 'person', id: person, people: [person] }, ['own care levels'])
      const rows = found.map(async (c): Promise<OwnCare> => {
        const state = careStateOn(c.state, c.until, dayOf(now))
        const group = groups.rows.find((g) => g.code === c.group)
        const isOpen = state === 'proposed' || state === 'confirmed'
        return {
          id: c.id,
          revision: c.revision,
          group: { zh: group?.zh ?? c.group, en: group?.en ?? c.group },
          level: c.level,
          state,
          as: c.person === person ? 'person' : 'guardian',
          owner: c.owner,
          confirmedBy: c.confirmedBy,
          purpose: c.purpose,
          legalBasis: c.legalBasis,
          ground: c.ground,
          reason: await openedText(tx, key(), c.person, c.reason),
          until: c.until,
          nextVisit: c.nextVisit,
          objection: c.objection === null ? null : await openedText(tx, key(), c.person, c.objection),
          steps: await listCareSteps(tx, key(), c),
          may: [
            ...(isOpen && c.objection === null ? (['object'] as const) : []),
            ...(isOpen && c.ground.kind === 'consent' ? (['withdraw'] as const) : []),
          ],
        }
      })
      return { rows: await Promise.all(rows) }
    },
  })
}

export const getCareGroups = defineQuery({
  name: 'care.groups',
  input: z.object({}),
  allow: access.readGroups,
  async run(tx, { actor }): Promise<CareGroupsView> {
    return { groups: await readCareGroups(tx), may: allows(access.saveGroups, actor, {}) }
  },
})
