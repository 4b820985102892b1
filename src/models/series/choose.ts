import type { AnyDetector } from './any.ts'
import type { Observation } from './define.ts'
import { medianOf } from './phases.ts'
import { type Incident, plantIncidents } from './planted.ts'

/** A detector with its settings, under a name that the explanation uses. */
export interface Candidate {
  readonly name: string
  readonly detector: AnyDetector
  /** Parsed by the detector's own schema; left out, its defaults. */
  readonly parameters?: unknown
}

export interface BacktestSettings {
  /** Labelled incidents; where at least three lie in the judged part they are used instead of planted ones. */
  readonly labelled?: readonly Incident[]
  /** Most alarms per 1000 observations without an incident that a person puts up with. */
  readonly mostFalse?: number
  /** Size of planted incidents in robust spreads. */
  readonly size?: number
  readonly seed?: number
}

/** How a candidate fared on the judged part of the history. */
export interface BacktestFigures {
  readonly name: string
  /** Alarms that began outside incidents, per 1000 observations. */
  readonly falsePerThousand: number
  readonly incidents: number
  /** Share of incidents during which, or within a few observations after which, an alarm stood that would not have. */
  readonly found: number
  /** Median observations from an incident's beginning to the alarm; null where none was found. */
  readonly delay: number | null
}

export interface DetectorChoice {
  /** Null where the history is too short to tell. */
  readonly chosen: string | null
  /** A stable key: what decided. */
  readonly because:
    | 'most-found'
    | 'fewer-false'
    | 'sooner'
    | 'none-found'
    | 'too-many-false'
    | 'only-one'
    | 'too-short'
  /** Best first. */
  readonly figures: readonly BacktestFigures[]
  readonly observations: number
  readonly incidents: 'planted' | 'labelled'
}

const shortest = 200
const folds = 3
const incidentsPerFold = 5
/** An alarm so many observations after an incident's end still answers it. */
const grace = 3

/**
 * Chooses for one series by a rolling backtest (Tashman 2000): each detector runs through the history once, and its
 * alarms in the second half count as false; at the beginning of each of three folds of that half a copy of its state runs
 * on through a copy of the fold with planted incidents. Most found wins among those that stay below `mostFalse`; then
 * fewer false alarms; then the sooner one. Throws a ZodError for parameters that a detector refuses.
 */
export function chooseDetector(
  history: readonly Observation[],
  candidates: readonly Candidate[],
  settings: BacktestSettings = {},
): DetectorChoice {
  const steps = choosing(history, candidates, settings)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same step by step, an observation of a candidate each, for whoever has other things to do meanwhile. */
export function* choosing(
  history: readonly Observation[],
  candidates: readonly Candidate[],
  settings: BacktestSettings = {},
): Generator<undefined, DetectorChoice> {
  const { mostFalse = 5, labelled = [] } = settings
  const judgedFrom = Math.floor(history.length / 2)
  const judgedLabels = labelled.filter(({ from }) => from >= judgedFrom)
  const incidents = judgedLabels.length >= 3 ? 'labelled' : 'planted'
  if (history.length < shortest || candidates.length === 0)
    return { chosen: null, because: 'too-short', figures: [], observations: 0, incidents }
  const figures: BacktestFigures[] = []
  for (const candidate of candidates)
    figures.push(yield* backtest(history, candidate, judgedFrom, judgedLabels, settings))
  figures.sort(order(mostFalse))
  return {
    chosen: figures[0]?.name ?? null,
    because: reasonOf(figures, mostFalse),
    figures,
    observations: history.length - judgedFrom,
    incidents,
  }
}

function order(mostFalse: number): (a: BacktestFigures, b: BacktestFigures) => number {
  const excess = (f: BacktestFigures) => Math.max(0, f.falsePerThousand - mostFalse)
  return (a, b) =>
    excess(a) - excess(b) ||
    b.found - a.found ||
    a.falsePerThousand - b.falsePerThousand ||
    (a.delay ?? Number.MAX_VALUE) - (b.delay ?? Number.MAX_VALUE)
}

function reasonOf([best, second]: readonly BacktestFigures[], mostFalse: number): DetectorChoice['because'] {
  if (!best || !second) return 'only-one'
  if (best.falsePerThousand > mostFalse) return 'too-many-false'
  if (best.found === 0) return 'none-found'
  if (best.found > second.found) return 'most-found'
  const isQuieter = second.falsePerThousand > mostFalse || best.falsePerThousand < second.falsePerThousand
  return isQuieter ? 'fewer-false' : 'sooner'
}

function* backtest(
  history: readonly Observation[],
  { name, detector, parameters }: Candidate,
  judgedFrom: number,
  labels: readonly Incident[],
  { size = 6, seed = 1 }: BacktestSettings,
): Generator<undefined, BacktestFigures> {
  const parsed: unknown = detector.parameters.parse(parameters ?? {})
  const state: unknown = detector.start(parsed)
  const clean: boolean[] = []
  const outcomes: (number | null)[] = []
  const foldLength = Math.floor((history.length - judgedFrom) / folds)
  const copies: { state: string; from: number }[] = []
  for (const [n, observation] of history.entries()) {
    const fold = (n - judgedFrom) / foldLength
    if (n >= judgedFrom && Number.isInteger(fold) && fold < folds)
      copies.push({ state: JSON.stringify(state), from: n })
    clean.push(detector.step(state, observation, parsed).anomalous)
    yield
  }
  if (labels.length >= 3)
    outcomes.push(...labels.map((incident) => delayIn(incident, (n) => clean[n] === true)))
  else
    for (const [fold, copy] of copies.entries()) {
      const to = copy.from + foldLength
      const plan = { from: copy.from, to, count: incidentsPerFold, size, seed: seed + fold }
      const planted = plantIncidents(history, plan)
      const resumed: unknown = JSON.parse(copy.state)
      const said: boolean[] = []
      for (const row of planted.rows) {
        said.push(detector.step(resumed, row, parsed).anomalous)
        yield
      }
      const isNew = (n: number) => said[n - copy.from] === true && clean[n] !== true
      outcomes.push(...planted.incidents.map((incident) => delayIn(incident, isNew)))
    }
  return { name, falsePerThousand: falseAlarms(clean, judgedFrom, labels), ...summary(outcomes) }
}

/** Observations until the alarm, null where there was none. */
function delayIn({ from, to }: Incident, isAlarm: (n: number) => boolean): number | null {
  for (let n = from; n <= to + grace; n++) if (isAlarm(n)) return n - from
  return null
}

/** Beginnings of alarms outside labelled incidents, per 1000 observations. */
function falseAlarms(clean: readonly boolean[], from: number, labels: readonly Incident[]): number {
  const isLabelled = (n: number) => labels.some((l) => n >= l.from && n <= l.to + grace)
  const begun = clean.filter((now, n) => now && n >= from && !clean[n - 1] && !isLabelled(n)).length
  return (1000 * begun) / Math.max(1, clean.length - from)
}

function summary(
  outcomes: readonly (number | null)[],
): Pick<BacktestFigures, 'incidents' | 'found' | 'delay'> {
  const delays = outcomes.filter((delay) => delay !== null)
  return {
    incidents: outcomes.length,
    found: outcomes.length === 0 ? 0 : delays.length / outcomes.length,
    delay: delays.length === 0 ? null : medianOf(delays),
  }
}
