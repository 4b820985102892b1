import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Post, Role } from './define.ts'
import {
  type Account,
  adminReach,
  afterFailure,
  codesADay,
  covers,
  isIdle,
  isLocked,
  isSeenStale,
  limitOf,
  manageFlaw,
  manages,
  mayListOfficers,
  nextCode,
  passwordFlaw,
  postFlaw,
  sessionEnd,
  withoutPost,
  withPost,
} from './rules.ts'

const now = new Date('2026-03-02T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('mayListOfficers', () => {
  const org = { code: 'a', places: ['50/500107/500107103'] }
  const rows: [string, Post[], boolean][] = [
    ['a handler there', [{ role: 'handler', org: 'a', places: [] }], true],
    ['any post there', [{ role: 'grid-worker', org: 'a', places: [] }], true],
    ['a handler elsewhere', [{ role: 'handler', org: 'b', places: ['50'] }], false],
    ['a dispatcher whose places cover it', [{ role: 'dispatcher', org: 'b', places: ['50/500107'] }], true],
    ['a supervisor whose places cover it', [{ role: 'supervisor', org: 'b', places: ['50'] }], true],
    ['a dispatcher of another district', [{ role: 'dispatcher', org: 'b', places: ['50/500106'] }], false],
    ['a leader of the district', [{ role: 'leader', org: 'b', places: ['50/500107'] }], false],
    ['nobody', [], false],
  ]
  it.each(rows)('%s', (_name, posts, expected) => {
    expect(mayListOfficers({ posts }, org)).toBe(expected)
  })
})

describe('lock-out', () => {
  it.each([
    [0, { failures: 1, lockedUntil: null }],
    [3, { failures: 4, lockedUntil: null }],
    [4, { failures: 0, lockedUntil: later(15) }],
  ])('after %d wrong tries, one more', (failures, expected) => {
    expect(afterFailure(failures, now)).toEqual(expected)
  })

  it.each([
    ['never locked', null, false],
    ['for another minute', later(1), true],
    ['until now', now, false],
    ['until a minute ago', later(-1), false],
  ])('locked %s', (_name, until, expected) => {
    expect(isLocked(until, now)).toBe(expected)
  })
})

describe('codes to a phone', () => {
  const day = 24 * 60
  it.each([
    ['the first', undefined, { since: now, sent: 1 }],
    ['within a minute', { sentAt: later(-0.9), since: later(-0.9), sent: 1 }, 'wait'],
    ['after a minute', { sentAt: later(-1), since: later(-1), sent: 1 }, { since: later(-1), sent: 2 }],
    ['the tenth', { sentAt: later(-5), since: later(-60), sent: 9 }, { since: later(-60), sent: 10 }],
    ['the eleventh', { sentAt: later(-5), since: later(-60), sent: codesADay }, 'enough'],
    ['the next day', { sentAt: later(-5), since: later(-day), sent: codesADay }, { since: now, sent: 1 }],
  ])('%s', (_name, last, expected) => {
    expect(nextCode(last, now)).toEqual(expected)
  })
})

describe('passwords', () => {
  it.each([
    ['123456789', 'zhou.min', 'short'],
    ['山城夜雨巴山', 'zhou.min', 'short'],
    ['山城夜雨巴山一盏灯火', 'zhou.min', undefined],
    ['zhou.min.2026', 'zhou.min', 'login'],
    ['ZHOUMIN2026', 'zhoumin', 'login'],
    ['zhoumin2026', null, undefined],
    ['1234567890', null, 'common'],
    ['１２３４５６７８９０', null, 'common'],
    ['23456789:;<', null, 'common'],
    ['zyxwvutsrqp', null, 'common'],
    ['aaaaaaaaaa', null, 'common'],
    ['ababababab', null, 'common'],
    ['Password2026!', null, 'common'],
    ['Chongqing@2026', null, 'common'],
    ['woaini1314520', null, 'common'],
    ['zhizhi-demo', null, undefined],
    ['correct horse', null, undefined],
  ])('%s for %s: %s', (password, login, expected) => {
    expect(passwordFlaw(password, login)).toBe(expected)
  })
})

