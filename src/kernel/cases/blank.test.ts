import { expect, test } from 'vitest'
import { blankCase } from './blank.ts'

const now = new Date('2026-11-30T02:00:00.000Z')
const own = {
  number: 'TT1',
  place: '50/500107/500107104',
  title: '路灯不亮',
  channel: 'web',
  category: null,
  urgency: null,
  applicant: null,
  lead: null,
  details: { lamps: 3 },
}

test('a case begins where its type begins, in the district of its place, with nothing done', () => {
  const c = blankCase({ type: 'lamp', initial: 'open' }, now, own)
  expect(c).toMatchObject({ ...own, type: 'lamp', state: 'open', version: 1, district: '500107' })
  expect(c).toMatchObject({ createdAt: now.toISOString(), updatedAt: now.toISOString(), closedAt: null })
  expect(c).toMatchObject({ co: [], clocks: [], followers: [], files: [], hold: null, escalation: 0 })
  expect(blankCase({ type: 'lamp', initial: 'open' }, now, own).id).not.toBe(c.id)
})

test('what a case has of its own stands before what is usual', () => {
  const more = { district: '500106', point: { lon: 106, lat: 29 }, createdAt: '2026-11-29T00:00:00.000Z' }
  expect(blankCase({ type: 'lamp', initial: 'open' }, now, { ...own, ...more })).toMatchObject(more)
})

test('a field that is missing does not compile', () => {
  const { lead: _, ...forgotten } = own
  // @ts-expect-error: nobody leads it, and it does not say so.
  blankCase({ type: 'lamp', initial: 'open' }, now, forgotten)
})
