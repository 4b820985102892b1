import { describe, expect, test } from 'vitest'
import { limits } from '../../../examples/construction-spoil/program.js'
import { along, at, loaded, type Town, underway } from './town.ts'

const told = (town: Town) => town.world.findings[0]

describe('without a ticket', () => {
  test('loaded out of a site, and no ticket within the time that phones are given', () => {
    const town = loaded()
    along(town, 1, 9, 16)
    expect(town.found()).toEqual([])
    town.drive(at(9), 16, 0, limits.ticketMinutes)
    expect(told(town)).toMatchObject({ kind: 'no-ticket', site: 'S001', vehicle: 'V001', severity: 3 })
    expect(told(town)?.explanation).toContain('该车载重16吨驶出S001')
    expect(town.trip(String(told(town)?.trip))).toMatchObject({
      how: '无联单',
      state: '未持联单',
      site: 'S001',
    })
  })

  test.each([
    ['empty', 1.5, false],
    ['just below what counts as loaded', 4.9, false],
    ['without a sensor', null, false],
    ['loaded', 5.1, true],
  ])('%s', (_, load, isFound) => {
    const town = loaded(load)
    along(town, 1, 9, load)
    town.drive(at(9), load, 0, limits.ticketMinutes)
    expect(town.found()).toEqual(isFound ? ['no-ticket'] : [])
  })

  test('without a sensor, but weighed with a load at the exit where it stood', () => {
    const town = loaded(null)
    town.gate('S001', 16)
    along(town, 1, 9, null)
    town.drive(at(9), null, 0, limits.ticketMinutes)
    expect(told(town)).toMatchObject({ kind: 'no-ticket', site: 'S001', vehicle: 'V001' })
  })

  test('a truck that falls silent is told by the positions of others', () => {
    const town = loaded()
    along(town, 1, 3, 16)
    town.wait(limits.ticketMinutes)
    town.position('V002', at(20))
    expect(town.found()).toEqual([])
    town.wait(2 * limits.insideMinutes)
    town.position('V002', at(20))
    expect(told(town)).toMatchObject({ kind: 'no-ticket', site: 'S001', vehicle: 'V001' })
  })

  test('a ticket from a phone whose clock is ahead is of what was seen within the time', () => {
    const town = loaded()
    along(town, 1, 9, 16)
    town.wait(40)
    town.issue({ phone_at: new Date(town.now + 60 * 60_000).toISOString() })
    town.drive(at(9), 16, 0, limits.ticketMinutes)
    expect(town.found()).toEqual([])
  })

  test('a ticket that comes late, but in time, explains it', () => {
    const town = loaded()
    along(town, 1, 9, 16)
    town.issue({ phone_at: new Date(town.now - 9 * 60_000).toISOString() })
    town.drive(at(9), 16, 0, limits.ticketMinutes)
    expect(town.found()).toEqual([])
  })

  test('one that comes later takes the trip out of the count', () => {
    const town = loaded()
    const left = town.now
    along(town, 1, 9, 16)
    town.drive(at(9), 16, 0, limits.ticketMinutes)
    const trip = String(told(town)?.trip)
    town.issue({ phone_at: new Date(left).toISOString() })
    expect(town.trip(trip)).toMatchObject({ state: '已由补传联单说明' })
    expect(town.trip()).toMatchObject({ how: '电子联单' })
  })

  test('seen by positions and by two gates it is one trip', () => {
    const town = loaded()
    town.gate('S001', 16)
    along(town, 1, 9, 16)
    town.gate('R01', 16)
    town.drive(at(10), 16, 0, limits.ticketMinutes)
    for (const facility of ['S001', 'R01'])
      town.wait(limits.gateMinutes).gate(facility, 16, { vehicle: 'V002', id: facility })
    expect(town.found().toSorted()).toEqual(['gate-no-ticket', 'gate-no-ticket', 'no-ticket'])
    expect(new Set(town.world.findings.map((f) => f.trip)).size).toBe(1)
  })
})

describe('used twice', () => {
  test('a second load on a ticket whose load was tipped', () => {
    const town = underway()
    along(town, 1, 9, 16)
    for (const load of [16, 1, 1]) town.drive(at(10), load, 0)
    for (const km of [8, 5, 2]) town.drive(at(km), 1)
    for (const load of [1, 9, 16]) town.drive(at(0), load, 0)
    along(town, 1, 3, 16)
    expect(town.found()).toEqual([])
    town.drive(at(3), 16, 0, limits.ticketMinutes)
    expect(town.found()).toEqual(['reused'])
    expect(told(town)?.explanation).toContain('没有新的联单')
  })

  test('its own ticket, which comes late, explains the second load', () => {
    const town = underway()
    along(town, 1, 9, 16)
    for (const load of [16, 1, 1]) town.drive(at(10), load, 0)
    for (const load of [1, 9, 16]) town.drive(at(0), load, 0)
    along(town, 1, 3, 16)
    town.issue({ entry: 'cccc', phone_at: new Date(town.now - 3 * 60_000).toISOString() })
    town.drive(at(3), 16, 0, limits.ticketMinutes)
    expect(town.found()).toEqual([])
  })

  test('without a sensor: weighed in at the receiver, and weighed out at the site again', () => {
    const town = underway(null)
    along(town, 1, 9, null)
    town.gate('R01', 16)
    town.drive(at(10), null, 0)
    town.drive(at(0), null, 0, 20)
    town.gate('S001', 16, { id: 'again' })
    along(town, 1, 3, null)
    town.drive(at(3), null, 0, limits.ticketMinutes)
    expect(town.found()).toContain('reused')
  })

  test('a closed ticket that is shown at a gate again', () => {
    const town = underway()
    town.wait(20).arrive()
    town.gate('R01', 16, { ticket: 'S001-aaaa' })
    expect(town.found()).toEqual([])
    town.wait(60).gate('R01', 16, { ticket: 'S001-aaaa', id: 'again' })
    expect(town.found()).toContain('reused')
  })
})