describe('sessions', () => {
  const hours = 60
  it.each([
    ['officer', 24 * hours],
    ['resident', 30 * 24 * hours],
    ['service', 365 * 24 * hours],
  ] as const)('of an account of kind %s last %d minutes', (kind, minutes) => {
    expect(sessionEnd(kind, now)).toEqual(later(minutes))
  })

  it.each([
    ['officer', 8 * hours, false],
    ['officer', 8 * hours + 1, true],
    ['resident', 20 * 24 * hours, false],
    ['service', 300 * 24 * hours, false],
  ] as const)('%s unused for %d minutes: idle %s', (kind, minutes, expected) => {
    expect(isIdle(kind, later(-minutes), now)).toBe(expected)
  })

  it.each([
    [0.99, false],
    [1, true],
  ])('seen %d minutes ago is noted again: %s', (minutes, expected) => {
    expect(isSeenStale(later(-minutes), now)).toBe(expected)
  })

  const facts = {
    kind: 'officer',
    roles: ['leader'],
    enrolled: false,
    secondFactor: false,
    temporary: false,
  } as const
  it.each([
    ['leader without an authenticator', {}, true, 'enrol'],
    ['the same where none is required', {}, false, null],
    ['handler without an authenticator', { roles: ['handler'] }, true, null],
    ['handler and auditor', { roles: ['handler', 'auditor'] }, true, 'enrol'],
    ['admin', { roles: ['admin'] }, true, 'enrol'],
    ['supervisor', { roles: ['supervisor'] }, true, 'enrol'],
    ['enrolled, and shown', { enrolled: true, secondFactor: true }, true, null],
    ['enrolled, not shown', { enrolled: true }, true, 'code'],
    ['enrolled, not shown, none required', { roles: ['handler'], enrolled: true }, false, 'code'],
    ['shown at the provider', { secondFactor: true }, true, null],
    ['temporary password first', { temporary: true, enrolled: true }, true, 'password'],
    ['resident', { kind: 'resident', roles: [] }, true, null],
    ['system', { kind: 'service', roles: ['clerk'] }, true, null],
  ] as const)('%s', (_name, change, required, expected) => {
    expect(limitOf({ ...facts, ...change }, required)).toBe(expected)
  })
})

const post = (role: Role, org: string, ...places: string[]): Post => ({ role, org, places })
const account = (id: string, posts: Post[], home: string[] = ['c']): Account => ({
  id,
  kind: 'officer',
  home,
  posts,
})
const boss = account('boss', [post('admin', 'city', 'c')])
const local = account('local', [post('admin', 'west', 'c/w')], ['c/w'])

describe('posts', () => {
  const clerk = account('clerk', [post('clerk', 'west', 'c/w')], ['c/w'])
  const give = (role: Role, places: string[], orgPlaces = places) => ({
    role,
    org: 'west',
    places,
    orgPlaces,
  })
  it.each([
    ['within the own places', local, clerk, give('handler', ['c/w']), undefined],
    ['below the own places', local, clerk, give('handler', ['c/w/1'], ['c/w']), undefined],
    ['a neighbour whose name begins alike', local, clerk, give('handler', ['c/west']), 'reach'],
    ['above', local, clerk, give('leader', ['c']), 'reach'],
    [
      'own places, but an organization that reaches further',
      local,
      clerk,
      give('handler', ['c/w'], ['c']),
      'reach',
    ],
    ['places outside of the organization', boss, clerk, give('handler', ['c/e'], ['c/w']), 'places'],
    ['no places', local, clerk, give('handler', []), 'places'],
    ['to oneself', local, local, give('leader', ['c/w']), 'own'],
    ['to someone above', local, boss, give('clerk', ['c/w']), 'reach'],
    ['to someone kept elsewhere', local, account('x', [], ['c/e']), give('clerk', ['c/w']), 'reach'],
    ['to someone kept nowhere', local, account('x', [], []), give('clerk', ['c/w']), 'reach'],
    [
      'to someone with a post elsewhere',
      local,
      account('x', [post('clerk', 'e', 'c/e')], ['c/w']),
      give('clerk', ['c/w']),
      'reach',
    ],
    ['by someone who is no admin', clerk, account('x', [], ['c/w']), give('clerk', ['c/w']), 'reach'],
    ['admin below', boss, clerk, give('admin', ['c/w']), undefined],
    ['admin of the same places', local, clerk, give('admin', ['c/w']), 'equal'],
    [
      'to an equal',
      local,
      account('x', [post('admin', 'west', 'c/w')], ['c/w']),
      give('clerk', ['c/w']),
      'equal',
    ],
    ['admin, to a system', boss, { ...clerk, kind: 'service' as const }, give('admin', ['c/w']), 'service'],
    ['to a resident', boss, { ...clerk, kind: 'resident' as const }, give('clerk', ['c/w']), 'reach'],
  ])('%s', (_name, giver, target, given, expected) => {
    expect(postFlaw(giver, target, given)).toBe(expected)
  })

  it('two that make up the own places together are equal as well', () => {
    const both = account('both', [post('admin', 'city', 'c/w', 'c/e')], ['c/w'])
    const half = account('half', [post('admin', 'west', 'c/w')], ['c/w'])
    expect(postFlaw(both, half, { ...give('admin', ['c/e']), org: 'east' })).toBe('equal')
  })

  it('no administrator covers places by holding none', () => {
    expect(covers([], [])).toBe(false)
    expect(manages(['c'], account('x', [post('clerk', 'west')], ['c/w']))).toBe(false)
  })
})

