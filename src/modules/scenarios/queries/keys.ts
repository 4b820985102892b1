import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { hashToken } from '#kernel/vault'
import type { Item } from '#modules/catalogue/contract'
import { readChanges } from '#modules/collection'
import type { ChangePage, RowChange } from '#modules/collection/contract'
import { maskPartial } from '#modules/sharing/rules'
import { access } from '../access.ts'
import { type KeyList, RunRef, SystemChanges } from '../contract.ts'
import { getRun, ownResource, runOfKey, scenarioSubject } from '../store.ts'
import { tables } from '../tables.ts'

/** Keys of a scenario; what they are is told nobody again. */
export const listKeys = defineQuery({
  name: 'scenario.keys',
  input: RunRef,
  allow: access.keys,
  async run(tx, { input, authorise }): Promise<KeyList> {
    const run = await getRun(tx, input)
    authorise(scenarioSubject(run.s))
    const rows = await tables(tx)
      .selectFrom('scenario_keys')
      .select(['id', 'name', 'state', 'by_name as by', 'at', 'until', 'used_at'])
      .where('scenario', '=', run.s.id)
      .where('sandbox', '=', run.sandbox)
      .orderBy('at', 'desc')
      .limit(200)
      .execute()
    return {
      rows: rows.map(({ used_at, ...r }) => ({
        ...r,
        at: r.at.toISOString(),
        until: r.until.toISOString(),
        usedAt: used_at?.toISOString() ?? null,
      })),
    }
  },
})

/** Whose a key is; asked by the door before anything is done. */
export const findKey = defineQuery({
  name: 'scenario.find-key',
  input: z.object({ key: z.string().max(200) }),
  allow: access.check,
  async run(tx, { input, now, authorise }): Promise<{ id: string; name: string }> {
    authorise({})
    const found = await tables(tx)
      .selectFrom('scenario_keys')
      .select(['id', 'name'])
      .where('hash', '=', hashToken(input.key))
      .where('state', '=', 'active')
      .where('until', '>', now)
      .executeTakeFirst()
    if (found === undefined) throw new Refusal('unauthenticated', 'scenarios.wrong-key', {})
    return found
  },
})

/** The change feed of a resource of the scenario, for the system whose key is its; personal items are masked. */
export const readChangesBySystem = defineQuery({
  name: 'scenario.changes',
  input: SystemChanges,
  allow: access.system,
  async run(tx, { input, actor, now, authorise, logRead }): Promise<ChangePage> {
    authorise({ people: [actor.id] })
    const run = await runOfKey(tx, actor, now)
    logRead(scenarioSubject(run.s), [`changes of ${input.resource}`])
    const page = await readChanges(tx, ownResource(run, input.resource), input.after, input.limit)
    const items = run.manifest.resources.find((r) => r.code === input.resource)?.items ?? []
    return { ...page, changes: page.changes.map((c) => masked(c, items)) }
  },
})

function masked(change: RowChange, items: readonly Item[]): RowChange {
  const personal = items.filter((i) => i.personal !== null)
  const key = personal.find((i) => i.key)
  const { data } = change
  return {
    ...change,
    key: key === undefined ? change.key : maskPartial(key.personal, change.key),
    data:
      data === null
        ? null
        : {
            ...data,
            ...Object.fromEntries(
              personal
                .filter((i) => data[i.name] !== undefined)
                .map((i) => [i.name, maskPartial(i.personal, String(data[i.name]))]),
            ),
          },
  }
}
