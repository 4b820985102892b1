import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isListed, linkOf, standings } from '../rules.ts'
import { exampleAlert } from './alerts.fixture.ts'

type Row = readonly [name: string, minute: number, type?: string, of?: readonly string[], more?: object]

const time = (minute: number) =>
  new Date(Date.UTC(2026, 6, 1, 0, minute)).toISOString().replace('.000Z', '+00:00')
const end = time(600)

/** A chain as short rows: name, minute of sending, type, what it refers to. */
function chain(rows: readonly Row[]) {
  const sent = new Map(rows.map(([name, minute]) => [name, time(minute)]))
  return rows.map(([name, minute, msgType = 'Alert', of = [], more = {}]) => {
    const sender = (more as { sender?: string }).sender ?? 'a@b'
    const references = of.map((r) => ({ sender: 'a@b', identifier: r, sent: sent.get(r) ?? time(1) }))
    const { info, ...rest } = more as { info?: object }
    const alert = exampleAlert(
      { identifier: name, sender, sent: time(minute), msgType, references, ...rest },
      { expires: end, ...info },
    )
    return linkOf(name, alert)
  })
}

const at = (minute: number) => Date.parse(time(minute))
const statesAt = (rows: readonly Row[], minute: number) => {
  const found = standings(chain(rows), at(minute))
  return Object.fromEntries([...found].map(([id, s]) => [id, s.state]))
}

const cases: readonly [what: string, rows: readonly Row[], minute: number, states: object][] = [
  ['one message', [['a', 1]], 5, { a: 'in-force' }],
  ['before it takes effect', [['a', 1, 'Alert', [], { info: { effective: time(60) } }]], 5, { a: 'coming' }],
  ['after its end', [['a', 1]], 601, { a: 'expired' }],
  ['at its end', [['a', 1]], 600, { a: 'expired' }],
  [
    'without an end, a day later',
    [['a', 1, 'Alert', [], { info: { expires: undefined } }]],
    24 * 60 + 1,
    { a: 'expired' },
  ],
  [
    'without an end, within a day',
    [['a', 1, 'Alert', [], { info: { expires: undefined } }]],
    24 * 60,
    { a: 'in-force' },
  ],
  [
    'an update',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
    ],
    5,
    { a: 'replaced', b: 'in-force' },
  ],
  [
    'two updates in a row',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
      ['c', 3, 'Update', ['a', 'b']],
    ],
    5,
    { a: 'replaced', b: 'replaced', c: 'in-force' },
  ],
  [
    'updates that name only the last',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
      ['c', 3, 'Update', ['b']],
    ],
    5,
    { a: 'replaced', b: 'replaced', c: 'in-force' },
  ],
  [
    'the update came first',
    [
      ['b', 2, 'Update', ['a']],
      ['a', 1],
    ],
    5,
    { a: 'replaced', b: 'in-force' },
  ],
  [
    'the middle one never came',
    [
      ['a', 1],
      ['c', 3, 'Update', ['b']],
    ],
    5,
    { a: 'in-force', c: 'in-force' },
  ],
  [
    'the middle one came late',
    [
      ['c', 3, 'Update', ['b']],
      ['a', 1],
      ['b', 2, 'Update', ['a']],
    ],
    5,
    { a: 'replaced', b: 'replaced', c: 'in-force' },
  ],
  [
    'a cancellation',
    [
      ['a', 1],
      ['b', 2, 'Cancel', ['a']],
    ],
    5,
    { a: 'cancelled', b: 'over' },
  ],
  [
    'a cancellation of all',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
      ['c', 3, 'Cancel', ['a', 'b']],
    ],
    5,
    { a: 'cancelled', b: 'cancelled', c: 'over' },
  ],
  [
    'a cancellation of the first alone leaves the update',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
      ['c', 3, 'Cancel', ['a']],
    ],
    5,
    { a: 'cancelled', b: 'in-force', c: 'over' },
  ],
  [
    'an acknowledgement changes nothing',
    [
      ['a', 1],
      ['b', 2, 'Ack', ['a']],
    ],
    5,
    { a: 'in-force', b: 'over' },
  ],
  [
    'an error changes nothing',
    [
      ['a', 1],
      ['b', 2, 'Error', ['a'], { note: 'x' }],
    ],
    5,
    { a: 'in-force', b: 'over' },
  ],
  [
    'another sender takes nothing back',
    [
      ['a', 1],
      ['b', 2, 'Cancel', ['a'], { sender: 'x@y' }],
    ],
    5,
    { a: 'in-force', b: 'over' },
  ],
  [
    'an exercise takes nothing real back',
    [
      ['a', 1],
      ['b', 2, 'Cancel', ['a'], { status: 'Exercise' }],
    ],
    5,
    { a: 'in-force', b: 'over' },
  ],
  [
    'a reference to what was sent later counts for nothing',
    [
      ['a', 3],
      ['b', 2, 'Cancel', ['a']],
    ],
    5,
    { a: 'in-force', b: 'over' },
  ],
  [
    'two of one second that name each other both stand',
    [
      ['a', 2, 'Update', ['b']],
      ['b', 2, 'Update', ['a']],
    ],
    5,
    { a: 'in-force', b: 'in-force' },
  ],
  [
    'two updates of one message both stand',
    [
      ['a', 1],
      ['b', 2, 'Update', ['a']],
      ['c', 2, 'Update', ['a']],
    ],
    5,
    { a: 'replaced', b: 'in-force', c: 'in-force' },
  ],
]

