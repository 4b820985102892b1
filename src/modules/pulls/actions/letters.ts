import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { access } from '../access.ts'
import { FileMark, Position, Reason, SettleLetter } from '../contract.ts'
import { getSource, letterContext, lockSource, type StoredLetter } from '../store.ts'
import { tables } from '../tables.ts'
import { sourceSubject } from './sources.ts'

const DropLetter = z.object({
  source: z.uuid(),
  run: z.uuid(),
  kind: z.enum(['file', 'page']),
  name: z.string().min(1).max(1000),
  reason: Reason,
  /** Base64 of the beginning. */
  content: z.string().max(100_000),
  cut: z.boolean(),
  after: Position.nullable(),
  file: FileMark.nullable(),
})

/** Keeps what could not be read, with the reason; the same thing again is counted, not kept twice. */
export function dropLetter(key: () => MasterKey) {
  return defineAction({
    name: 'pulls.drop-letter',
    input: DropLetter,
    allow: access.take,
    async run(tx, { input, now, authorise }) {
      const source = await getSource(tx, input.source)
      authorise(sourceSubject(source.id, source.provider))
      const id = uuidv7()
      const { kind, name, run, cut } = input
      const reason = JSON.stringify(input.reason)
      const after = input.after === null ? null : JSON.stringify(input.after)
      const content = input.content === '' ? null : sealSecret(key(), input.content, letterContext(id))
      const waiting = await tables(tx)
        .updateTable('pull_letters')
        .set((e) => ({ reason, run, after, at: now, times: e('times', '+', 1) }))
        .where('source', '=', source.id)
        .where('name', '=', name)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst()
      if (waiting === undefined)
        await tables(tx)
          .insertInto('pull_letters')
          .values({
            source: source.id,
            id,
            run,
            kind,
            name,
            reason,
            content,
            cut,
            after,
            state: 'waiting',
            at: now,
            times: 1,
            settled_at: null,
            settled_by: null,
            settled_reason: null,
          })
          .execute()
      await tables(tx)
        .updateTable('pull_runs')
        .set((e) => ({ letters: e('letters', '+', 1), seen_at: now }))
        .where('source', '=', source.id)
        .where('id', '=', run)
        .execute()
      if (input.file !== null) await noteDead(tx, source.id, input.file, now)
      return {
        output: null,
        subject: sourceSubject(source.id, source.provider),
        change: { run, kind, reason: input.reason.key },
        events: [{ name: 'pull.letter-dropped', payload: { run, kind, reason: input.reason.key } }],
      }
    },
  })
}

async function noteDead(tx: Tx, source: string, file: FileMark, now: Date): Promise<void> {
  const { name, size, hash } = file
  const values = {
    size,
    hash,
    modified: new Date(file.modified),
    state: 'dead',
    rows: 0,
    parts: 0,
    at: now,
  } as const
  await tables(tx)
    .insertInto('pull_files')
    .values({ source, name, ...values, delivery: uuidv7() })
    .onConflict((c) => c.columns(['source', 'name']).doUpdateSet(values))
    .execute()
}

/** Tries it again with the next run, which is at once, or passes it over for good. */
export const settleLetter = defineAction({
  name: 'pulls.settle-letter',
  input: SettleLetter,
  allow: access.settle,
  async run(tx, { input, actor, now, authorise }) {
    const source = await lockSource(tx, input.source)
    authorise(sourceSubject(source.id, source.provider))
    if (input.how === 'dismiss' && input.reason === undefined)
      throw new Refusal('invalid', 'pulls.reason-needed', { field: 'reason' })
    const reason = input.reason ?? null
    const state = input.how === 'again' ? ('tried' as const) : ('dismissed' as const)
    const letter = await tables(tx)
      .updateTable('pull_letters')
      .set({ state, settled_at: now, settled_by: actor.id, settled_reason: reason })
      .where('source', '=', source.id)
      .where('id', '=', input.id)
      .where('state', '=', 'waiting')
      .returningAll()
      .executeTakeFirst()
    if (letter === undefined) throw new Refusal('not-found', 'pulls.no-letter', { id: input.id })
    await (letter.kind === 'file' ? settleFile(tx, letter, input.how) : settlePage(tx, letter, input.how))
    if (source.state === 'active')
      await tables(tx)
        .updateTable('pull_sources')
        .set({ next_run_at: now })
        .where('id', '=', source.id)
        .execute()
    return {
      output: { id: letter.id },
      subject: sourceSubject(source.id, source.provider),
      change: { letter: letter.id, kind: letter.kind, how: input.how, reason },
    }
  },
})

async function settleFile(tx: Tx, letter: StoredLetter, how: 'again' | 'dismiss'): Promise<void> {
  const own = sql<boolean>`source = ${letter.source}::uuid and name = ${letter.name} and state = 'dead'`
  // A file that nobody knows is a new one.
  if (how === 'again') await tables(tx).deleteFrom('pull_files').where(own).execute()
  else await tables(tx).updateTable('pull_files').set({ state: 'dismissed' }).where(own).execute()
}

/** @throws Refusal `not-now` where nobody knows what comes after the page */
async function settlePage(tx: Tx, letter: StoredLetter, how: 'again' | 'dismiss'): Promise<void> {
  if (how === 'again') return
  if (letter.after === null) throw new Refusal('not-now', 'pulls.page-not-passable', { id: letter.id })
  await tables(tx)
    .updateTable('pull_sources')
    .set({ position: JSON.stringify(letter.after) })
    .where('id', '=', letter.source)
    .execute()
}
