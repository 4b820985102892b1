import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { currentArrival } from '#modules/collection'
import { access } from '../access.ts'
import { NoteDone, NoteFailed, NotePart } from '../contract.ts'
import {
  findVersion,
  forgetFaults,
  getScenario,
  lockScenario,
  runOf,
  type Scenario,
  saveReading,
  scenarioSubject,
  setVersion,
  type Version,
} from '../store.ts'
import { tables } from '../tables.ts'
import { move } from './moving.ts'

/** One part is in place, stopped or taken away. */
export const notePart = defineAction({
  name: 'scenario.note-part',
  input: NotePart,
  allow: access.work,
  async run(tx, { input, authorise }) {
    const s = await getScenario(tx, input.id)
    authorise(scenarioSubject(s))
    const { kind, code, number, ref, state } = input
    const said = { number, ref, state }
    await tables(tx)
      .insertInto('scenario_parts')
      .values({ scenario: s.id, sandbox: input.sandbox ? number : 0, kind, code, ...said })
      .onConflict((c) => c.columns(['scenario', 'sandbox', 'kind', 'code']).doUpdateSet(said))
      .execute()
    return { output: {}, subject: scenarioSubject(s), change: { kind, part: code, ref, state } }
  },
})

/** Everything of the version on its way is in place: in the sandbox, or for real. */
export const noteInstalled = defineAction({
  name: 'scenario.note-installed',
  input: NoteDone,
  allow: access.work,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, { id: input.id })
    authorise(scenarioSubject(s))
    const version = await findVersion(tx, s.id, s.candidate)
    const { number } = input
    if (version?.number !== number) throw new Refusal('not-now', 'scenarios.not-in-state', { available: [] })
    const said = { number, actor, reason: '', now }
    if (version.state === 'installing') {
      await setVersion(tx, s.id, number, { state: 'sandbox' })
      return move(tx, s, { ...said, action: 'installed', event: 'installed' })
    }
    if (version.state !== 'publishing')
      throw new Refusal('not-now', 'scenarios.not-in-state', { available: [] })
    await setVersion(tx, s.id, number, { state: 'published' })
    await beginReactions(tx, s, version, now)
    if (s.running !== null) await setVersion(tx, s.id, s.running, { state: 'replaced' })
    // Suspended meanwhile, it stays so: the new version waits for its resuming.
    const standing = s.standing === 'suspended' ? ('suspended' as const) : ('published' as const)
    const to = { standing, running: number, candidate: null }
    return move(tx, s, { ...said, action: 'published', event: 'published', to })
  },
})

/** A reaction that is new over rows that are there already begins with what comes from now on; what failed may try again. */
async function beginReactions(tx: Tx, s: Scenario, version: Version, at: Date): Promise<void> {
  await forgetFaults(tx, s.id)
  const before = await findVersion(tx, s.id, s.running)
  const run = await runOf(tx, { ...s, running: version.number }, false)
  if (before === undefined || run === undefined) return
  const known = new Set((before.manifest.program?.reactions ?? []).map((r) => r.code))
  for (const { code, resource } of version.manifest.program?.reactions ?? []) {
    const id = run.resources.get(resource)
    if (known.has(code) || id === undefined) continue
    const end = await currentArrival(tx, id)
    await saveReading(tx, run, code, { position: `${end.tx}-${end.seq}`, faults: 0, problem: null, at })
  }
}

/** Something refused a part: the version goes back to where it was, with the sentence. */
export const noteFailed = defineAction({
  name: 'scenario.note-failed',
  input: NoteFailed,
  allow: access.work,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, { id: input.id })
    authorise(scenarioSubject(s))
    const { number, problem } = input
    const version = await findVersion(tx, s.id, number)
    if (version?.state !== 'installing' && version?.state !== 'publishing')
      throw new Refusal('not-now', 'scenarios.not-in-state', { available: [] })
    const state = version.state === 'installing' ? 'proposed' : 'reviewed'
    await setVersion(tx, s.id, number, { state, problem })
    const reason = problem.zh
    return move(tx, s, { action: 'failed', event: 'install-failed', number, actor, reason, now })
  },
})
