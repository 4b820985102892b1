import type { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { type Case, findCase, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { Observation } from '#models/series'
import { getResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { type ArrivedRow, readPeriod } from '#modules/collection'
import { access } from '../access.ts'
import { refuseWrongContent, watchSubject } from '../actions/watches.ts'
import { warningCase } from '../case.ts'
import { bestOf, chooseFor, mostObjects, mostObserved } from '../choosing.ts'
import { basisFor, refuseUnlessPermitted } from '../consenting.ts'
import {
  ChooseDetector,
  type ChosenDetector,
  type Point,
  SeriesOf,
  type SeriesView,
  type SignalView,
  type TriedWatch,
  TryWatch,
  type WatchContent,
} from '../contract.ts'
import { compileCount } from '../counts.ts'
import { createRouter, type Router } from '../routing.ts'
import { higherLevel, ownerFor, type SeriesState, type Warning } from '../rules.ts'
import { compileScan, type ScanWatch } from '../scanning.ts'
import { runInSlices } from '../slices.ts'
import { getWatch } from '../store.ts'
import { tables } from '../tables.ts'
import { compileWatch, type Found, feed, startSeries, type Watch } from '../watching.ts'
import { countedSeries, scannedSeries, tryCounted, tryScanned } from './counted.ts'
import { englishUnit, signalView } from './signals.ts'
import { titlesOf } from './titles.ts'

const mostRows = 200_000
const mostPoints = 1000
const seriesRows = 25_000
const hour = 3_600_000
/** A detector needs a past before it says anything worth drawing: of the hours of a day, some weeks. */
const runUp = 35 * 24 * hour

/** One object's series as its detector sees it, computed anew from the rows, with the signals that were kept. */
export const getSeries = defineQuery({
  name: 'early-warning.series',
  input: SeriesOf,
  allow: access.readSeries,
  async run(tx, { input, now, authorise, logRead }): Promise<SeriesView> {
    const stored = await getWatch(tx, input.id)
    const resource = await getResource(tx, stored.resource)
    const evidence = await warningSubject(tx, input)
    authorise(evidence ?? (await watchSubject(tx, resource)))
    const isPermitted = (await basisFor(tx, stored, resource)) !== null
    if (evidence === undefined && !isPermitted) await refuseUnlessPermitted(tx, stored, resource)
    logRead({ type: 'watch', id: input.id }, ['series'])
    const view = {
      watch: input.id,
      object: input.object,
      unit: stored.content.unit,
      ...englishUnit(stored.content.english),
      every: stored.content.count?.every ?? null,
      items: titlesOf(stored.content, resource),
    }
    const from = new Date(now.getTime() - input.hours * hour)
    const signals = await listSignals(tx, input.id, input.object, from, view.items)
    // What a warning was raised on stays with it; further rows need the consent that is gone.
    if (!isPermitted) return { ...view, signals, points: [], rows: 0, cut: false, unjudged: 0 }
    const counting = compileCount(stored)
    if (counting !== undefined)
      return { ...view, signals, ...(await countedSeries(tx, counting, input.object, from, now)) }
    if (compileScan(stored) !== undefined) return { ...view, signals, ...scannedSeries(signals) }
    const watch = compileWatch(stored)
    const period = { from: new Date(from.getTime() - runUp), until: new Date(now.getTime() + hour) }
    const router = createRouter(watch === undefined ? [] : [watch])
    const only = { item: stored.content.object, equals: input.object }
    const rows =
      watch === undefined ? [] : await readPeriod(tx, stored.resource, period, router.items, seriesRows, only)
    const points: Point[] = []
    const judged =
      watch === undefined ? undefined : await judge(watch, router, rows, undefined, (p) => points.push(p))
    const shown = points.filter((p) => p.at >= from.toISOString())
    return {
      ...view,
      points: thin(shown, mostPoints),
      signals,
      rows: shown.length,
      cut: rows.length === seriesRows && (rows[0]?.at ?? 0) > from.getTime(),
      unjudged: rows.length - (judged?.rows ?? rows.length),
    }
  },
})

/** The warning as the access judgement sees it, where it is one of this series; undefined: judged by the resource. */
async function warningSubject(tx: Tx, { id, object, warning }: z.output<typeof SeriesOf>) {
  const c =
    warning === undefined
      ? undefined
      : ((await findCase(tx, warningCase.type, warning)) as Warning | undefined)
  return c?.details.watch === id && c.details.object === object ? subjectOf(c as Case) : undefined
}

/** Every anomalous point, and of the others evenly as many as fit. */
function thin(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  const step = Math.ceil(points.length / most)
  return points.filter((p, n) => n % step === 0 || n === points.length - 1 || p.anomalous)
}

async function listSignals(
  tx: Tx,
  watch: string,
  object: string,
  from: Date,
  items: readonly string[],
): Promise<SignalView[]> {
  const rows = await tables(tx)
    .selectFrom('signals')
    .selectAll()
    .where('watch', '=', watch)
    .where('object', '=', object)
    .where('at', '>=', from)
    .orderBy('at')
    .limit(500)
    .execute()
  return rows.map((r) => signalView(r, items))
}

/** A watch on the past, changing nothing: what it would have signalled, and as which warnings. */
export const tryWatch = defineQuery({
  name: 'early-warning.try',
  input: TryWatch,
  allow: access.editWatches,
  async run(tx, { input, actor, now, authorise, logRead }): Promise<TriedWatch> {
    const { content } = input
    const resource = await getResource(tx, content.resource)
    authorise(await watchSubject(tx, resource))
    refuseWrongContent(content, resource)
    await refuseTrial(tx, input, actor, resource)
    logRead({ type: 'resource', id: resource.id }, ['trial of a watch'])
    const onTrial = { id: resource.id, version: 0, content, changed_at: new Date(input.from) }
    const [counting, scanning] = [compileCount(onTrial), compileScan(onTrial)]
    if (counting !== undefined || scanning !== undefined) {
      const until = Math.min(Date.parse(input.until), now.getTime())
      const stretch = { from: Date.parse(input.from), until }
      const { found, ...tried } =
        counting === undefined
          ? await tryScanned(tx, scanning as ScanWatch, stretch)
          : await tryCounted(tx, counting, stretch)
      return { ...tried, warnings: warningsOf(found, content) }
    }
    const watch = compileWatch({ id: resource.id, version: 0, content }) as Watch
    const router = createRouter([watch])
    const period = { from: new Date(input.from), until: new Date(input.until) }
    const rows = await readPeriod(tx, resource.id, period, router.items, mostRows)
    const found: Found[] = []
    const judged = await judge(watch, router, rows, (f) => found.push(f))
    return {
      rows: judged.rows,
      objects: judged.series.size,
      cut: rows.length === mostRows,
      unjudged: rows.length - judged.rows,
      late: [...judged.series.values()].reduce((n, s) => n + s.late, 0),
      signals: found.length,
      warnings: warningsOf(found, content),
    }
  },
})

/** Which detector suits the past of the objects with the most values; changes nothing. */
export const chooseDetectorQuery = defineQuery({
  name: 'early-warning.choose',
  input: ChooseDetector,
  allow: access.editWatches,
  async run(tx, { input, actor, authorise, logRead }): Promise<ChosenDetector> {
    if (input.content.count !== null || input.content.also.length > 0)
      throw new Refusal('invalid', 'early-warning.no-choice', { field: 'detector' })
    // The detector of the form may be anything: it is what is looked for.
    const content = { ...input.content, detector: { kind: 'seasonal', parameters: {} } }
    const resource = await getResource(tx, content.resource)
    authorise(await watchSubject(tx, resource))
    refuseWrongContent(content, resource)
    await refuseTrial(tx, input, actor, resource)
    logRead({ type: 'resource', id: resource.id }, ['choice of a detector'])
    const watch = compileWatch({ id: resource.id, version: 0, content }) as Watch
    const router = createRouter([watch])
    const period = { from: new Date(input.from), until: new Date(input.until) }
    const all = new Map<string, Observation[]>()
    for (const row of await readPeriod(tx, resource.id, period, router.items, mostRows)) {
      if (row.at === null) continue
      for (const { object, value } of router.route(row.items)) {
        const known = all.get(object)
        if (known === undefined) all.set(object, [{ at: row.at, value }])
        else known.push({ at: row.at, value })
      }
    }
    const longest = [...all].toSorted(([, a], [, b]) => b.length - a.length).slice(0, mostObjects)
    const histories = new Map(longest.map(([object, h]) => [object, h.slice(-mostObserved)]))
    const objects: ChosenDetector['objects'] = []
    await runInSlices(chooseFor(content, histories, objects))
    return { best: bestOf(objects), unfinished: objects.length < histories.size, objects }
  },
})

/** A trial reads as its watch would: by that one's consent, for the organization of whoever tries. */
async function refuseTrial(
  tx: Tx,
  { of, content }: z.output<typeof TryWatch>,
  actor: Actor,
  resource: Resource,
): Promise<void> {
  const watch = of === undefined ? undefined : await getWatch(tx, of)
  const owner = ownerFor(actor, await watchSubject(tx, resource), watch?.owner ?? null)
  await refuseUnlessPermitted(tx, { ...(of !== undefined && { id: of }), owner, content }, resource)
}

interface Judged {
  /** How many of the rows were judged before the time ran out. */
  readonly rows: number
  readonly series: ReadonlyMap<string, SeriesState>
}

/** Runs rows through a watch in slices, so that the process answers others meanwhile. */
async function judge(
  watch: Watch,
  router: Router<Watch>,
  rows: readonly ArrivedRow[],
  find: (found: Found) => void = () => {},
  see?: (point: Point) => void,
): Promise<Judged> {
  const series = new Map<string, SeriesState>()
  let judged = 0
  function* steps() {
    for (const row of rows) {
      if (row.at !== null)
        for (const { object, value, also } of router.route(row.items)) {
          const state = series.get(object) ?? startSeries(watch)
          series.set(object, state)
          const arrival = { mark: '', at: row.at, since: row.since, value, also }
          for (const f of feed(watch, object, state, arrival, see)) find(f)
        }
      judged++
      yield
    }
  }
  await runInSlices(steps())
  return { rows: judged, series }
}

/**
 * The signals of an object as the warnings that they would have made: one until so long after its last signal that the
 * level would have fallen to calm.
 */
export function warningsOf(found: readonly Found[], content: WatchContent): TriedWatch['warnings'] {
  const calmMs = content.calmMinutes * 60_000
  const further = content.direction === 'above' ? Math.max : Math.min
  const all: (TriedWatch['warnings'][number] & { last: number })[] = []
  const open = new Map<string, (typeof all)[number]>()
  for (const f of found) {
    const { level } = f
    if (level === null) continue
    const current = open.get(f.object)
    if (current === undefined || f.at - current.last > calmMs * 4) {
      const at = new Date(f.at).toISOString()
      const fresh = { object: f.object, from: at, until: at, level, peak: f.value, signals: 1, last: f.at }
      all.push(fresh)
      open.set(f.object, fresh)
      continue
    }
    current.until = new Date(f.at).toISOString()
    current.last = f.at
    current.signals++
    current.level = higherLevel(current.level, level)
    if (f.value !== null) current.peak = current.peak === null ? f.value : further(current.peak, f.value)
  }
  return all.map(({ last: _last, ...w }) => w)
}
