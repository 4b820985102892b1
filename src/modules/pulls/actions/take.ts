import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { deliver } from '#modules/collection'
import { Deliver, type Delivered, DeliveryCounts } from '#modules/collection/contract'
import { access } from '../access.ts'
import { FileMark, Position } from '../contract.ts'
import { findRun, getSource, type Source } from '../store.ts'
import { tables } from '../tables.ts'

const TakePart = z.object({
  source: z.uuid(),
  run: z.uuid(),
  /** Parts that the run had before: another process that took it up meanwhile is found by it. */
  parts: z.int().min(0),
  bytes: z.int().min(0),
  part: Deliver,
  position: Position.nullable(),
  /** The file that the part is of. */
  file: FileMark.nullable(),
})

/**
 * A part is delivered and the position moves behind it in one transaction: a crash on either side loses and doubles
 * nothing. The delivery is collection's own action, run with this one's transaction.
 */
export const takePart = defineAction({
  name: 'pulls.take',
  input: TakePart,
  allow: access.take,
  async run(tx, context): Promise<Outcome<Delivered>> {
    const { input, now } = context
    const source = await getSource(tx, input.source)
    const run = await findRun(tx, source.id, input.run)
    if (run?.state !== 'running' || run.parts !== input.parts)
      throw new Refusal('conflict', 'pulls.run-over', { run: input.run })
    const outcome = await deliver.run(tx, { ...context, input: input.part })
    // The answer counts the whole delivery; the audit's change counts this part.
    const counts = DeliveryCounts.parse(outcome.change.counts)
    await movePosition(tx, source, input.position)
    if (input.file !== null) await noteFile(tx, source, input.file, input.part, now)
    const moved = await tables(tx)
      .updateTable('pull_runs')
      .set((e) => ({
        seen_at: now,
        parts: e('parts', '+', 1),
        rows: e('rows', '+', input.part.rows.length),
        added: e('added', '+', counts.added),
        changed: e('changed', '+', counts.changed),
        quarantined: e('quarantined', '+', counts.quarantined),
        removed: e('removed', '+', counts.removed),
        bytes: e('bytes', '+', input.bytes),
      }))
      .where('source', '=', source.id)
      .where('id', '=', input.run)
      .where('state', '=', 'running')
      .where('parts', '=', input.parts)
      .returning('id')
      .executeTakeFirst()
    if (moved === undefined) throw new Refusal('conflict', 'pulls.run-over', { run: input.run })
    return { ...outcome, change: { ...outcome.change, pull: source.id, run: input.run } }
  },
})

async function movePosition(tx: Tx, source: Source, position: Position | null): Promise<void> {
  await tables(tx)
    .updateTable('pull_sources')
    .set({ position: position === null ? null : JSON.stringify(position) })
    .where('id', '=', source.id)
    .execute()
}

async function noteFile(tx: Tx, source: Source, file: FileMark, part: Deliver, now: Date): Promise<void> {
  const { name, size, hash } = file
  const state = part.last ? 'done' : 'reading'
  const modified = new Date(file.modified)
  const values = { size, modified, hash, state, delivery: part.delivery, at: now } as const
  await tables(tx)
    .insertInto('pull_files')
    .values({ source: source.id, name, ...values, rows: part.rows.length, parts: part.part })
    .onConflict((c) =>
      c.columns(['source', 'name']).doUpdateSet({
        ...values,
        rows: sql<number>`case when pull_files.delivery = ${part.delivery}::uuid then pull_files.rows else 0 end + ${part.rows.length}`,
        parts: part.part,
      }),
    )
    .execute()
  if (part.last)
    await tables(tx)
      .updateTable('pull_letters')
      .set({ state: 'solved', settled_at: now, settled_by: 'pulls' })
      .where('source', '=', source.id)
      .where('name', '=', name)
      .where('state', 'in', ['waiting', 'tried'])
      .execute()
}
