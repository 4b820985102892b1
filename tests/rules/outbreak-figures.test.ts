import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type FarringtonSettings,
  improvedFarrington,
  type Judgement,
  judgeByFarrington,
  originalFarrington,
  type PlacedEvent,
  scanDefaults,
  scanForClusters,
} from '#models/outbreak'
import {
  countedByR,
  detectors,
  eightSeries,
  hasSurveillance,
  markedSeries,
  qualityOver,
  readAgona,
  readImdepi,
  surveillanceFolder,
} from '../../bench/outbreak/reference.ts'

/**
 * Known answers of R 4.2.2 with the package surveillance 1.20.3 (Debian), on its own series. The bounds were printed by it with
 * 15 digits and stand here with 9.
 */
const hasAgona = hasSurveillance('salmonella.agona')
if (!hasAgona)
  console.warn(`SKIPPED Farrington on salmonella.agona: not in ${surveillanceFolder}; set REFERENCE_DATA`)

const firstWeek = 282
const agonaSettings = { years: 4, alpha: 0.1, sides: 1, errorScale: 'surveillance' } as const
const flexible = { ...improvedFarrington, ...agonaSettings }

function judgeAgona(settings: FarringtonSettings, byCalendar: boolean): Judgement[] {
  const { counts, firstDay } = readAgona()
  const calendar = byCalendar ? { calendar: { firstDay, stepDays: 7 as const } } : {}
  // R counts weeks from 1.
  return counts.slice(firstWeek - 1).map((_, n) => {
    const judged = judgeByFarrington({ counts, frequency: 52, ...calendar }, firstWeek - 1 + n, settings)
    if (judged === undefined) throw new Error(`week ${firstWeek + n} was not judged`)
    return judged
  })
}

const alarmWeeks = (judged: readonly Judgement[]) =>
  judged.flatMap(({ alarm }, n) => (alarm ? [firstWeek + n] : []))

interface Known {
  readonly name: string
  readonly settings: FarringtonSettings
  readonly alarms: readonly number[]
  readonly upper: readonly number[]
}

const known: readonly Known[] = [
  {
    name: 'original',
    settings: { ...originalFarrington, ...agonaSettings },
    alarms: [283, 284, 285, 287, 288, 289, 291, 292, 294, 295, 304],
    upper: [
      3.009144304, 3.015143819, 3.664445543, 3.490052478, 3.235093242, 3.212198567, 3.392147498, 2.738487587,
      3.007224667, 3.25423288, 3.48910221, 5.626523681, 7.129053417, 6.866951324, 7.539715845, 7.594364434,
      7.785404213, 7.485071738, 7.31154684, 4.924438171, 3.824855953, 4.106638401, 3.703761561, 2.904590852,
      2.969071922, 3.066751862, 4.917909328, 4.615492303, 4.547228692, 6.415656293, 10.632339453,
    ],
  },
  {
    name: 'flexible, delta',
    settings: { ...flexible, bound: 'delta' },
    alarms: [283, 284, 285, 288, 294],
    upper: [
      3.659656335, 3.707076359, 3.950276717, 4.236939886, 4.724369724, 5.032188275, 5.208110229, 5.460018138,
      6.458564575, 6.907322453, 7.264613074, 7.55267091, 7.744738737, 8.02639138, 8.206861144, 8.443565643,
      8.585688599, 8.637842685, 8.010374899, 7.798542974, 7.623960305, 7.337328351, 7.070898493, 6.289261506,
      5.808435224, 5.910451435, 5.679506184, 5.455865476, 5.50264162, 5.688236622, 6.238866197,
    ],
  },
  {
    name: 'flexible, muan',
    settings: flexible,
    alarms: [284, 285, 288, 294],
    upper: [4, 4, 4, 4, 5, 5, 5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 9, 9, 8, 8, 8, 8, 7, 6, 6, 6, 6, 6, 6, 7],
  },
  {
    name: 'flexible, nbPlugin',
    settings: { ...flexible, bound: 'nbPlugin' },
    alarms: [283, 284, 285, 288, 294],
    upper: [3, 3, 4, 4, 4, 5, 5, 5, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 5, 5, 5, 5, 6],
  },
]

