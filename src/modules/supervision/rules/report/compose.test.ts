import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPolicy, type ReportContent } from '../../contract.ts'
import { reportMessages, sectionTitles } from '../../messages/report.ts'
import { periodFrom } from '../period.ts'
import { calendar, caseFact, end, inputOf, start } from './compose.fixture.ts'
import { composeReport } from './compose.ts'

const text = (r: ReportContent, key: string) =>
  r.sections.find((s) => s.key === key)?.sentences.map((s) => s.text.zh) ?? []
const hours = (n: number) => new Date(end.getTime() + n * 3_600_000).toISOString()

test('a day with nothing in it says so, with a dash where there is no share', () => {
  const report = composeReport(inputOf([]))
  expect(report.sections.map((s) => s.key)).toEqual(Object.keys(sectionTitles))
  expect(text(report, 'overview')).toEqual([
    '本期收到诉求 0 件，上一期 0 件，持平。',
    '答复 0 件（上一期 0 件），其中按时 0 件，按时答复率 —（上一期 —）。',
    '期末尚未答复 0 件，上一期末 0 件，持平；其中超期 0 件。',
  ])
  expect(text(report, 'satisfaction')[0]).toBe(
    '收到评价 0 件，平均 — 分（上一期 — 分），认为已解决的占 —（上一期 —）。',
  )
  expect(text(report, 'watch')).toEqual(['期末超期 0 件，没有需要特别关注的。'])
})

test('received, answered and on time are those of the day; the day before stands beside', () => {
  const answeredAt = hours(-3)
  const inTime = {
    name: 'answer',
    startedAt: hours(-10),
    due: hours(-2),
    unit: 'hours',
    pausedAt: null,
    stoppedAt: answeredAt,
  } as const
  const late = { ...inTime, due: hours(-4) }
  const report = composeReport(
    inputOf([
      caseFact({ createdAt: hours(-10), answeredAt, clocks: [inTime] }),
      caseFact({ createdAt: hours(-9), answeredAt, clocks: [late] }),
      caseFact({ createdAt: hours(-30) }),
      caseFact({ createdAt: hours(1) }),
    ]),
  )
  expect(text(report, 'overview')).toEqual([
    '本期收到诉求 2 件，上一期 1 件，增加 1 件。',
    '答复 2 件（上一期 0 件），其中按时 1 件，按时答复率 50.0%（上一期 —）。',
    '期末尚未答复 1 件，上一期末 1 件，持平；其中超期 0 件。',
  ])
})

const answers = (org: string, n: number, onTime: number) =>
  Array.from({ length: n }, (_, i) =>
    caseFact({
      lead: { org },
      createdAt: hours(-20),
      answeredAt: hours(-2),
      clocks: [
        {
          name: 'answer',
          startedAt: hours(-20),
          due: i < onTime ? hours(-1) : hours(-5),
          unit: 'hours',
          pausedAt: null,
          stoppedAt: hours(-2),
        },
      ],
    }),
  )

test('organizations are ranked from ten answers on', () => {
  const few = composeReport(inputOf([...answers('gxq.housing', 10, 9), ...answers('gxq.urban', 9, 1)]))
  expect(text(few, 'organizations')[0]).toBe('答复满 10 件的单位有 1 个，不足以比较，不作排名。')
  const enough = composeReport(inputOf([...answers('gxq.housing', 10, 9), ...answers('gxq.urban', 10, 1)]))
  expect(text(enough, 'organizations')[0]).toBe(
    '答复满 10 件的单位中，按时答复率最高的是住建，为 90.0%（答复 10 件）；最低的是城管，为 10.0%（答复 10 件）。',
  )
})

test('what is overdue is named by number with its delay on the calendar; lead and co-handler are late apart', () => {
  const report = composeReport(
    inputOf([
      caseFact({
        number: 'SQ20250930000001',
        createdAt: hours(-60),
        clocks: [
          {
            name: 'answer',
            startedAt: hours(-60),
            due: new Date(start.getTime() + 10 * 3_600_000).toISOString(),
            unit: 'hours',
            pausedAt: null,
            stoppedAt: null,
          },
        ],
        co: [{ org: 'gxq.urban', due: hours(-20), answeredAt: null }],
        steps: [
          { action: 'escalate', at: hours(-5), rung: 1 },
          { action: 'escalate', at: hours(2), rung: 2 },
        ],
      }),
    ]),
  )
  expect(text(report, 'organizations')[1]).toBe(
    '住建期末超期 1 件，最久的一件（SQ20250930000001）已超期 6.0 个工作小时。',
  )
  expect(text(report, 'lateness')).toEqual([
    '本期到期而没有按时答复的：主办 1 件次，协办 1 件次，分别计算；主办超期时仍在等协办答复的 1 件次。',
    '协办超期最多的是城管，1 件次。',
  ])
  expect(text(report, 'escalations')[0]).toContain('提醒承办单位 1 次、督办员 0 次')
  expect(text(report, 'watch')).toEqual([
    'SQ20250930000001：由住建办理，事项为“路灯”，已超期 6.0 个工作小时，升级到第 1 级。',
  ])
})

