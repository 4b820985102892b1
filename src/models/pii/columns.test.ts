import { describe, expect, it } from 'vitest'
import { judgeColumn } from './index.ts'

const ids = ['11010519491231002X', '440524188001010014', '110105 19491231 002X', '', '无']

describe('a column', () => {
  it('is told by its values, with the share of hits and the checks that passed', () => {
    expect(judgeColumn('f3', ids)).toEqual({
      kind: 'idNumber',
      sensitivity: 'sensitive',
      certainty: expect.closeTo(0.8, 5),
      share: 0.75,
      why: [
        { key: 'column.share', hits: 3, of: 4 },
        { key: 'column.check', check: 'check-digit', hits: 3 },
        { key: 'column.check', check: 'calendar-date', hits: 3 },
        { key: 'column.check', check: 'division', hits: 3 },
      ],
    })
  })
  it('is surer with a name that agrees', () => {
    const judged = judgeColumn('身份证号', ids)
    expect(judged?.certainty).toBeGreaterThan(0.95)
    expect(judged?.why).toContainEqual({ key: 'column.name-agrees', word: '身份证' })
  })
  it.each([
    ['xm', ['张伟', '李小明', '欧阳文静', '王芳', '买买提·艾力'], 'name'],
    ['住址', ['渝北区红锦大道98号', '江北区观音桥街道1栋', '大足区龙石镇青龙村'], 'address'],
    ['csrq', ['1990-05-17', '1985/3/2', '20010930'], 'birthDate'],
    ['lon', ['106.551234', '106.498877'], 'coordinates'],
    ['微信', ['zhang_san1', 'li-si2024'], 'wechat'],
    ['lxdh', ['13812345678', '023-62345678', '13987654321', '13711112222'], 'mobile'],
  ])('%s %j: %s', (name, values, kind) => expect(judgeColumn(name, values)?.kind).toBe(kind))

  it.each([
    ['登记日期', ['1990-05-17', '1985-03-02']],
    ['订单编号', ['13812345678', '13987654321', '12812345678']],
    ['区县', ['渝中区', '江北区', '万州区', '石柱县']],
    ['职务', ['主任', '高级工程师', '司机', '安全员']],
    ['产品', ['高压水枪', '云台', '石膏板', '金属护栏']],
    ['备注', ['联系13812345678请尽快处理这件事情谢谢', '已办结', '无']],
    ['金额', ['1381234.00', '99.5']],
    ['空', ['', ' ']],
    ['无行', []],
  ])('%s %j is none', (name, values) => expect(judgeColumn(name, values)).toBeUndefined())

  it('takes another table of what is sensitive', async () => {
    const { defaultSensitivity } = await import('./index.ts')
    const sensitivity = { ...defaultSensitivity, mobile: 'sensitive' as const }
    expect(judgeColumn('手机', ['13812345678'], { sensitivity })?.sensitivity).toBe('sensitive')
  })
})
