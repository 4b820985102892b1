import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AlarmQuality,
  joinQualities,
  judgeByFarrington,
  judgeByFourWeeks,
  judgeByInterval,
  judgeByPrediction,
  originalFarrington,
  type PlacedEvent,
  qualityOfAlarms,
} from '#models/outbreak'

/** Series of R's package surveillance (RKI SurvStat, GPL-2), as CSV. */
export const surveillanceFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/surveillance')

/** The weekly series 2001 to 2004 on which experts marked the outbreaks. */
export const markedSeries = [
  'm1',
  'm2',
  'm3',
  'm4',
  'm5',
  'q1_nrwh',
  'q2',
  's1',
  's2',
  's3',
  'k1',
  'n1',
  'n2',
  'h1_nrwrp',
] as const
export type MarkedSeries = (typeof markedSeries)[number]

export const hasSurveillance = (name: string): boolean => existsSync(join(surveillanceFolder, `${name}.csv`))

/** Rows of a file by column name, quotes taken off. */
export function readColumns(name: string): (column: string) => string[] {
  const [head = [], ...rows] = readFileSync(join(surveillanceFolder, `${name}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))
  return (column) => {
    const at = head.indexOf(column)
    if (at === -1) throw new Error(`${name}.csv has no column ${column}: it has ${head.join(', ')}.`)
    return rows.map((row) => row[at] as string)
  }
}

/** Weekly counts of salmonella agona in the United Kingdom 1990 to 1995, Monday to Sunday. */
export const readAgona = (): { readonly counts: readonly number[]; readonly firstDay: string } => ({
  counts: readColumns('salmonella.agona')('observed1').map(Number),
  firstDay: '1990-01-01',
})

/** Invasive meningococcal disease in Germany 2002 to 2008, by finetype; coordinates in kilometres, days from 2002 on. */
export function readImdepi(type: 'B' | 'C'): PlacedEvent[] {
  const column = readColumns('imdepi_events')
  const [x, y, types] = [column('x').map(Number), column('y').map(Number), column('type')]
  return column('time').flatMap((time, n) =>
    types[n] === type ? [{ x: x[n] ?? 0, y: y[n] ?? 0, day: Math.floor(Number(time)) }] : [],
  )
}

/** The years that the vignette puts in front twice, so that each week has the history that each detector wants. */
const paddedWeeks = 4 * 52

export interface PaddedSeries {
  readonly counts: readonly number[]
  /** The weeks that are judged, and what the experts say of each. */
  readonly weeks: readonly number[]
  readonly outbreak: readonly boolean[]
}

/** A series as the vignette “Getting started with outbreak detection” judges it: its first four years put before it twice. */
export function readPadded(name: MarkedSeries): PaddedSeries {
  const column = readColumns(name)
  const own = column('observed1').map(Number)
  const front = own.slice(0, paddedWeeks)
  return {
    counts: [...front, ...front, ...own],
    weeks: own.map((_, n) => 2 * paddedWeeks + n),
    outbreak: column('state').map((state) => state === '1'),
  }
}

type Detector = (counts: readonly number[], week: number) => boolean

const short = { years: 0, halfWidth: 6, thisYear: true }
const oneYear = { ...short, years: 1 }
const twoYears = { years: 2, halfWidth: 4, thisYear: false }

/** The eight detectors of the table, by the names that it prints. */
export const detectors: Readonly<Record<string, Detector>> = {
  'rki(6,6,0)': (counts, week) => judgeByInterval(counts, week, short).alarm,
  'rki(6,6,1)': (counts, week) => judgeByInterval(counts, week, oneYear).alarm,
  'rki(4,0,2)': (counts, week) => judgeByInterval(counts, week, twoYears).alarm,
  'bayes(6,6,0)': (counts, week) => judgeByPrediction(counts, week, { ...short, alpha: 0.05 }).alarm,
  'bayes(6,6,1)': (counts, week) => judgeByPrediction(counts, week, { ...oneYear, alpha: 0.05 }).alarm,
  'bayes(4,0,2)': (counts, week) => judgeByPrediction(counts, week, { ...twoYears, alpha: 0.05 }).alarm,
  'cdc(4*,0,5)': (counts, week) => judgeByFourWeeks(counts, week, { years: 5, alpha: 0.05 }).alarm,
  'farrington(3,0,5)': (counts, week) =>
    judgeByFarrington({ counts, frequency: 52 }, week, originalFarrington)?.alarm ?? false,
}

/** Hits, false alarms, quiet and missed weeks. */
type Counts = readonly [hits: number, falseAlarms: number, quiet: number, missed: number]

/** The series that the reference folder is known to hold; those of the table that R judges alone below. */
export const eightSeries = ['m1', 'm2', 'm3', 'm4', 'm5', 'q1_nrwh', 'q2', 'k1'] as const

/** What R (surveillance 1.20.3, settings of its vignette) counts: the published table over all 14, and the same over 8 of them. */
export const countedByR: Readonly<Record<string, { readonly all: Counts; readonly eight: Counts }>> = {
  'rki(6,6,0)': { all: [38, 62, 2646, 180], eight: [25, 18, 1560, 69] },
  'rki(6,6,1)': { all: [65, 83, 2625, 153], eight: [44, 30, 1548, 50] },
  'rki(4,0,2)': { all: [80, 106, 2602, 138], eight: [52, 45, 1533, 42] },
  'bayes(6,6,0)': { all: [46, 101, 2607, 172], eight: [29, 30, 1548, 65] },
  'bayes(6,6,1)': { all: [84, 130, 2578, 134], eight: [53, 57, 1521, 41] },
  'bayes(4,0,2)': { all: [117, 200, 2508, 101], eight: [68, 109, 1469, 26] },
  'cdc(4*,0,5)': { all: [65, 94, 2614, 153], eight: [28, 54, 1524, 66] },
  'farrington(3,0,5)': { all: [43, 71, 2637, 175], eight: [25, 29, 1549, 69] },
}

/** One row of the table over the given series. */
export function qualityOver(detector: Detector, names: readonly MarkedSeries[]): AlarmQuality {
  return joinQualities(
    names.map((name) => {
      const { counts, weeks, outbreak } = readPadded(name)
      return qualityOfAlarms(
        weeks.map((week) => detector(counts, week)),
        outbreak,
      )
    }),
  )
}
