import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { defineQuery, type QueryContext } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { findContact, findPersonByPhone } from '#kernel/identity'
import type { MasterKey } from '#kernel/vault'
import {
  type CaseCount,
  type CasePage,
  CaseRow,
  CasesByPhone,
  type CaseView,
  CountCases,
  ListCases,
  type TimelineStep,
} from './contract.ts'
import { type Case, type CaseType, subjectOf } from './define.ts'
import { countCases, listCases, listOfApplicant } from './list.ts'
import { findCase, getCase } from './store.ts'
import { caseRow, caseView, isUnmasked } from './view.ts'

export interface CaseQueries {
  readonly list: ReturnType<typeof listQuery>
  readonly count: ReturnType<typeof countQuery>
  readonly byPhone: ReturnType<typeof byPhoneQuery>
  readonly get: ReturnType<typeof getQuery>
  readonly track: ReturnType<typeof trackQuery>
}

/** The reads that every case type has. */
export function caseQueries(type: CaseType, key: () => MasterKey): CaseQueries {
  return {
    list: listQuery(type),
    count: countQuery(type),
    byPhone: byPhoneQuery(type, key),
    get: getQuery(type, key),
    track: trackQuery(type),
  }
}

function listQuery(type: CaseType) {
  return defineQuery({
    name: `${type.type}.list`,
    input: ListCases,
    allow: type.see,
    async run(tx, { actor, input, now }): Promise<CasePage> {
      const page = await listCases(tx, type, actor, input, now)
      return { rows: page.cases.map((c) => caseRow(type, c, actor)), next: page.next }
    },
  })
}

function countQuery(type: CaseType) {
  return defineQuery({
    name: `${type.type}.count`,
    input: CountCases,
    allow: type.see,
    run: (tx, { actor, input, now }): Promise<CaseCount> => countCases(tx, type, actor, input, now),
  })
}

/**
 * The cases of whoever has this telephone number, to those who may read it on the case: a masked number must not be
 * found by guessing. The audit keeps who searched and the number's blind index, also where nothing was found.
 */
function byPhoneQuery(type: CaseType, key: () => MasterKey) {
  const rights = type.unmasked.filter((g) => g.scope !== 'own')
  return defineQuery({
    name: `${type.type}.by-phone`,
    input: CasesByPhone,
    allow: rights,
    async run(tx, { actor, input, logRead }): Promise<CasePage> {
      const { person, index } = await findPersonByPhone(tx, key(), input.phone)
      const page =
        person === undefined
          ? { cases: [], next: null }
          : await listOfApplicant(tx, type, actor, rights, person, input)
      logRead({ type: 'phone', id: index }, [`${type.type}: ${page.cases.length}`])
      return { rows: page.cases.map((c) => caseRow(type, c, actor)), next: page.next }
    },
  })
}

function getQuery(type: CaseType, key: () => MasterKey) {
  return defineQuery({
    name: `${type.type}.get`,
    input: z.object({ id: z.uuid() }),
    allow: type.see,
    async run(tx, ctx): Promise<CaseView> {
      const c = await getCase(tx, type.type, ctx.input.id)
      // To someone who may not see it, a case that exists and one that does not look the same.
      if (!allows([...type.see, ...(type.outline ?? [])], ctx.actor, subjectOf(c)))
        throw new Refusal('not-found', 'case.not-found', { id: c.id })
      return readView(tx, type, c, ctx, key())
    },
  })
}

async function readView(
  tx: Tx,
  type: CaseType,
  c: Case,
  ctx: QueryContext<unknown>,
  key: MasterKey,
): Promise<CaseView> {
  const { actor } = ctx
  const open = isUnmasked(type, c, actor)
  const applicant = c.applicant === null ? null : await findContact(tx, key, c.applicant, open)
  if (open && applicant !== null && actor.person !== c.applicant)
    ctx.logRead({ type: type.type, id: c.id, district: c.district }, ['name', 'phone'])
  return caseView(type, c, actor, {
    body: await readBody(tx, c),
    timeline: await readTimeline(tx, c),
    applicant,
    now: ctx.now,
  })
}

export async function readBody(tx: Tx, c: Case): Promise<string> {
  const row = await tx
    .selectFrom('case_texts')
    .select('body')
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .executeTakeFirst()
  return row?.body ?? ''
}

export async function readTimeline(tx: Tx, c: Case): Promise<TimelineStep[]> {
  const rows = await tx
    .selectFrom('case_actions')
    .selectAll()
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .orderBy('seq')
    .execute()
  return rows.map((r) => ({
    seq: r.seq,
    action: r.action,
    actorKind: r.actor_kind,
    actorName: r.actor_name,
    org: r.org,
    at: r.at.toISOString(),
    from: r.from_state,
    to: r.to_state,
    visible: r.visible,
    input: r.input as Record<string, unknown>,
    trace: r.trace,
  }))
}

/** Public progress by number: state and office, no text, no person. The number and a secret are what one needs. */
function trackQuery(type: CaseType) {
  const Track = z.object({ number: z.string().regex(/^[A-Z]{2}\d{8,20}$/), id: z.uuid() })
  return defineQuery({
    name: `${type.type}.track`,
    input: Track,
    allow: [{ who: 'anyone', scope: 'anywhere' }],
    async run(tx, { input, actor, authorise }) {
      authorise({})
      const c = await findCase(tx, type.type, input.id)
      if (c === undefined || c.number !== input.number) throw new Refusal('not-found', 'case.not-found')
      const steps = (await readTimeline(tx, c)).filter((s) => s.visible === 'public')
      const { titleInEnglish: _, ...row } = CaseRow.parse(caseRow(type, c, actor))
      return {
        row: { ...row, can: [], point: null, address: null, title: '' },
        steps: steps.map(({ seq, action, org, at, to }) => ({ seq, action, org, at, to })),
      }
    },
  })
}
