import { describe, expect, test } from 'vitest'
import { type History, type HistoryStep, likeness, splitPieces, suspicionsOf } from './gaming.ts'

const start = Date.parse('2026-03-02T01:00:00.000Z')
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
const day = 24 * 60

function step(action: string, minutes: number, over: Partial<HistoryStep> = {}): HistoryStep {
  return { action, at: at(minutes), actor: 'handler', actorKind: 'officer', org: 'a', text: '', ...over }
}
const clerk = { actor: 'clerk', org: 'centre' } as const
const resident = { actor: 'r', actorKind: 'resident', org: null } as const
/** Dispatched at 0, to be answered within ten days. */
const history = (...steps: HistoryStep[]): History => ({
  org: 'a',
  steps: [step('dispatch', 0, clerk), step('accept', 10), ...steps],
  answer: { startedAt: at(0), due: at(10 * day) },
})
const rules = (h: History) => suspicionsOf(h).map((s) => s.rule)
const long = '您好，经现场核实路面已于三月三日修补完毕并恢复通行，感谢您的监督。'

describe('suspicionsOf', () => {
  const rows: [string, History, string[]][] = [
    ['a plain life', history(step('handle', 60), step('answer', day), step('rate', 2 * day, resident)), []],
    ['a clerk asked and entered', history(step('answer', day), step('rate', day + 30, clerk)), []],
    ['entered by who handled it', history(step('answer', day), step('rate', day + 30)), ['self-rated']],
    [
      'visited by who handled it',
      history(step('answer', day), step('rate', day + 30, resident), step('revisit', day + 90)),
      ['self-rated'],
    ],
    [
      'the applicant, though an officer elsewhere, rates the own case',
      history(step('answer', day), step('rate', day + 1, { ...resident, actor: 'handler' })),
      [],
    ],
    [
      'a rating a minute after the answer',
      history(step('answer', day), step('rate', day + 1, clerk)),
      ['rated-at-once'],
    ],
    [
      'a resident is as quick as they like',
      history(step('answer', day), step('rate', day + 1, resident)),
      [],
    ],
    [
      'at two minutes somebody may have asked',
      history(step('answer', day), step('rate', day + 2, clerk)),
      [],
    ],
    [
      'at the last moment, nothing done, opened again',
      history(step('answer', 10 * day - 30), step('reopen', 11 * day, resident)),
      ['clock-stopped'],
    ],
    [
      'the same with work on record',
      history(step('handle', day), step('answer', 10 * day - 30), step('reopen', 11 * day, resident)),
      [],
    ],
    ['not opened again', history(step('answer', 10 * day - 30)), []],
    [
      'opened again after weeks',
      history(step('answer', 10 * day - 30), step('reopen', 20 * day, resident)),
      [],
    ],
    ['well before its time', history(step('answer', 5 * day), step('reopen', 6 * day, resident)), []],
    [
      'late already: there was no clock to stop',
      history(step('answer', 11 * day), step('reopen', 12 * day, resident)),
      [],
    ],
    [
      'the old answer again',
      history(
        step('handle', 20),
        step('answer', day, { text: long }),
        step('reopen', 2 * day, resident),
        step('answer', 3 * day, { text: `${long}！` }),
      ),
      ['same-answer-again'],
    ],
    [
      'another answer',
      history(
        step('handle', 20),
        step('answer', day, { text: long }),
        step('reopen', 2 * day, resident),
        step('answer', 3 * day, { text: '您好，已联系燃气公司更换阀门，预计周五完工。' }),
      ),
      [],
    ],
  ]
  test.each(rows)('%s', (_name, h, expected) => {
    expect(rules(h)).toEqual(expected)
  })

  test('without an answer clock nothing can be said of it', () => {
    const h = history(step('answer', 10 * day - 30), step('reopen', 11 * day, resident))
    expect(rules({ ...h, answer: null })).toEqual([])
  })
})

describe('splitPieces', () => {
  const same = (n: number) => `${n}号楼的路灯坏了半个月没有人修，晚上回家很不安全`
  const piece = (id: number, text: string) => ({ id: String(id), text })
  test.each([
    ['none', [], []],
    ['two alike are chance', [piece(1, same(1)), piece(2, same(2))], []],
    ['three alike', [piece(1, same(1)), piece(2, same(2)), piece(3, same(3))], ['1', '2', '3']],
    [
      'three alike among others',
      [piece(0, '小区门口有人占道摆摊卖菜'), piece(1, same(1)), piece(2, same(2)), piece(3, same(3))],
      ['1', '2', '3'],
    ],
    ['three different', [piece(1, same(1)), piece(2, '小区门口占道摆摊'), piece(3, '水管漏水三天')], []],
  ])('%s', (_name, pieces, expected) => {
    expect(splitPieces(pieces)).toEqual(expected)
  })
})

test.each([
  ['', '', 0],
  ['路灯坏了', '路灯坏了', 1],
  ['路灯，坏了。', '路灯坏了', 1],
  ['路灯坏了', '水管漏水', 0],
])('likeness of %s and %s', (a, b, expected) => {
  expect(likeness(a, b)).toBe(expected)
  expect(likeness(b, a)).toBe(expected)
})
