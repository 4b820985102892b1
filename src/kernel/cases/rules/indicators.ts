import type {
  Counted,
  Grouping,
  IndicatorDefinition,
  IndicatorFilters,
  IndicatorMeasure,
} from '../contract/indicators.ts'
import type { DurationName, MeasureName } from './measures.ts'

/** A sum of columns, some taken away: late answers are answers less those on time. */
export interface Sum {
  readonly plus: readonly MeasureName[]
  readonly minus: readonly MeasureName[]
}

/** What is read from the roll-up for a measure. */
export type Reading =
  /** `part` over `whole`, or `part` alone; `scale` divides, such as minutes to hours. */
  | { readonly from: 'days'; readonly part: Sum; readonly whole: Sum | null; readonly scale: number }
  | { readonly from: 'durations'; readonly duration: DurationName; readonly share: number }
  | { readonly from: 'backlog' }
  | { readonly from: 'open'; readonly of: Extract<Counted, { grain: 'openNow' }> }

const one = (plus: MeasureName): Sum => ({ plus: [plus], minus: [] })
const less = (plus: MeasureName, minus: MeasureName): Sum => ({ plus: [plus], minus: [minus] })

/** The columns of what is counted. A choice that is left open counts both. */
export function sumOf(counted: Extract<Counted, { grain: 'case' | 'event' }>): Sum {
  if (counted.grain === 'event')
    return counted.action === 'co-answered'
      ? chosen(counted.late, 'co_answered', one('co_late'), less('co_answered', 'co_late'))
      : one(counted.action)
  if (counted.at === 'received') return one('submitted')
  if (counted.at === 'dispatched')
    return chosen(
      counted.right,
      'dispatched',
      one('dispatched_right'),
      less('dispatched', 'dispatched_right'),
    )
  if (counted.at === 'due') return chosen(counted.met, 'due', one('due_met'), less('due', 'due_met'))
  if (counted.at === 'answered')
    return chosen(counted.late, 'answered', less('answered', 'on_time'), one('on_time'))
  if (counted.at === 'rated') {
    if (counted.rating !== undefined) return one(counted.rating)
    return chosen(counted.solved, 'rated', one('solved'), less('rated', 'solved'))
  }
  return one(counted.at)
}

function chosen(choice: boolean | undefined, all: MeasureName, yes: Sum, no: Sum): Sum {
  if (choice === undefined) return one(all)
  return choice ? yes : no
}

const means: Readonly<Record<'score' | DurationName, readonly [MeasureName, MeasureName, number]>> = {
  score: ['score', 'rated', 1],
  dispatch: ['dispatch_minutes', 'dispatched', 60],
  accept: ['accept_minutes', 'accepted', 60],
  answer: ['answer_minutes', 'answered', 60],
}

/** Where the figure of a measure comes from. */
export function readingOf(measure: IndicatorMeasure): Reading {
  if (measure.kind === 'percentile')
    return { from: 'durations', duration: measure.duration, share: measure.p / 100 }
  if (measure.kind === 'mean') {
    const [part, whole, scale] = means[measure.of]
    return { from: 'days', part: one(part), whole: one(whole), scale }
  }
  if (measure.kind === 'ratio')
    return { from: 'days', part: sumOf(measure.numerator), whole: sumOf(measure.denominator), scale: 1 }
  if (measure.of.grain === 'openDay') return { from: 'backlog' }
  if (measure.of.grain === 'openNow') return { from: 'open', of: measure.of }
  return { from: 'days', part: sumOf(measure.of), whole: null, scale: 1 }
}

/** What is wrong with a definition: a key of the message catalogue and the field. */
export interface DefinitionProblem {
  readonly message: string
  readonly field: string
}

const counts = (grain: string): readonly string[] => (grain === 'event' ? ['times'] : ['cases'])

function unitsOf(measure: IndicatorMeasure): readonly string[] {
  if (measure.kind === 'ratio') return ['share']
  if (measure.kind === 'percentile') return ['hours']
  if (measure.kind === 'mean') return [measure.of === 'score' ? 'score' : 'hours']
  return counts(measure.of.grain)
}

/** The unit that follows from the measure. */
export function unitOf(measure: IndicatorMeasure): IndicatorDefinition['unit'] {
  return (unitsOf(measure)[0] ?? 'cases') as IndicatorDefinition['unit']
}

/** What the grammar lets through and the roll-up could not answer, or nobody could read. */
export function problemsOf({ measure, unit, filters }: IndicatorDefinition): DefinitionProblem[] {
  const found: DefinitionProblem[] = []
  if (!unitsOf(measure).includes(unit)) found.push({ message: 'indicator.unit', field: 'unit' })
  const unknown = unansweredFilter(measure, filters)
  if (unknown !== undefined)
    found.push({ message: 'indicator.duration-dimension', field: `filters.${unknown}` })
  if ((filters.place?.split('/').length ?? 0) > 3)
    found.push({ message: 'indicator.place-too-small', field: 'filters.place' })
  if (measure.kind === 'count' && measure.of.grain === 'openNow' && measure.of.state && measure.of.mark)
    found.push({ message: 'indicator.state-or-mark', field: 'measure.of.mark' })
  if (
    countedIn(measure).some(
      (c) => c.grain === 'case' && c.at === 'rated' && c.rating && c.solved !== undefined,
    )
  )
    found.push({ message: 'indicator.rating-or-solved', field: 'measure' })
  return found
}

function countedIn(measure: IndicatorMeasure): readonly Counted[] {
  if (measure.kind === 'count') return [measure.of]
  return measure.kind === 'ratio' ? [measure.numerator, measure.denominator] : []
}

/** Durations are not kept by channel and urgency. */
function unansweredFilter(
  measure: IndicatorMeasure,
  filters: Pick<IndicatorFilters, 'channel' | 'urgency'>,
): 'channel' | 'urgency' | undefined {
  if (measure.kind !== 'percentile') return undefined
  if (filters.channel !== undefined) return 'channel'
  return filters.urgency === undefined ? undefined : 'urgency'
}

export const timeGroupings: readonly Grouping[] = ['day', 'week', 'month']

/** Why a question has no answer for a measure, as a message key; null when it has one. */
export function refusalOf(
  measure: IndicatorMeasure,
  groupBy: Grouping,
  asked: Pick<IndicatorFilters, 'channel' | 'urgency'>,
): string | null {
  if (measure.kind === 'percentile') {
    const isUnknown = groupBy === 'channel' || groupBy === 'urgency'
    return isUnknown || unansweredFilter(measure, asked) !== undefined ? 'indicator.duration-dimension' : null
  }
  const isNow = measure.kind === 'count' && measure.of.grain === 'openNow'
  return isNow && timeGroupings.includes(groupBy) ? 'indicator.now-by-day' : null
}
