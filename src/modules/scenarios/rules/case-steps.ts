import { Refusal } from '#kernel/action/define'
import type { Case } from '#kernel/cases/define'
import { common, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { Actor } from '#kernel/identity/define'
import type { Item } from '#modules/catalogue/contract'
import { compileContract } from '#modules/collection/rules'
import type { Filled, OwnCaseType, OwnStep, ScenarioCaseDetails, TakeStep, Where } from '../contract.ts'

export type ScenarioCase = Case<ScenarioCaseDetails>

/** As the table said when the case was opened. */
export function caseLimit(clock: string, { details: { dispatched } }: ScenarioCase): Duration {
  return clock === 'accept'
    ? { amount: dispatched.acceptHours, unit: 'workingHours' }
    : { amount: dispatched.days, unit: 'workingDays' }
}

/** Whether a row is one that opens a case. */
export function isOpening(where: readonly Where[], row: Readonly<Record<string, unknown>> | null): boolean {
  return (
    row !== null &&
    where.every(({ item, in: texts }) => row[item] != null && texts.includes(String(row[item])))
  )
}

/** By what cases of a kind are told apart: the row's key, or the value of an item. */
export function subjectKey(
  { by }: OwnCaseType['opens'],
  row: { readonly key: string; readonly data: Readonly<Record<string, unknown>> | null },
): string {
  return by === null ? row.key : String(row.data?.[by] ?? row.key)
}

/** Values of items as a case keeps them; what is not there is left out. */
export function filledOf(items: readonly Item[], row: Readonly<Record<string, unknown>>): Filled[] {
  return items.flatMap((item) => {
    const value = row[item.name]
    if (value == null || value === '') return []
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    const title = { zh: item.title, en: item.english ?? item.title }
    const english = item.inEnglish === undefined ? undefined : row[item.inEnglish]
    const named = item.labels?.[text] ?? null
    const label = typeof english === 'string' && english !== '' ? { ...named, en: english } : named
    return [{ title, type: item.type, value: text, label }]
  })
}

/**
 * Values by items, checked as rows are.
 * @throws Refusal `invalid` with the problem of each item
 */
export function readValues(
  items: readonly Item[],
  given: Readonly<Record<string, unknown>>,
  now: Date,
): Record<string, unknown> {
  const scope = { places: [], placeItem: null, timeItem: null, from: null }
  const checker = compileContract({ items: [...items], rules: [], scope })
  const foreign = Object.keys(given).find((name) => !checker.names.has(name))
  if (foreign !== undefined) throw new Refusal('invalid', 'collection.not-asked', { item: foreign })
  const checked = checker.check(given, now)
  if ('problems' in checked)
    throw new Refusal('invalid', 'collection.still-broken', { problems: checked.problems })
  return JSON.parse(checked.row.json)
}

/** Whether this step of the package is this person's: a handler of who leads, or of the department. */
export function isTheirStep(c: Pick<Case, 'lead' | 'requester'>, { by }: OwnStep, actor: Actor): boolean {
  const org = by === 'lead' ? c.lead?.org : c.requester
  return actor.posts.some((p) => p.role === 'handler' && p.org === org)
}

export interface StepContext extends RuleContext {
  readonly actor: Actor
  readonly found: OwnCaseType
}

/**
 * A step of the package: its values stand in the case, and the case is in its next stage.
 * @param ends whether it is taken as one that ends the case
 */
export function takeStep(ends: boolean) {
  return (c: ScenarioCase, input: TakeStep, ctx: StepContext): ScenarioCase => {
    const step = ctx.found.steps.find((s) => s.code === input.step && (s.to === null) === ends)
    if (step === undefined) throw new Refusal('invalid', 'scenarios.no-step', { step: input.step })
    if (!isTheirStep(c, step, ctx.actor)) throw new Refusal('forbidden', 'scenarios.not-your-step', {})
    if (!step.from.includes(c.details.stage.code))
      throw new Refusal('not-now', 'scenarios.step-not-now', {
        step: step.title.zh,
        stage: c.details.stage.title.zh,
      })
    if (input.files.length > 0 && !step.photos)
      throw new Refusal('invalid', 'scenarios.no-photos', { step: step.title.zh })
    const values = filledOf(step.input, readValues(step.input, input.values, ctx.now))
    const stage = ctx.found.stages.find((s) => s.code === step.to) ?? c.details.stage
    const result = { step: step.code, title: step.title, at: ctx.now.toISOString(), values }
    const kept = common.attach(c, { files: [...input.files] }, ctx)
    const taken = { ...kept, details: { ...c.details, stage, results: [...c.details.results, result] } }
    return ends ? common.answer(taken, { text: summaryOf(result) }, ctx) : taken
  }
}

/** What is said of the end where only a text fits. */
function summaryOf({ title, values }: { title: OwnStep['title']; values: readonly Filled[] }): string {
  const said = values.map((v) => `${v.title.zh}：${v.label?.zh ?? v.value}`).join('；')
  return said === '' ? title.zh : `${title.zh}。${said}`.slice(0, 5000)
}
