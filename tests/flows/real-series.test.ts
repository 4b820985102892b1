import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasSurveillance, readAgona } from '../../bench/outbreak/reference.ts'
import {
  type DetectorSettings,
  dailyDetector,
  observeCount,
  openDetector,
  weeklyDetector,
} from '../../src/models/outbreak/index.ts'
import { replayCounts } from '../../src/modules/early-warning/counting.ts'
import { compileCount } from '../../src/modules/early-warning/index.ts'
import { createVisitCity, day, type Visit, type VisitCity } from '../support/visits.ts'

/** Real series through the real module, beside what a direct computation says of them. */
const folder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city')
const air = join(folder, 'beijing-air/Aotizhongxin_2014-03_2016-02.csv')
const covid = join(folder, 'covid-china/chongqing_daily_by_district_to_2020-06.csv')
const hasAgona = hasSurveillance('salmonella.agona')
for (const [name, isThere] of [
  ['salmonella.agona', hasAgona],
  [air, existsSync(air)],
  [covid, existsSync(covid)],
] as const)
  if (!isThere) console.warn(`SKIPPED the replay of ${name}: it is not there; set REFERENCE_DATA`)

const hour = 3_600_000

async function inCity(start: Date, work: (city: VisitCity) => Promise<void>): Promise<void> {
  const city = await createVisitCity(start)
  try {
    await work(city)
  } finally {
    await city.city.stop()
  }
}

/** Days on which periods begin whose count was called too many, as marks of signals. */
const alarmsOf = async (city: VisitCity, watch: string) =>
  (await city.signalsOf(watch)).flatMap((s) => (s.phase === 'end' ? [] : [`${s.object} ${s.mark}`]))

interface Counts {
  readonly object: string
  readonly firstDay: string
  readonly counts: readonly number[]
}

/** Which periods the model alone calls too many, from one of them on. */
function alarmsOfModel(
  { object, firstDay, counts }: Counts,
  stepDays: 1 | 7,
  settings: DetectorSettings,
  from: number,
): string[] {
  let state = openDetector(firstDay, stepDays, counts.slice(0, from))
  return counts.slice(from).flatMap((count, n) => {
    const at = new Date(Date.parse(firstDay) + (from + n) * stepDays * day).toISOString().slice(0, 10)
    const observed = observeCount(state, { day: at, count }, settings)
    state = observed.state
    return observed.verdict.kind === 'judged' && observed.verdict.alarm ? [`${object} count-${at}`] : []
  })
}

describe.skipIf(!hasAgona)('salmonella agona in the United Kingdom 1990 to 1995, by the week', () => {
  /** Of 312 weeks those from the 282nd on, as R judges them; see outbreak-figures.test.ts. */
  const firstJudged = 281
  const alarmsOfR = [284, 285, 288, 294]
  const { counts, firstDay } = hasAgona ? readAgona() : { counts: [], firstDay: '1990-01-01' }
  const start = (week: number) => Date.parse(`${firstDay}T00:00:00+08:00`) + week * 7 * day
  const object = 'agona'
  const parameters = { years: 4, alpha: 0.1 }
  const farrington = { ...weeklyDetector.farrington, ...parameters }
  const asR = { ...farrington, errorScale: 'surveillance' } as const

  test('a watch raises exactly the alarms of the model alone; with the error scale of R those of R', async () => {
    const rows = counts.map((visits, week) => ({ clinic: object, at: start(week) + 60 * hour, visits }))
    await inCity(new Date(start(firstJudged) + hour), async (city) => {
      await city.tell(rows)
      const detector = { kind: 'outbreak', parameters }
      const watch = await city.watch({ count: { every: 'week', sum: true }, detector })
      expect(await city.signalsOf(watch.id)).toEqual([])
      await city.at(new Date(start(counts.length) + hour))
      const alone = (settings: DetectorSettings) =>
        alarmsOfModel({ object, firstDay, counts }, 7, settings, firstJudged)
      const expected = alone({ ...weeklyDetector, farrington })
      expect(expected).toHaveLength(2)
      await expect.poll(() => alarmsOf(city, watch.id), { timeout: 60_000 }).toEqual(expected)
      const reasons = new Set((await city.signalsOf(watch.id)).flatMap((s) => (s.level ? [s.reason] : [])))
      expect([...reasons]).toEqual(['outbreak'])

      const [stored] = await city.rowsOf('select * from watches where id = $1', [watch.id])
      const compiled = compileCount(stored)
      if (compiled === undefined) throw new Error('the watch did not compile')
      const { db } = city.city.platform.kernel.app
      const settings = { ...compiled.settings, farrington: asR }
      const stretch = { from: start(firstJudged), until: city.clock.now().getTime() }
      const { found } = await replayCounts(db, { ...compiled, settings }, stretch)
      const marks = found.flatMap((f) => (f.level === null ? [] : [`${f.object} ${f.mark}`]))
      const weekOf = (week: number) =>
        `agona count-${new Date(start(week - 1) + 8 * hour).toISOString().slice(0, 10)}`
      expect(marks).toEqual(alarmsOfR.map(weekOf))
      expect(alone({ ...weeklyDetector, farrington: asR })).toEqual(marks)
    })
  })
})

