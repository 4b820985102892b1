import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from '#kernel/tabular'
import type { ItemType } from '#modules/catalogue/contract'
import type { SourceRow } from './anonymising.ts'
import { releasedRows, solveAt, solveBest } from './anonymising.ts'
import { combine } from './combining.ts'
import { type Diversity, type ReleaseColumn, ReleasePlan } from './contract.ts'
import { filesOf } from './files.ts'
import { releasedOf } from './rules.ts'
import { computeRelease } from './solving.ts'

const types: ReadonlyMap<string, ItemType> = new Map([
  ['age', 'integer'],
  ['born', 'date'],
  ['town', 'place'],
  ['job', 'text'],
  ['illness', 'text'],
  ['note', 'text'],
  ['who', 'text'],
])
const names = [...types.keys()]

function planOf(change: object = {}): ReleasePlan {
  return ReleasePlan.parse({
    title: '试验',
    about: '试验数据',
    columns: [
      { role: 'quasi', item: 'age', hierarchy: { kind: 'bands', widths: [5, 10, 20] } },
      { role: 'quasi', item: 'town', hierarchy: { kind: 'places', steps: ['district', 'city'] } },
      { role: 'sensitive', item: 'illness', diversity: { kind: 'distinct', l: 2 } },
      { role: 'plain', item: 'note' },
      { role: 'identifier', item: 'who' },
    ],
    k: 3,
    suppression: 0.1,
    audience: { kind: 'open' },
    reason: '试验',
    until: '2099-12-31',
    ...change,
  })
}

/** A row as the job would read it for a plan. */
function rowsFor(plan: ReleasePlan, data: readonly Record<string, string>[]): SourceRow[] {
  const read = [
    ...new Set([...releasedOf(plan).map((c) => c.item), ...(plan.person === null ? [] : [plan.person])]),
  ]
  return data.map((d, n) => ({ key: d.key ?? String(n), values: read.map((item) => d[item] ?? '') }))
}

/** The file as whoever fetched it reads it: nothing of the program that wrote it but the reader of tables. */
async function readBack(plan: ReleasePlan, rows: readonly string[][]): Promise<Record<string, string>[]> {
  const columns = releasedOf(plan).map((c) => ({ title: c.item, type: types.get(c.item) ?? 'text' }))
  const found: Record<string, string>[] = []
  for (const { format, content } of await filesOf(columns, rows, plan.bom))
    if (format === 'csv')
      for await (const row of readTable(content, 'release.csv')) found.push({ ...row.values })
  return found
}

/** Written anew for the test, after the papers: Machanavajjhala et al. 2006, definitions of l-diversity. */
function expectDiverse(counts: readonly number[], d: Diversity): void {
  const all = counts.reduce((a, b) => a + b, 0)
  const sorted = [...counts].sort((a, b) => b - a)
  if (d.kind === 'distinct') expect(counts.length).toBeGreaterThanOrEqual(d.l)
  if (d.kind === 'entropy')
    expect(-counts.reduce((s, n) => s + (n / all) * Math.log(n / all), 0)).toBeGreaterThanOrEqual(
      Math.log(d.l) - 1e-9,
    )
  if (d.kind === 'recursive')
    expect(sorted[0]).toBeLessThan(d.c * sorted.slice(d.l - 1).reduce((a, b) => a + b, 0))
}

function expectAnonymous(plan: ReleasePlan, file: readonly Record<string, string>[]): void {
  const quasi = plan.columns.filter((c) => c.role === 'quasi').map((c) => c.item)
  const classes = Map.groupBy(file, (row) => quasi.map((q) => row[q]).join('\u0000'))
  for (const rows of classes.values()) {
    expect(rows.length).toBeGreaterThanOrEqual(plan.k)
    for (const c of plan.columns)
      if (c.role === 'sensitive') {
        const counts = Map.groupBy(rows, (row) => row[c.item])
        expectDiverse(
          [...counts.values()].map((r) => r.length),
          c.diversity,
        )
      }
  }
}

