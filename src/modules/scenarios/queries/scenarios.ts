import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { readForbidden } from '#modules/control'
import { countRaised, listSwitchedOff, wrongParameters } from '#modules/early-warning'
import { access } from '../access.ts'
import {
  CheckManifest,
  type Conformance,
  ListScenarios,
  type ScenarioPage,
  type ScenarioRow,
  type ScenarioVersionView,
  type ScenarioView,
  type Step,
} from '../contract.ts'
import { exportedOf } from '../program/index.ts'
import { changesOfManifest, conformanceOf, stepsOf } from '../rules.ts'
import {
  countCases,
  countedDays,
  getScenario,
  lifeOf,
  lostParts,
  type Part,
  partsOf,
  reviewsOf,
  type Scenario,
  scenarioSubject,
  type Version,
  versionsOf,
} from '../store.ts'
import { tables } from '../tables.ts'

/** Says everything that is to be said of a manifest, and keeps nothing. */
export const checkManifest = defineQuery({
  name: 'scenario.check',
  input: CheckManifest,
  allow: access.check,
  async run(tx, { input, authorise }): Promise<Conformance> {
    authorise({})
    const exported = await exportedOf(input.manifest)
    const known = { wrongParameters, forbidden: await readForbidden(tx), exported }
    const { manifest, findings } = conformanceOf(input.manifest, known)
    return { conforms: manifest !== undefined, findings: [...findings] }
  },
})

interface Listed extends Omit<ScenarioRow, 'candidate' | 'changedAt'> {
  candidate: string | null
  state: Version['state'] | null
  changed: Date
  total: number
}

/** How far a scenario is in one word: whether it runs, or else how far its version is. */
const shownState: RawBuilder<string> = sql`(case when s.standing <> 'new' then s.standing
  when c.state = 'installing' then 'sandbox' when c.state = 'publishing' then 'reviewed' else c.state end)`

/** Scenarios, those changed last first. */
export const listScenarios = defineQuery({
  name: 'scenario.list',
  input: ListScenarios,
  allow: access.see,
  async run(tx, { input, authorise }): Promise<ScenarioPage> {
    authorise({})
    const words = `%${(input.q ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    const state = input.state === undefined ? sql`true` : sql`${shownState} = ${input.state}`
    const { rows } = await sql<Listed>`
      select s.id, s.code, n.manifest->'name' as name, n.manifest #>> '{enterprise,name}' as enterprise, s.org, s.standing,
        r.version as running, c.version as candidate, c.state, s.changed_at as changed, (count(*) over ())::int as total
      from scenarios s
      left join scenario_versions r on r.scenario = s.id and r.number = s.running
      left join scenario_versions c on c.scenario = s.id and c.number = s.candidate
      join lateral (select manifest from scenario_versions v where v.scenario = s.id order by number desc limit 1) n on true
      where s.words like ${words} and ${state}
      order by s.changed_at desc, s.id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return {
      rows: rows.map(({ candidate, state: at, changed, total: _, ...row }) => ({
        ...row,
        candidate: candidate === null || at === null ? null : { version: candidate, state: at },
        changedAt: changed.toISOString(),
      })),
      total: rows[0]?.total ?? 0,
    }
  },
})

/** One scenario with its versions, parts, life and measures, and what the reader may do. */
export const getScenarioView = defineQuery({
  name: 'scenario.get',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { input, actor, now, authorise }): Promise<ScenarioView> {
    const s = await getScenario(tx, input.id)
    authorise(scenarioSubject(s))
    const versions = await versionsOf(tx, s.id)
    const running = versions.find((v) => v.number === s.running)
    const candidate = versions.find((v) => v.number === s.candidate)
    const [newest] = versions
    const parts = await partsOf(tx, s.id)
    return {
      id: s.id,
      code: s.code,
      name: newest?.manifest.name ?? { zh: s.code, en: s.code },
      enterprise: newest?.manifest.enterprise.name ?? '',
      org: s.org,
      standing: s.standing,
      running: running?.version ?? null,
      candidate: candidate === undefined ? null : { version: candidate.version, state: candidate.state },
      changedAt: s.changed_at.toISOString(),
      revision: s.revision,
      versions: await viewsOf(tx, s, versions),
      parts: await partViews(tx, s, parts),
      life: await stepRows(tx, s, versions),
      measures: await measuresOf(tx, s, parts, now, running),
      may: stepsOf(await lifeOf(tx, s)).filter((step) => mayTake(step, actor, s)),
    }
  },
})

