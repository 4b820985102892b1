import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { createSessionToken } from '#kernel/vault'
import { getResource, subjectOf } from '#modules/catalogue'
import { takePart } from '#modules/collection'
import { access } from '../access.ts'
import { EndKey, IssueKey, type KeyIssued, SystemDeliver } from '../contract.ts'
import { getRun, getScenario, ownResource, runOfKey, scenarioSubject } from '../store.ts'
import { tables } from '../tables.ts'

const dayMs = 86_400_000

/** A key for a system of the enterprise, told once; it opens this scenario's resources and nothing else. */
export const issueKey = defineAction({
  name: 'scenario.issue-key',
  input: IssueKey,
  allow: access.keys,
  async run(tx, { input, actor, now, authorise }) {
    const run = await getRun(tx, input)
    authorise(scenarioSubject(run.s))
    const { token, hash } = createSessionToken()
    const id = uuidv7()
    const until = new Date(now.getTime() + input.days * dayMs)
    await tables(tx)
      .insertInto('scenario_keys')
      .values({
        id,
        scenario: run.s.id,
        sandbox: run.sandbox,
        name: input.name,
        hash,
        state: 'active',
        by_name: actor.name,
        at: now,
        until,
        used_at: null,
      })
      .execute()
    const output: KeyIssued = { id, key: token, until: until.toISOString() }
    return {
      output,
      subject: scenarioSubject(run.s),
      change: { key: id, name: input.name, sandbox: run.sandbox, until: until.toISOString() },
    }
  },
})

/** The key opens nothing from now on. */
export const endKey = defineAction({
  name: 'scenario.end-key',
  input: EndKey,
  allow: access.keys,
  async run(tx, { input, authorise }) {
    const key = await tables(tx)
      .selectFrom('scenario_keys')
      .select(['id', 'scenario'])
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (key === undefined) throw new Refusal('not-found', 'scenarios.no-key', { id: input.id })
    const s = await getScenario(tx, key.scenario)
    authorise(scenarioSubject(s))
    await tables(tx).updateTable('scenario_keys').set({ state: 'ended' }).where('id', '=', key.id).execute()
    return { output: {}, subject: scenarioSubject(s), change: { key: key.id, state: 'ended' } }
  },
})

/** Rows that a system of the enterprise sends to a resource of its scenario: checked as everybody's are. */
export const deliverBySystem = defineAction({
  name: 'scenario.deliver',
  input: SystemDeliver,
  allow: access.system,
  async run(tx, { input, actor, now, authorise }) {
    authorise({ people: [actor.id] })
    const run = await runOfKey(tx, actor, now)
    const resource = await getResource(tx, ownResource(run, input.resource))
    const whole = {
      mode: 'merge',
      channel: 'api',
      source: `${run.s.code} ${actor.name}`,
      firstLine: 1,
    } as const
    const sent = { ...whole, ...input, resource: resource.id }
    const { output, part } = await takePart(tx, resource, sent, { id: actor.id, now })
    const payload = { delivery: input.delivery, counts: output.counts }
    return {
      output,
      subject: subjectOf(resource),
      change: { delivery: input.delivery, part: input.part, key: actor.id, counts: part },
      events: input.last ? [{ name: 'collection.delivered', payload }] : [],
    }
  },
})
