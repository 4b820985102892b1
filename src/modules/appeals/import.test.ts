import { describe, expect, test } from 'vitest'
import { isKnownArea } from './import/place.ts'
import { guessMapping, mapRow, parseMapping, parseTime } from './import.ts'

const row = (values: Record<string, string>, line = 2) => ({ line, values })

describe('the mapping is guessed from the header', () => {
  test.each([
    [
      'a petition system',
      ['留言编号', '留言用户', '留言主题', '留言时间', '留言详情'],
      { id: '留言编号', title: '留言主题', time: '留言时间', text: '留言详情' },
    ],
    [
      'a hotline',
      ['序号', '受理时间', '来电人', '联系电话', '诉求内容', '事发地址', '所属区域'],
      {
        id: '序号',
        time: '受理时间',
        name: '来电人',
        phone: '联系电话',
        text: '诉求内容',
        address: '事发地址',
        area: '所属区域',
      },
    ],
    [
      'an open data portal',
      ['case_enquiry_id', 'open_dt', 'case_title', 'description', 'latitude', 'longitude'],
      {
        id: 'case_enquiry_id',
        time: 'open_dt',
        title: 'case_title',
        text: 'description',
        lat: 'latitude',
        lon: 'longitude',
      },
    ],
    [
      'longer names',
      ['市民诉求内容（原文）', '登记时间（北京）'],
      { text: '市民诉求内容（原文）', time: '登记时间（北京）' },
    ],
  ])('%s', (_name, columns, expected) => {
    expect(guessMapping(columns, [])).toEqual(expected)
  })

  test('a column of long texts is the message where no name says so', () => {
    const sample = [row({ a: '1', b: '路灯坏了三天没有人修，晚上很黑。' })]
    expect(guessMapping(['a', 'b'], sample)).toEqual({ text: 'b' })
  })

  test('what is given by hand is checked', () => {
    expect(parseMapping('text=b,title=', ['a', 'b'])).toEqual({ text: 'b', title: undefined })
    expect(() => parseMapping('txt=b', ['b'])).toThrow('txt is no field')
    expect(() => parseMapping('text=c', ['b'])).toThrow('no column c')
  })
})

describe('times as offices write them are Shanghai time', () => {
  test.each([
    ['2019-02-28T11:25:05', '2019-02-28T03:25:05.000Z'],
    ['2019/2/8 9:05', '2019-02-08T01:05:00.000Z'],
    ['2019年2月8日 9时5分', '2019-02-08T01:05:00.000Z'],
    ['20190228112505', '2019-02-28T03:25:05.000Z'],
    ['2019-02-28', '2019-02-27T16:00:00.000Z'],
    ['2019-02-28T03:25:05Z', '2019-02-28T03:25:05.000Z'],
    ['2019-02-30', undefined],
    ['昨天', undefined],
  ])('%s', (text, expected) => {
    expect(parseTime(text)?.toISOString()).toBe(expected)
  })
})

describe('each row is an appeal or says what is wrong', () => {
  const mapping = {
    text: '内容',
    time: '时间',
    phone: '电话',
    category: '分类',
    urgency: '紧急程度',
    channel: '来源',
    lon: '经度',
    lat: '纬度',
  }
  const options = {
    mapping,
    system: 'file:abc',
    channel: 'import',
    now: new Date('2026-11-24T04:00:00Z'),
  } as const
  const good = { 内容: '路灯坏了三天，没有人来修。' }

  test.each([
    [{ 内容: '无' }, 'import.no-text'],
    [{ 内容: '路灯坏' }, 'import.text-short'],
    [{ ...good, 时间: '前天下午' }, 'import.time'],
    [{ ...good, 时间: '2027-01-01' }, 'import.future'],
    [{ ...good, 电话: '12345' }, 'import.phone'],
    [{ ...good, 分类: '外星事务' }, 'import.category'],
    [{ ...good, 紧急程度: '随便' }, 'import.urgency'],
    [{ ...good, 经度: '29.5', 纬度: '106.5' }, 'import.point'],
  ])('%j', (values, key) => {
    expect(mapRow(row(values as unknown as Record<string, string>), options)).toMatchObject({
      reason: { key },
    })
  })

  test('a good row', () => {
    const values = {
      ...good,
      时间: '2026-11-23 09:00',
      电话: '138 0013 8000',
      分类: '物业管理',
      紧急程度: '紧急',
      来源: '微信',
      经度: '106.5',
      纬度: '29.5',
    }
    expect(mapRow(row(values, 7), options)).toMatchObject({
      input: {
        text: good.内容,
        channel: 'wechat',
        urgency: 'urgent',
        category: '0101',
        contact: { phone: '13800138000' },
        where: { point: { lon: 106.5, lat: 29.5 } },
        source: { system: 'file:abc', id: 'line 7', at: '2026-11-23T01:00:00.000Z' },
      },
    })
  })

  test('an unknown channel is the default one; words for nothing are nothing', () => {
    expect(mapRow(row({ ...good, 来源: '其他平台', 电话: '无', 时间: '-' }), options)).toMatchObject({
      input: { channel: 'import', contact: {} },
    })
  })
})

describe('where a row belongs', () => {
  const mapping = { text: '内容', area: '区域', address: '地址', lon: '经度', lat: '纬度' }
  const text = '路灯坏了三天，没有人来修。'
  const where = (values: Record<string, string>, within?: string) => {
    const options = { mapping, system: 'x', channel: 'import', now: new Date('2026-11-24T04:00:00Z'), within }
    const mapped = mapRow(row({ 内容: text, ...values }), options as Parameters<typeof mapRow>[1])
    return 'reason' in mapped ? mapped.reason : mapped.input.where.place
  }
  const ours = '50/500107/500107106'
  test.each([
    ['a code', { 区域: '500107106' }, undefined, ours],
    ['a name of its own: left to the message’s own reading', { 区域: '金凤镇' }, undefined, undefined],
    ['a shared name inside an area', { 区域: '走马镇' }, 'area:cqgxq', ours],
    ['a shared name inside a district', { 区域: '走马镇', 地址: '走马街 3 号' }, '500107', ours],
    ['a shared name in the address alone', { 地址: '走马镇慈云路' }, '500107', ours],
    ['its district in front', { 区域: '九龙坡区走马镇' }, undefined, undefined],
    ['nothing named, inside a district', {}, '500107', '50/500107'],
    ['nothing named, inside an area of two districts', {}, 'area:cqgxq', undefined],
    ['a point before a shared name', { 区域: '走马镇', 经度: '106.3', 纬度: '29.4' }, undefined, undefined],
  ])('%s', (_name, values, within, expected) => {
    expect(where(values as unknown as Record<string, string>, within)).toBe(expected)
  })
  test('a name that several districts share is named with its candidates', () => {
    expect(where({ 区域: '走马镇', 地址: '慈云路' })).toEqual({
      key: 'import.ambiguous',
      values: { name: '走马镇慈云路', candidates: '万州区走马镇、九龙坡区走马镇', count: 2 },
    })
  })
  test('within is a place or a management area', () => {
    expect(['500107', 'area:cqgxq', '999999', 'area:none', ''].map(isKnownArea)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
