import { describe, expect, test } from 'vitest'
import { officer, party } from '../../../examples/construction-spoil/simulation/people.ts'
import { haulier, output, receiver, refusal, Town } from './town.ts'

describe('phones without a network', () => {
  test('an arrival that comes before its ticket waits for it, and is matched with the signature it came with', () => {
    const town = new Town()
    const early = town.arrive()
    expect(output(early)).toMatchObject({ waiting: true })
    expect(output(town.arrive())).toMatchObject({ waiting: true, again: true })
    const signature = town.world.row('early', 'S001-aaaa|arrive')?.signature
    expect(output(town.wait(40).issue({ phone_at: '2026-11-30T01:30:00Z' }))).toMatchObject({
      state: '已闭环',
      match: '相符',
    })
    expect(town.ticket()).toMatchObject({
      arrival_signature: signature,
      clock_marked: true,
      arrived_at: '2026-11-30T02:00:00.000Z',
    })
    expect(town.world.notes.get('vehicle:V001')).toMatchObject({ open: null })
  })

  test('an older trip’s ticket that comes late does not end the one that the truck is on', () => {
    const town = new Town()
    town.wait(120).issue()
    town.wait(5).issue({ entry: 'late', phone_at: '2026-11-30T02:00:00Z' })
    expect(town.ticket('S001-late')).toMatchObject({ state: '待出场', clock_marked: true })
    expect(town.world.notes.get('vehicle:V001')).toMatchObject({ open: { number: 'S001-aaaa' } })
  })

  test('what another party kept early closes nothing', () => {
    const town = new Town()
    town.arrive({}, party('receiver', 'R02'))
    town.give('depart', { ticket: 'S001-aaaa' }, party('haulier', 'H09'))
    expect(output(town.wait(40).issue())).toMatchObject({ early: 'not-this-one', state: '待出场' })
  })

  test.each([
    [9, false],
    [-9, false],
    [11, true],
    [-600, true],
  ])('a clock that is %i minutes behind is kept beside; ours counts', (behind, marked) => {
    const town = new Town()
    town.issue({ phone_at: new Date(town.now - behind * 60_000).toISOString() })
    expect(town.ticket()).toMatchObject({ issued_at: town.iso, clock_minutes: behind, clock_marked: marked })
  })
})

describe('changes after signing', () => {
  const closed = () => {
    const town = new Town()
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' }, haulier)
    town.wait(20).arrive({ quantity: 13 })
    return town
  }

  test('a correction is a new signed version; the one before stays with its signatures', () => {
    const town = new Town()
    town.issue()
    const before = town.ticket().exit_signature
    town.give('correct', { ticket: 'S001-aaaa', quantity: 11, reason: '重新测量' })
    expect(town.ticket()).toMatchObject({
      version: 2,
      quantity: 11,
      exit_statement: expect.stringContaining('第2版'),
    })
    expect(town.ticket().exit_signature).not.toBe(before)
    const kept = town.world.row('versions', 'S001-aaaa|1')
    expect(JSON.parse(String(kept?.content))).toMatchObject({
      version: 1,
      quantity: 10,
      exit_signature: before,
    })
    expect(town.world.notes.get('facility:S001')).toMatchObject({ issued: 11 })
  })

  test('a refused load goes on to where the site corrects it to', () => {
    const town = new Town()
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' }, haulier)
    expect(output(town.give('refuse', { ticket: 'S001-aaaa', reason: '含水太多' }, receiver))).toMatchObject({
      state: '已拒收',
    })
    town.give('correct', { ticket: 'S001-aaaa', receiver: 'R02', reason: '改运' })
    expect(output(town.wait(20).arrive({}, party('receiver', 'R02')))).toMatchObject({ state: '已闭环' })
    expect(town.trip()).toMatchObject({ receiver: 'R02', used: '否' })
  })

  test('a closed ticket is corrected by the office alone, and judged anew', () => {
    const town = closed()
    const input = { ticket: 'S001-aaaa', arrived_quantity: 10, reason: '复磅' }
    expect(refusal(town.give('correct', input))).toBe('已闭环的联单由管理部门更正')
    expect(output(town.give('correct', input, officer))).toMatchObject({ match: '相符', version: 2 })
    expect(town.world.notes.get('facility:R01')).toMatchObject({ received: 10 })
  })

  test('a dispute takes a ticket out of the use rate until it is settled', () => {
    const town = closed()
    expect(output(town.give('dispute', { ticket: 'S001-aaaa', reason: '方量不对' }, haulier))).toMatchObject({
      state: '有争议',
    })
    expect(town.trip()).toMatchObject({ state: '有争议' })
    town.give('correct', { ticket: 'S001-aaaa', arrived_quantity: 10, reason: '协商一致' }, officer)
    expect(town.trip()).toMatchObject({ state: '已闭环', match: '相符' })
  })

  test('after the truck has left the office alone voids, and the sums go back', () => {
    const town = closed()
    const input = { ticket: 'S001-aaaa', reason: '虚开' }
    expect(refusal(town.give('void', input))).toBe('车辆已出场，由管理部门作废')
    town.give('void', input, officer)
    expect(town.world.notes.get('facility:S001')).toMatchObject({
      issued: 0,
      days: { '2026-11-30': { tickets: 0 } },
    })
    expect(town.world.notes.get('facility:R01')).toMatchObject({ received: 0 })
  })

  test('a paper ticket is entered once, and is no electronic one', () => {
    const town = new Town()
    const input = {
      paper_number: '000123',
      vehicle: 'V001',
      receiver: 'R01',
      class: '工程渣土',
      quantity: 10,
      arrived_quantity: 10,
      at: '2026-11-30T01:00:00Z',
      reason: '停电',
    }
    expect(output(town.give('paper', input))).toMatchObject({ ticket: 'S001-P000123', state: '已闭环' })
    expect(output(town.give('paper', { ...input, site: 'S001' }, officer))).toMatchObject({ again: true })
    expect(town.trip('S001-P000123')).toMatchObject({ how: '补录纸质联单' })
    expect(town.world.notes.get('facility:S001')).toMatchObject({ issued: 10 })
  })
})

