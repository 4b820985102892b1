import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Access, allows, grant } from '#kernel/access/define'
import type { Actor, Post } from '#kernel/identity/define'
import { Changes } from './statistics/cells.ts'
import { bucketOf, type Facts, hoursOf, quantile } from './statistics/facts.ts'
import { termsOf } from './statistics/reach.ts'

const places = ['50', '50/1', '50/1/11', '50/1/12', '50/2', '50/2/21'] as const
const orgs = ['a', 'b', 'c'] as const
const day = fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03')

const facts: fc.Arbitrary<Facts> = fc.record({
  place: fc.constantFrom(...places),
  org: fc.constantFrom('', ...orgs),
  channel: fc.constantFrom('web', 'phone'),
  category: fc.constantFrom('', '01', '02'),
  open: fc.constantFrom(null, 'submitted', 'accepted'),
  marks: fc.subarray(['held', 'supervised'] as const),
  submitted: day,
  answered: fc.option(fc.record({ day, onTime: fc.boolean(), bucket: fc.nat(50) })),
  closed: fc.option(day),
  rated: fc.option(fc.record({ day, score: fc.integer({ min: 1, max: 5 }), solved: fc.boolean() })),
})

describe('the counts', () => {
  test('a case that changes leaves what it is now, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 6 }), (history) => {
        const changes = new Changes()
        history.forEach((f, i) => {
          const before = history[i - 1]
          if (before !== undefined) changes.add('appeal', before, -1)
          changes.add('appeal', f, 1)
        })
        const fresh = new Changes()
        fresh.add('appeal', history.at(-1) as Facts, 1)
        expect(nonZero(changes)).toEqual(nonZero(fresh))
      }),
    )
  })

  test('what the terms add up is what the access table allows, each case once', () => {
    const access: Access = [grant('dispatcher', 'place'), grant('handler', 'lead'), grant('auditor')]
    const post: fc.Arbitrary<Post> = fc.record({
      role: fc.constantFrom('dispatcher', 'handler', 'clerk'),
      org: fc.constantFrom(...orgs),
      places: fc.uniqueArray(fc.constantFrom(...places), { maxLength: 3 }),
    })
    const asked = fc.record({
      place: fc.option(fc.constantFrom(...places), { nil: undefined }),
      org: fc.option(fc.constantFrom(...orgs), { nil: undefined }),
    })
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 12 }),
        fc.array(post, { maxLength: 3 }),
        asked,
        (cases, posts, ask) => {
          const actor: Actor = { kind: 'officer', id: 'x', name: '', person: null, posts }
          const changes = new Changes()
          for (const f of cases) changes.add('appeal', f, 1)
          const total = termsOf(access, actor, ask, ['50'])
            .flatMap((t) =>
              [...changes.days.values()]
                .filter((c) => c.place === t.place && c.org === t.org && c.axis === 'channel')
                .map((c) => t.sign * c.submitted),
            )
            .reduce((a, b) => a + b, 0)
          const expected = cases.filter(
            (f) =>
              allows(access, actor, { place: f.place, lead: f.org }) &&
              (ask.org === undefined || f.org === ask.org) &&
              (ask.place === undefined || f.place === ask.place || f.place.startsWith(`${ask.place}/`)),
          ).length
          expect(total).toBe(expected)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('handling time', () => {
  test('a bucket stands for its hours to 2.5 %', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.11, max: 20_000, noNaN: true }),
        (h) => Math.abs(hoursOf(bucketOf(h)) / h - 1) < 0.026,
      ),
    )
  })

  test('quantiles are read from the counts', () => {
    const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
    const counts = new Map(hours.map((h) => [bucketOf(h), 1]))
    expect(quantile(counts, 0.5)).toBeCloseTo(5, 0)
    expect(quantile(counts, 0.9)).toBeCloseTo(9, 0)
    expect(quantile(new Map(), 0.5)).toBeNull()
  })
})

function nonZero(changes: Changes): unknown[] {
  const kept = (cell: object) => Object.values(cell).some((v) => typeof v === 'number' && v !== 0)
  return [...changes.days.entries(), ...changes.open.entries()]
    .filter(([, cell]) => kept(cell))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
