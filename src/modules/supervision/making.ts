import { v5 as uuidv5 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { findCategory } from '#modules/duties'
import { keepReport, tellReaders } from './actions.ts'
import type { MakeReport, ReportContent, Text } from './contract.ts'
import { readFacts } from './queries.ts'
import {
  before,
  boundsOf,
  composeReport,
  isReportable,
  type Period,
  periodFrom,
  periodsDue,
  type Scope,
  widestScopes,
} from './rules.ts'
import { findScope, listScopes } from './scopes.ts'
import { hasReport, listOverseers, type Overseer, organizationNames } from './store.ts'

const namespace = '2f0c1d3e-93b5-4b51-8a0e-6f7d8b0c5a12'

/** Writes a report of figures as they are now, without keeping it. */
async function compose(kernel: Kernel, actor: Actor, scope: Scope, period: Period): Promise<ReportContent> {
  const { end } = boundsOf(period)
  const since = boundsOf(before(period)).start
  const facts = await kernel.ask(readFacts, {
    actor,
    input: { places: [...scope.places], since, until: end },
  })
  const names = await organizationNames(kernel.app.db)
  return composeReport({
    scope,
    period,
    facts,
    simulated: kernel.config.demo,
    orgName: (code) => names.get(code) ?? same(code),
    categoryName: (code) => findCategory(code) ?? same(code),
    calendar: kernel.clock.calendar,
  })
}

const same = (text: string): Text => ({ zh: text, en: text })

/**
 * Makes and keeps a report of a past period.
 * @throws Refusal `invalid` for a period that is not over or a week that begins in its middle, `not-found` for an
 *   unknown scope, `forbidden` for places that the actor does not oversee
 */
export async function makeReport(
  kernel: Kernel,
  input: MakeReport,
  o: { readonly actor: Actor; readonly key?: string | undefined; readonly trace?: string | undefined },
): Promise<{ id: string; version: number }> {
  const scope = findScope(input.scope)
  if (scope === undefined) throw new Refusal('not-found', 'supervision.unknown-scope', { scope: input.scope })
  if (!isReportable(input.kind, input.from, dayOf(kernel.clock.now())))
    throw new Refusal('invalid', 'supervision.period', { field: 'from' })
  const period = periodFrom(input.kind, input.from)
  const content = await compose(kernel, o.actor, scope, period)
  const kept = { ...input, to: period.to, places: [...scope.places], content }
  return kernel.execute(keepReport, { ...o, input: kept })
}

/** What is due this morning, for every scope that some overseer's places make up. One that fails leaves the others. */
export async function makeDueReports(kernel: Kernel): Promise<void> {
  const periods = periodsDue(dayOf(kernel.clock.now()), kernel.clock.calendar())
  if (periods.length === 0) return
  const overseers = await listOverseers(kernel.app.db)
  for (const scope of scopesOf(overseers))
    for (const period of periods)
      await makeOnce(kernel, scope, period, overseers).catch((error: unknown) =>
        kernel.log.error(`the report of ${scope.code} was not made`, error),
      )
}

/** Each set of places is looked up once: a city has more overseers than kinds of them. */
function scopesOf(overseers: readonly Overseer[]): Scope[] {
  const sets = new Map(overseers.map((o) => [o.places.join(' '), o.places]))
  const found = [...sets.values()].flatMap((places) => widestScopes(places, listScopes()))
  return [...new Map(found.map((s) => [s.code, s])).values()]
}

async function makeOnce(
  kernel: Kernel,
  scope: Scope,
  period: Period,
  overseers: readonly Overseer[],
): Promise<void> {
  const { kind, from } = period
  const key = `report:${scope.code}:${kind}:${from}`
  if (await hasReport(kernel.app.db, scope.code, period)) return
  const actor = systemActor('supervision.report')
  const { id } = await makeReport(kernel, { scope: scope.code, kind, from, reason: '' }, { actor, key })
  const readers = overseers.filter(
    (o) => o.role === 'leader' && widestScopes(o.places, listScopes()).some((s) => s.code === scope.code),
  )
  const accounts = [...new Set(readers.map((r) => r.account))].slice(0, 200)
  if (accounts.length === 0) return
  const notices = accounts.map((account) => ({
    id: uuidv5(`${id}:${account}`, namespace),
    account,
    channel: 'in-app' as const,
    template: `supervision.notice.${kind}`,
    data: { scope: scope.name.zh, day: from },
    subject: { type: 'report', id },
  }))
  await kernel.execute(tellReaders, { actor, input: { id, notices } })
}
