import { describe, expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import { compileContract, type Problem } from './checker.ts'

const content = Content.parse({
  name: '餐饮单位',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '辖区内餐饮服务单位',
  format: '数据库',
  share: { type: 'unconditional' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: 'gxq.market', title: '餐饮科', account: null },
  steward: { org: 'gxq.market', title: '信息科', account: null },
  shape: 'records',
  items: [
    { name: 'code', title: '统一社会信用代码', type: 'text', required: true, key: true },
    { name: 'name', title: '名称', type: 'text', required: true, length: 10 },
    { name: 'grade', title: '等级', type: 'text', values: ['A', 'B', 'C'] },
    { name: 'licence', title: '许可证号', type: 'text', pattern: 'JY\\d{4}' },
    { name: 'seats', title: '座位', type: 'integer', least: '1', most: '5000' },
    { name: 'opened', title: '开业', type: 'date' },
    { name: 'closed', title: '停业', type: 'date' },
    { name: 'place', title: '地点', type: 'place' },
  ],
  rules: [
    {
      id: 'digit',
      title: '校验码',
      severity: 'reject',
      kind: 'check-digit',
      item: 'code',
      code: 'credit-code',
    },
    {
      id: 'order',
      title: '先开后停',
      severity: 'reject',
      kind: 'compare',
      item: 'opened',
      op: '<=',
      other: 'closed',
    },
    { id: 'past', title: '不在将来', severity: 'reject', kind: 'not-future', item: 'opened', minutes: 0 },
    { id: 'seats', title: '有座位数', severity: 'warn', kind: 'filled', item: 'seats' },
    {
      id: 'where',
      title: '有地点或许可证',
      severity: 'warn',
      kind: 'any-filled',
      items: ['place', 'licence'],
    },
  ],
  scope: { places: ['50/500107'], placeItem: 'place', timeItem: 'opened', from: '2000-01-01' },
})
const now = new Date('2026-03-01T00:00:00Z')
const good = {
  code: '91500000MA5U2NQA0X',
  name: '老张面馆',
  place: '500107103',
  opened: '2020-05-01',
  seats: 20,
}
const checker = compileContract(content)

const problemsOf = (raw: object): readonly Problem[] => {
  const checked = checker.check({ ...good, ...raw }, now)
  return 'problems' in checked ? checked.problems : []
}

test('a row that keeps the contract is stored in one form, with key, place and time', () => {
  const checked = checker.check({ ...good, extra: 1 }, now)
  expect(checked).toEqual({
    filled: 5,
    row: {
      key: good.code,
      place: '50/500107/500107103',
      at: '2020-05-01T00:00:00.000Z',
      json: JSON.stringify({
        code: good.code,
        name: good.name,
        seats: 20,
        opened: good.opened,
        place: '50/500107/500107103',
      }),
      warnings: [],
    },
  })
})

describe('each clause by itself', () => {
  test.each([
    [{ name: '' }, { item: 'name', reason: 'missing' }],
    [{ name: '一二三四五六七八九十多' }, { item: 'name', reason: 'too-long', expected: '10' }],
    [{ grade: 'D' }, { item: 'grade', reason: 'not-in-list', expected: 'A、B、C' }],
    [{ licence: 'JY12345' }, { item: 'licence', reason: 'wrong-form', expected: 'JY\\d{4}' }],
    [{ seats: 0 }, { item: 'seats', reason: 'too-small', expected: '1' }],
    [{ seats: 5001 }, { item: 'seats', reason: 'too-large', expected: '5000' }],
    [{ seats: '二十' }, { item: 'seats', reason: 'not-an-integer' }],
    [{ code: '91500000MA5U2NQA0Y' }, { item: 'code', reason: 'check-digit-credit-code', rule: 'digit' }],
    [
      { closed: '2019-01-01' },
      { item: 'opened', reason: 'comparison', rule: 'order', expected: 'opened <= closed' },
    ],
    [{ opened: '2026-03-02' }, { item: 'opened', reason: 'in-the-future', rule: 'past' }],
    [{ opened: '1999-12-31' }, { item: 'opened', reason: 'before-scope', expected: '2000-01-01' }],
    [{ place: '500106' }, { item: 'place', reason: 'out-of-scope', expected: '50/500107' }],
  ])('%j', (raw, problem) => {
    expect(problemsOf(raw)).toEqual([problem])
  })
})

test('what only lowers the score is let in', () => {
  const checked = checker.check({ ...good, seats: null, place: '' }, now)
  expect('row' in checked && checked.row.warnings.map((w) => w.rule)).toEqual(['seats', 'where'])
})

test('keys of several items are told apart whatever they contain', () => {
  const items = ['a', 'b'].map((name) => ({ name, title: name, type: 'text', required: true, key: true }))
  const two = compileContract(Content.parse({ ...content, items, rules: [], scope: undefined }))
  const keyOf = (a: string, b: string) => {
    const checked = two.check({ a, b }, now)
    return 'row' in checked ? checked.row.key : undefined
  }
  expect(new Set([keyOf('x|', 'y'), keyOf('x', '|y'), keyOf('x\\', '|y'), keyOf('x', 'y')]).size).toBe(4)
})
