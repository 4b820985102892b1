import type { ReadValue, Value } from '../contract/levels.ts'
import type { DecisionTable, ModelContent, ModelInput } from '../contract/models.ts'

export function inputNamed(name: string, change: Partial<ModelInput> = {}): ModelInput {
  return {
    name,
    title: name,
    type: 'number',
    unit: '',
    whole: false,
    binding: { kind: 'count', source: 'findings', months: 12 },
    ...change,
  }
}

const rows = {
  kind: 'rows' as const,
  resource: '00000000-0000-4000-8000-000000000000',
  grant: null,
  match: 'code',
  measure: 'value' as const,
  item: 'kind',
  where: [],
}

export function tableOf(change: Partial<DecisionTable> = {}): DecisionTable {
  return {
    hit: 'first',
    inputs: [inputNamed('n'), inputNamed('t', { type: 'text', binding: rows })],
    rows: [{ conditions: [], level: 'B', points: 0, note: '' }],
    steps: [],
    otherwise: 'A',
    ...change,
  }
}

export function contentOf(change: Partial<ModelContent> = {}): ModelContent {
  return {
    ...tableOf(),
    name: '模型',
    kind: 'enterprise',
    aim: '测试规则',
    legalBasis: '测试',
    purpose: 'supervision',
    reviewMonths: { A: 24, B: 12, C: 6, D: 3 },
    ...change,
  }
}

export function readOf(values: Readonly<Record<string, Value>>): Record<string, ReadValue> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      {
        value,
        source: {
          kind: 'count' as const,
          name: { zh: name, en: name },
          provider: null,
          measure: 'count' as const,
          rows: 1,
          at: '2026-01-01T00:00:00.000Z',
        },
      },
    ]),
  )
}
