import { describe, expect, test } from 'vitest'
import { limits } from '../../../examples/construction-spoil/program.js'
import { party } from '../../../examples/construction-spoil/simulation/people.ts'
import { along, at, haulier, Town, underway } from './town.ts'

const told = (town: Town) => town.world.findings[0]

test('a trip on its ticket, along its road, into its receiver: nothing is found', () => {
  const town = underway()
  town.gate('S001', 16)
  along(town, 1, 9, 16)
  town.drive(at(10), 16, 0)
  town.gate('R01', 16)
  town.arrive()
  for (const load of [8, 1, 1]) town.drive(at(10), load, 0)
  along(town, 11, 14, 1)
  town.gate('R01', 0.5, { direction: '出' })
  town.wait(120).gate('R01', 16, { vehicle: 'V002', id: 'later' })
  expect(town.found()).toEqual([])
  expect(town.trip('W-V001-0')).toBeUndefined()
})

describe('elsewhere', () => {
  test('tipped at another receiver', () => {
    const town = underway()
    town.drive(at(3, 2), 16)
    for (const load of [16, 2, 2]) town.drive(at(5, 5), load, 0)
    expect(told(town)).toMatchObject({ kind: 'wrong-destination', receiver: 'R02', ticket: 'S001-aaaa' })
  })

  test('weighed in loaded at another receiver, told once however it is seen', () => {
    const town = underway()
    town.gate('R02', 16)
    for (const load of [16, 2, 2]) town.drive(at(5, 5), load, 0)
    town.arrive({}, party('receiver', 'R02'))
    expect(town.found()).toEqual(['wrong-destination'])
  })

  test.each<[string, number[], number, boolean]>([
    ['a load that falls outside of all places', [16, 2, 2], 1, true],
    ['a part of it', [16, 9, 9], 1, true],
    ['one reading that flickers', [16, 2, 16], 1, false],
    ['a load that shifts', [16, 13, 13], 1, false],
    ['a load that falls at the receiver', [16, 2, 2], 6, false],
  ])('%s', (_, loads, step, isDump) => {
    const town = underway()
    along(town, 1, 4, 16)
    if (step === 6) along(town, 5, 9, 16)
    for (const load of loads) town.drive(step === 6 ? at(10) : at(4), load, 0)
    expect(town.found()).toEqual(isDump ? ['dump'] : [])
    if (isDump)
      expect(told(town)).toMatchObject({
        severity: 4,
        ticket: 'S001-aaaa',
        explanation: expect.stringContaining('未到R01'),
      })
  })

  test('without a sensor: back at its site without having stood at the receiver, after a stop outside', () => {
    const town = underway(null)
    along(town, 1, 4, null)
    for (let n = 0; n <= limits.tipMinutes; n++) town.drive(at(5), null, 0)
    along(town, 6, 9, null)
    town.drive(at(10), null)
    for (const km of [7, 4]) town.drive(at(km), null)
    town.drive(at(0), null, 0)
    expect(told(town)).toMatchObject({ kind: 'dump', ticket: 'S001-aaaa', severity: 3 })
  })

  test('without a sensor: having stood at the receiver it may come back with its ticket open', () => {
    const town = underway(null)
    along(town, 1, 4, null)
    for (let n = 0; n <= limits.tipMinutes; n++) town.drive(at(5), null, 0)
    along(town, 6, 9, null)
    for (let n = 0; n <= limits.tipMinutes; n++) town.drive(at(10), null, 0)
    for (const km of [7, 4]) town.drive(at(km), null)
    town.drive(at(0), null, 0)
    expect(town.found()).toEqual([])
  })

  test('without a sensor: a long stop outside, and hours later the ticket is still open', () => {
    const town = underway(null)
    along(town, 1, 4, null)
    for (let n = 0; n < 25; n++) town.drive(at(4), null, 0)
    along(town, 5, 8, null)
    expect(town.found()).toEqual([])
    town.drive(at(8), null, 0, limits.closeMinutes)
    expect(told(town)).toMatchObject({
      kind: 'dump',
      severity: 3,
      explanation: expect.stringContaining('未装载重传感器'),
    })
  })
})

