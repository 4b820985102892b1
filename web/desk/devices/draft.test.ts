import { expect, test } from 'vitest'
import { NewDevice } from '#modules/devices/contract'
import { type Draft, deviceOf, emptyDraft, type FaultName, faultsOf, fixedText } from './draft.ts'

const draft: Draft = { ...emptyDraft, id: 'gas-1', name: '探头', kind: '燃气探头' }

test('a draft is the entry that the server takes', () => {
  const given = { ...draft, lon: '106.4', lat: '29.6', terminal: ' 0138 ', fixed: 'vehicle=V001；load=12' }
  expect(NewDevice.parse(deviceOf(given))).toMatchObject({
    point: { lon: 106.4, lat: 29.6 },
    intervalSeconds: 300,
    perMinute: 120,
    terminal: { number: '138', crs: 'WGS84' },
    fixed: { vehicle: 'V001', load: '12' },
  })
  expect(NewDevice.parse(deviceOf(draft))).toMatchObject({
    point: null,
    terminal: null,
    place: null,
    fixed: {},
  })
})

test.each<[change: Partial<Draft>, faults: FaultName[]]>([
  [{}, []],
  [{ id: '-x', name: ' ', kind: '' }, ['id', 'name', 'kind']],
  [{ lon: '106' }, ['lat']],
  [{ lon: '106,4', lat: '91' }, ['lon', 'lat']],
  [{ interval: '', perMinute: '0.5' }, ['interval', 'perMinute']],
  [{ terminal: '138x' }, ['terminal']],
  [{ terminal: '138', terminalId: 'A1B2', plate: '渝A·12345', colour: 'yellow' }, []],
  [{ terminalId: 'A1B2' }, ['terminal']],
  [{ terminal: '138', terminalId: 'A 1', maker: '制造商', plate: '·' }, ['terminalId', 'maker', 'plate']],
  [{ terminal: '138', colour: 'blue' }, ['colour']],
  [{ fixed: 'vehicle' }, ['fixed']],
  [{ fixed: 'no name=1' }, ['fixed']],
])('what is wrong with %j is said where it is mended', (change, faults) => {
  expect(faultsOf({ ...draft, ...change })).toEqual(faults)
})

test('a fixed value that nobody touched stays what it was, also one that the field cannot say', () => {
  const before = { load: 12, isOpen: true, note: 'a;b=c' }
  const text = fixedText(before)
  expect(deviceOf({ ...draft, fixed: text }, before)).toMatchObject({ fixed: before })
  expect(deviceOf({ ...draft, fixed: 'load=12; isOpen=false' }, before)).toMatchObject({
    fixed: { load: 12, isOpen: 'false' },
  })
})