/** Rows of a file without quotes, by column name. */
function readRows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']))
  })
}

describe.skipIf(!existsSync(covid))(
  'confirmed cases in the districts of Chongqing, January to June 2020',
  () => {
    test('a watch of daily counts without a past raises what the model says of the latest days', async () => {
      const firstDay = '2020-01-22'
      const lastDay = Date.parse('2020-06-01T00:00:00+08:00')
      const byDistrict = Map.groupBy(
        readRows(covid).filter((r) => r.cityCode !== ''),
        (r) => r.city ?? '',
      )
      // What was added to the total since the row before; a total that was corrected down adds nothing.
      const rows = [...byDistrict].flatMap(([clinic, of]) =>
        of.flatMap((r, n) => {
          const added = Number(r.confirmed) - Number(of[n - 1]?.confirmed ?? 0)
          const at = Date.parse(`${r.date}T12:00:00+08:00`)
          return r.date !== undefined && r.date >= firstDay && at < lastDay && added > 0
            ? [{ clinic, at, visits: added }]
            : []
        }),
      )
      await inCity(new Date(Date.parse(`${firstDay}T01:00:00+08:00`)), async (city) => {
        await city.tell(rows)
        const watch = await city.watch()
        await city.at(new Date(lastDay + hour))
        const expected = [...Map.groupBy(rows, (r) => r.clinic)].flatMap(([object, of]) =>
          alarmsOfModel({ object, ...countsOf(of, lastDay) }, 1, dailyDetector, 0),
        )
        expect(expected).not.toEqual([])
        const sorted = async () => (await alarmsOf(city, watch.id)).toSorted()
        await expect.poll(sorted, { timeout: 60_000 }).toEqual(expected.toSorted())
      })
    })
  },
)

/** One count a day from the first row on, until an instant. */
function countsOf(rows: readonly Visit[], until: number): Omit<Counts, 'object'> {
  const dayAt = (at: number) => Math.floor((at + 8 * hour) / day)
  const first = Math.min(...rows.map((r) => dayAt(r.at)))
  const counts = Array.from({ length: dayAt(until) - first }, () => 0)
  for (const r of rows) counts[dayAt(r.at) - first] = (counts[dayAt(r.at) - first] ?? 0) + r.visits
  return { firstDay: new Date(first * day).toISOString().slice(0, 10), counts }
}

describe.skipIf(!existsSync(air))('PM2.5 at Aotizhongxin, Beijing, in the winter of 2014', () => {
  const winter = {
    from: Date.parse('2014-11-01T00:00:00+08:00'),
    until: Date.parse('2015-03-01T00:00:00+08:00'),
  }
  const [upper, hysteresis, after] = [150, 30, 3 * hour]

  test('a limit that holds for three hours raises the episodes that a direct computation finds', async () => {
    const rows = readRows(air).flatMap((r) => {
      const value = Number(r['PM2.5'])
      const at = Date.UTC(Number(r.year), Number(r.month) - 1, Number(r.day), Number(r.hour) - 8)
      // The concentration as a decimal; where the station says NA nothing came.
      return Number.isFinite(value) && at >= winter.from && at < winter.until
        ? [{ clinic: 'Aotizhongxin', at, visits: 0, waiting: value }]
        : []
    })
    await inCity(new Date(rows.at(-1)?.at ?? 0), async (city) => {
      const watch = await city.watch({
        value: 'waiting',
        count: null,
        unit: 'μg/m³',
        detector: { kind: 'threshold', parameters: { upper, hysteresis, after } },
        gradedBy: 'value',
        grades: [{ level: 'blue', from: upper }],
      })
      await city.tell(rows)
      const episodes = episodesOf(rows.map((r) => ({ at: r.at, value: r.waiting })))
      expect(episodes).not.toEqual([])
      const found = async () =>
        (
          await city.rowsOf(
            `select phase, (extract(epoch from at) * 1000)::float8 as at from signals
              where watch = $1 and phase in ('onset', 'end') order by at`,
            [watch.id],
          )
        ).map((s) => `${s.phase} ${new Date(s.at).toISOString()}`)
      const expected = episodes.flatMap(({ from, until }) => [
        `onset ${new Date(from).toISOString()}`,
        ...(until === undefined ? [] : [`end ${new Date(until).toISOString()}`]),
      ])
      await expect.poll(found, { timeout: 60_000 }).toEqual(expected)
    })
  })

  /** An episode begins in a stretch above the limit, once that has lasted, and ends well below it. */
  function episodesOf(values: readonly { readonly at: number; readonly value: number }[]) {
    const episodes: { from: number; until: number | undefined }[] = []
    for (let n = 0; n < values.length; n++) {
      const first = values[n]
      if (first === undefined || first.value <= upper) continue
      const drop = values.findIndex(({ value }, k) => k > n && value <= upper)
      const stretch = values.slice(n, drop < 0 ? undefined : drop)
      const begun = stretch.find(({ at }) => at - first.at >= after)
      if (begun === undefined) {
        n += stretch.length - 1
        continue
      }
      const over = values.findIndex(({ at, value }) => at > begun.at && value <= upper - hysteresis)
      episodes.push({ from: begun.at, until: values[over]?.at })
      n = over < 0 ? values.length : over
    }
    return episodes
  }
})
