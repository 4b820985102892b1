import { expect, test } from 'vitest'
import { Item } from '../catalogue/contract.ts'
import { detectItem } from './detect.ts'

const item = (name: string, title: string, more: object = {}) =>
  Item.parse({ name, title, type: 'text', ...more })
const ids = ['110101199003074477', '11010119900307803X', '110101199003072316']

test('a column of ID numbers under a name that says nothing is found by its check digits, and shown masked', () => {
  const found = detectItem(item('c1', '字段一'), [], ids)
  expect(found).toMatchObject({ kind: 'id-card', looked: 3, example: expect.stringContaining('****') })
  expect(found.reasons).toContainEqual({ key: 'share', values: { hits: '3', of: '3' } })
  expect(found.reasons).toContainEqual({ key: 'check', values: { check: 'check-digit', hits: '3' } })
  for (const id of ids) expect(JSON.stringify(found)).not.toContain(id)
})

test('free text has no kind; its findings are counted', () => {
  const found = detectItem(
    item('note', '备注'),
    [],
    ['已联系李建国，电话13812345678，说周末回来处理。', '现场无人，改天再去看看情况。'],
  )
  expect(found).toMatchObject({ kind: null, example: '', looked: 2 })
  expect(found.findings).toContainEqual({ kind: 'mobile', count: 1 })
  expect(JSON.stringify(found)).not.toContain('13812345678')
})

test('what no rule finds in values is known by its title', () => {
  const found = detectItem(item('state', '健康情况'), [], ['良好', '高血压'])
  expect(found).toMatchObject({ kind: 'health', certainty: null, example: '' })
})

test('a resource without rows gives no proposal beside its description', () => {
  expect(detectItem(item('seats', '餐位数', { type: 'integer' }), [], [])).toMatchObject({
    kind: null,
    looked: 0,
    findings: [],
  })
})
