import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ScenarioManifest } from '../contract/manifest.ts'
import { changesOfManifest, differencesBetween } from './diff.ts'

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

test('of demo rows their number is told, not each row', () => {
  const text = readFileSync('examples/street-lights/scenario.json', 'utf8')
  const before = ScenarioManifest.parse(JSON.parse(text))
  const after = { ...before, demo: before.demo.filter((d) => d.resource === 'readings') }
  expect(changesOfManifest(before, after)).toEqual([
    { path: 'demo.lamps.name', before: 'lamps', after: '' },
    { path: 'demo.lamps.rows', before: '4', after: '' },
  ])
})
