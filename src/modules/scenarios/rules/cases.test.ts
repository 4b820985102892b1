import { describe, expect, test } from 'vitest'
import { defaultForbidden } from '#modules/control/rules'
import { withCases } from '../../../../tests/support/cased.ts'
import type { Manifest } from '../../../../tests/support/scenarios.ts'
import { conformanceOf } from './conformance.ts'

const known = { forbidden: defaultForbidden, exported: undefined, wrongParameters: () => [] }
const findings = (m: Manifest) => conformanceOf(m, known).findings

describe('a package with cases', () => {
  const cases: [string, (m: Manifest) => void, string][] = [
    [
      'that open from a resource it has not',
      (m) => (m.caseTypes[0].opens.resource = 'x'),
      'caseTypes.0.opens',
    ],
    ['of rows without a key', (m) => (m.caseTypes[0].opens.resource = 'readings'), 'caseTypes.0.opens'],
    ['with a table it has not', (m) => (m.caseTypes[0].dispatch.table = 'x'), 'caseTypes.0.dispatch'],
    [
      'sent by an output that is no text',
      (m) => (m.caseTypes[0].dispatch.lead = 'days'),
      'caseTypes.0.dispatch',
    ],
    [
      'with an urgency that the city has not',
      (m) => (m.tables[0].otherwise.urgency = 'soon'),
      'caseTypes.0.dispatch',
    ],
    ['with no day', (m) => (m.tables[0].otherwise.days = 0), 'caseTypes.0.dispatch'],
    [
      'with a stage that nothing reaches',
      (m) => (m.caseTypes[0].steps[0].to = 'found'),
      'caseTypes.0.stages',
    ],
    ['that never end', (m) => (m.caseTypes[0].steps[3].to = 'working'), 'caseTypes.0.stages'],
    ['told to a resource that has no room', (m) => m.resources.at(-1).items.pop(), 'caseTypes.0.record'],
    [
      'told to a resource that asks for more',
      (m) => m.resources.at(-1).items.push({ name: 'cost', title: '费用', type: 'integer', required: true }),
      'caseTypes.0.record',
    ],
    [
      'that ask for a person’s religion',
      (m) => m.caseTypes[0].steps[0].input.push({ name: 'religion', title: '宗教信仰', type: 'text' }),
      'caseTypes.0.steps.0.input.1',
    ],
    [
      'judged by ethnicity',
      (m) =>
        m.tables[0].inputs.push({ name: 'nation', title: { zh: '民族', en: 'ethnicity' }, type: 'text' }),
      'tables.0.inputs.2',
    ],
  ]
  test('conforms', () =>
    expect(findings(withCases())).toMatchObject([
      { key: 'scenarios.finding.no-demo' },
      { key: 'scenarios.finding.no-demo' },
    ]))
  test.each(cases)('%s', (_, change, path) => {
    expect(findings(withCases(change)).map((f) => f.path)).toContain(path)
  })
  test('keeps personal items out of them', () => {
    const personal = (m: Manifest) => {
      m.personal = { processes: true, basis: '《城市照明管理规定》' }
      m.resources.at(-2).items[1].personal = 'name'
    }
    expect(findings(withCases(personal))).toContainEqual(
      expect.objectContaining({ path: 'caseTypes.0', key: 'scenarios.finding.personal-shown' }),
    )
  })
})
