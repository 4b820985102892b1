import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { readForbidden } from '#modules/control'
import { wrongParameters } from '#modules/early-warning'
import { access } from '../access.ts'
import { DoStep, type Finding, Propose, SaveVersion, type ScenarioManifest } from '../contract.ts'
import { exportedOf } from '../program/index.ts'
import { compareVersions, conformanceOf } from '../rules.ts'
import { findVersion, lockScenario, noteStep, scenarioSubject, setVersion, versionsOf } from '../store.ts'
import { tables } from '../tables.ts'
import { move, refuseStep } from './moving.ts'

/** Enters an enterprise's package for the department that commissions it. */
export const proposeScenario = defineAction({
  name: 'scenario.propose',
  input: Propose,
  allow: access.propose,
  async run(tx, { input, actor, now, authorise }) {
    const org = await tx
      .selectFrom('organizations')
      .select(['code', 'places'])
      .where('code', '=', input.org)
      .where('active', '=', true)
      .executeTakeFirst()
    authorise({ lead: input.org, place: org?.places[0] ?? null })
    if (org === undefined) throw new Refusal('invalid', 'scenarios.no-org', { org: input.org })
    const { manifest, findings } = await conforming(tx, input.manifest)
    const id = uuidv7()
    const made = await tables(tx)
      .insertInto('scenarios')
      .values({
        id,
        code: manifest.code,
        org: org.code,
        standing: 'new',
        revision: 1,
        running: null,
        candidate: 1,
        words: wordsOf(manifest),
        changed_at: now,
      })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) throw new Refusal('conflict', 'scenarios.code-taken', { scenario: manifest.code })
    await insertVersion(tx, { id, number: 1, manifest, findings, actor, now })
    await noteStep(tx, { id }, { action: 'propose', number: 1, actor, reason: input.reason, now })
    return {
      output: { id, revision: 1 },
      subject: scenarioSubject({ id, org: org.code, places: org.places }),
      change: { scenario: manifest.code, version: manifest.version, reason: input.reason },
      events: [{ name: 'scenario.proposed', payload: { code: manifest.code, version: 1 } }],
    }
  },
})

/** A new version begins its own way, beside the one that runs; one that was on its way is dropped for it. */
export const saveScenarioVersion = defineAction({
  name: 'scenario.save-version',
  input: SaveVersion,
  allow: access.save,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    await refuseStep(tx, s, 'save')
    const { manifest, findings } = await conforming(tx, input.manifest)
    if (manifest.code !== s.code) throw new Refusal('invalid', 'scenarios.other-code', { scenario: s.code })
    const versions = await versionsOf(tx, s.id)
    const later = versions.find((v) => compareVersions(manifest.version, v.version) <= 0)
    if (later !== undefined) throw new Refusal('invalid', 'scenarios.not-newer', { version: later.version })
    if (s.candidate !== null) await setVersion(tx, s.id, s.candidate, { state: 'dropped' })
    const number = (versions[0]?.number ?? 0) + 1
    await insertVersion(tx, { id: s.id, number, manifest, findings, actor, now })
    const to = { candidate: number, words: wordsOf(manifest) }
    return move(tx, s, {
      action: 'save',
      event: 'version-saved',
      number,
      actor,
      reason: input.reason,
      now,
      to,
    })
  },
})

/** The platform installs the version for a try; what it says is an exercise. */
export const trySandbox = defineAction({
  name: 'scenario.sandbox',
  input: DoStep,
  allow: access.sandbox,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    await refuseStep(tx, s, 'sandbox')
    const candidate = await findVersion(tx, s.id, s.candidate)
    if (candidate === undefined) throw new Refusal('not-now', 'scenarios.not-in-state', { available: [] })
    // The list of forbidden attributes may have grown since the version was saved.
    await conforming(tx, candidate.manifest)
    const { number } = candidate
    await setVersion(tx, s.id, number, { state: 'installing', problem: null })
    await beginAnew(tx, s.id, number)
    const { reason } = input
    return move(tx, s, { action: 'sandbox', event: 'sandbox-asked', number, actor, reason, now })
  },
})

/** A second try is judged and counted by itself, and its program begins with nothing. */
async function beginAnew(tx: Tx, id: string, number: number): Promise<void> {
  const t = tables(tx)
  await t.deleteFrom('scenario_reviews').where('scenario', '=', id).where('number', '=', number).execute()
  const all = [
    'scenario_notes',
    'scenario_sizes',
    'scenario_reactions',
    'scenario_parties',
    'scenario_keys',
  ] as const
  for (const own of all)
    await t.deleteFrom(own).where('scenario', '=', id).where('sandbox', '=', number).execute()
  await t.deleteFrom('scenario_days').where('scenario', '=', id).where('sandbox', '=', number).execute()
}

/** @throws Refusal `invalid` with everything that was found, where an error is among it */
async function conforming(
  tx: Tx,
  raw: unknown,
): Promise<{ manifest: ScenarioManifest; findings: readonly Finding[] }> {
  const known = { wrongParameters, forbidden: await readForbidden(tx), exported: await exportedOf(raw) }
  const { manifest, findings } = conformanceOf(raw, known)
  if (manifest === undefined) throw new Refusal('invalid', 'scenarios.findings', { findings })
  return { manifest, findings }
}

interface NewVersion {
  readonly id: string
  readonly number: number
  readonly manifest: ScenarioManifest
  readonly findings: readonly Finding[]
  readonly actor: Actor
  readonly now: Date
}

async function insertVersion(tx: Tx, v: NewVersion): Promise<void> {
  await tables(tx)
    .insertInto('scenario_versions')
    .values({
      scenario: v.id,
      number: v.number,
      version: v.manifest.version,
      state: 'proposed',
      manifest: JSON.stringify(v.manifest),
      findings: JSON.stringify(v.findings),
      problem: null,
      proposed_by: v.actor.id,
      proposed_by_name: v.actor.name,
      at: v.now,
    })
    .execute()
}

function wordsOf({ code, name, summary, enterprise }: ScenarioManifest): string {
  return [code, name.zh, name.en, summary.zh, summary.en, enterprise.name].join(' ').toLowerCase()
}
