import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  destinationOf,
  faultOfSelect,
  isSafeName,
  laterOf,
  losesTooMuch,
  mapRow,
  matchesPattern,
  newFiles,
  nextRun,
  parseExact,
  retryAt,
  valueAt,
} from './rules.ts'

describe('when a source is read', () => {
  const now = new Date('2026-03-01T01:00:00Z') // 09:00 in Shanghai
  test.each([
    [{ kind: 'manual' }, null],
    [{ kind: 'every', minutes: 15 }, '2026-03-01T01:15:00.000Z'],
    [{ kind: 'daily', at: '09:01' }, '2026-03-01T01:01:00.000Z'],
    [{ kind: 'daily', at: '09:00' }, '2026-03-02T01:00:00.000Z'],
    [{ kind: 'daily', at: '02:30' }, '2026-03-01T18:30:00.000Z'],
  ] as const)('%j', (schedule, next) => {
    expect(nextRun(schedule, now)?.toISOString() ?? null).toBe(next)
  })
  test('after failures it waits longer, an hour at most', () => {
    const minutes = [1, 2, 3, 6, 7, 8, 500].map((n) => {
      const at = retryAt({ kind: 'daily', at: '02:30' }, n, now)
      return ((at?.getTime() ?? 0) - now.getTime()) / 60_000
    })
    expect(minutes).toEqual([1, 2, 4, 32, 60, 60, 60])
  })
  test('a replacement that loses more than it may', () => {
    expect([losesTooMuch(100, 50, 0.5), losesTooMuch(100, 49, 0.5), losesTooMuch(null, 1, 0.5)]).toEqual([
      false,
      true,
      false,
    ])
    expect([losesTooMuch(null, 0, 1), losesTooMuch(10, 0, 1)]).toEqual([true, true])
  })
})

describe('statements', () => {
  test.each([
    'select * from t',
    "SELECT a, 'delete; -- from' from t where b <> ';'",
    'with x as (select 1 as n) select n from x',
    'select "update" from t',
    "select 'it''s' as a from t",
  ])('may be read: %s', (text) => expect(faultOfSelect(text)).toBeUndefined())
  test.each([
    ['select 1; drop table t', 'several'],
    ['delete from t', 'not-a-select'],
    ['with x as (insert into t values (1) returning *) select * from x', 'forbidden-word'],
    ['select * into u from t', 'forbidden-word'],
    ['select * from t for update', 'forbidden-word'],
    ['select pg_sleep(100)', 'forbidden-word'],
    ["select load_file('/etc/passwd')", 'forbidden-word'],
    ['select 1 -- x', 'comment'],
    ['select /*! sleep(9) */ 1', 'comment'],
    ["select 'a\\' or 1", 'escape'],
    ['select $$a$$', 'escape'],
    ["select 'a", 'open-quote'],
  ])('may not: %s', (text, fault) => expect(faultOfSelect(text)?.fault).toBe(fault))
})

test('JSON keeps the digits that a double would lose', () => {
  expect(parseExact('{"a":500107202601010001,"b":1.50,"c":7,"d":[1e2]}')).toEqual({
    a: '500107202601010001',
    b: '1.50',
    c: 7,
    d: ['1e2'],
  })
  expect(valueAt(parseExact('{"__proto__":{"x":1}}'), 'constructor')).toBeUndefined()
})

test('a mapping reaches into objects, and a column whose name has dots is itself', () => {
  const mapping = [
    { from: 'a.b', item: 'x' },
    { from: 'c.d', item: 'y' },
  ]
  expect(mapRow({ a: { b: 1 }, 'c.d': 2, e: 3 }, mapping)).toEqual({ x: 1, y: 2 })
})

test('the later of two values', () => {
  expect([
    laterOf(null, '9'),
    laterOf('9', '10'),
    laterOf('2026-01-02', '2026-01-01'),
    laterOf('a', {}),
  ]).toEqual(['9', '10', '2026-01-02', 'a'])
})

describe('files', () => {
  test.each([
    ['a.csv', '*', true],
    ['a.csv', '*.csv', true],
    ['ab.csv', '?.csv', false],
    ['一月.csv', '?月.*', true],
    ['a', '', false],
  ] as const)('%s against %s', (name, pattern, is) => expect(matchesPattern(name, pattern)).toBe(is))
  test('a pattern of stars takes no longer than the name is long', () => {
    expect(matchesPattern('a'.repeat(255), `${'*a'.repeat(49)}b`)).toBe(false)
  })
  test('names that stay in their folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        if (isSafeName(name))
          expect(['/', '\\', '\0'].some((c) => name.includes(c)) || name === '..').toBe(false)
      }),
    )
  })
  test('young, hidden and unchanged files are passed over', () => {
    const file = (name: string, modified: string, size = 1) => ({ name, size, modified })
    const known = new Map([
      [
        'old.csv',
        {
          ...file('old.csv', '2026-01-01T00:00:00.000Z'),
          hash: 'x',
          state: 'done' as const,
          rows: 1,
          parts: 1,
        },
      ],
    ])
    const listed = [
      file('old.csv', '2026-01-01T00:00:00.000Z'),
      file('b.csv', '2026-01-03T00:00:00.000Z'),
      file('a.csv', '2026-01-02T00:00:00.000Z'),
      file('young.csv', '2026-01-03T23:59:58.000Z'),
      file('future.csv', '2027-01-01T00:00:00.000Z'),
      file('.a.csv', '2026-01-01T00:00:00.000Z'),
      file('a.exe', '2026-01-01T00:00:00.000Z'),
    ]
    const choice = { pattern: '*', settleSeconds: 10, now: new Date('2026-01-04T00:00:00Z') }
    expect(newFiles(listed, known, choice).map((f) => f.name)).toEqual(['a.csv', 'b.csv', 'future.csv'])
  })
})

test('where a secret goes', () => {
  const place = { kind: 'folder', path: 'a', pattern: '*', settleSeconds: 0 } as const
  expect(destinationOf(place)).toBe(destinationOf({ ...place, path: 'b' }))
})
