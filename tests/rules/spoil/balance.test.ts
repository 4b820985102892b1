import { describe, expect, test } from 'vitest'
import { party } from '../../../examples/construction-spoil/simulation/people.ts'
import { haulier, receiver, site, Town } from './town.ts'

describe('the balance of a day', () => {
  /** Tickets of so many cubic metres and trucks of so many tonnes, ten each, then the next day. */
  const day = (quantity: number, net: number) => {
    const town = new Town()
    for (let n = 0; n < 10; n++) {
      town.issue({ entry: `e00${n}`, quantity }, site)
      town.give('depart', { ticket: `S001-e00${n}` }, haulier)
      town.gate('S001', net, { id: `s${n}` })
      town.wait(20).arrive({ ticket: `S001-e00${n}`, entry: `a00${n}`, quantity }, receiver)
    }
    return town
  }
  const balances = (town: Town) => town.world.findings.filter((f) => f.kind === 'balance')

  test.each([
    ['that closes', 10, 16.3, 0],
    ['that does not', 10, 20.5, 1],
    ['that differs by a few tonnes', 2, 5.5, 0],
  ])('%s', (_, quantity, net, found) => {
    const town = day(quantity, net)
    town.now = Date.parse('2026-11-30T21:00:00Z')
    town.gate('S001', 16, { vehicle: 'V002', id: 'early' })
    expect(balances(town)).toEqual([])
    town.wait(120).gate('S001', 16, { vehicle: 'V002', id: 'next' })
    expect(balances(town)).toHaveLength(found)
    if (found > 0)
      expect(balances(town)[0]).toMatchObject({
        object: 'S001',
        explanation: expect.stringContaining('过磅合计205吨，联单合计160吨，多出45吨'),
      })
  })

  test('is summed up by the daily check where nobody passed afterwards', () => {
    const town = day(10, 20.5)
    town.now = Date.parse('2026-12-01T02:00:00Z')
    town.give('daily-check', {}, party('site', 'S001'))
    expect(balances(town)).toHaveLength(1)
  })
})
