import { describe, expect, test } from 'vitest'
import { type ActionRow, applyRow, nextDue } from '#kernel/cases'
import { caseWith, clockNamed, ctx, later } from '../../kernel/cases/case.fixture.ts'
import { type AppealState, appealCase, states, actions as table } from './case.ts'

describe('the table of an appeal', () => {
  test('every state is reached, and every state that is not final is left', () => {
    const rows = Object.values(table) as readonly { from: readonly string[]; to?: string }[]
    for (const s of states) {
      expect(s === appealCase.initial || rows.some((r) => r.to === s)).toBe(true)
      expect(
        appealCase.final.includes(s) ||
          rows.some((r) => r.from.includes(s) && r.to !== undefined && r.to !== s),
      ).toBe(true)
    }
  })
  test('a pause can be ended wherever it can begin', () => {
    expect(table.resume.from).toEqual(expect.arrayContaining([...table.hold.from]))
  })
  test('each clock that a row starts is stopped by some row before the end', () => {
    for (const name of appealCase.clocks)
      expect(
        Object.values(table).some((r) => 'stops' in r && (r.stops as readonly string[]).includes(name)),
      ).toBe(true)
  })
  test('a held case can be withdrawn, and what is over has no clock that runs', () => {
    for (const state of table.hold.from) expect(table.withdraw.from).toContain(state)
    expect(table.withdraw.held).toBe('also')
    const ends = Object.values<ActionRow>(table).filter((r) => appealCase.final.includes(r.to as AppealState))
    expect(ends).toHaveLength(3)
    const clocks = [
      clockNamed('dispatch'),
      clockNamed('accept', { pausedAt: later(-1) }),
      clockNamed('answer', { stoppedAt: later(-1) }),
    ]
    for (const row of ends) {
      const before = caseWith({ state: 'accepted', clocks, hold: { reason: 'r', since: later(-1) } })
      const after = applyRow(appealCase, row, before, ctx)
      expect(after.clocks.every((k) => k.stoppedAt !== null)).toBe(true)
      expect([after.hold, nextDue(after), after.closedAt]).toEqual([null, null, later(0)])
    }
  })
  test('no algorithm answers, closes or refuses; only the platform escalates', () => {
    const by = (who: string) =>
      Object.entries(table).flatMap(([name, r]) => (r.who.some((g) => g.who === who) ? [name] : []))
    expect(by('algorithm').sort()).toEqual(['classify', 'dispatch', 'propose'])
    expect(by('system').sort()).toEqual([
      'adopt',
      'close',
      'closeMerged',
      'escalate',
      'note',
      'release',
      'remind',
      'resume',
      'split',
      'urgeCo',
    ])
  })
})
