import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { RunFigures, runStates, Step } from '../contract.ts'
import { getLinkage, linkageSubject } from '../store.ts'
import { tables } from '../tables.ts'

const Ref = z.object({ id: z.uuid(), run: z.uuid() })

/** Where a run is, so that a person sees it move. */
export const moveRun = defineAction({
  name: 'linkage.move',
  input: Ref.extend({
    state: z.enum(runStates),
    read: z.int().min(0),
    error: z.string().max(500).nullable(),
  }),
  allow: access.store,
  async run(tx, { input, authorise }) {
    authorise({})
    await tables(tx)
      .updateTable('linkage_runs')
      .set({ state: input.state, read: input.read, error: input.error })
      .where('linkage', '=', input.id)
      .where('id', '=', input.run)
      .execute()
    return outcome(tx, input.id, { run: input.run, state: input.state, read: input.read, error: input.error })
  },
})

/** Rows that one part carries. */
export const rowsPerPart = 20_000
const Numbers = z.array(z.number()).max(rowsPerPart)

/** A part of a run's result; a part that comes twice changes nothing. */
export const storePart = defineAction({
  name: 'linkage.store',
  input: Ref.extend({
    records: z.object({
      n: Numbers,
      source: Numbers,
      record: z.array(z.string()).max(rowsPerPart),
      entity: Numbers,
    }),
    pairs: z.object({ a: Numbers, b: Numbers, weight: Numbers }),
    doubts: z
      .array(
        z.object({
          id: z.uuid(),
          rank: z.int(),
          left: z.object({ source: z.int(), record: z.string() }),
          right: z.object({ source: z.int(), record: z.string() }),
          weight: z.number(),
          prior: z.number(),
          steps: z.array(Step),
        }),
      )
      .max(rowsPerPart),
  }),
  allow: access.store,
  async run(tx, { input, authorise }) {
    authorise({})
    const { id, run, records, pairs, doubts } = input
    await sql`insert into linkage_records (linkage, run, n, source, record, entity)
      select ${id}::uuid, ${run}::uuid, * from unnest(${records.n}::integer[], ${records.source}::smallint[], ${records.record}::text[],
        ${records.entity}::integer[]) on conflict do nothing`.execute(tx)
    await sql`insert into linkage_pairs (linkage, run, a, b, weight)
      select ${id}::uuid, ${run}::uuid, * from unnest(${pairs.a}::integer[], ${pairs.b}::integer[], ${pairs.weight}::double precision[])
      on conflict do nothing`.execute(tx)
    if (doubts.length > 0)
      await tables(tx)
        .insertInto('linkage_doubts')
        .values(
          doubts.map((d) => ({
            linkage: id,
            run,
            id: d.id,
            rank: d.rank,
            left_source: d.left.source,
            left_record: d.left.record,
            right_source: d.right.source,
            right_record: d.right.record,
            weight: d.weight,
            prior: d.prior,
            steps: JSON.stringify(d.steps),
          })),
        )
        .onConflict((c) => c.doNothing())
        .execute()
    return outcome(tx, id, { run, records: records.n.length, pairs: pairs.a.length, doubts: doubts.length })
  },
})

/** The run counts from now on, and what older ones held goes. */
export const finishRun = defineAction({
  name: 'linkage.finish',
  input: Ref.extend({ figures: RunFigures }),
  allow: access.store,
  async run(tx, { input, authorise }) {
    authorise({})
    const { id, run, figures } = input
    const done = await tables(tx)
      .updateTable('linkage_runs')
      .set({ state: 'done', figures: JSON.stringify(figures), read: figures.records, error: null })
      .where('linkage', '=', id)
      .where('id', '=', run)
      .where('state', '<>', 'failed')
      .returning('id')
      .executeTakeFirst()
    if (done === undefined) throw new Refusal('not-now', 'linkage.not-run', { run })
    for (const table of ['linkage_records', 'linkage_pairs', 'linkage_doubts'] as const)
      await tables(tx).deleteFrom(table).where('linkage', '=', id).where('run', '<>', run).execute()
    return {
      ...(await outcome(tx, id, { run, figures })),
      events: [
        { name: 'linkage.done', payload: { run, records: figures.records, doubtful: figures.doubtful } },
      ],
    }
  },
})

async function outcome(tx: Tx, id: string, change: Record<string, unknown>) {
  return { output: { id }, subject: linkageSubject(await getLinkage(tx, id)), change }
}