describe.skipIf(!hasAgona)('Farrington on salmonella.agona, weeks 282 to 312', () => {
  it.each(known)('$name', ({ settings, alarms, upper }) => {
    const judged = judgeAgona(settings, true)
    expect(alarmWeeks(judged)).toEqual(alarms)
    expect(judged).toHaveLength(upper.length)
    for (const [n, bound] of upper.entries()) expect(judged[n]?.upper).toBeCloseTo(bound, 8)
  })

  it('flexible, delta: what lies behind week 285', () => {
    const week = judgeAgona({ ...flexible, bound: 'delta' }, true)[285 - firstWeek]
    expect(week?.expected).toBeCloseTo(1.81060200302049, 12)
    expect(week?.score).toBeCloseTo(1.72663421112708, 12)
    expect(week?.p).toBeCloseTo(0.0199491248029836, 12)
    expect(week?.trace.dispersion).toBeCloseTo(1.41566536680764, 12)
    expect(week?.trace.trend).toBeCloseTo(-0.00386238683192024, 12)
  })

  it('as of 1996 (algo.farrington: two-sided, weeks counted back by 52)', () => {
    const judged = judgeAgona({ ...originalFarrington, years: 4, alpha: 0.1 }, false)
    expect(alarmWeeks(judged)).toEqual([284, 285, 288, 289, 291])
    expect(judged[0]?.upper).toBeCloseTo(5.02137073037228, 12)
    expect(judged.at(-1)?.upper).toBeCloseTo(13.0829274985066, 12)
  })

  it('only the comparison scales errors as R does: by the fit itself the bounds differ', () => {
    const own = judgeAgona({ ...flexible, bound: 'delta', errorScale: 'fit' }, true)
    expect(own[0]?.expected).toBeCloseTo(1.38835847603443, 12)
    expect(Math.abs((own[0]?.upper ?? 0) - 3.65965633523726)).toBeGreaterThan(1e-4)
  })
})

const here = markedSeries.filter(hasSurveillance)
const missing = markedSeries.filter((name) => !hasSurveillance(name))
if (missing.length > 0)
  console.warn(
    `SKIPPED the published table: ${missing.join(', ')} of its 14 series not in ${surveillanceFolder}; ${here.length} are judged alone`,
  )

const anchor = 'ANCHOR_algo_summary_14_series'

// The reference folder may hold some of the series only: then all cannot be required, and the line above says so.
if (missing.length === 0 && hasSurveillance(anchor))
  it('the published table over all 14 series', () => {
    const rows = readFileSync(join(surveillanceFolder, `${anchor}.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    // Names with commas stand in quotes.
    const published = rows.map((row) => /^"(.*)",(.*)$/.exec(row)?.slice(1) ?? [])
    expect(published.map(([name]) => name)).toEqual(Object.keys(detectors))
    for (const [name = '', figures = ''] of published) {
      const q = qualityOver(detectors[name] ?? (() => false), markedSeries)
      const [hits, falseAlarms, quiet, missed, ...rates] = figures.split(',').map(Number)
      expect(q, name).toMatchObject({ hits, falseAlarms, quiet, missed })
      for (const [n, rate] of rates.entries())
        expect([q.sensitivity, q.specificity, q.distance, q.lag][n], name).toBeCloseTo(rate, 12)
    }
  })

it.skipIf(!eightSeries.every(hasSurveillance)).each(Object.entries(countedByR))(
  '%s over 8 series, as R counts them',
  (name, { eight }) => {
    const { hits, falseAlarms, quiet, missed } = qualityOver(detectors[name] ?? (() => false), eightSeries)
    expect([hits, falseAlarms, quiet, missed]).toEqual(eight)
  },
)

const hasImdepi = hasSurveillance('imdepi_events')
if (!hasImdepi) console.warn(`SKIPPED the scan on imdepi: not in ${surveillanceFolder}`)

describe.skipIf(!hasImdepi)('the scan on meningococcal cases in Germany, 2002 to 2008', () => {
  it('a case put three times more is a cluster, and the day before it was none', () => {
    const events = readImdepi('C').filter(({ day }) => day <= 1000)
    const settings = { ...scanDefaults, mostDays: 30, mostRadius: 50 }
    const quiet = scanForClusters(events, { ...settings, today: 1000 })
    expect(events).toHaveLength(136)
    expect(quiet.clusters[0]?.p ?? 1).toBeGreaterThan(0.05)
    const { x, y } = events[20] as PlacedEvent
    const more = [0, 3, 6, 9].map((away) => ({ x: x + away, y, day: 1001 - away }))
    const [worst] = scanForClusters([...events, ...more], { ...settings, today: 1001 }).clusters
    expect(worst).toMatchObject({ observed: 4, p: 0.001 })
    expect(worst?.radius).toBeLessThan(10)
  })
})
