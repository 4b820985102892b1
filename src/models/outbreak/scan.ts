import { seededRandom, shuffle } from '#models/evaluation'
import {
  type CircleSettings,
  type Circles,
  circlesOf,
  type PlacedEvent,
  type PlacedEvents,
  placeEvents,
} from './circles.ts'

export interface ScanSettings extends CircleSettings {
  /** Longest cluster, in days. */
  readonly mostDays: number
  /** Fewer events than these are no cluster. */
  readonly leastEvents: number
  /** Shuffled copies of the events at most: 999 give a p down to .001. */
  readonly replicates: number
  /** Stops once so many copies look as bad as the events do: there is no cluster then. */
  readonly enough: number
  /** The same events and seed give the same answer. */
  readonly seed: number
  /** Clusters told at most; they share no event. */
  readonly mostClusters: number
  /** Bound of the cost in steps (an event or a window looked at, some ns); fewer copies are made where it binds. */
  readonly mostSteps: number
}

export const scanDefaults: Omit<ScanSettings, 'today' | 'mostRadius'> = {
  mostDays: 14,
  mostShare: 0.5,
  leastEvents: 3,
  replicates: 999,
  enough: 50,
  seed: 1,
  mostClusters: 5,
  mostSteps: 200_000_000,
}

/** A circle and the latest days, in which more happened than place and time by themselves explain. */
export interface LiveCluster {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly firstDay: number
  readonly lastDay: number
  readonly observed: number
  /** Events of the circle × events of the days / all events. */
  readonly expected: number
  readonly logLikelihoodRatio: number
  /** Share of shuffled copies whose worst circle is at least as bad as this one. */
  readonly p: number
  /** Its events, as indices into what was given. */
  readonly events: readonly number[]
}

export interface ScanAnswer {
  /** Worst first; empty where no circle holds more than expected. */
  readonly clusters: readonly LiveCluster[]
  /** What was looked at: events up to today, their places, and the shuffled copies that p rests on. */
  readonly events: number
  readonly places: number
  readonly replicates: number
}

/** Of thousands of places, each costs up to a millisecond when its circles are worked out. */
const centresInStep = 8
/** Fewer copies than these say nothing. */
const leastReplicates = 99

/**
 * Is there a live cluster? The prospective space-time permutation scan (Kulldorff, Heffernan, Hartman, Assunção and
 * Mostashari, PLoS Medicine 2, 2005): circles around the places of recent events × the latest 1 to `mostDays` days. Needs no
 * population: days are shuffled over places, so a place that always has many events is no cluster, nor is a day on which
 * many happen everywhere. The copies stop early where nothing is unusual (Besag and Clifford 1991).
 * Whoever asks every day is told p below .05 on one day in twenty with nothing going on; ask for less.
 * @throws where there are too many places, or too many steps even for 99 copies
 */