/** Parts with what people made of them by hand; what a suspension switched off is as it should be. */
async function partViews(tx: Tx, s: Scenario, parts: readonly Part[]): Promise<ScenarioView['parts']> {
  const lost = new Set((await lostParts(tx, parts)).map((p) => p.ref))
  const watching = parts.filter((p) => p.sandbox === 0 && p.kind !== 'resource' && p.state === 'active')
  const isRunning = s.standing === 'published'
  const off = isRunning
    ? await listSwitchedOff(
        tx,
        watching.map((p) => p.ref),
      )
    : new Set<string>()
  const adriftOf = ({ ref }: Part) => (lost.has(ref) ? 'retired' : off.has(ref) ? 'off' : null)
  return parts.map((p) => ({ ...p, sandbox: p.sandbox !== 0, adrift: adriftOf(p) }))
}

const monthMs = 30 * 86_400_000

/** What it does for real: the sandbox is not counted. */
async function measuresOf(
  tx: Tx,
  s: Scenario,
  parts: readonly Part[],
  now: Date,
  running: Version | undefined,
): Promise<ScenarioView['measures']> {
  const counted = await countedDays(tx, s.id, dayOf(now))
  const watching = parts.filter((p) => p.sandbox === 0 && p.kind !== 'resource').map((p) => p.ref)
  const since = new Date(now.getTime() - monthMs)
  const warnings = await countRaised(tx, watching, since)
  const cases = await countCases(tx, s.id, since, now)
  return {
    rowsToday: counted.today,
    rowsPerDay: running?.manifest.limits.rowsPerDay ?? null,
    rows30: counted.month,
    raised30: warnings.raised,
    judged30: warnings.judged,
    right30: warnings.right,
    casesOpen: cases.open,
    casesLate: cases.late,
    cases30: cases.opened,
    casesDone30: cases.done,
    calls30: counted.calls,
    refused30: counted.refused,
    failed30: counted.failed,
    callMs30: counted.callMs,
  }
}

const stepAccess = {
  save: access.save,
  sandbox: access.sandbox,
  'review-security': access.reviewSecurity,
  'review-privacy': access.reviewPrivacy,
  'review-ethics': access.reviewEthics,
  publish: access.publish,
  suspend: access.suspend,
  resume: access.resume,
  'put-back': access.resume,
  retire: access.retire,
} as const satisfies Record<Step, unknown>

function mayTake(step: Step, actor: Actor, s: Scenario): boolean {
  return allows(stepAccess[step], actor, scenarioSubject(s))
}

async function viewsOf(tx: Tx, s: Scenario, versions: readonly Version[]): Promise<ScenarioVersionView[]> {
  const reviews = await reviewsOf(tx, s.id)
  return versions.map((v, n) => {
    const before = versions[n + 1]
    return {
      number: v.number,
      version: v.version,
      state: v.state,
      proposedBy: v.proposed_by_name,
      at: v.at.toISOString(),
      manifest: v.manifest,
      findings: [...v.findings],
      problem: v.problem,
      reviews: reviews.filter((r) => r.number === v.number).map(({ number: _, ...r }) => r),
      changes: before === undefined ? [] : changesOfManifest(before.manifest, v.manifest),
    }
  })
}

async function stepRows(tx: Tx, s: Scenario, versions: readonly Version[]): Promise<ScenarioView['life']> {
  const rows = await tables(tx)
    .selectFrom('scenario_steps')
    .select(['number', 'action', 'by_name', 'reason', 'at'])
    .where('scenario', '=', s.id)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map((r) => ({
    at: r.at.toISOString(),
    action: r.action,
    version: versions.find((v) => v.number === r.number)?.version ?? '',
    by: r.by_name,
    reason: r.reason,
  }))
}
