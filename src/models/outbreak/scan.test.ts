import { describe, expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import { excessDefaults, findExcess, type PlacedEvent, scanDefaults, scanForClusters } from './index.ts'

const settings = { ...scanDefaults, today: 89, mostRadius: 2000 }

/** Events with nothing behind them: busy places and busy days, but no place with its own days. */
function quietEvents(seed: number, count = 200): PlacedEvent[] {
  const random = seededRandom(seed)
  const places = Array.from({ length: 40 }, () => ({ x: random() * 10_000, y: random() * 10_000 }))
  return Array.from({ length: count }, () => ({
    ...(places[Math.floor(random() ** 2 * 40)] as { x: number; y: number }),
    day: Math.floor(Math.sqrt(random()) * 90),
  }))
}

const planted = Array.from({ length: 9 }, (_, n) => ({ x: 5000 + 40 * n, y: 5000, day: 89 - (n % 4) }))

describe('space-time scan', () => {
  it('finds a planted cluster and tells where, since when and how sure', () => {
    const events = [...quietEvents(3), ...planted]
    const { clusters, replicates } = scanForClusters(events, settings)
    const [worst] = clusters
    expect(replicates).toBe(999)
    expect(worst).toMatchObject({ p: 0.001, lastDay: 89 })
    expect(worst?.events.filter((n) => n >= 200).length).toBeGreaterThanOrEqual(8)
    expect(Math.hypot((worst?.x ?? 0) - 5160, (worst?.y ?? 0) - 5000)).toBeLessThan(1000)
    expect(worst?.firstDay).toBeGreaterThanOrEqual(84)
    expect(worst?.observed).toBe(worst?.events.length)
    expect(worst?.observed).toBeGreaterThan(4 * (worst?.expected ?? 0))
  })

  it('expects what place and time by themselves explain', () => {
    const events = [...quietEvents(3), ...planted]
    const [worst] = scanForClusters(events, settings).clusters
    if (worst === undefined) throw new Error('no cluster')
    const inCircle = events.filter((e) => Math.hypot(e.x - worst.x, e.y - worst.y) <= worst.radius)
    const inDays = events.filter((e) => e.day >= worst.firstDay && e.day <= worst.lastDay)
    expect(worst.expected).toBeCloseTo((inCircle.length * inDays.length) / events.length, 9)
    expect(worst.observed).toBe(inCircle.filter((e) => e.day >= worst.firstDay).length)
  })

  it('is no worse than any circle looked at one by one', () => {
    const events = quietEvents(8, 60)
    const [worst] = scanForClusters(events, settings).clusters
    let most = 0
    for (const centre of events)
      for (const edge of events)
        for (let days = 1; days <= 14; days++) {
          const radius = Math.hypot(edge.x - centre.x, edge.y - centre.y)
          const inside = events.filter((e) => Math.hypot(e.x - centre.x, e.y - centre.y) <= radius)
          const observed = inside.filter((e) => e.day > 89 - days).length
          const expected = (inside.length * events.filter((e) => e.day > 89 - days).length) / events.length
          if (radius > 2000 || inside.length > 30 || observed < 3 || observed <= expected) continue
          const rest = events.length - observed
          const ratio =
            observed * Math.log(observed / expected) + rest * Math.log(rest / (events.length - expected))
          most = Math.max(most, ratio)
        }
    expect(most).toBeGreaterThan(0)
    expect(worst?.logLikelihoodRatio).toBeCloseTo(most, 9)
  })

  it('the order of events makes no difference', () => {
    const events = [...quietEvents(3), ...planted]
    const turned = events.toReversed()
    const [straight, back] = [events, turned].map((given) => scanForClusters(given, settings))
    expect(back?.clusters.map(({ events: own, ...rest }) => [rest, own.length])).toEqual(
      straight?.clusters.map(({ events: own, ...rest }) => [rest, own.length]),
    )
    expect(back?.clusters[0]?.events.map((n) => turned[n])).toEqual(
      expect.arrayContaining((straight?.clusters[0]?.events ?? []).map((n) => events[n])),
    )
  })

  it('later events, days renumbered and places moved make no difference', () => {
    const events = [...quietEvents(3), ...planted]
    const [worst] = scanForClusters(events, settings).clusters
    const later = [...events, { x: 1, y: 1, day: 95 }]
    expect(scanForClusters(later, settings).clusters[0]).toEqual(worst)
    const moved = events.map(({ x, y, day }) => ({ x: x + 4096, y: y - 8192, day: day + 1000 }))
    const there = scanForClusters(moved, { ...settings, today: 1089 }).clusters[0]
    expect(there).toMatchObject({
      observed: worst?.observed,
      p: worst?.p,
      firstDay: (worst?.firstDay ?? 0) + 1000,
    })
  })

  it('gives about alpha false alarms where nothing is going on', () => {
    const runs = 200
    let alarms = 0
    for (let seed = 1; seed <= runs; seed++) {
      const quick = { ...settings, replicates: 199, enough: 20, seed }
      if ((scanForClusters(quietEvents(seed, 150), quick).clusters[0]?.p ?? 1) <= 0.05) alarms++
    }
    // 10 expected; beyond these bounds once in some thousand seeds.
    expect(alarms).toBeGreaterThanOrEqual(2)
    expect(alarms).toBeLessThanOrEqual(21)
  })

  it('keeps to its cost and says what to change', () => {
    const events = [...quietEvents(3), ...planted]
    const { replicates } = scanForClusters(events, { ...settings, mostSteps: 500_000 })
    expect(replicates).toBeGreaterThanOrEqual(99)
    expect(replicates).toBeLessThan(999)
    expect(() => scanForClusters(events, { ...settings, mostSteps: 10_000 })).toThrow('smaller radius')
    const many = Array.from({ length: 5001 }, (_, n) => ({ x: n, y: 0, day: 0 }))
    expect(() => scanForClusters(many, settings)).toThrow('5001 places, at most 5000')
    expect(() => scanForClusters([{ x: Number.NaN, y: 0, day: 0 }], settings)).toThrow('Event 0')
  })

  it.each([
    ['no events', []],
    ['nothing recent', [{ x: 0, y: 0, day: 3 }]],
    ['only recent ones', planted],
    ['all at one place', planted.map((e) => ({ ...e, x: 0, y: 0 }))],
  ])('%s: no cluster', (_, events) => {
    expect(scanForClusters(events, settings).clusters.filter(({ p }) => p < 0.5)).toEqual([])
  })
})

describe('excess by cell', () => {
  it('tells the cell that has more than its own past', () => {
    const cells = Array.from({ length: 50 }, (_, n) => ({
      cell: `c${n}`,
      observed: 2,
      past: [1, 3, 2, 2, 1, 3],
    }))
    const found = findExcess([...cells, { cell: 'busy', observed: 11, past: [2, 2, 1, 3, 2, 2] }])
    expect(found.filter(({ isExcess }) => isExcess).map(({ cell }) => cell)).toEqual(['busy'])
    // Γ(12.5, 6): mean 12.5 / 6; P(X ≥ 11) by pnbinom(10, 12.5, 6/7, lower = FALSE) of R.
    expect(found[0]?.expected).toBeCloseTo(12.5 / 6, 12)
    expect(found[0]?.p).toBeCloseTo(9.982534401268009e-5, 12)
    expect(found[0]?.adjustedP).toBeCloseTo(51 * 9.982534401268009e-5, 10)
  })

  it('a cell that is always busy is none, nor one with too short a past', () => {
    const found = findExcess([
      { cell: 'always', observed: 40, past: [38, 41, 37, 44] },
      { cell: 'new', observed: 40, past: [1, 2] },
    ])
    expect(found.map(({ cell, isExcess }) => [cell, isExcess])).toEqual([['always', false]])
    const young = { ...excessDefaults, leastPast: 2 }
    expect(findExcess([{ cell: 'new', observed: 40, past: [1, 2] }], young)).toMatchObject([
      { isExcess: true },
    ])
  })

  it('among quiet cells it tells next to none', () => {
    const random = seededRandom(4)
    const poissonOf = (mean: number) => {
      let count = 0
      for (let left = random(); left > Math.exp(-mean); left *= random()) count++
      return count
    }
    let toldAny = 0
    for (let run = 0; run < 100; run++) {
      const cells = Array.from({ length: 60 }, (_, n) => {
        const mean = 0.2 + (n % 10) / 2
        return {
          cell: `c${n}`,
          observed: poissonOf(mean),
          past: Array.from({ length: 8 }, () => poissonOf(mean)),
        }
      })
      if (findExcess(cells).some(({ isExcess }) => isExcess)) toldAny++
    }
    // With nothing to find any telling is false: at most 5 of 100 runs expected.
    expect(toldAny).toBeLessThanOrEqual(12)
  })
})
