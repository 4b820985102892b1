import { describe, expect, test } from 'vitest'
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
