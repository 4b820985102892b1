import { describe, expect, test } from 'vitest'
import type { Combination, Fact } from '../contract/pattern.ts'
import { fact, hangu, jinfeng, keysOf, minute, type Of, pattern, when } from './pattern.fixture.ts'
import { dueOf, mostFacts, newPatternState, stepPattern, tickPattern } from './pattern.ts'

const gas = when('gas')
const smoke = when('smoke')
const all: Combination = { how: 'all', conditions: [gas, smoke] }
const sequence: Combination = { how: 'sequence', conditions: [gas, smoke] }
const absence: Combination = { how: 'absence', conditions: [gas, smoke] }
const threeGas: Combination = { how: 'count', conditions: [gas], times: 3, distinct: false }

const clauses: readonly [clause: string, of: Of, facts: readonly Fact[], keys: readonly string[]][] = [
  ['all: in whatever order', { combination: all }, [fact('a', 'smoke', 0), fact('b', 'gas', 20)], ['b']],
  ['all: one alone is none', { combination: all }, [fact('a', 'smoke', 0), fact('b', 'smoke', 5)], []],
  ['the window holds its ends', { combination: all }, [fact('a', 'smoke', 0), fact('b', 'gas', 30)], ['b']],
  ['outside of the window', { combination: all }, [fact('a', 'smoke', 0), fact('b', 'gas', 31)], []],
  [
    'all: one fact is not two',
    { combination: { how: 'all', conditions: [gas, gas] } },
    [fact('a', 'gas', 0)],
    [],
  ],
  [
    'all: two facts of one kind',
    { combination: { how: 'all', conditions: [gas, gas] } },
    [fact('a', 'gas', 0), fact('b', 'gas', 1)],
    ['b'],
  ],
  [
    'all: a fact that fits both goes where it is needed',
    { combination: { how: 'all', conditions: [when(''), smoke] } },
    [fact('a', 'smoke', 0), fact('b', 'gas', 1)],
    ['b'],
  ],
  ['any', { combination: { how: 'any', conditions: [gas, smoke] } }, [fact('a', 'smoke', 0)], ['a']],
  ['sequence', { combination: sequence }, [fact('a', 'gas', 0), fact('b', 'smoke', 1)], ['b']],
  [
    'sequence: the other way round is none',
    { combination: sequence },
    [fact('a', 'smoke', 0), fact('b', 'gas', 1)],
    [],
  ],
  [
    'sequence: at once is not after',
    { combination: sequence },
    [fact('a', 'gas', 0), fact('b', 'smoke', 0)],
    [],
  ],
  [
    'sequence of three',
    { combination: { how: 'sequence', conditions: [gas, smoke, gas] } },
    [fact('a', 'gas', 0), fact('b', 'gas', 1), fact('c', 'smoke', 2), fact('d', 'gas', 3)],
    ['d'],
  ],
  [
    'count',
    { combination: threeGas },
    [fact('a', 'gas', 0), fact('b', 'gas', 1), fact('c', 'gas', 2)],
    ['c'],
  ],
  ['count: too few', { combination: threeGas }, [fact('a', 'gas', 0), fact('b', 'gas', 1)], []],
  [
    'count: the same fact twice is one',
    { combination: threeGas },
    [fact('a', 'gas', 0), fact('b', 'gas', 1), fact('b', 'gas', 1)],
    [],
  ],
  [
    'count of objects: three facts of two are two',
    { combination: { ...threeGas, distinct: true } as Combination },
    [
      fact('a', 'gas', 0, { object: 'x' }),
      fact('b', 'gas', 1, { object: 'y' }),
      fact('c', 'gas', 2, { object: 'y' }),
    ],
    [],
  ],
  [
    'count of objects',
    { combination: { ...threeGas, distinct: true } as Combination },
    [
      fact('a', 'gas', 0, { object: 'x' }),
      fact('b', 'gas', 1, { object: 'y' }),
      fact('c', 'gas', 2, { object: 'z' }),
    ],
    ['c'],
  ],
  ['absence: nothing follows', { combination: absence }, [fact('a', 'gas', 0)], ['a']],
  ['absence: it follows', { combination: absence }, [fact('a', 'gas', 0), fact('b', 'smoke', 30)], []],
  [
    'absence: it follows too late',
    { combination: absence },
    [fact('a', 'gas', 0), fact('b', 'smoke', 31)],
    ['a'],
  ],
  [
    'absence: before is not after',
    { combination: absence },
    [fact('a', 'smoke', 0), fact('b', 'gas', 1)],
    ['b'],
  ],
  [
    'another township',
    { combination: all },
    [fact('a', 'gas', 0), fact('b', 'smoke', 1, { place: hangu })],
    [],
  ],
  [
    'one district',
    { combination: all, together: { by: 'district' } },
    [fact('a', 'gas', 0), fact('b', 'smoke', 1, { place: hangu })],
    ['b'],
  ],
  [
    'one community: a place that is not so exact is in none',
    { combination: all, together: { by: 'community' } },
    [fact('a', 'gas', 0, { place: `${jinfeng}/500107104001` }), fact('b', 'smoke', 1)],
    [],
  ],
  [
    'one object',
    { combination: all, together: { by: 'object' } },
    [
      fact('a', 'gas', 0, { object: 'x' }),
      fact('b', 'smoke', 1, { object: 'y' }),
      fact('c', 'smoke', 2, { object: 'x' }),
    ],
    ['c'],
  ],
  [
    'within metres, across the edge of a cell',
    { combination: all, together: { by: 'metres', metres: 200 } },
    [
      fact('a', 'gas', 0),
      fact('b', 'smoke', 1, { point: { lon: 106.302, lat: 29.6 } }),
      fact('c', 'smoke', 2, { point: { lon: 106.305, lat: 29.6 } }),
    ],
    ['b'],
  ],
  [
    'without a point nothing is near',
    { combination: all, together: { by: 'metres', metres: 200 } },
    [fact('a', 'gas', 0), fact('b', 'smoke', 1, { point: null })],
    [],
  ],
  [
    'outside of where the pattern looks',
    { combination: all, together: { by: 'area' } },
    [fact('a', 'gas', 0), fact('b', 'smoke', 1, { place: '50/500106/500106108' })],
    [],
  ],
  [
    'a place of a condition',
    { combination: { how: 'any', conditions: [when('gas', { where: hangu }), smoke] } },
    [fact('a', 'gas', 0), fact('b', 'gas', 1, { place: hangu })],
    ['b'],
  ],
  [
    'the least level',
    { combination: { how: 'any', conditions: [when('gas', { least: 'orange' }), smoke] } },
    [
      fact('a', 'gas', 0, { level: 'yellow' }),
      fact('b', 'gas', 1, { level: null }),
      fact('c', 'gas', 2, { level: 'red' }),
    ],
    ['c'],
  ],
  [
    'an appeal by the beginning of its category, and no other source',
    { combination: { how: 'any', conditions: [when('01', { source: 'appeal' }), smoke] } },
    [
      fact('a', '0103', 0, { source: 'appeal' }),
      fact('b', '0201', 1, { source: 'appeal' }),
      fact('c', '0103', 2),
    ],
    ['a'],
  ],
  [
    'an alert for the whole city holds in the district',
    {
      combination: { how: 'all', conditions: [when('rain', { source: 'cap' }), gas] },
      together: { by: 'area' },
    },
    [fact('a', 'rain', 0, { source: 'cap', place: '50' }), fact('b', 'gas', 5)],
    ['b'],
  ],
]