export function scanForClusters(events: readonly PlacedEvent[], settings: ScanSettings): ScanAnswer {
  const steps = scanStepwise(events, settings)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps of some milliseconds each, for whoever has to answer others meanwhile. */
export function* scanStepwise(
  events: readonly PlacedEvent[],
  settings: ScanSettings,
): Generator<undefined, ScanAnswer> {
  const placed = placeEvents(events, settings)
  const circles = circlesOf(placed, settings)
  const scan = new Scan(placed, circles, settings)
  const found = yield* scan.bestByCentre(placed.ages)
  const answer = { events: placed.ages.length, places: placed.x.length }
  const [worst] = found
  if (worst === undefined) return { clusters: [], ...answer, replicates: 0 }
  const affordable = Math.floor(settings.mostSteps / (scan.steps + placed.ages.length))
  if (affordable < Math.min(leastReplicates, settings.replicates))
    throw new Error(
      `Only ${affordable} shuffled copies in ${settings.mostSteps} steps: take fewer days of history, a smaller radius or more steps.`,
    )
  const random = seededRandom(settings.seed)
  const ages = placed.ages.slice()
  const maxima: number[] = []
  let asBad = 0
  while (maxima.length < Math.min(settings.replicates, affordable) && asBad < settings.enough) {
    shuffle(ages, ages.length, random)
    const ratio = yield* scan.worstRatio(ages)
    maxima.push(ratio)
    if (ratio >= worst.ratio) asBad++
  }
  const clusters = withoutSharedEvents(found, placed, circles, settings.mostClusters).map((one) =>
    describe(one, placed, settings.today, maxima),
  )
  return { clusters, ...answer, replicates: maxima.length }
}

/** A circle and its latest days. */
interface Found {
  readonly centre: number
  /** Places of the circle, as a count into the centre's order. */
  readonly reach: number
  readonly days: number
  readonly observed: number
  readonly expected: number
  readonly ratio: number
}

class Scan {
  readonly #placed: PlacedEvents
  readonly #circles: Circles
  readonly #leastEvents: number
  readonly #mostDays: number
  /** Events of the latest 0, 1, 2 … days: the same in every copy. */
  readonly #latest: Float64Array
  readonly #inside: Int32Array
  /** Logarithms of whole numbers. */
  readonly #logs: Float64Array
  /** What has been looked at: events and windows. */
  steps = 0

  constructor(placed: PlacedEvents, circles: Circles, { leastEvents, mostDays }: ScanSettings) {
    this.#placed = placed
    this.#circles = circles
    this.#leastEvents = leastEvents
    this.#mostDays = mostDays
    this.#inside = new Int32Array(mostDays + 1)
    this.#latest = new Float64Array(mostDays + 1)
    this.#logs = Float64Array.from({ length: placed.ages.length + 1 }, (_, n) => Math.log(n))
    for (const age of placed.ages)
      for (let days = age + 1; days <= mostDays; days++) this.#latest[days] = (this.#latest[days] ?? 0) + 1
  }

  /** The worst circle of each centre, worst first. */
  *bestByCentre(ages: Int32Array): Generator<undefined, Found[]> {
    const found: Found[] = []
    for (const [n, centre] of this.#centres(ages).entries()) {
      const worst = this.#worseThan(0, centre, ages)
      if (worst !== undefined) found.push(worst)
      if (n % centresInStep === 0) yield
    }
    return found.sort((a, b) => b.ratio - a.ratio || a.centre - b.centre)
  }

  *worstRatio(ages: Int32Array): Generator<undefined, number> {
    let worst = 0
    for (const [n, centre] of this.#centres(ages).entries()) {
      worst = this.#worseThan(worst, centre, ages)?.ratio ?? worst
      if (n % centresInStep === 0) yield
    }
    return worst
  }

  /** Places with a recent event: a cluster has one, and elsewhere there is nothing to find. */
  #centres(ages: Int32Array): number[] {
    const centres: number[] = []
    const { start } = this.#placed
    for (let place = 0; place + 1 < start.length; place++)
      for (let event = start[place] as number; event < (start[place + 1] as number); event++)
        if ((ages[event] as number) < this.#mostDays) {
          centres.push(place)
          break
        }
    return centres
  }

  /** The worst circle around a centre, if its ratio is above `floor`. */
  #worseThan(floor: number, centre: number, ages: Int32Array): Found | undefined {
    const { start } = this.#placed
    const { order, endsRing } = this.#circles.of(centre)
    const inside = this.#inside.fill(0)
    const mostDays = this.#mostDays
    let worst: Found | undefined
    let zone = 0
    let youngest = mostDays
    for (let n = 0; n < order.length; n++) {
      const place = order[n] as number
      const end = start[place + 1] as number
      zone += end - (start[place] as number)
      for (let event = start[place] as number; event < end; event++) {
        const age = ages[event] as number
        if (age >= mostDays) continue
        if (age < youngest) youngest = age
        for (let days = age + 1; days <= mostDays; days++) inside[days] = (inside[days] as number) + 1
      }
      // A circle that grew by old events alone expects more and holds no more: never worse than the one before.
      if (youngest === mostDays || endsRing[n] === 0) continue
      for (let days = youngest + 1; days <= mostDays; days++) {
        const ratio = this.#ratioAbove(worst?.ratio ?? floor, zone, days)
        if (ratio === undefined) continue
        const observed = inside[days] as number
        worst = { centre, reach: n + 1, days, observed, expected: this.#expected(zone, days), ratio }
      }
      this.steps += mostDays - youngest
      youngest = mostDays
    }
    this.steps += zone
    return worst
  }

  #expected(zone: number, days: number): number {
    return (zone * (this.#latest[days] as number)) / this.#placed.ages.length
  }

  /** Kulldorff's logarithm of the likelihood ratio of a circle with so many events, if it is above `floor`. */
  #ratioAbove(floor: number, zone: number, days: number): number | undefined {
    const observed = this.#inside[days] as number
    const expected = this.#expected(zone, days)
    if (observed < this.#leastEvents || observed <= expected) return
    const logs = this.#logs
    const all = this.#placed.ages.length
    const logExpected =
      (logs[zone] as number) + (logs[this.#latest[days] as number] as number) - (logs[all] as number)
    const inside = observed * ((logs[observed] as number) - logExpected)
    // ln(1 − u) ≤ −u bounds the rest without a logarithm: most circles fall here, and this is the innermost loop.
    if (inside - ((all - observed) * (observed - expected)) / (all - expected) <= floor) return
    const outside = all - observed
    const ratio = inside + (outside > 0 ? outside * Math.log(outside / (all - expected)) : 0)
    return ratio > floor ? ratio : undefined
  }
}

type Member = Found & { readonly members: readonly number[]; readonly radius: number }

/** The worst circle, then the worst of those that share no event with it, and so on. */
function withoutSharedEvents(
  found: readonly Found[],
  placed: PlacedEvents,
  circles: Circles,
  most: number,
): Member[] {
  const taken = new Set<number>()
  const kept: Member[] = []
  for (const one of found) {
    if (kept.length >= most) break
    const { order, radii } = circles.of(one.centre)
    const members: number[] = []
    for (const place of order.subarray(0, one.reach))
      for (let event = placed.start[place] as number; event < (placed.start[place + 1] as number); event++)
        if ((placed.ages[event] as number) < one.days) members.push(event)
    if (members.some((event) => taken.has(event))) continue
    for (const event of members) taken.add(event)
    kept.push({ ...one, members, radius: radii[one.reach - 1] as number })
  }
  return kept
}

function describe(
  found: Member,
  placed: PlacedEvents,
  today: number,
  maxima: readonly number[],
): LiveCluster {
  const asBad = maxima.filter((ratio) => ratio >= found.ratio).length
  return {
    x: placed.x[found.centre] as number,
    y: placed.y[found.centre] as number,
    radius: found.radius,
    firstDay: today - found.days + 1,
    lastDay: today,
    observed: found.observed,
    expected: found.expected,
    logLikelihoodRatio: found.ratio,
    p: (1 + asBad) / (1 + maxima.length),
    events: found.members.map((event) => placed.original[event] as number).sort((a, b) => a - b),
  }
}
