import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { probabilityOf } from '#models/linkage'
import { access } from './access.ts'
import {
  type Doubt,
  type EntityView,
  FindEntity,
  type LinkageView,
  ListDoubts,
  type Step,
} from './contract.ts'
import { readValues } from './reading.ts'
import { findRecord, findRun, getDoneRun, getLinkage, linkageSubject, listMembers } from './store.ts'
import { tables } from './tables.ts'

export const listLinkages = defineQuery({
  name: 'linkage.list',
  input: z.object({}),
  allow: access.read,
  async run(tx, { actor }): Promise<{ rows: LinkageView[] }> {
    const rows = await tables(tx)
      .selectFrom('linkages')
      .select(['id', 'org'])
      .orderBy('saved_at', 'desc')
      .limit(200)
      .execute()
    const mine = rows.filter((r) => allows(access.read, actor, linkageSubject(r)))
    return { rows: await Promise.all(mine.map((r) => view(tx, r.id))) }
  },
})

export const getLinkageQuery = defineQuery({
  name: 'linkage.get',
  input: z.object({ id: z.uuid() }),
  allow: access.read,
  async run(tx, { input, authorise }): Promise<LinkageView> {
    authorise(linkageSubject(await getLinkage(tx, input.id)))
    return view(tx, input.id)
  },
})

async function view(tx: Tx, id: string): Promise<LinkageView> {
  const l = await getLinkage(tx, id)
  const done = await findRun(tx, id, true)
  const waiting = done === undefined ? 0 : await countWaiting(tx, id, done.id)
  return { ...l, run: (await findRun(tx, id)) ?? null, waiting }
}

const lastWord = sql`left join lateral (
  select j.same, j.actor_name, j.reason from linkage_judgements j
  where j.linkage = d.linkage and (j.left_source, j.left_record, j.right_source, j.right_record) in (
    (d.left_source, d.left_record, d.right_source, d.right_record), (d.right_source, d.right_record, d.left_source, d.left_record))
  order by j.at desc, j.id desc limit 1) as w on true`

async function countWaiting(tx: Tx, id: string, run: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from linkage_doubts d ${lastWord}
    where d.linkage = ${id}::uuid and d.run = ${run}::uuid and w.same is null`.execute(tx)
  return rows[0]?.n ?? 0
}

interface DoubtRow {
  id: string
  left_source: number
  left_record: string
  right_source: number
  right_record: string
  weight: number
  prior: number
  steps: Step[]
  same: boolean | null
  actor_name: string | null
  reason: string | null
}

/** Pairs for a person, with the waterfall and the values side by side. */
export const listDoubts = defineQuery({
  name: 'linkage.doubts',
  input: ListDoubts,
  allow: access.review,
  async run(tx, { input, now, authorise, logRead }): Promise<{ rows: Doubt[] }> {
    const l = await getLinkage(tx, input.id)
    authorise(linkageSubject(l))
    const run = await getDoneRun(tx, l.id)
    const word = input.state === 'waiting' ? sql`w.same is null` : sql`w.same = ${input.state === 'same'}`
    const { rows } = await sql<DoubtRow>`
      select d.id, d.left_source, d.left_record, d.right_source, d.right_record, d.weight, d.prior, d.steps, w.same, w.actor_name, w.reason
      from linkage_doubts d ${lastWord} where d.linkage = ${l.id}::uuid and d.run = ${run.id}::uuid and ${word}
      order by d.rank limit ${input.limit} offset ${input.offset}`.execute(tx)
    const refs = rows.flatMap((r) => [leftOf(r), rightOf(r)])
    const values = await readValues(tx, l, refs, now)
    logRead(linkageSubject(l), ['records'])
    return {
      rows: rows.map((r) => ({
        id: r.id,
        left: leftOf(r),
        right: rightOf(r),
        probability: probabilityOf(r.weight),
        prior: r.prior,
        steps: r.steps,
        state: r.same === null ? 'waiting' : r.same ? 'same' : 'different',
        by: r.actor_name,
        reason: r.reason,
        values: { left: values(leftOf(r)), right: values(rightOf(r)) },
      })),
    }
  },
})

const leftOf = (r: DoubtRow) => ({ source: r.left_source, record: r.left_record })
const rightOf = (r: DoubtRow) => ({ source: r.right_source, record: r.right_record })

/** Everything that is known under one record: the records of its entity. */
export const findEntity = defineQuery({
  name: 'linkage.entity',
  input: FindEntity,
  allow: access.review,
  async run(tx, { input, now, authorise, logRead }): Promise<EntityView> {
    const l = await getLinkage(tx, input.id)
    authorise(linkageSubject(l))
    const run = await getDoneRun(tx, l.id)
    const record = await findRecord(tx, l.id, run.id, input)
    if (record === undefined) throw new Refusal('not-found', 'linkage.record-not-found', { id: input.id })
    const members = await listMembers(tx, l.id, run.id, [record.entity])
    const values = await readValues(tx, l, members, now)
    logRead(linkageSubject(l), ['records'])
    return {
      entity: record.entity,
      members: members.map((m) => ({ source: m.source, record: m.record, values: values(m) })),
    }
  },
})
