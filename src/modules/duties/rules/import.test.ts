import { describe, expect, it } from 'vitest'
import { type Known, readRows } from './import.ts'

/** The header is line 1. */
function readLines(rows: Record<string, unknown>[], known: Known) {
  return readRows(
    rows.map((values, i) => ({ line: i + 2, values })),
    known,
  )
}

describe('import', () => {
  const known = {
    isCategory: (c: string) => c === '0101',
    isPlace: (p: string) => ['50', '500106'].includes(p),
    dutyAt: (_category: string, place: string) => (place === '500106' ? '0101@county' : undefined),
    isOrg: (o: string) => ['cq.a', 'cq.b'].includes(o),
  }
  const row = { 事项: '0101', 区域: '50', 主办单位: 'cq.a', 兜底单位: 'cq.b' }

  it('reads a full row, in Chinese or English columns', () => {
    const [zh] = readLines(
      [
        {
          ...row,
          协办单位: '@township；cq.b',
          法律依据: '《民法典》第五条、价格法',
          法定时限: '2小时',
          备注: ' 先围护 ',
        },
      ],
      known,
    )
    const duty = {
      id: '0101@50',
      category: '0101',
      place: '50',
      org: 'cq.a',
      co: ['@township', 'cq.b'],
      legalBasis: [{ law: '民法典', article: '第五条' }, { law: '价格法' }],
      backstop: 'cq.b',
      deadline: { amount: 2, unit: 'hours' },
      note: '先围护',
    }
    expect(zh).toEqual({ line: 2, duty })
    const en = {
      category: '0101',
      place: 50,
      org: 'cq.a',
      co: '@township;cq.b',
      legalBasis: '民法典 第五条;价格法',
      backstop: 'cq.b',
      deadline: '2 hours',
      note: '先围护',
    }
    expect(readLines([en], known)).toEqual([{ line: 2, duty }])
  })

  it.each([
    ['missing', { ...row, 主办单位: '' }, '主办单位', '必填，请补上'],
    ['form', { ...row, 区域: '高新区' }, '区域', '“高新区”写法不对，请按模板填写'],
    ['category', { ...row, 事项: '0999' }, '事项', '事项分类里没有“0999”'],
    ['place', { ...row, 区域: '51' }, '区域', '区划里没有“51”'],
    ['org', { ...row, 协办单位: 'no.1' }, '协办单位', '单位里没有“no.1”'],
    ['deadline', { ...row, 法定时限: '尽快' }, '法定时限', '“尽快”不是时限，请写成“2小时”或“5个工作日”'],
    [
      'half a working day',
      { ...row, 法定时限: '0.5工作日' },
      '法定时限',
      '“0.5工作日”不是时限，请写成“2小时”或“5个工作日”',
    ],
  ])('names what is wrong: %s', (_name, wrong, column, zh) => {
    const [first, second] = readLines([wrong, { ...row, 编号: 'ok-1' }], known)
    expect(first).toMatchObject({ problems: [{ line: 2, column, reason: { zh } }] })
    expect(second).toMatchObject({ line: 3, duty: { id: 'ok-1' } })
  })

  it('without an id, changes the duty that the list has for the category and place', () => {
    expect(readLines([{ ...row, 区域: '500106' }], known)).toMatchObject([{ duty: { id: '0101@county' } }])
  })

  it('names a row that stands twice', () => {
    expect(readLines([row, row], known)[1]).toMatchObject({
      problems: [{ line: 3, reason: { zh: '与第2行重复' } }],
    })
  })
})
