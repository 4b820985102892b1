import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { findGrant, listHeld } from '#modules/sharing'
import type { Grant } from '#modules/sharing/contract'
import { access } from '../access.ts'
import type { AskList, AskView, OwnAsk } from '../contract.ts'
import { isMetBy } from '../rules.ts'
import { type Bound, boundGrants, findVersion, getScenario, scenarioSubject } from '../store.ts'

/** What a scenario asks of other departments, by which grants it is met, and by which it could be. */
export const listAsks = defineQuery({
  name: 'scenario.asks',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { input, actor, now, authorise }): Promise<AskList> {
    const s = await getScenario(tx, input.id)
    const subject = scenarioSubject(s)
    authorise(subject)
    const version = await findVersion(tx, s.id, s.candidate ?? s.running)
    const bound = await boundGrants(tx, s.id)
    const mayBind = allows(access.keys, actor, subject)
    const rows: AskView[] = []
    for (const ask of version?.manifest.asks ?? []) {
      const found = bound.find((b) => b.ask === ask.code)
      rows.push({
        ask,
        grant: found === undefined ? null : await boundView(tx, found),
        fitting: mayBind ? await fittingOf(tx, ask, s.org, dayOf(now)) : [],
        mayBind,
      })
    }
    return { rows }
  },
})

async function boundView(tx: Tx, { grant: id, by_name: by, at }: Bound): Promise<AskView['grant']> {
  const grant = await findGrant(tx, id)
  return grant === undefined
    ? null
    : { ...(await named(tx, grant)), state: grant.state, by, at: at.toISOString() }
}

async function fittingOf(tx: Tx, ask: OwnAsk, org: string, today: string): Promise<AskView['fitting']> {
  const held = (await listHeld(tx, org)).filter((g) => isMetBy(ask, g, org, today))
  const views: AskView['fitting'] = []
  for (const grant of held) views.push(await named(tx, grant))
  return views
}

async function named(tx: Tx, { id, resource, provider, terms }: Grant) {
  return { id, resource: (await getResource(tx, resource)).content.name, provider, until: terms.until }
}