const hostile = fc.constantFrom(
  '=1+1',
  '+cmd',
  '-2',
  '@SUM(A1)',
  '＝HYPERLINK("x")',
  "'=1+1",
  'a"b,c',
  '\t=1',
  '甲;乙',
  ' ',
)
const anything = fc.oneof(fc.constantFrom('感冒', '骨折', '高血压', ''), hostile)
const record = fc.record({
  age: fc.oneof(fc.integer({ min: -3, max: 95 }).map(String), fc.constant('')),
  born: fc.oneof(
    fc
      .date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10)),
    fc.constant(''),
  ),
  town: fc.constantFrom('50/500107/500107103', '50/500107/500107104', '50/500106/500106101', '', '不详'),
  job: fc.oneof(fc.constantFrom('教师', '司机'), hostile),
  illness: anything,
  // Never blank: a reader of tables passes over a row that says nothing, and the rows are counted below.
  note: anything.filter((note) => note.trim() !== ''),
  who: fc.integer({ min: 1, max: 20 }).map((n) => `人${n}`),
})
const quasi: readonly ReleaseColumn[] = [
  { role: 'quasi', item: 'age', hierarchy: { kind: 'bands', widths: [5, 10, 20] }, least: 0 },
  { role: 'quasi', item: 'born', hierarchy: { kind: 'days', steps: ['year', 'ten-years'] }, least: 1 },
  { role: 'quasi', item: 'town', hierarchy: { kind: 'places', steps: ['district', 'city'] }, least: 0 },
  { role: 'quasi', item: 'job', hierarchy: { kind: 'prefix', keeps: [1] }, least: 0 },
]
const diversity = fc.oneof(
  fc.integer({ min: 2, max: 3 }).map((l) => ({ kind: 'distinct' as const, l })),
  fc.double({ min: 1.2, max: 2.5, noNaN: true }).map((l) => ({ kind: 'entropy' as const, l })),
  fc.record({
    kind: fc.constant('recursive' as const),
    l: fc.constant(2),
    c: fc.double({ min: 0.5, max: 4, noNaN: true }),
  }),
)
const choice = fc.record({
  some: fc.subarray([...quasi], { minLength: 1 }),
  diversity,
  k: fc.integer({ min: 2, max: 6 }),
  suppression: fc.double({ min: 0, max: 0.5, noNaN: true }),
  person: fc.constantFrom('who', null),
  chosen: fc.option(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), {
    nil: undefined,
  }),
})

test('whatever is chosen, each class of the file has k rows and is as diverse as asked, or there is no file', async () => {
  let files = 0
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 4, maxLength: 60 }), choice, async (data, c) => {
      const plan = planOf({
        columns: [
          ...c.some,
          { role: 'sensitive', item: 'illness', diversity: c.diversity },
          { role: 'plain', item: 'note' },
        ],
        k: c.k,
        suppression: c.suppression,
        person: c.person,
      })
      const rows = rowsFor(plan, data)
      const levels = c.chosen?.slice(0, c.some.length).map((level, n) => {
        const [column] = c.some.slice(n, n + 1)
        const [least, top] = [
          column?.role === 'quasi' ? column.least : 0,
          { age: 4, born: 3, town: 3, job: 2 }[column?.item ?? ''] ?? 0,
        ]
        return Math.max(least, Math.min(top, level))
      })
      const solved = levels === undefined ? solveBest(plan, types, rows) : solveAt(plan, types, rows, levels)
      if (solved === undefined) return
      files++
      const released = releasedRows(plan, solved)
      const file = await readBack(plan, released)
      expect(file.length).toBe(released.length)
      expect(data.length - file.length).toBeLessThanOrEqual(Math.floor(c.suppression * data.length))
      expectAnonymous(plan, file)
      for (const cells of file.flatMap((row) => Object.entries(row)))
        if (types.get(cells[0]) === 'text') expect(cells[1]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      // Born is never given finer than a year, whoever is alone in it.
      expect(file.every((row) => !/^\d{4}-\d{2}/.test(row.born ?? ''))).toBe(true)
      expect(names.includes('who') && file.every((row) => !('who' in row))).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(files).toBeGreaterThan(50)
})