describe('road and hours', () => {
  test.each([
    ['within the corridor', 0.25, 12, []],
    ['beside it for a moment', 0.6, 4, []],
    ['beside it for long', 0.6, 9, ['route-left']],
  ])('%s', (_, north, minutes, kinds) => {
    const town = underway()
    for (let n = 0; n < minutes; n++) town.drive(at(2 + n * 0.3, north), 16)
    expect(town.found()).toEqual(kinds)
  })

  test('a road that was left is a mismatch at the arrival', () => {
    const town = underway()
    for (let n = 0; n < 9; n++) town.drive(at(2 + n, 0.6), 16)
    town.wait(5).arrive()
    expect(town.ticket()).toMatchObject({ match: '不符', match_note: '途中偏离核定路线' })
  })

  test.each([
    ['15:00', '22:10', []],
    ['15:00', '22:20', ['hours-broken']],
  ])('allowed until 22:00, driving at %s UTC offset: %s', (_, clock, kinds) => {
    const town = new Town()
    town.now = Date.parse('2026-11-30T13:55:00Z')
    town.drive(at(0), 16, 0)
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' }, haulier)
    town.now = Date.parse(`2026-11-30T${clock}:00+08:00`) - 60_000
    town.drive(at(4), 16)
    expect(town.found()).toEqual(kinds)
  })
})

describe('gates', () => {
  test.each([
    [20, []],
    [21, []],
    [21.1, ['overload']],
  ])('%d tonnes on a truck for 20', (net, kinds) => {
    const town = underway()
    town.gate('S001', net)
    town.gate('R01', net)
    expect(town.found()).toEqual(kinds)
  })

  test('a plate that was misread: the truck’s own positions lie far away', () => {
    const town = underway()
    along(town, 1, 9, 16)
    town.gate('S001', 16)
    town.wait(90).gate('S001', 16, { vehicle: 'V002', id: 'later' })
    expect(town.found()).toEqual([])
  })

  test('a plate that was misread: the truck is too far away right afterwards', () => {
    const town = new Town()
    town.gate('S001', 16)
    town.drive(at(8), null, 40, 3)
    town.wait(limits.gateMinutes + 1).gate('S001', 16, { vehicle: 'V002', id: 'later' })
    expect(town.found()).toEqual([])
  })

  test('a ticket without a record, where trucks are recorded and its positions were not inside', () => {
    const town = new Town()
    town.gate('R01', 16, { vehicle: 'V002' })
    town.issue()
    town.wait(20).arrive()
    expect(town.found()).toEqual([])
    town.wait(limits.gateMinutes + 1).gate('R01', 16, { vehicle: 'V003', id: 'later' })
    expect(town.world.findings.filter((f) => f.kind === 'ticket-no-gate')).toMatchObject([
      { object: 'R01', ticket: 'S001-aaaa' },
    ])
  })

  test('a record whose truck is on a ticket that nobody scanned', () => {
    const town = underway()
    along(town, 1, 9, 16)
    town.gate('R01', 16)
    town.drive(at(10), 16, 0, limits.gateMinutes + 1)
    town.gate('R01', 16, { vehicle: 'V002', id: 'later' })
    expect(told(town)).toMatchObject({
      kind: 'gate-no-ticket',
      ticket: 'S001-aaaa',
      explanation: expect.stringContaining('没有在此扫描联单'),
    })
  })
})

test('positions that come twice or late change nothing', () => {
  const town = underway()
  along(town, 1, 4, 16)
  const before = structuredClone([...town.world.notes])
  const row = {
    vehicle: 'V001',
    at: new Date(town.now - 60_000).toISOString(),
    point: at(4),
    speed: 0,
    load: 1,
  }
  for (const changed of [row, { ...row, at: town.iso }])
    town.world.react('positions', town.world.changes('positions', [changed], town.iso), town.iso)
  expect([...town.world.notes]).toEqual(before)
})

test('without a map of places nothing is concluded', () => {
  const town = underway()
  town.world.notes.delete('fences:0')
  for (const load of [16, 2, 2]) town.drive(at(4), load, 0)
  expect(town.found()).toEqual([])
})
