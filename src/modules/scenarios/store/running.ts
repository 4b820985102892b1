import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { ScenarioManifest } from '../contract.ts'
import { findByCode, findVersion, partsOf, type Scenario } from './scenarios.ts'

/** A version of a scenario that is in place: the one that runs, or the one in the sandbox. */
export interface Run {
  readonly s: Scenario
  readonly manifest: ScenarioManifest
  readonly number: number
  /** 0: for real; else the version in whose sandbox it stands. */
  readonly sandbox: number
  /** When this version was proposed. */
  readonly since: Date
  /** Ids of its resources by their codes. */
  readonly resources: ReadonlyMap<string, string>
}

/** @throws Refusal `not-found` where nothing of it runs, `not-now` while it is suspended or after its end */
export async function getRun(
  db: Tx | Database,
  { code, sandbox }: { readonly code: string; readonly sandbox: boolean },
): Promise<Run> {
  const s = await findByCode(db, code)
  if (s === undefined) throw new Refusal('not-found', 'scenarios.not-found', { id: code })
  const run = await runOf(db, s, sandbox)
  if (run === undefined) throw new Refusal('not-found', 'scenarios.not-running', { scenario: code })
  const { name } = run.manifest
  if (s.standing === 'retired') throw new Refusal('not-now', 'scenarios.retired', { name: name.zh })
  if (s.standing === 'suspended' && !sandbox)
    throw new Refusal('not-now', 'scenarios.suspended', { name: name.zh })
  return run
}

const inSandbox: ReadonlySet<string> = new Set(['sandbox', 'reviewed', 'publishing'])

/** What is in place, whether or not it may run at this moment. */
export async function runOf(db: Tx | Database, s: Scenario, sandbox: boolean): Promise<Run | undefined> {
  const version = await findVersion(db, s.id, sandbox ? s.candidate : s.running)
  if (version === undefined || (sandbox && !inSandbox.has(version.state))) return undefined
  const { manifest, number, at: since } = version
  const standing = sandbox ? number : 0
  const parts = await partsOf(db, s.id)
  const own = parts.filter((p) => p.kind === 'resource' && p.sandbox === standing && p.state !== 'removed')
  return {
    s,
    manifest,
    number,
    sandbox: standing,
    since,
    resources: new Map(own.map((p) => [p.code, p.ref])),
  }
}

/**
 * Calls of one scenario go one after another until their transactions end, so that what a program reads is what it writes
 * over. The scenario's row is shared: a suspension waits for what runs, and nothing begins after it.
 * @throws Refusal `conflict` when it was stopped or replaced since it was looked at
 */
export async function takeTurn(tx: Tx, run: Run): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scenario ${run.s.id} ${run.sandbox}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ standing: string; running: number | null; candidate: number | null }>`
    select standing, running, candidate from scenarios where id = ${run.s.id}::uuid for share`.execute(tx)
  const [now] = rows
  const isStill =
    now !== undefined &&
    (run.sandbox === 0
      ? now.running === run.number && now.standing === 'published'
      : now.candidate === run.number && now.standing !== 'retired')
  if (!isStill) throw new Refusal('conflict', 'scenarios.changed-meanwhile', { current: run.s.revision })
}

/** Those of the resources that a scenario has in place. */
export async function ownedByScenarios(tx: Tx, resources: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ ref: string }>`
    select distinct ref::text as ref from scenario_parts
    where ref = any(${resources}::uuid[]) and kind = 'resource' and state <> 'removed'`.execute(tx)
  return new Set(rows.map((r) => r.ref))
}

/** Of a resource the scenario that it belongs to, where it is in place. */
export async function runOfResource(db: Tx | Database, resource: string): Promise<Run | undefined> {
  const { rows } = await sql<{ code: string; sandbox: number }>`
    select s.code, p.sandbox from scenario_parts p join scenarios s on s.id = p.scenario
    where p.ref = ${resource}::uuid and p.kind = 'resource' and p.state <> 'removed'`.execute(db)
  const [holder] = rows
  if (holder === undefined) return undefined
  const s = await findByCode(db, holder.code)
  return s === undefined ? undefined : runOf(db, s, holder.sandbox !== 0)
}

export type Counted = { readonly refused?: true; readonly failed?: true; readonly ms: number }

/** One call more of a day, for the measures. */
export async function countCall(
  db: Tx | Database,
  run: Pick<Run, 's' | 'sandbox'>,
  day: string,
  { refused, failed, ms }: Counted,
): Promise<void> {
  await sql`
    insert into scenario_days as d (scenario, sandbox, day, rows, calls, refused, failed, milliseconds)
    values (${run.s.id}::uuid, ${run.sandbox}::int, ${day}::date, 0, 1, ${Number(refused ?? 0)}, ${Number(failed ?? 0)},
      ${Math.ceil(ms)})
    on conflict (scenario, sandbox, day) do update set calls = d.calls + 1, refused = d.refused + excluded.refused,
      failed = d.failed + excluded.failed, milliseconds = d.milliseconds + excluded.milliseconds`.execute(db)
}
