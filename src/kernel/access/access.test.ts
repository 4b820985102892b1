import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, Post } from '#kernel/identity/define'
import { type Access, allows, grant, isWithin, mayEver, type Subject } from './define.ts'

const place = fc.constantFrom(
  '50',
  '50/500107',
  '50/500107/500107103',
  '50/500107/500107104',
  '50/500106',
  '50/5001071',
)
const org = fc.constantFrom('gxq.housing', 'gxq.urban', 'town.500107104')
const role = fc.constantFrom('clerk', 'dispatcher', 'handler', 'supervisor', 'auditor' as const)
const post: fc.Arbitrary<Post> = fc.record({ role, org, places: fc.array(place, { maxLength: 2 }) })
const person = fc.option(fc.constantFrom('p1', 'p2'), { nil: null })
const actor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('anonymous', 'resident', 'officer', 'algorithm', 'system' as const),
  id: fc.constant('a'),
  name: fc.constant('a'),
  person,
  posts: fc.array(post, { maxLength: 3 }),
})
const subject: fc.Arbitrary<Subject> = fc.record({
  place: fc.option(place, { nil: null }),
  lead: fc.option(org, { nil: null }),
  co: fc.array(org, { maxLength: 2 }),
  people: fc.array(fc.constantFrom('p1', 'p2'), { maxLength: 2 }),
  followers: fc.array(fc.constantFrom('p1', 'p2'), { maxLength: 2 }),
})
const access: fc.Arbitrary<Access> = fc.array(
  fc.record({
    who: fc.oneof(role, fc.constantFrom('anyone', 'resident', 'algorithm', 'system' as const)),
    scope: fc.constantFrom('anywhere', 'place', 'lead', 'handler', 'own', 'follower' as const),
  }),
  { maxLength: 3 },
)

describe('allows', () => {
  const officer = (r: Post['role'], o: string, places: string[]): Actor => ({
    kind: 'officer',
    id: 'o',
    name: 'o',
    person: null,
    posts: [{ role: r, org: o, places }],
  })
  const rows: [string, Access, Actor, Subject, boolean][] = [
    ['an empty table lets nobody', [], officer('handler', 'gxq.housing', ['50']), {}, false],
    [
      'a place reaches below',
      [grant('dispatcher', 'place')],
      officer('dispatcher', 'x', ['50/500107']),
      { place: '50/500107/500107103' },
      true,
    ],
    [
      'but not a neighbour with the same beginning',
      [grant('dispatcher', 'place')],
      officer('dispatcher', 'x', ['50/500107']),
      { place: '50/5001071' },
      false,
    ],
    [
      'nor above',
      [grant('dispatcher', 'place')],
      officer('dispatcher', 'x', ['50/500107']),
      { place: '50' },
      false,
    ],
    [
      'another role of the same place',
      [grant('dispatcher', 'place')],
      officer('clerk', 'x', ['50']),
      { place: '50' },
      false,
    ],
    [
      'the lead handler',
      [grant('handler', 'lead')],
      officer('handler', 'gxq.housing', []),
      { lead: 'gxq.housing' },
      true,
    ],
    [
      'a co-handler is no lead',
      [grant('handler', 'lead')],
      officer('handler', 'gxq.urban', []),
      { lead: 'gxq.housing', co: ['gxq.urban'] },
      false,
    ],
    [
      'a co-handler is a handler',
      [grant('handler', 'handler')],
      officer('handler', 'gxq.urban', []),
      { lead: 'gxq.housing', co: ['gxq.urban'] },
      true,
    ],
  ]
  test.each(rows)('%s', (_name, table, who, what, expected) => {
    expect(allows(table, who, what)).toBe(expected)
  })

  test('never more than the grants one by one, and never without one that could ever apply', () => {
    let allowed = 0
    let refused = 0
    fc.assert(
      fc.property(access, actor, subject, (table, who, what) => {
        const whole = allows(table, who, what)
        expect(whole).toBe(table.some((g) => allows([g], who, what)))
        if (whole) expect(mayEver(table, who)).toBe(true)
        if (whole) allowed++
        else refused++
      }),
      { numRuns: 2000 },
    )
    expect(Math.min(allowed, refused)).toBeGreaterThan(100)
  })
})

test.each([
  ['50/500107', ['50'], true],
  ['50', ['50'], true],
  ['500', ['50'], false],
  ['50/500107', [], false],
])('%s within %s: %s', (path, places, expected) => {
  expect(isWithin(path, places)).toBe(expected)
})
