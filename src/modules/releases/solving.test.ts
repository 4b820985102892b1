import { describe, expect, test } from 'vitest'
import type { ItemType } from '#modules/catalogue/contract'
import { ReleasePlan } from './contract.ts'
import { computeRelease } from './solving.ts'

const types: ReadonlyMap<string, ItemType> = new Map([
  ['age', 'integer'],
  ['town', 'place'],
])
/** Forty people of all ages, in two towns of one district. */
const people = Array.from({ length: 40 }, (_, n) => ({
  age: String(20 + n),
  town: `50/500107/50010710${n % 2}`,
}))

describe('a release beside a population', () => {
  const plan = ReleasePlan.parse({
    title: '试验',
    about: '试验数据',
    columns: [
      { role: 'quasi', item: 'age', hierarchy: { kind: 'bands', widths: [5, 10, 20] } },
      { role: 'quasi', item: 'town', hierarchy: { kind: 'places', steps: ['district', 'city'] } },
    ],
    k: 3,
    suppression: 0,
    audience: { kind: 'open' },
    reason: '试验',
    until: '2099-12-31',
  })
  const rows = people.map((p, n) => ({ key: String(n), values: [p.age, p.town] }))
  const own = people.map((p) => ({ values: [p.age, p.town], people: 1 }))
  const computed = (population: { values: string[]; people: number }[]) => {
    const said = computeRelease(
      { plan, types, rows, levels: null, former: [], population: { name: '底册', groups: population } },
      () => {},
    )
    return 'computed' in said ? said.computed : expect.fail('no result')
  }
  test('which is the release itself, the journalist knows what the prosecutor knows', () => {
    const { chosen, before, population } = computed(own)
    expect(chosen.risk.journalist).toEqual(chosen.risk.prosecutor)
    expect(before.journalist).toEqual(before.prosecutor)
    expect(population).toEqual({ name: '底册', people: 40, uncovered: 0 })
  })
  test('ten times as large in each class, a tenth of the risk, at every choice of levels', () => {
    const { chosen, before, alternatives } = computed(own.map((g) => ({ ...g, people: 10 })))
    expect(chosen.risk.journalist.highest).toBeCloseTo(chosen.risk.prosecutor.highest / 10, 12)
    expect(chosen.risk.marketer).toBeCloseTo(chosen.risk.prosecutor.average / 10, 12)
    expect(before.journalist.highest).toBeCloseTo(0.1, 12)
    const others = alternatives.flatMap((a) => (a.outcome === null ? [] : [a.outcome.risk]))
    expect(others.length).toBeGreaterThan(0)
    for (const risk of others) expect(risk.journalist.highest).toBeCloseTo(risk.prosecutor.highest / 10, 12)
  })
  test('which lacks people, no risk looks smaller for it', () => {
    const { chosen, population } = computed([])
    expect(chosen.risk.journalist).toEqual(chosen.risk.prosecutor)
    expect(population?.uncovered).toBe(chosen.classes)
  })
})
