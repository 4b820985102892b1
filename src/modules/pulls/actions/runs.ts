import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type ActionContext, defineAction, type Outcome, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { FileMark, Position, Reason, RunSource } from '../contract.ts'
import { nextRun, retryAt } from '../rules.ts'
import { findRun, findRunning, lockSource, type Run, type Source } from '../store.ts'
import { tables } from '../tables.ts'
import { sourceSubject } from './sources.ts'

const OpenRun = z.object({ id: z.uuid(), accept: z.boolean().default(false) })

/** The clock says that a source is due. */
export const openRun = defineAction({
  name: 'pulls.open',
  input: OpenRun,
  allow: access.take,
  run: (tx, context) => open(tx, context, 'schedule'),
})

/** A person wants it now; also of a paused source, and once with a replacement that shrinks. */
export const runNow = defineAction({
  name: 'pulls.run-now',
  input: RunSource,
  allow: access.run,
  run: (tx, context) => open(tx, context, context.actor.name),
})

/** @throws Refusal `conflict` while another run of the source is under way */
async function open(
  tx: Tx,
  { input, now, authorise }: ActionContext<z.output<typeof OpenRun>>,
  by: string,
): Promise<Outcome<{ run: string }>> {
  const source = await lockSource(tx, input.id)
  authorise(sourceSubject(source.id, source.provider))
  if ((await findRunning(tx, source.id)) !== undefined)
    throw new Refusal('conflict', 'pulls.running', { id: source.id })
  const run = uuidv7()
  const zero = {
    attempt: 0,
    parts: 0,
    rows: 0,
    added: 0,
    changed: 0,
    quarantined: 0,
    removed: 0,
    bytes: 0,
    letters: 0,
  }
  await tables(tx)
    .insertInto('pull_runs')
    .values({
      source: source.id,
      id: run,
      began_at: now,
      seen_at: now,
      ended_at: null,
      state: 'running',
      by,
      accepted: input.accept,
      ...zero,
      error: null,
    })
    .execute()
  await tables(tx)
    .updateTable('pull_sources')
    .set({
      last_run_at: now,
      next_run_at: source.state === 'paused' ? null : nextRun(source.settings.schedule, now),
    })
    .where('id', '=', source.id)
    .execute()
  return {
    output: { run },
    subject: sourceSubject(source.id, source.provider),
    change: { run, by, accept: input.accept },
    events: [{ name: 'pull.opened', payload: { source: source.id, run } }],
  }
}

const RunRef = z.object({ source: z.uuid(), run: z.uuid() })

/**
 * A process takes a run up, for the first time or after another died. What merges goes on behind its last part; what
 * replaces begins anew, for a list that moved on meanwhile would be neither the old state nor the new one.
 */
export const resumeRun = defineAction({
  name: 'pulls.resume',
  input: RunRef,
  allow: access.take,
  async run(tx, { input, now, authorise }) {
    const source = await lockSource(tx, input.source)
    authorise(sourceSubject(source.id, source.provider))
    const run = await findRun(tx, source.id, input.run)
    const isOn = run?.state === 'running'
    const again = isOn && run.parts > 0 && source.settings.mode === 'replace'
    const afresh = again
      ? {
          attempt: run.attempt + 1,
          parts: 0,
          rows: 0,
          added: 0,
          changed: 0,
          quarantined: 0,
          removed: 0,
          bytes: 0,
        }
      : {}
    if (isOn)
      await tables(tx)
        .updateTable('pull_runs')
        .set({ seen_at: now, ...afresh })
        .where('source', '=', source.id)
        .where('id', '=', run.id)
        .execute()
    return {
      output: { isOn },
      subject: sourceSubject(source.id, source.provider),
      change: { run: input.run, parts: run?.parts ?? 0, again },
    }
  },
})

/** The source was read to its end. */
export const finishRun = defineAction({
  name: 'pulls.finish',
  input: RunRef.extend({ position: Position.nullable(), touched: z.array(FileMark).max(20_000).default([]) }),
  allow: access.take,
  async run(tx, { input, now, authorise }) {
    const { source, run } = await endRun(tx, input, { state: 'done', error: null, now }, authorise)
    await tables(tx)
      .updateTable('pull_sources')
      .set({
        position: input.position === null ? null : JSON.stringify(input.position),
        failures: 0,
        error: null,
        last_good_at: now,
        last_rows: run.rows,
        next_run_at: source.state === 'paused' ? null : nextRun(source.settings.schedule, now),
      })
      .where('id', '=', source.id)
      .execute()
    await tables(tx)
      .updateTable('pull_letters')
      .set({ state: 'solved', settled_at: now, settled_by: 'pulls' })
      .where('source', '=', source.id)
      .where('kind', '=', 'page')
      .where('state', 'in', ['waiting', 'tried'])
      .execute()
    for (const { name, size, modified } of input.touched)
      await tables(tx)
        .updateTable('pull_files')
        .set({ size, modified: new Date(modified) })
        .where('source', '=', source.id)
        .where('name', '=', name)
        .execute()
    const { rows, added, changed, quarantined, removed, letters } = run
    return {
      output: { rows },
      subject: sourceSubject(source.id, source.provider),
      change: { run: run.id, rows, added, changed, quarantined, removed, letters },
      events: [{ name: 'pull.finished', payload: { run: run.id, rows, quarantined, letters } }],
    }
  },
})

/** It could not be read to its end; what was delivered stays, and the next run goes on behind it. */
export const failRun = defineAction({
  name: 'pulls.fail',
  input: RunRef.extend({ reason: Reason }),
  allow: access.take,
  async run(tx, { input, now, authorise }) {
    const error = JSON.stringify(input.reason)
    const { source, run } = await endRun(tx, input, { state: 'failed', error, now }, authorise)
    const failures = source.failures + 1
    await tables(tx)
      .updateTable('pull_sources')
      .set({
        failures,
        error,
        next_run_at: source.state === 'paused' ? null : retryAt(source.settings.schedule, failures, now),
      })
      .where('id', '=', source.id)
      .execute()
    return {
      output: { failures },
      subject: sourceSubject(source.id, source.provider),
      change: { run: run.id, reason: input.reason.key, failures, rows: run.rows },
      events: [{ name: 'pull.failed', payload: { run: run.id, reason: input.reason.key, failures } }],
    }
  },
})

interface Ending {
  readonly state: 'done' | 'failed'
  readonly error: string | null
  readonly now: Date
}

/** @throws Refusal `conflict` when the run is over already */
async function endRun(
  tx: Tx,
  input: { source: string; run: string },
  { state, error, now }: Ending,
  authorise: ActionContext<unknown>['authorise'],
): Promise<{ source: Source; run: Run }> {
  const source = await lockSource(tx, input.source)
  authorise(sourceSubject(source.id, source.provider))
  const run = await tables(tx)
    .updateTable('pull_runs')
    .set({ state, error, ended_at: now, seen_at: now })
    .where('source', '=', input.source)
    .where('id', '=', input.run)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
  if (run === undefined) throw new Refusal('conflict', 'pulls.run-over', { run: input.run })
  return { source, run }
}
