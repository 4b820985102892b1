import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Access, allows, grant } from '#kernel/access/define'
import type { Actor, Post } from '#kernel/identity/define'
import { caseWith } from './case.fixture.ts'
import type { Case, CaseType } from './define.ts'
import { newHandler } from './rules.ts'
import { Changes } from './statistics/cells.ts'
import { type CountedStep, type Facts, factsOf } from './statistics/facts.ts'
import { dayGrains, monthGrains, smallestGrain } from './statistics/grains.ts'
import { inMonths, monthOf } from './statistics/months.ts'
import { reachOf } from './statistics/reach.ts'

const places = ['50', '50/1', '50/1/11', '50/1/12', '50/2', '50/2/21', '50/2/21/211'] as const
const orgs = ['a', 'b', 'c'] as const
const states = ['submitted', 'dispatched', 'answered', 'closed'] as const
const type: CaseType = {
  type: 'appeal',
  prefix: 'SQ',
  states,
  initial: 'submitted',
  final: ['closed'],
  clocks: ['answer'],
  actions: {},
  see: [],
  unmasked: [],
}

const instant = fc.integer({ min: 0, max: 200 }).map((h) => new Date(Date.UTC(2026, 10, 1, h)).toISOString())
const step: fc.Arbitrary<CountedStep> = fc.record({
  action: fc.constantFrom(
    'submit',
    'dispatch',
    'transfer',
    'giveBack',
    'reopen',
    'close',
    'hold',
    'escalate',
  ),
  at: instant,
  to: fc.constantFrom(...states),
  org: fc.option(fc.constantFrom(...orgs), { nil: null }),
})

interface History {
  readonly c: Case
  readonly steps: readonly CountedStep[]
}

/** Whatever a case can look like, also what no sequence of actions would leave: an import, a restored row. */
const history: fc.Arbitrary<History> = fc
  .record({
    place: fc.constantFrom(...places),
    org: fc.option(fc.constantFrom(...orgs), { nil: null }),
    channel: fc.constantFrom('web', 'phone'),
    category: fc.constantFrom(null, '01', '0102', '02'),
    urgency: fc.constantFrom(null, 'normal', 'urgent'),
    state: fc.constantFrom(...states),
    createdAt: instant,
    acceptedAt: fc.option(instant, { nil: null }),
    answeredAt: fc.option(instant, { nil: null }),
    due: fc.option(instant, { nil: null }),
    rating: fc.option(
      fc.record({ at: instant, score: fc.integer({ min: 1, max: 5 }), solved: fc.boolean() }),
      {
        nil: null,
      },
    ),
    supervised: fc.boolean(),
    co: fc.array(fc.record({ due: instant, answeredAt: fc.option(instant, { nil: null }) }), {
      maxLength: 2,
    }),
    steps: fc.array(step, { maxLength: 6 }),
  })
  .map((r) => ({
    steps: r.steps,
    c: caseWith({
      place: r.place,
      channel: r.channel,
      category: r.category,
      urgency: r.urgency,
      state: r.state,
      createdAt: r.createdAt,
      answeredAt: r.answeredAt,
      closedAt: r.state === 'closed' ? r.createdAt : null,
      supervised: r.supervised,
      rating: r.rating && { ...r.rating, reason: '' },
      lead: r.org === null ? null : { ...newHandler(r.org, new Date(r.createdAt)), acceptedAt: r.acceptedAt },
      co: r.co.map((h) => ({ ...newHandler('d', new Date(r.createdAt), h.due), answeredAt: h.answeredAt })),
      clocks:
        r.due === null
          ? []
          : [
              {
                name: 'answer',
                startedAt: r.createdAt,
                due: r.due,
                unit: 'hours',
                pausedAt: null,
                stoppedAt: r.answeredAt,
              },
            ],
    }),
  }))
const factsFrom = ({ c, steps }: History) => factsOf(type, c, steps)

