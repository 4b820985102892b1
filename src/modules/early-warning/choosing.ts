import { type Candidate, choosing, detectors, type Observation } from '#models/series'
import type { ChosenDetector, WatchContent } from './contract.ts'

/** Observations and objects that are looked at: the process has other things to do meanwhile. */
export const mostObserved = 2000
export const mostObjects = 3

/** What a person need not set by hand, and the limit that the watch's own lowest level gives. */
function candidatesFor(content: WatchContent): Candidate[] {
  const free = ['seasonal', 'forecast', 'change-point', 'adaptive'].flatMap((kind) => {
    const detector = detectors[kind]
    return detector === undefined ? [] : [{ name: kind, detector }]
  })
  const bounds = content.grades.map((g) => g.from)
  const threshold = detectors.threshold
  if (content.gradedBy !== 'value' || threshold === undefined) return free
  const parameters =
    content.direction === 'above' ? { upper: Math.min(...bounds) } : { lower: Math.max(...bounds) }
  return [...free, { name: 'threshold', detector: threshold, parameters }]
}

/**
 * The detector that suits each object by a backtest with planted incidents, and the one that most of them chose; step by
 * step. What was found of an object is there when it is through, for whoever stops before the end.
 */
export function* chooseFor(
  content: WatchContent,
  histories: ReadonlyMap<string, readonly Observation[]>,
  objects: ChosenDetector['objects'],
): Generator<undefined, void> {
  const candidates = candidatesFor(content)
  for (const [object, history] of histories) {
    const { chosen, because, figures, observations } = yield* choosing(history, candidates)
    const told = figures.map(({ name, falsePerThousand, found, delay }) => ({
      kind: name,
      falsePerThousand,
      found,
      delay,
    }))
    objects.push({ object, observations, chosen, because, figures: told })
  }
}

/** The kind that most of the objects chose; null: none could be chosen. */
export function bestOf(objects: ChosenDetector['objects']): string | null {
  const votes = Map.groupBy(
    objects.flatMap((o) => o.chosen ?? []),
    (kind) => kind,
  )
  const [best] = [...votes].toSorted(([, a], [, b]) => b.length - a.length)
  return best?.[0] ?? null
}
