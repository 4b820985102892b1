import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkNames } from '../../contract/checks.ts'
import { findingStates } from '../../contract/findings.ts'
import { riskSections } from '../../contract/report.ts'
import { composeRiskReport } from './compose.ts'
import type { RiskFacts } from './facts.ts'

const n = fc.nat({ max: 99_999 })
const finding = fc.record({
  check: fc.constantFrom(...checkNames),
  state: fc.constantFrom(...findingStates),
  opened: n,
  ended: n,
  open: n,
})
const isCity = fc.boolean()
const facts: fc.Arbitrary<RiskFacts> = isCity.chain((city) =>
  fc.record({
    org: fc.constant(city ? '' : 'gxq.market'),
    orgName: fc.constant(city ? { zh: '全市', en: 'the city' } : { zh: '市场监管局', en: 'Market' }),
    year: fc.constant(2026),
    from: fc.constant('2026-01-01'),
    until: fc.constant('2026-12-31'),
    at: fc.constant('2027-01-02T22:30:00.000Z'),
    resources: fc.record({
      total: n,
      byLevel: fc.record({ '1': n, '4': n, important: n }, { requiredKeys: [] }),
      ungraded: n,
    }),
    personal: fc.record({
      resources: n,
      sensitiveResources: n,
      items: n,
      sensitiveItems: n,
      rows: n,
      unjudged: n,
    }),
    grants: fc.record({ inForce: n, given: n, ended: n }),
    used: city ? fc.constant(null) : fc.record({ inForce: n, calls: n, rows: n }),
    exchanges: fc.record({ given: n, refused: n, rows: n }),
    assessments: fc.record({ approved: n, returned: n, kept: n, keepYears: fc.integer({ min: 3, max: 30 }) }),
    findings: fc.array(finding, { maxLength: 12 }),
    late: n,
    deletion: fc.record({ done: n, rows: n, withRule: n, withoutRule: n }),
  }),
)

test('every number of every sentence stands in one of its sources, and every source is pointed at', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (given, simulated) => {
      const report = composeRiskReport(given, simulated)
      const known = new Map(report.sources.map((s) => [s.no, s]))
      const pointedAt = new Set<number>()
      for (const { text, sources } of report.sections.flatMap((s) => s.sentences))
        for (const locale of ['zh', 'en'] as const) {
          expect(sources.length).toBeGreaterThan(0)
          const shown = sources.map((no) => {
            pointedAt.add(no)
            return known.get(no)?.shown[locale] ?? ''
          })
          // Each source is used up by one place in the sentence.
          const left = shown
            .toSorted((a, b) => b.length - a.length)
            .reduce((rest, part) => rest.replace(part, ' '), text[locale])
          expect(left).not.toMatch(/\d|\{|undefined|NaN/)
        }
      expect([...pointedAt].toSorted((a, b) => a - b)).toEqual([...known.keys()])
      for (const s of report.sources) {
        expect([s.figure.zh, s.figure.en, s.period.zh, s.period.en, s.rule.zh, s.rule.en]).not.toContain('')
        if (s.link !== null)
          expect(s.link).toMatch(/^\/desk\/(catalogue|protection|sharing|exchange|data-checks)(\?|$)/)
      }
    }),
    { numRuns: 150 },
  )
})

const empty: RiskFacts = {
  org: 'gxq.market',
  orgName: { zh: '市场监管局', en: 'Market' },
  year: 2026,
  from: '2026-01-01',
  until: '2026-12-31',
  at: '2027-01-02T22:30:00.000Z',
  resources: { total: 0, byLevel: {}, ungraded: 0 },
  personal: { resources: 0, sensitiveResources: 0, items: 0, sensitiveItems: 0, rows: 0, unjudged: 0 },
  grants: { inForce: 0, given: 0, ended: 0 },
  used: { inForce: 0, calls: 0, rows: 0 },
  exchanges: { given: 0, refused: 0, rows: 0 },
  assessments: { approved: 0, returned: 0, kept: 0, keepYears: 3 },
  findings: [],
  late: 0,
  deletion: { done: 0, rows: 0, withRule: 0, withoutRule: 0 },
}
const sentencesOf = (f: RiskFacts, key: string) =>
  composeRiskReport(f, false)
    .sections.find((s) => s.key === key)
    ?.sentences.map((s) => s.text.zh)

test('each section stands, with its law, also where there is nothing to tell', () => {
  const report = composeRiskReport(empty, false)
  expect(report.sections.map((s) => s.key)).toEqual([...riskSections])
  for (const s of report.sections) expect(s.basis.zh).toMatch(/^依据：《/)
  expect(report.title.zh).toBe('市场监管局2026年度数据安全风险评估报告')
  expect(composeRiskReport(empty, true).title.zh).toContain('（模拟数据）')
  expect(sentencesOf(empty, 'findings')).toEqual(['本期核查发现 0 条。'])
})

test('findings are told by how they ended, and reading apart from the rest', () => {
  const findings: RiskFacts['findings'] = [
    { check: 'grant-wide', state: 'open', opened: 4, ended: 0, open: 4 },
    { check: 'grant-wide', state: 'settled', opened: 3, ended: 2, open: 0 },
    { check: 'grant-wide', state: 'excepted', opened: 1, ended: 1, open: 0 },
    { check: 'reading-officer', state: 'closed', opened: 2, ended: 2, open: 0 },
  ]
  const f = { ...empty, findings, late: 1 }
  expect(sentencesOf(f, 'findings')).toEqual([
    '核查发现 10 条；因原因消除而结案 2 条，处理后结案 2 条，作为例外保留 1 条；现在未结 4 条，答复超期 1 条。',
    '“授权过宽”发现 8 条，未结 4 条。',
  ])
  expect(sentencesOf(f, 'readings')).toEqual([
    '数据访问的安全核查：人员 2 条，单位 0 条；由人核实后结案 2 条，未结 0 条。核查只用于数据安全，不评价个人。',
  ])
})
