import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kinds, limits } from '../../../examples/construction-spoil/program.js'
import { officer, party, type Row } from '../../../examples/construction-spoil/simulation/people.ts'
import { faultsOfEnglish } from './in-english.ts'
import { along, at, haulier, loaded, output, Town, underway } from './town.ts'

/** Of each kind of finding one way to it, and the English that is told of it. */
const ways: Readonly<Record<string, readonly [way: () => Town, english: string]>> = {
  'no-ticket': [
    () => {
      const town = loaded()
      along(town, 1, 9, 16)
      town.drive(at(9), 16, 0, limits.ticketMinutes)
      return town
    },
    'The truck left S001 with 16 t on 11-30 10:03, and in the 90 minutes after no ticket was issued.',
  ],
  'gate-no-ticket': [
    () => {
      const town = underway()
      along(town, 1, 9, 16)
      town.gate('R01', 16)
      town.drive(at(10), 16, 0, limits.gateMinutes + 1)
      town.gate('R01', 16, { vehicle: 'V002', id: 'later' })
      return town
    },
    'The gate of R01 recorded the truck with 16 t net; within 90 minutes before or after nobody scanned ticket S001-aaaa there.',
  ],
  'ticket-no-gate': [
    () => {
      const town = new Town()
      town.gate('R01', 16, { vehicle: 'V002' })
      town.issue()
      town.wait(20).arrive()
      town.wait(limits.gateMinutes + 1).gate('R01', 16, { vehicle: 'V003', id: 'later' })
      return town
    },
    'Ticket S001-aaaa was entered at R01, but within 90 minutes before or after no weighbridge or camera there recorded the truck.',
  ],
  reused: [
    () => {
      const town = underway()
      town.wait(20).arrive()
      town.wait(90).arrive({ entry: 'eeee' })
      return town
    },
    'Ticket S001-aaaa was closed on 11-30 10:22; on 11-30 11:52 it was scanned in once more at R01.',
  ],
  'wrong-destination': [
    () => {
      const town = underway()
      town.drive(at(3, 2), 16)
      for (const load of [16, 2, 2]) town.drive(at(5, 5), load, 0)
      return town
    },
    'Ticket S001-aaaa is for R01; on 11-30 10:05, inside R02, the truck’s load fell from 16 t to 2 t.',
  ],
  'route-left': [
    () => {
      const town = underway()
      for (let n = 0; n < 9; n++) town.drive(at(2 + n * 0.3, 0.6), 16)
      return town
    },
    'Ticket S001-aaaa: since 11-30 10:03 the truck has been more than 300 m off its approved route, driving for 6 minutes; now it is 600 m away.',
  ],
  'hours-broken': [
    () => {
      const town = underway()
      town.now = Date.parse('2026-11-30T22:20:00+08:00')
      town.drive(at(4), 16)
      return town
    },
    'Ticket S001-aaaa: hauling is allowed from 06:00 to 22:00; on 11-30 22:21 the truck was still driving, 21 minutes outside.',
  ],
  dump: [
    () => {
      const town = underway()
      along(town, 1, 4, 16)
      for (const load of [16, 2, 2]) town.drive(at(4), load, 0)
      return town
    },
    'On 11-30 10:08, outside of all sites and receivers, the truck’s load fell from 16 t to 2 t; ticket S001-aaaa had not reached R01.',
  ],
  overload: [
    () => {
      const town = underway()
      town.gate('S001', 22.5)
      return town
    },
    'On 11-30 10:02 the weighbridge of S001 showed 22.5 t net on a truck rated for 20 t, 12.5% more than allowed.',
  ],
  capacity: [
    () => {
      const town = underway()
      town.world.set('receivers', { ...town.world.row('receivers', 'R01'), capacity: 105 })
      town.wait(20).arrive()
      return town
    },
    'R01场 may take 105 m³ and has taken 110 m³, 5 m³ too many.',
  ],
  quota: [
    () => {
      const town = new Town()
      town.world.set('sites', { ...town.world.row('sites', 'S001'), approved: 12 })
      town.issue()
      town.issue({ entry: 'cccc', vehicle: 'V002' })
      return town
    },
    'S001 is approved for 12 m³; tickets for 10 m³ are issued, and 10 m³ more were asked for.',
  ],
  balance: [
    () => {
      const town = new Town()
      for (let n = 0; n < 10; n++) {
        town.issue({ entry: `e00${n}` })
        town.give('depart', { ticket: `S001-e00${n}` }, haulier)
        town.gate('S001', 20.5, { id: `s${n}` })
        town.wait(20).arrive({ ticket: `S001-e00${n}`, entry: `a00${n}` })
      }
      town.now = Date.parse('2026-12-01T02:00:00Z')
      town.give('daily-check', {}, officer)
      return town
    },
    'On 2026-11-30 S001 weighed 205 t while its tickets say 160 t: 45 t too many, 22%, more than the 8% allowed.',
  ],
  expiry: [
    () => {
      const town = new Town()
      town.register('vehicles', { ...town.world.row('vehicles', 'V001'), permit_until: '2026-12-20' })
      town.give('daily-check', {}, officer)
      return town
    },
    'The permit of V001 ends on 2026-12-20.',
  ],
}