describe('the counts', () => {
  test('deliveries that are late, doubled or out of order leave what a full recount gives', () => {
    const lives = fc.array(fc.array(history, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(lives, fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { maxLength: 20 }), (cases, deliveries) => {
        const counted = new Map<number, Facts>()
        const changes = new Changes()
        // A delivery reads the case as it stands then; the last one of each case reads its last state.
        const deliver = (n: number, version: number) => {
          const now = cases[n]?.[Math.min(version, (cases[n]?.length ?? 1) - 1)]
          if (now === undefined) return
          const before = counted.get(n)
          if (before !== undefined) changes.add('appeal', before, -1)
          const facts = JSON.parse(JSON.stringify(factsFrom(now))) as Facts
          changes.add('appeal', facts, 1)
          counted.set(n, facts)
        }
        for (const [n, version] of deliveries) deliver(n, version)
        for (const n of cases.keys())
          for (let twice = 0; twice < 2; twice++) deliver(n, Number.POSITIVE_INFINITY)
        const fresh = new Changes()
        for (const versions of cases) fresh.add('appeal', factsFrom(versions.at(-1) as History), 1)
        expect(nonZero(changes)).toEqual(nonZero(fresh))
      }),
      { numRuns: 300 },
    )
  })

  test('every grain adds up to the same, and what opened less what ended is what is open', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (all) => {
        const changes = new Changes()
        for (const h of all) changes.add('appeal', factsFrom(h), 1)
        const sum = (grain: string, name: 'submitted' | 'open_change' | 'answer_minutes') =>
          [...changes.days.values()].filter((c) => c.grain === grain).reduce((n, c) => n + (c[name] ?? 0), 0)
        for (const grain of [...Object.keys(dayGrains), ...Object.keys(monthGrains)]) {
          expect(sum(grain, 'submitted')).toBe(all.length)
          expect(sum(grain, 'open_change')).toBe(all.filter(({ c }) => c.state !== 'closed').length)
          expect(sum(grain, 'answer_minutes')).toBe(sum('fine', 'answer_minutes'))
        }
        const open = [...changes.open.values()].reduce((n, c) => n + c.open, 0)
        expect(open).toBe(sum('fine', 'open_change'))
        for (const grain of ['district', 'office', 'fine', 'office-month', 'place-month'])
          expect(
            [...changes.durations.values()]
              .filter((c) => c.grain === grain && c.duration === 'answer')
              .reduce((n, c) => n + c.cases, 0),
          ).toBe(all.filter(({ c }) => c.answeredAt !== null).length)
      }),
    )
  })

  test('a month is the sum of its days, measure by measure and bucket by bucket', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (all) => {
        const changes = new Changes()
        for (const h of all) changes.add('appeal', factsFrom(h), 1)
        const byMonth = (cells: Iterable<object>, grain: string, without: readonly string[]) => {
          const sums = new Map<string, number>()
          for (const cell of cells as Iterable<Record<string, string | number>>) {
            if (cell.grain !== grain) continue
            const { bucket = '', ...rest } = cell
            const texts = Object.entries(rest).filter(([k, v]) => typeof v === 'string' && k !== 'grain')
            const id = texts.map(([k, v]) =>
              without.includes(k) ? '' : k === 'day' ? monthOf(String(v)) : v,
            )
            for (const [name, n] of Object.entries(rest))
              if (typeof n === 'number' && n !== 0) {
                const key = [...id, bucket, name].join('|')
                sums.set(key, (sums.get(key) ?? 0) + n)
              }
          }
          return new Map([...sums].filter(([, n]) => n !== 0).sort())
        }
        const { days, durations } = changes
        const pairs: [Iterable<object>, string, string, string[]][] = [
          [days.values(), 'office-month', 'office', []],
          [days.values(), 'place-month', 'fine', ['lead_org']],
          [durations.values(), 'office-month', 'office', []],
          [durations.values(), 'place-month', 'fine', ['lead_org', 'category']],
        ]
        for (const [cells, month, day, without] of pairs) {
          const rows = [...cells]
          expect(byMonth(rows, month, without)).toEqual(byMonth(rows, day, without))
        }
      }),
    )
  })

  test('a period is its whole months and the days around them, each day once', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2023, 0, 1 + n)))
    const text = (at: Date) => at.toISOString().slice(0, 10)
    const daysOf = (from: string, to: string) => {
      const all: string[] = []
      for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) all.push(text(new Date(at)))
      return all
    }
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (start, length) => {
        const from = text(start)
        const to = text(new Date(start.getTime() + length * 86_400_000))
        const split = inMonths({ from, to })
        const isWhole = (month: string) => {
          const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1))
          return month >= from && text(new Date(next.getTime() - 86_400_000)) <= to
        }
        const whole = [...new Set(daysOf(from, to).map(monthOf))].filter(isWhole)
        if (split === undefined) {
          expect(whole).toEqual([])
          return
        }
        const months = [...new Set(daysOf(split.months.from, split.months.to).map(monthOf))]
        expect(months).toEqual(whole)
        const covered = [
          ...daysOf(from, to).filter((d) => months.includes(monthOf(d))),
          ...split.rest.flatMap((p) => daysOf(p.from, p.to)),
        ]
        expect(covered.sort()).toEqual(daysOf(from, to))
      }),
    )
  })

  test('the smallest grain that a reader’s question needs shows what the access table allows, each case once', () => {
    const access: Access = [grant('dispatcher', 'place'), grant('handler', 'lead'), grant('auditor')]
    const post: fc.Arbitrary<Post> = fc.record({
      role: fc.constantFrom('dispatcher', 'handler', 'clerk', 'auditor'),
      org: fc.constantFrom(...orgs),
      places: fc.uniqueArray(fc.constantFrom(...places.slice(0, 6)), { maxLength: 3 }),
    })
    const asked = fc.record({
      place: fc.option(fc.constantFrom(...places.slice(0, 6)), { nil: undefined }),
      org: fc.option(fc.constantFrom(...orgs), { nil: undefined }),
      channel: fc.option(fc.constant(['web']), { nil: undefined }),
    })
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(history, { maxLength: 12 }),
        fc.array(post, { maxLength: 3 }),
        asked,
        (all, posts, ask) => {
          const actor: Actor = { kind: 'officer', id: 'x', name: '', person: null, posts }
          const changes = new Changes()
          for (const h of all) changes.add('appeal', factsFrom(h), 1)
          const grain = smallestGrain(dayGrains, reachOf(access, actor, ask).needs)
          seen.add(grain ?? '')
          const fits = (place: string, org: string, channel: string) =>
            allows(access, actor, { place, lead: org === '' ? null : org }) &&
            (ask.org === undefined || org === ask.org) &&
            (ask.channel === undefined || ask.channel.some((c) => c === channel)) &&
            (ask.place === undefined || place === ask.place || place.startsWith(`${ask.place}/`))
          const total = [...changes.days.values()]
            .filter((c) => c.grain === grain && fits(c.place, c.lead_org, c.channel))
            .reduce((n, c) => n + (c.submitted ?? 0), 0)
          const expected = all.filter(({ c }) => fits(c.place, c.lead?.org ?? '', c.channel)).length
          expect(total).toBe(expected)
        },
      ),
      { numRuns: 500 },
    )
    expect([...seen].sort()).toEqual(['fine', 'office', 'place'])
  })
})

function nonZero(changes: Changes): unknown[] {
  const cells = [...changes.days, ...changes.durations, ...changes.open] as [string, object][]
  return cells
    .map(([id, cell]): [string, object] => [
      id,
      Object.fromEntries(Object.entries(cell).filter(([name, v]) => v !== 0 || name === 'bucket')),
    ])
    .filter(([, cell]) =>
      Object.entries(cell).some(([name, v]) => name !== 'bucket' && typeof v === 'number'),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
