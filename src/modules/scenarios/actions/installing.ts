import { defineAction, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import { NoteDone, NoteFailed, NotePart } from '../contract.ts'
import { findVersion, getScenario, lockScenario, scenarioSubject, setVersion } from '../store.ts'
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
    if (s.running !== null) await setVersion(tx, s.id, s.running, { state: 'replaced' })
    // Suspended meanwhile, it stays so: the new version waits for its resuming.
    const standing = s.standing === 'suspended' ? ('suspended' as const) : ('published' as const)
    const to = { standing, running: number, candidate: null }
    return move(tx, s, { ...said, action: 'published', event: 'published', to })
  },
})

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