describe('what is in force', () => {
  test.each(cases)('%s', (_what, rows, minute, states) => {
    expect(statesAt(rows, minute)).toEqual(states)
  })

  test.each(cases)('%s: the order in which they came does not matter', (_what, rows, minute, states) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
        expect(statesAt(shuffled, minute)).toEqual(states)
      }),
      { numRuns: 10 },
    )
  })

  test('a reference is compared as a moment, not as a text', () => {
    const [first, second] = chain([
      ['a', 1],
      ['b', 2, 'Update', []],
    ])
    const reference = { sender: 'a@b', identifier: 'a', sent: '2026-07-01T08:01:00+08:00' }
    const links = [first, { ...second, references: [reference] }] as Parameters<typeof standings>[0]
    expect(standings(links, at(5)).get('a')?.state).toBe('replaced')
  })

  test('what is missing and what counts for nothing is told', () => {
    const rows: Row[] = [
      ['a', 1],
      ['b', 2, 'Cancel', ['a', 'z'], { sender: 'x@y' }],
    ]
    expect(standings(chain(rows), at(5)).get('b')).toMatchObject({
      missing: [{ identifier: 'z' }],
      foreign: [{ identifier: 'a' }],
    })
  })
})

describe('what a feed lists', () => {
  const listed = (rows: readonly Row[], minute: number) => {
    const links = chain(rows)
    const found = standings(links, at(minute))
    return links.filter((l) => isListed(l, found.get(l.id), at(minute))).map((l) => l.id)
  }
  const life: Row[] = [
    ['a', 1],
    ['b', 2, 'Update', ['a']],
    ['c', 3, 'Cancel', ['a', 'b']],
  ]
  test.each([
    ['the alert', life.slice(0, 1), 5, ['a']],
    ['the update alone', life.slice(0, 2), 5, ['b']],
    ['the cancellation for a day', life, 5, ['c']],
    ['nothing a day later', life, 24 * 60 + 3, []],
    ['nothing after the end', life.slice(0, 2), 601, []],
    [
      'what takes effect later',
      [['a', 1, 'Alert', [], { info: { effective: time(60) } }]] as Row[],
      5,
      ['a'],
    ],
  ] as const)('%s', (_what, rows, minute, ids) => {
    expect(listed(rows, minute)).toEqual(ids)
  })
})
