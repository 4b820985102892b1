import { expect, test } from 'vitest'
import { differencesBetween } from './diff.ts'

test('a part put in front of another is one part more, and changes nothing of the other', () => {
  const lamp = { code: 'lamps', items: [{ name: 'lamp', length: 20 }] }
  const cable = { code: 'cables', items: [{ name: 'cable' }] }
  expect(differencesBetween({ resources: [lamp] }, { resources: [cable, lamp] })).toEqual([
    { path: 'resources.cables.code', before: '', after: 'cables' },
    { path: 'resources.cables.items.cable.name', before: '', after: 'cable' },
  ])
})

test('a changed and a removed leaf are told with what they were', () => {
  const before = { limits: { rowsPerDay: 100 }, watches: [{ code: 'w', unit: 'V' }] }
  expect(differencesBetween(before, { limits: { rowsPerDay: 200 }, watches: [{ code: 'w' }] })).toEqual([
    { path: 'limits.rowsPerDay', before: '100', after: '200' },
    { path: 'watches.w.unit', before: 'V', after: '' },
  ])
  expect(differencesBetween(before, before)).toEqual([])
})
