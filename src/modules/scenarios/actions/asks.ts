import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { findGrant } from '#modules/sharing'
import { access } from '../access.ts'
import { BindGrant, type OwnAsk, UnbindGrant } from '../contract.ts'
import { isMetBy } from '../rules.ts'
import { boundGrants, findVersion, lockScenario, noteStep, type Scenario, scenarioSubject } from '../store.ts'
import { tables } from '../tables.ts'

/** What the version on its way asks for, or else the one that runs. */
async function askOf(tx: Tx, s: Scenario, code: string): Promise<OwnAsk> {
  const version = await findVersion(tx, s.id, s.candidate ?? s.running)
  const ask = version?.manifest.asks.find((a) => a.code === code)
  if (ask === undefined) throw new Refusal('not-found', 'scenarios.no-ask', { ask: code })
  return ask
}

/** The department lets a scenario look things up by one of its grants; the scenario gets nothing that the grant does not give. */
export const bindGrant = defineAction({
  name: 'scenario.bind-grant',
  input: BindGrant,
  allow: access.keys,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    const ask = await askOf(tx, s, input.ask)
    const grant = await findGrant(tx, input.grant)
    if (grant === undefined || !isMetBy(ask, grant, s.org, dayOf(now)))
      throw new Refusal('invalid', 'scenarios.grant-unfit', { field: 'grant', ask: ask.title.zh })
    const to = { grant: grant.id, by_name: actor.name, reason: input.reason, at: now }
    await tables(tx)
      .insertInto('scenario_grants')
      .values({ scenario: s.id, ask: ask.code, ...to })
      .onConflict((c) => c.columns(['scenario', 'ask']).doUpdateSet(to))
      .execute()
    const number = s.candidate ?? s.running ?? 0
    await noteStep(tx, s, { action: 'bind-grant', number, actor, reason: input.reason, now })
    return {
      output: { ask: ask.code, grant: grant.id },
      subject: scenarioSubject(s),
      change: { ask: ask.code, grant: grant.id },
    }
  },
})

/** From now on the scenario looks nothing up by it. */
export const unbindGrant = defineAction({
  name: 'scenario.unbind-grant',
  input: UnbindGrant,
  allow: access.keys,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    await tables(tx)
      .deleteFrom('scenario_grants')
      .where('scenario', '=', s.id)
      .where('ask', '=', input.ask)
      .execute()
    const number = s.candidate ?? s.running ?? 0
    await noteStep(tx, s, { action: 'unbind-grant', number, actor, reason: input.reason, now })
    return {
      output: { ask: input.ask },
      subject: scenarioSubject(s),
      change: { ask: input.ask, grant: null },
    }
  },
})

/** @throws Refusal `not-now` where what a version asks for is not met: it would run into it at its first look */
export async function refuseUnmet(tx: Tx, s: Scenario, today: string): Promise<void> {
  const version = await findVersion(tx, s.id, s.candidate)
  const bound = await boundGrants(tx, s.id)
  const missing: string[] = []
  for (const ask of version?.manifest.asks ?? []) {
    const id = bound.find((b) => b.ask === ask.code)?.grant
    const grant = id === undefined ? undefined : await findGrant(tx, id)
    if (grant === undefined || !isMetBy(ask, grant, s.org, today)) missing.push(ask.title.zh)
  }
  if (missing.length > 0) throw new Refusal('not-now', 'scenarios.asks-unmet', { asks: missing.join('、') })
}