test('disputes, ratings and what rose', () => {
  const rating = (score: number, solved: boolean) => ({ score, solved, reason: '', at: hours(-1) })
  const report = composeReport(
    inputOf([
      ...Array.from({ length: 4 }, () => caseFact({ createdAt: hours(-5), category: '010203' })),
      caseFact({ createdAt: hours(-5), category: '0901' }),
      caseFact({ state: 'rated', rating: rating(1, false), answeredAt: hours(-2) }),
      caseFact({ state: 'closed', rating: rating(4, true), answeredAt: hours(-2), closedAt: hours(-1) }),
      caseFact({
        dispute: { at: hours(-3), verdict: null } as never,
        steps: [{ action: 'dispute', at: hours(-3), rung: null }],
        clocks: [
          {
            name: 'arbitrate',
            startedAt: hours(-3),
            due: hours(-1),
            unit: 'hours',
            pausedAt: null,
            stoppedAt: null,
          },
        ],
      }),
    ]),
  )
  expect(text(report, 'categories')).toEqual(['“路灯”收到 4 件，上一期 0 件，增加 4 件。'])
  expect(text(report, 'disputes')).toEqual([
    '新提出职责争议 1 件，裁定 0 件；期末待裁定 1 件，其中超过裁定时限 1 件。',
  ])
  expect(text(report, 'satisfaction')).toEqual([
    '收到评价 2 件，平均 2.5 分（上一期 — 分），认为已解决的占 50.0%（上一期 —）。',
    '其中不满意 1 件，尚未回访 1 件。',
  ])
})

test('no template holds a digit: a number can only come from a figure', () => {
  for (const message of Object.values(reportMessages)) expect(message.zh + message.en).not.toMatch(/\d/)
  expect(defaultPolicy.remind.share).toBeLessThan(1)
})

const instant = fc.integer({ min: -80, max: 20 }).map(hours)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of)
const arbitraryFact = fc
  .record({
    org: fc.constantFrom('gxq.housing', 'gxq.urban', null),
    category: fc.constantFrom('010203', '0901', '09', null),
    createdAt: instant,
    answeredAt: maybe(instant),
    closedAt: maybe(instant),
    due: instant,
    stoppedAt: maybe(instant),
    co: maybe(fc.record({ due: instant, answeredAt: maybe(instant) })),
    score: maybe(fc.integer({ min: 1, max: 5 })),
    steps: fc.array(
      fc.record({
        action: fc.constantFrom('escalate', 'remind', 'dispute', 'settle', 'supervise'),
        at: instant,
        rung: maybe(fc.integer({ min: 1, max: 3 })),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ org, due, stoppedAt, co, score, ...f }) =>
    caseFact({
      ...f,
      lead: org === null ? null : { org },
      clocks: [{ name: 'answer', startedAt: f.createdAt, due, unit: 'hours', pausedAt: null, stoppedAt }],
      co: co === null ? [] : [{ org: 'gxq.center', ...co }],
      rating: score === null ? null : { score, solved: score > 2, reason: '', at: f.createdAt },
      state: score === null ? 'dispatched' : 'rated',
    }),
  )

test('every number of every sentence stands in one of its sources, and every source is pointed at', () => {
  fc.assert(
    fc.property(fc.array(arbitraryFact, { maxLength: 40 }), fc.boolean(), (facts, isWeek) => {
      const period = periodFrom(isWeek ? 'week' : 'day', isWeek ? '2025-09-29' : '2025-09-30')
      const report = composeReport({ ...inputOf(facts), period })
      const known = new Map(report.sources.map((s) => [s.no, s]))
      const pointedAt = new Set<number>()
      for (const { text: words, sources } of report.sections.flatMap((s) => s.sentences))
        for (const locale of ['zh', 'en'] as const) {
          expect(sources.length).toBeGreaterThan(0)
          const shown = sources.map((no) => {
            pointedAt.add(no)
            return known.get(no)?.shown[locale] ?? ''
          })
          // Each source is used up by one place in the sentence.
          const names = ['住建', '城管', '中心12345', '路灯', 'lamps', '“0901”', '“09”']
          const left = [...names, ...shown]
            .toSorted((a, b) => b.length - a.length)
            .reduce((rest, part) => rest.replace(part, ' '), words[locale])
          expect(left).not.toMatch(/\d|\{|undefined|NaN/)
        }
      expect([...pointedAt].toSorted((a, b) => a - b)).toEqual([...known.keys()])
      for (const s of report.sources) {
        expect([s.figure.zh, s.figure.en, s.period.zh, s.period.en, s.rule.zh, s.rule.en]).not.toContain('')
        if (s.link !== null) expect(s.link).toMatch(/^\/desk\/\?tab=all&/)
      }
    }),
    { numRuns: 150 },
  )
})

test('the same facts make the same report', () => {
  const facts = answers('gxq.urban', 3, 1)
  expect(composeReport(inputOf(facts))).toEqual(composeReport(inputOf(facts)))
  expect(calendar.weekend).toEqual([0, 6])
})
