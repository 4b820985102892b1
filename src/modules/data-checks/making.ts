import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import { keepRiskReport } from './actions.ts'
import type { MakeRiskReport } from './contract.ts'
import { readRiskFacts } from './queries/risk-facts.ts'
import { composeRiskReport } from './rules.ts'
import { latestReport } from './store.ts'

interface Making {
  readonly actor: Actor
  readonly key?: string | undefined
  readonly trace?: string | undefined
}

/**
 * Makes and keeps the report of a year; of this year it says what was so until now.
 * @throws Refusal `invalid` for a year to come, `forbidden` for an organization that is not the actor's
 */
export async function makeRiskReport(
  kernel: Kernel,
  input: MakeRiskReport,
  o: Making,
): Promise<{ id: string; version: number }> {
  if (input.year > Number(dayOf(kernel.clock.now()).slice(0, 4)))
    throw new Refusal('invalid', 'risk-report.year', { field: 'year' })
  const { org, year } = input
  const facts = await kernel.ask(readRiskFacts, { actor: o.actor, input: { org, year }, trace: o.trace })
  const content = composeRiskReport(facts, kernel.config.demo)
  return kernel.execute(keepRiskReport, { ...o, input: { ...input, content } })
}

/** Last year's report of the city and of every organization that provides data; one that fails leaves the others. */
export async function makeYearlyReports(kernel: Kernel): Promise<void> {
  const year = Number(dayOf(kernel.clock.now()).slice(0, 4)) - 1
  const providers = (await listPublished(kernel.app.db)).map((r) => r.provider)
  for (const org of ['', ...new Set(providers)])
    await makeOnce(kernel, org, year).catch((error: unknown) =>
      kernel.log.error(`the risk report of ${org === '' ? 'the city' : org} was not made`, error),
    )
}

async function makeOnce(kernel: Kernel, org: string, year: number): Promise<void> {
  if ((await latestReport(kernel.app.db, org, year)) > 0) return
  const actor = systemActor('data-checks.report')
  await makeRiskReport(kernel, { org, year, reason: '' }, { actor, key: `risk-report:${org}:${year}` })
}
