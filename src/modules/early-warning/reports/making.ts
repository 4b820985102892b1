import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { Text } from '#kernel/reports/contract'
import { findScope, overseenScopes } from '#modules/supervision'
import { findPlace } from '#modules/territory'
import type { MakeWarningReport } from '../contract.ts'
import { keepWarningReport } from './actions.ts'
import { readReportFacts } from './queries.ts'
import { before, boundsOf, composeWarningReport, isReportable, periodFrom, periodsDue } from './rules.ts'
import { latestVersion, listOfficersPlaces, organizationNames } from './store.ts'

export interface Making {
  readonly actor: Actor
  readonly key?: string | undefined
  readonly trace?: string | undefined
}

/**
 * Makes and keeps a report.
 * @throws Refusal `invalid` for a period that cannot be reported on, `not-found` for an unknown scope, `forbidden` for
 *   places that the actor does not oversee
 */
export async function makeWarningReport(
  kernel: Kernel,
  input: MakeWarningReport,
  o: Making,
): Promise<{ id: string; version: number }> {
  const scope = findScope(input.scope)
  if (scope === undefined) throw new Refusal('not-found', 'warning-report.no-scope', { field: 'scope' })
  const at = kernel.clock.now()
  const period = periodFrom(input.kind, input.from, input.to)
  if (!isReportable(period, dayOf(at)))
    throw new Refusal('invalid', 'warning-report.period', { field: 'from' })
  const { domain, exercise } = input
  const places = [...scope.places]
  const { start, end } = boundsOf(period)
  const facts = await kernel.ask(readReportFacts, {
    actor: o.actor,
    trace: o.trace,
    input: { places, since: boundsOf(before(period)).start, from: start, until: end, domain, exercise },
  })
  const names = await organizationNames(kernel.app.db)
  const content = composeWarningReport({
    scope,
    subject: { places, period, domain, exercise, at },
    facts,
    placeName,
    orgName: (code) => names.get(code) ?? same(code),
  })
  return kernel.execute(keepWarningReport, { ...o, input: { ...input, to: period.to, places, content } })
}

const same = (text: string): Text => ({ zh: text, en: text })

function placeName(path: string): Text {
  const place = findPlace(path.split('/').at(-1) ?? path)
  return place === undefined ? same(path) : { zh: place.name, en: place.nameEn ?? place.name }
}

/** What is due this morning for the scopes of warning officers, of real warnings; one that fails leaves the others. */
export async function makeDueReports(kernel: Kernel): Promise<void> {
  const scopes = (await listOfficersPlaces(kernel.app.db)).flatMap(overseenScopes)
  for (const scope of new Set(scopes.map((s) => s.code)))
    for (const { kind, from, to } of periodsDue(dayOf(kernel.clock.now())))
      await makeOnce(kernel, { scope, kind, from, to, domain: null, exercise: false, reason: '' }).catch(
        (error: unknown) => kernel.log.error(`the warning report of ${scope} was not made`, error),
      )
}

async function makeOnce(kernel: Kernel, input: MakeWarningReport & { to: string }): Promise<void> {
  if ((await latestVersion(kernel.app.db, input)) > 0) return
  const actor = systemActor('early-warning.report')
  await makeWarningReport(kernel, input, {
    actor,
    key: `warning-report:${input.scope}:${input.kind}:${input.from}`,
  })
}