test('an inspector is told what should be in the truck', () => {
  const town = new Town()
  town.issue()
  expect(
    output(town.give('inspect', { vehicle: 'V001', loaded: true, class: '工程渣土' }, officer)),
  ).toMatchObject({
    ticket: 'S001-aaaa',
    class: '工程渣土',
    quantity: 10,
    to: 'R01',
    result: '未见异常',
  })
  expect(
    output(town.give('inspect', { vehicle: 'V001', loaded: true, class: '工程垃圾' }, officer)),
  ).toMatchObject({ result: '联单为工程渣土，现场为工程垃圾' })
  expect(output(town.give('inspect', { vehicle: 'V002', loaded: true }, officer))).toMatchObject({
    result: '载有渣土，没有未闭环的联单',
  })
  expect(town.found()).toEqual(['no-ticket'])
})

test('permits that end within a month are told once', () => {
  const town = new Town()
  for (const [vehicle, permit_until] of [
    ['V003', '2026-12-20'],
    ['V004', '2026-11-28'],
    ['V005', '2027-01-05'],
  ])
    town.register('vehicles', { ...town.world.row('vehicles', 'V001'), vehicle, permit_until })
  expect(output(town.give('daily-check', {}, officer))).toEqual({ told: 2, places: 3, left: 0 })
  expect(output(town.give('daily-check', {}, officer))).toEqual({ told: 0, places: 3, left: 0 })
  expect(town.world.findings.map((f) => f.explanation)).toEqual(
    expect.arrayContaining(['V003的准运证将于2026-12-20到期。', 'V004的准运证已于2026-11-28到期。']),
  )
})

test('supply and demand are paired by distance, as far as both have something left and time', () => {
  const town = new Town()
  const offer = (code: string, side: string, quantity: number, lon: number, from = '2026-12-01') =>
    town.register('offers', {
      code,
      side,
      owner: '甲',
      class: '工程渣土',
      quantity,
      from,
      until: '2026-12-31',
      point: { lon, lat: 29.5 },
      state: '有效',
    })
  offer('O01', '余土', 5000, 106.3)
  offer('O02', '需土', 3000, 106.32)
  offer('O03', '需土', 4000, 106.4)
  offer('O04', '需土', 4000, 106.31, '2026-12-30')
  offer('O05', '需土', 4000, 107.3)
  expect(output(town.give('suggest-pairs', { class: '工程渣土' }, officer))).toEqual({
    pairs: 2,
    quantity: 5000,
  })
  expect(town.world.row('pairs', 'O01-O02')).toMatchObject({ quantity: 3000, kilometres: 1.9, days: 31 })
  expect(town.world.row('pairs', 'O01-O03')).toMatchObject({ quantity: 2000 })
})
