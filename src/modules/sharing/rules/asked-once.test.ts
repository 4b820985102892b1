import { expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import { foodBusinesses } from '../../../../tests/support/resources.ts'
import { askedTwice } from './asked-once.ts'

const item = (name: string, title: string, change: object = {}) => ({ name, title, type: 'text', ...change })

function content(items: readonly object[], change: object = {}): Content {
  return Content.parse({
    ...foodBusinesses,
    rules: [],
    items,
    scope: { places: [], placeItem: null, timeItem: null, from: null },
    ...change,
  })
}

const open = { type: 'unconditional', condition: '', mode: 'interface' }
const register = (items: readonly object[], change: object = {}) => ({
  id: '00000000-0000-4000-8000-000000000001',
  code: 'A1',
  content: content(items, { name: '登记库', share: open, ...change }),
})
const licence = item('licence', '许可证编号', { key: true, required: true })

/** Titles of a form that asks these items, beside a register of those. */
function twice(
  asked: readonly object[],
  held: readonly object[],
  more: { form?: object; rules?: object[]; registerRules?: object[]; others?: Content[] } = {},
): string[] {
  const names = asked.map((i) => (i as { name: string }).name)
  const form = { items: names, roles: ['grid-worker'], ...more.form }
  const others = [
    register(held, more.registerRules === undefined ? {} : { rules: more.registerRules }),
    ...(more.others ?? []).map((c, n) => ({
      id: `00000000-0000-4000-8000-00000000001${n}`,
      code: 'B',
      content: c,
    })),
  ]
  return askedTwice(content(asked, { form, rules: more.rules ?? [] }), others, []).map((a) => a.title)
}

const number = (name: string) => ({
  id: `check-${name}`,
  title: '校验位',
  severity: 'warn',
  kind: 'check-digit',
  item: name,
  code: 'credit-code',
})

test.each<[string, string[], Parameters<typeof twice>]>([
  [
    'the same title',
    ['名称'],
    [
      [licence, item('a', '名称')],
      [licence, item('b', '名称')],
    ],
  ],
  [
    'a title in other brackets, width and case',
    ['浓度（ＰＰＭ）'],
    [
      [licence, item('a', '浓度（ＰＰＭ）')],
      [licence, item('b', '浓度 (ppm)')],
    ],
  ],
  [
    'a synonym',
    ['店名'],
    [
      [licence, item('a', '店名')],
      [licence, item('b', '单位名称')],
    ],
  ],
  [
    'the key by a synonym too',
    ['名称'],
    [
      [item('no', '许可证号', { key: true, required: true }), item('a', '名称')],
      [licence, item('b', '名称')],
    ],
  ],
  [
    'another title',
    [],
    [
      [licence, item('a', '卫生状况')],
      [licence, item('b', '名称')],
    ],
  ],
  [
    'another type',
    [],
    [
      [licence, item('a', '名称', { type: 'integer' })],
      [licence, item('b', '名称')],
    ],
  ],
  [
    'without the key nobody is found',
    [],
    [
      [item('x', '门牌'), item('a', '名称')],
      [licence, item('b', '名称')],
    ],
  ],
  [
    'a citizen’s number whatever its title',
    ['户主证件'],
    [
      [licence, item('a', '户主证件', { personal: 'id-card' })],
      [licence, item('b', '公民身份号码')],
    ],
  ],
  [
    'two numbers in one resource belong to two',
    [],
    [
      [
        licence,
        item('a', '户主证件', { personal: 'id-card' }),
        item('c', '配偶证件', { personal: 'id-card' }),
      ],
      [licence, item('b', '公民身份号码')],
    ],
  ],
  [
    'an organization’s number by its check digit',
    ['照面代码'],
    [
      [licence, item('a', '照面代码')],
      [licence, item('b', '统一社会信用代码')],
      { rules: [number('a')], registerRules: [number('b')] },
    ],
  ],
  [
    'what another form says to be the same',
    ['招牌'],
    [
      [licence, item('a', '招牌')],
      [licence, item('b', '经营者称谓')],
      {
        others: [
          content([licence, item('sign', '招牌')], {
            form: {
              items: ['licence', 'sign'],
              roles: ['grid-worker'],
              sameAs: {
                sign: { resource: register([licence]).id, item: 'b', keyItem: 'licence', from: 'licence' },
              },
            },
          }),
        ],
      },
    ],
  ],
  [
    'asked again for a stated reason',
    [],
    [
      [licence, item('a', '店名')],
      [licence, item('b', '名称')],
      { form: { again: { a: '招牌常有更换，以现场所见为准' } } },
    ],
  ],
])('asked twice: %s', (_, expected, args) => {
  expect(twice(...args)).toEqual(expected)
})
