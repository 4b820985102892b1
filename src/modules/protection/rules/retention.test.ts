import { describe, expect, test } from 'vitest'
import { helpedPeople } from '../../../../tests/support/people.ts'
import { Content } from '../../catalogue/contract.ts'
import type { PersonalKind } from '../contract/kinds.ts'
import { dueBefore, retentionFaults } from './retention.ts'

test.each([
  ['2026-11-29T04:00:00.000Z', 12, '2025-11-29T04:00:00.000Z'],
  ['2026-03-31T04:00:00.000Z', 1, '2026-02-28T04:00:00.000Z'],
  ['2028-03-31T04:00:00.000Z', 1, '2028-02-29T04:00:00.000Z'],
  ['2026-01-15T00:00:00.000Z', 13, '2024-12-15T00:00:00.000Z'],
])('%s less %i months', (now, months, expected) => {
  expect(dueBefore(months, new Date(now)).toISOString()).toBe(expected)
})

describe('a rule fits the resource', () => {
  const content = Content.parse(helpedPeople)
  const timeless = { ...content, scope: { ...content.scope, timeItem: null } }
  const kinds = new Map<string, PersonalKind>([['c1', 'id-card']])
  const rule = { counts: 'time-item', what: 'delete' } as const
  test.each([
    ['it does', rule, content, kinds, []],
    ['no time item', rule, timeless, kinds, ['no-time-item']],
    ['the last change needs none', { ...rule, counts: 'last-change' as const }, timeless, kinds, []],
    [
      'a personal key cannot stay',
      { ...rule, what: 'anonymise' as const },
      content,
      new Map([['code', 'id-card' as const]]),
      ['key-is-personal', 'personal-is-required'],
    ],
    [
      'nothing to make anonymous',
      { ...rule, what: 'anonymise' as const },
      content,
      new Map(),
      ['nothing-personal'],
    ],
  ] as const)('%s', (_, given, about, known, expected) => {
    expect(retentionFaults(given, about, known as typeof kinds)).toEqual(expected)
  })
})
