import { expect, test } from 'vitest'
import type { Case } from '#kernel/cases/define'
import type { OverviewGroup } from '../contract.ts'
import { type OpenCase, type OpenWork, overviewOf, workOf } from './overview.ts'
import { calendar } from './report/compose.fixture.ts'

/** A Tuesday, ten in the morning in Shanghai. */
const now = new Date('2025-11-04T10:00:00+08:00')
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
const clock = (due: number, name = 'answer') => ({
  name,
  startedAt: at(-100),
  due: at(due),
  unit: 'hours' as const,
  pausedAt: null,
  stoppedAt: null,
})
let n = 0
const open = (over: Partial<OpenCase>): OpenCase => ({
  id: `id-${++n}`,
  number: `SQ${n}`,
  state: 'accepted',
  lead: { org: 'a' } as Case['lead'],
  co: [],
  clocks: [],
  hold: null,
  dispute: null,
  escalation: 0,
  supervised: false,
  rating: null,
  answeredAt: null,
  ...over,
})
const of = (...cases: OpenCase[]) => overviewOf(cases, now, () => calendar)
const counts = (g: OverviewGroup | undefined) =>
  g === undefined ? undefined : [g.hours, g.today, g.tomorrow, g.overdue, g.lateLead, g.lateCo]

test.each([
  ['within four hours is also today', { clocks: [clock(3)] }, [1, 1, 0, 0, 0, 0]],
  ['four hours from now is no longer within them', { clocks: [clock(4)] }, [0, 1, 0, 0, 0, 0]],
  ['the last minute of today', { clocks: [clock(13.98)] }, [0, 1, 0, 0, 0, 0]],
  ['tomorrow', { clocks: [clock(14)] }, [0, 0, 1, 0, 0, 0]],
  ['overdue by its own answer', { clocks: [clock(-1)] }, [0, 0, 0, 1, 1, 0]],
  [
    'overdue before it accepted: its answer is not late yet',
    { clocks: [clock(-1, 'accept'), clock(50)] },
    [0, 0, 0, 1, 0, 0],
  ],
  ['the day after tomorrow: nothing to see', { clocks: [clock(39)] }, undefined],
  ['paused: nothing to see', { clocks: [{ ...clock(-1), pausedAt: at(-2) }] }, undefined],
])('%s', (_, over, wanted) => expect(counts(of(open(over)).groups[0])).toEqual(wanted))

test('a late co-handler is counted for itself, beside the lead’s delay', () => {
  const co = [{ org: 'b', due: at(-3), answeredAt: null }] as unknown as Case['co']
  const { groups, total } = of(open({ clocks: [clock(-1)], co }))
  expect(groups.map((g) => [g.org, g.overdue, g.lateLead, g.lateCo])).toEqual([
    ['a', 1, 1, 0],
    ['b', 0, 0, 1],
  ])
  expect([total.overdue, total.lateLead, total.lateCo]).toEqual([1, 1, 1])
})

test('the worst first, each with its longest delay in working hours', () => {
  const { groups } = of(
    open({ lead: { org: 'few' } as Case['lead'], clocks: [clock(-50)] }),
    open({ lead: { org: 'many' } as Case['lead'], clocks: [clock(-1)] }),
    open({ lead: { org: 'many' } as Case['lead'], clocks: [clock(-16)] }),
    open({ lead: null, clocks: [clock(2, 'dispatch')] }),
  )
  expect(groups.map((g) => [g.org, g.longest?.workingHours])).toEqual([
    ['many', 1],
    ['few', 8],
    [null, undefined],
  ])
})

test('disputes, rungs, supervision and bad ratings', () => {
  const dispute = { at: at(-5), verdict: null } as Case['dispute']
  const rated = (score: number, state: string) =>
    open({ state, answeredAt: at(-2), rating: { score, solved: false, reason: '', at: at(-1) } })
  const seen = of(
    open({ dispute, clocks: [clock(-1, 'arbitrate'), clock(20)], escalation: 2 }),
    open({ dispute: { ...dispute, at: at(-9) } as Case['dispute'], clocks: [clock(5, 'arbitrate')] }),
    open({ supervised: true, escalation: 1 }),
    rated(2, 'rated'),
    rated(3, 'rated'),
    rated(1, 'closed'),
  )
  expect(seen).toMatchObject({
    disputes: { waiting: 2, overdue: 1, oldest: at(-9) },
    rungs: [1, 1, 0],
    supervised: 1,
    badRatings: 1,
  })
  expect(of()).toMatchObject({ groups: [], disputes: { waiting: 0, oldest: null } })
})

const work = (over: Partial<OpenWork>): OpenWork => ({
  id: `id-${++n}`,
  number: `SJ${n}`,
  type: 'data-task',
  lead: { org: 'a' } as Case['lead'],
  clocks: [],
  hold: null,
  escalation: 0,
  ...over,
})

test.each([
  ['overdue', { clocks: [clock(-1)] }, [1, 0]],
  ['due today', { clocks: [clock(3)] }, [0, 1]],
  ['due tomorrow', { clocks: [clock(20)] }, [0, 0]],
  ['on hold', { clocks: [clock(-1)], hold: {} as Case['hold'] }, [0, 0]],
  ['its clock has stopped', { clocks: [{ ...clock(-1), stoppedAt: at(-2) }] }, [0, 0]],
])('other work that is %s', (_, over, [overdue, today]) =>
  expect(workOf([work(over)], now, () => calendar)).toMatchObject([{ type: 'data-task', overdue, today }]),
)

test('other work by kind, the most overdue first, with its longest delays and rungs', () => {
  const late = Array.from({ length: 12 }, (_, i) =>
    work({ clocks: [clock(-i - 1)], escalation: (i % 3) + 1 }),
  )
  const [tasks, warnings] = workOf(
    [work({ type: 'warning', clocks: [clock(5)] }), ...late],
    now,
    () => calendar,
  )
  expect(tasks).toMatchObject({ type: 'data-task', overdue: 12, rungs: [4, 4, 4] })
  expect(tasks?.cases.map((c) => c.due)).toEqual(Array.from({ length: 10 }, (_, i) => at(i - 12)))
  expect(warnings).toMatchObject({ type: 'warning', overdue: 0, cases: [] })
})