describe('whatever administrators give each other', () => {
  const places = ['c', 'c/w', 'c/e', 'c/w/1', 'c/w/2', 'c/e/1', 'd']
  const orgs: Record<string, string[]> = {
    city: ['c'],
    west: ['c/w'],
    east: ['c/e'],
    both: ['c/w', 'c/e'],
    w1: ['c/w/1'],
    other: ['d'],
  }
  const step = fc.record({
    by: fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5),
    to: fc.nat(5),
    role: fc.constantFrom(...Role.options, 'admin' as const, 'admin' as const),
    org: fc.constantFrom(...Object.keys(orgs)),
    own: fc.boolean(),
    places: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 2 }),
    take: fc.constantFrom(true, false, false, false),
  })

  /** One administrator, and five accounts that begin with nothing. */
  function start(home: string): Account[] {
    const first = account('0', [post('admin', home, ...(orgs[home] ?? []))], orgs[home])
    const homes = [orgs[home]?.[0] ?? 'c', 'c/w', 'c/w', 'c/w/1', 'c/w/1']
    return [first, ...homes.map((at, i) => account(String(i + 1), [], [at]))]
  }

  it('nobody gets beyond the first one’s places, and the first one’s own posts stay as they were', () => {
    const given: string[] = []
    fc.assert(
      fc.property(
        fc.constantFrom('city', 'west', 'both'),
        fc.array(step, { minLength: 20, maxLength: 100 }),
        (home, steps) => {
          const accounts = start(home)
          const before = accounts[0]?.posts
          const reach = adminReach(before ?? [])
          for (const s of steps) {
            const [giver, target] = [accounts[s.by], accounts[s.to]]
            if (giver === undefined || target === undefined) continue
            const orgPlaces = orgs[s.org] ?? []
            const wanted = { role: s.role, org: s.org, places: s.own ? orgPlaces : s.places, orgPlaces }
            if (s.take && manageFlaw(giver, target) === undefined)
              accounts[s.to] = { ...target, posts: withoutPost(target.posts, s.role, s.org) }
            else if (!s.take && postFlaw(giver, target, wanted) === undefined) {
              expect(covers(adminReach(giver.posts), wanted.places)).toBe(true)
              accounts[s.to] = { ...target, posts: withPost(target.posts, wanted) }
              given.push(`${s.by}→${s.to}`)
            }
          }
          expect(accounts[0]?.posts).toEqual(before)
          for (const { posts } of accounts)
            for (const p of posts)
              expect(covers(reach, p.places) && covers(reach, orgs[p.org] ?? [])).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
    // The property would hold of rules that refuse everything: posts were given, and by others than the first.
    expect(given.filter((g) => g.startsWith('0')).length).toBeGreaterThan(100)
    expect(given.filter((g) => !g.startsWith('0')).length).toBeGreaterThan(20)
  })
})
