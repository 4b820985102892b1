import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { contradictionsOf, type Judgement, weightOf } from '#models/linkage'
import { access } from '../access.ts'
import { JudgePair } from '../contract.ts'
import { regroup } from '../rules.ts'
import {
  findRecord,
  getDoneRun,
  getLinkage,
  type Linkage,
  linkageSubject,
  listJudgements,
  listMembers,
  type NamedJudgement,
  type NumberedRecord,
  ordered,
} from '../store.ts'
import { tables } from '../tables.ts'

/** A person merges or parts two records; their entities are grouped anew at once, and every later run obeys. */
export const judgePair = defineAction({
  name: 'linkage.judge',
  input: JudgePair,
  allow: access.judge,
  async run(tx, { input, actor, now, authorise }) {
    // One word after the other: each is checked against all that stand.
    await sql`select 1 from linkages where id = ${input.id}::uuid for update`.execute(tx)
    const l = await getLinkage(tx, input.id)
    authorise(linkageSubject(l))
    const run = await getDoneRun(tx, l.id)
    const [left, right] = ordered(input.left, input.right)
    const a = await findRecord(tx, l.id, run.id, left)
    const b = await findRecord(tx, l.id, run.id, right)
    if (a === undefined || b === undefined || a.n === b.n)
      throw new Refusal('not-found', 'linkage.record-not-found', { id: input.id })
    await tables(tx)
      .insertInto('linkage_judgements')
      .values({
        linkage: l.id,
        id: uuidv7(),
        left_source: left.source,
        left_record: left.record,
        right_source: right.source,
        right_record: right.record,
        same: input.same,
        reason: input.reason,
        at: now,
        actor_id: actor.id,
        actor_name: actor.name,
      })
      .execute()
    const changed = await groupAnew(tx, l, run.id, [a, b])
    return {
      output: { changed },
      subject: linkageSubject(l),
      change: { left, right, same: input.same, reason: input.reason, changed },
    }
  },
})

async function groupAnew(
  tx: Tx,
  l: Linkage,
  run: string,
  around: readonly NumberedRecord[],
): Promise<number> {
  const members = await listMembers(tx, l.id, run, [...new Set(around.map((r) => r.entity))])
  if (members.length >= 1000) throw new Refusal('too-large', 'linkage.entity-too-large', { most: 1000 })
  const numbers = members.map((m) => m.n)
  const pairs = await tables(tx)
    .selectFrom('linkage_pairs')
    .select(['a as left', 'b as right', 'weight'])
    .where('linkage', '=', l.id)
    .where('run', '=', run)
    .where('a', 'in', numbers)
    .where('b', 'in', numbers)
    .execute()
  const judgements = numbered(await listJudgements(tx, l.id), members)
  if (contradictionsOf(judgements).length > 0)
    throw new Refusal('conflict', 'linkage.contradiction', { id: l.id })
  const entities = regroup(numbers, pairs, judgements, weightOf(l.content.link))
  const moved = members.filter((m) => entities.get(m.n) !== m.entity)
  if (moved.length > 0)
    await sql`update linkage_records r set entity = i.entity
      from unnest(${moved.map((m) => m.n)}::integer[], ${moved.map((m) => entities.get(m.n))}::integer[]) as i (n, entity)
      where r.linkage = ${l.id}::uuid and r.run = ${run}::uuid and r.n = i.n`.execute(tx)
  return moved.length
}

function numbered(judgements: readonly NamedJudgement[], members: readonly NumberedRecord[]): Judgement[] {
  const byName = new Map(members.map((m) => [`${m.source} ${m.record}`, m.n]))
  return judgements.flatMap((j) => {
    const left = byName.get(`${j.left.source} ${j.left.record}`)
    const right = byName.get(`${j.right.source} ${j.right.record}`)
    return left === undefined || right === undefined ? [] : [{ left, right, same: j.same }]
  })
}
