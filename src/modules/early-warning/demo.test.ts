import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contains, type Polygon } from '#kernel/geo'
import type { Fact, TriedWatch } from './contract.ts'
import { demoIncidents, demoRows, demoSensors, demoWatches } from './demo/city.ts'
import { demoPattern } from './demo/pattern.ts'
import { demoPoints } from './demo/points.ts'
import { warningsOf } from './queries/series.ts'
import { episodesOf, matchPast, type SeriesState } from './rules.ts'
import { patternOf } from './store.ts'
import { compileWatch, type Found, feed, startSeries } from './watching.ts'

const hour = 3_600_000

/** What the demo city's watches say of its two weeks: warnings, and signals as facts. */
function watchAll(now: Date): { warnings: TriedWatch['warnings']; facts: Fact[] } {
  const rows = demoRows(now)
  const facts: Fact[] = []
  const warnings = demoWatches.flatMap((content) => {
    const resource = '00000000-0000-4000-8000-000000000000'
    const watch = compileWatch({ id: resource, version: 1, content: { ...content, resource } })
    if (watch === undefined) throw new Error(`${content.name} does not compile`)
    const series = new Map<string, SeriesState>()
    const found: Found[] = []
    for (const row of rows) {
      if (row.kind !== content.where?.equals) continue
      const state = series.get(row.sensor) ?? startSeries(watch)
      series.set(row.sensor, state)
      found.push(...feed(watch, row.sensor, state, { mark: '', at: Date.parse(row.at), value: row.value }))
    }
    for (const f of found) if (f.phase === 'onset' || f.phase === 'level') facts.push(factOf(f, content.kind))
    return warningsOf(found, watch.content)
  })
  return { warnings, facts: facts.toSorted((a, b) => a.at - b.at) }
}

function factOf(f: Found, kind: string): Fact {
  const place = demoSensors.find((s) => s.id === f.object)?.place ?? null
  const { object, at, level } = f
  const id = `${object} ${at}`
  return { id, source: 'signal', kind, object, place, point: null, at, level, exercise: true, warning: null }
}

describe.each(['2026-11-29T20:10:00Z', '2027-07-01T03:59:00Z', '2027-01-15T11:00:00Z'])('on %s', (day) => {
  const now = new Date(day)
  const last = Math.floor(now.getTime() / hour) * hour
  const { warnings, facts } = watchAll(now)

  test.each(demoIncidents)(
    'the incident at $sensor is found when it begins',
    ({ sensor, hoursAgo, values }) => {
      const begins = last - hoursAgo * hour
      const ends = begins + values.length * hour
      const found = warnings.filter(
        (w) => w.object === sensor && Date.parse(w.from) >= begins && Date.parse(w.from) < ends,
      )
      expect(found).toHaveLength(1)
    },
  )

  test('the pattern finds the two incidents that belong together, once', () => {
    const matches = matchPast(patternOf({ id: 'demo', version: 1, content: demoPattern }), facts, last)
    const warnings = episodesOf(matches, demoPattern, new Map())
    expect(warnings.map((w) => [...new Set(w.facts.map((f) => f.object))])).toEqual([
      ['模拟燃气-金凤火锅', '模拟客流-金凤广场'],
    ])
  })

  test('nothing else is called a warning', () => {
    const planted = demoIncidents.map((i) => i.sensor)
    expect(warnings.map((w) => w.object).toSorted()).toEqual(planted.toSorted())
  })
})

test('every name of a simulated sensor and watch says that it is simulated', () => {
  for (const s of demoSensors) expect(s.id).toMatch(/^模拟/)
  for (const w of [...demoWatches, demoPattern])
    expect([w.exercise, w.name]).toEqual([true, expect.stringContaining('模拟')])
})

describe('every simulated sensor stands inside the outline of its township', () => {
  const text = readFileSync(
    new URL('../../../data/territory/demo-townships.geojson', import.meta.url),
    'utf8',
  )
  const outlines = new Map(
    (JSON.parse(text) as Outlines).features.map((f) => [f.properties.code, f.geometry.coordinates]),
  )
  const points = demoPoints()
  test.each(demoSensors)('$id', ({ id, place }) => {
    const [outline, point] = [outlines.get(place.split('/').at(-1) ?? ''), points.get(id)]
    if (outline === undefined || point === undefined) throw new Error('no outline, or no point')
    expect(contains([outline], point)).toBe(true)
    for (const [code, other] of outlines)
      if (!place.endsWith(code)) expect(contains([other], point)).toBe(false)
  })

  test('no two stand on one spot, and the rows carry the points', () => {
    const spots = [...points.values()].map((p) => `${p.lon} ${p.lat}`)
    expect(new Set(spots).size).toBe(demoSensors.length)
    for (const row of demoRows(new Date('2026-11-29T20:10:00Z'), points).slice(-demoSensors.length))
      expect(row.position).toEqual(points.get(row.sensor))
  })
})

interface Outlines {
  readonly features: readonly {
    readonly properties: { readonly code: string }
    readonly geometry: { readonly coordinates: Polygon }
  }[]
}