describe('what is found is told in English as well', () => {
  test('of every kind', () => expect(Object.keys(ways).toSorted()).toEqual(Object.keys(kinds).toSorted()))

  test.each(Object.entries(ways))('%s', (kind, [way, english]) => {
    const found = way().world.findings.filter((f) => f.kind === kind)
    expect(found.map((f) => f.explanation_en)).toEqual([english])
  })

  test('at another receiver’s scanner', () => {
    const town = underway().wait(20)
    town.arrive({}, party('receiver', 'R02'))
    expect(town.world.findings[0]?.explanation_en).toBe(
      'Ticket S001-aaaa is for R01; on 11-30 10:22 it was scanned in at R02.',
    )
  })
})

test.each<[string, Row, number, string]>([
  ['all of it', {}, 20, ''],
  ['the quantity', { quantity: 11.5 }, 20, 'Quantity off by 15% (10 left, 11.5 m³ arrived)'],
  ['the class', { class: '工程泥浆' }, 20, 'Another class (excavated soil left, slurry arrived)'],
  ['the time', {}, 101, 'Took 101 minutes, the approved route about 20 minutes'],
  [
    'class and time',
    { class: '工程泥浆' },
    6,
    'Another class (excavated soil left, slurry arrived); took 6 minutes, less than a third of what the approved route needs',
  ],
])('a ticket says in English what does not fit: %s', (_, change, minutes, english) => {
  const town = new Town()
  town.issue()
  town.give('depart', { ticket: 'S001-aaaa' }, haulier)
  town.wait(minutes).arrive(change)
  expect(town.ticket().match_note_en).toBe(english)
})

test.each<[Row, string]>([
  [{ vehicle: 'V001', class: '工程渣土' }, 'Nothing unusual'],
  [{ vehicle: 'V001', class: '工程垃圾' }, 'The ticket says excavated soil, there was construction waste'],
  [
    { vehicle: 'V009', loaded: true },
    'The truck is not registered; loaded with spoil, and no ticket is open',
  ],
])('an inspection says in English what was seen: %j', (input, english) => {
  const town = new Town()
  town.issue()
  expect(output(town.give('inspect', input, officer)).result_en).toBe(english)
})

describe('the demonstration', () => {
  const demo = (resource: string): Row[] =>
    JSON.parse(readFileSync(`examples/construction-spoil/demo/${resource}.json`, 'utf8'))

  test.each(['findings', 'tickets'])('%s say the same in both languages', (resource) => {
    const rows = demo(resource)
    expect(rows.flatMap((row) => faultsOfEnglish(resource, row))).toEqual([])
    const english = resource === 'findings' ? 'explanation_en' : 'match_note_en'
    expect(rows.some((row) => String(row[english] ?? '') !== '')).toBe(true)
  })
})

test.each([
  ['nothing', '超44%', '', 'explanation_en is missing: 超44%'],
  ['another number', '净重23.04吨', '23.4 t net', 'other numbers: 净重23.04吨 23.4 t net'],
  ['another code', '驶出S012', 'left S021', 'other numbers: 驶出S012 left S021'],
  ['Chinese', '驶出S012', 'left S012工地', 'in Chinese: left S012工地'],
  ['a Chinese full stop', '驶出S012', 'left S012。', 'in Chinese: left S012。'],
])('a row whose English says %s is found out', (_, explanation, explanation_en, fault) => {
  expect(faultsOfEnglish('findings', { explanation, explanation_en })).toContain(fault)
})