test.each(clauses)('%s', (_clause, of, facts, keys) => {
  expect(keysOf(pattern(of), facts)).toEqual(keys)
})

describe('late facts', () => {
  test('one that comes late and is allowed to completes what waited for it', () => {
    const p = pattern({ combination: sequence, lateness: 60 })
    expect(keysOf(p, [fact('b', 'smoke', 10), fact('a', 'gas', 5)])).toEqual(['b'])
  })
  test('one that comes too late is counted and not seen', () => {
    const p = pattern({ combination: all, lateness: 5 })
    const state = newPatternState()
    stepPattern(p, jinfeng, state, fact('b', 'smoke', 20))
    expect(stepPattern(p, jinfeng, state, fact('a', 'gas', 14))).toEqual([])
    expect(state).toMatchObject({ lost: 1, newest: 20 * minute })
  })
  test('what has not followed is told when it may come no more, once', () => {
    const p = pattern({ combination: absence, lateness: 5 })
    const state = newPatternState()
    stepPattern(p, jinfeng, state, fact('a', 'gas', 0))
    expect(dueOf(p, state)).toBe(35 * minute)
    expect(tickPattern(p, jinfeng, state, 34 * minute)).toEqual([])
    expect(tickPattern(p, jinfeng, state, 35 * minute)).toMatchObject([{ key: 'a', at: 30 * minute }])
    expect(tickPattern(p, jinfeng, state, 99 * minute)).toEqual([])
    expect(dueOf(p, state)).toBeNull()
  })
})

test('a state stays of bounded size, survives as JSON, and counts what found no room', () => {
  const p = pattern({ combination: all, window: 10_000 })
  let state = newPatternState()
  for (let n = 0; n < 3 * mostFacts; n++) {
    stepPattern(p, jinfeng, state, fact(`g${n}`, 'gas', n))
    state = JSON.parse(JSON.stringify(state))
  }
  expect([state.facts.length, state.lost]).toEqual([mostFacts, 2 * mostFacts])
  expect(stepPattern(p, jinfeng, state, fact('s', 'smoke', 400))).toMatchObject([{ key: 's' }])
})
