import { describe, expect, test } from 'vitest'
import type { PersonalKind } from '../contract/kinds.ts'
import { indexKindOf, normalised, type Sight, sightOf, signatureOf } from './mine.ts'

const kinds = new Map<string, PersonalKind>([
  ['xm', 'name'],
  ['sfz', 'id-card'],
  ['phone', 'mobile'],
  ['illness', 'health'],
])
const guarded = new Map<string, PersonalKind>([...kinds, ['guardian', 'name'], ['guardian_id', 'id-card']])
const sight = (change: Partial<Sight>): Sight => ({
  level: 'identity',
  kinds,
  sensitive: ['health'],
  own: new Set(['sfz', 'phone']),
  ...change,
})

test('numbers that name one person are indexed, and only those', () => {
  expect(signatureOf(kinds)).toBe('phone:phone,sfz:idNumber')
  expect(indexKindOf('name')).toBeUndefined()
  expect(normalised('idNumber', '11010119900307447 7')).toBe('110101199003074477')
  expect(normalised('idNumber', '110101199003074478')).toBeUndefined()
  expect(normalised('phone', '+86 139 1234 5678')).toBe('13912345678')
  expect(normalised('phone', 13912345678)).toBeUndefined()
})

describe('what a person may see of a row', () => {
  const full = sight({})
  const byPhone = sight({ level: 'phone', own: new Set(['phone']) })
  const otherCard = sight({ own: new Set(['phone']) })
  const ward = sight({ kinds: guarded, own: new Set(['guardian_id']) })
  const twoPhones = new Map<string, PersonalKind>([...kinds, ['contact', 'mobile']])
  const toCall = sight({ level: 'phone', kinds: twoPhones, own: new Set(['contact']) })
  const withContact = sight({ kinds: twoPhones, own: new Set(['sfz']) })
  test.each([
    [
      'card seen, own row: everything',
      full,
      { xm: 'clear', sfz: 'clear', illness: 'clear', amount: 'clear' },
    ],
    [
      'a number alone: ends, nothing sensitive, nothing else',
      byPhone,
      { xm: 'masked', phone: 'masked', illness: 'hidden', amount: 'hidden' },
    ],
    [
      'card seen, but the row carries another card’s number',
      otherCard,
      { sfz: 'masked', illness: 'hidden', amount: 'hidden' },
    ],
    [
      'a ward’s row is not its guardian’s to read',
      ward,
      { guardian_id: 'masked', sfz: 'hidden', xm: 'hidden', illness: 'hidden', amount: 'hidden' },
    ],
    [
      'whom to call sees the own number alone',
      toCall,
      { contact: 'masked', phone: 'hidden', xm: 'hidden', illness: 'hidden' },
    ],
    [
      'other people in one’s own row stay masked',
      withContact,
      { sfz: 'clear', phone: 'masked', contact: 'masked', xm: 'clear', illness: 'clear' },
    ],
  ] as const)('%s', (_, seen, expected) => {
    for (const [item, shown] of Object.entries(expected))
      expect([item, sightOf(item, seen)]).toEqual([item, shown])
  })
})