/** Forty people of two districts, ages 20 to 59. */
const people = Array.from({ length: 40 }, (_, n) => ({
  age: String(20 + n),
  town: `50/50010${n % 2}/50010${n % 2}101`,
  illness: ['感冒', '骨折', '高血压'][n % 3] ?? '',
  note: '无',
  who: `人${n}`,
}))

describe('the result that is judged', () => {
  const said = computeRelease(
    { plan: planOf(), types, rows: rowsFor(planOf(), people), levels: null, former: [], population: null },
    () => {},
  )
  const result = 'computed' in said ? said.computed : expect.fail('no result')
  test('counts classes and risks of what is given', () => {
    expect(result.chosen).toMatchObject({ levels: [2, 0], classes: 8, smallest: 5, suppressed: 0 })
    expect(result.chosen.risk.prosecutor.highest).toBeCloseTo(0.2)
    expect(result.before.prosecutor.highest).toBe(1)
    expect(result.sizes).toEqual([{ from: 5, to: 9, classes: 8, rows: 40 }])
    expect(result.diversity).toEqual([
      { item: 'illness', asked: { kind: 'distinct', l: 2 }, met: true, fewest: 3, surest: 0.4 },
    ])
  })
  test('names other levels with what they cost', () => {
    const of = (item: string, way: string) =>
      result.alternatives.find((a) => a.item === item && a.way === way)?.outcome
    expect(of('age', 'finer')?.levels[0]).toBeLessThan(2)
    expect(of('age', 'coarser')?.levels[0]).toBeGreaterThan(2)
    for (const { outcome } of result.alternatives)
      if (outcome !== null) expect(outcome.loss).toBeGreaterThanOrEqual(result.chosen.loss)
  })
  test('shows before only values that k rows share', () => {
    const [age] = result.columns
    expect(age?.before).toEqual([{ value: '', rows: 40 }])
    expect(age?.after).toContainEqual({ value: '20~29', rows: 10 })
  })
})

test.each([
  ['fewer rows than k', { k: 41 }, { key: 'k', values: { k: '41', rows: '40' } }],
  [
    'fewer values than asked',
    {
      columns: planOf().columns.map((c) =>
        c.role === 'sensitive' ? { ...c, diversity: { kind: 'distinct', l: 9 } } : c,
      ),
    },
    { key: 'diversity', values: { k: '3', rows: '40' } },
  ],
  ['fewer persons than k', { person: 'note', k: 2 }, { key: 'k', values: { k: '2', rows: '40' } }],
])('nothing is made of %s', (_name, change, problem) => {
  const plan = planOf(change)
  const said = computeRelease(
    { plan, types, rows: rowsFor(plan, people), levels: null, former: [], population: null },
    () => {},
  )
  expect(said).toEqual({ problem })
})

describe('two releases held together', () => {
  const held = (change: object, data: readonly Record<string, string>[]) => {
    const plan = planOf(change)
    const rows = rowsFor(plan, data)
    const solved = solveBest(plan, types, rows) ?? expect.fail('no solution')
    return { plan, rows, solved }
  }
  const byAge = held({ columns: planOf().columns.filter((c) => c.item !== 'town') }, people)
  const byTown = held({ columns: planOf().columns.filter((c) => c.item !== 'age') }, people)
  test('the same levels make no class smaller', () => {
    expect(combine(byAge, byAge)).toMatchObject({ atRisk: 0, rows: 40, least: 3 })
  })
  test('other columns cut the classes of both', () => {
    const both = combine(byAge, byTown)
    expect(both.smallest).toBeLessThan(3)
    expect(both.atRisk).toBeGreaterThan(0)
  })
  test('a row that is in one alone is told by that', () => {
    const later = people
      .map((p, n) => ({ ...p, key: String(n) }))
      .concat([{ ...people[0], key: '99' } as never])
    const after = held({ columns: planOf().columns.filter((c) => c.item !== 'town') }, later)
    expect(combine(after, byAge)).toMatchObject({ smallest: 1, rows: 41 })
  })
})
