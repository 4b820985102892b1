import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData, type PiiKind, piiKinds } from './index.ts'

/** «kind:value», in order. */
const found = (text: string, atLeast?: number) =>
  findPersonalData(text, atLeast === undefined ? {} : { atLeast }).map(
    ({ kind, start, end }) => `${kind}:${text.slice(start, end)}`,
  )

// Every number and name here is invented, or the example of a standard.
describe('finds', () => {
  it.each([
    ['身份证11010519491231002X', ['idNumber:11010519491231002X']],
    ['身份证 110105 19491231 002X', ['idNumber:110105 19491231 002X']],
    ['身份证110105-19491231-002X', ['idNumber:110105-19491231-002X']],
    ['１１０１０５１９４９１２３１００２Ｘ', ['idNumber:１１０１０５１９４９１２３１００２Ｘ']],
    ['身份证110105491231002', ['idNumber:110105491231002']],
    ['身份證號：110105194912310021', ['idNumber:110105194912310021']],
    ['手机138 1234 5678', ['mobile:138 1234 5678']],
    ['电话一三八一二三四五六七八', ['mobile:一三八一二三四五六七八']],
    ['打幺三八零零壹贰叁肆伍陆', ['mobile:幺三八零零壹贰叁肆伍陆']],
    ['联系电话(023)62345678', ['landline:(023)62345678']],
    ['代码91350100M000100Y43', ['creditCode:91350100M000100Y43']],
    ['卡号6217 0012 3456 7893', ['bankCard:6217 0012 3456 7893']],
    ['护照EA1234567', ['passport:EA1234567']],
    ['港澳通行证C12345678', ['permit:C12345678']],
    ['台胞证12345678', ['permit:12345678']],
    ['渝A12345和渝AD12345', ['plate:渝A12345', 'plate:渝AD12345']],
    ['发到zhang_3@example.com', ['email:zhang_3@example.com']],
    ['来自113.204.10.7', ['ip:113.204.10.7']],
    ['地址2001:db8::8a2e:370:7334', ['ip:2001:db8::8a2e:370:7334']],
    ['网卡00-1A-2B-3C-4D-5E', ['mac:00-1A-2B-3C-4D-5E']],
    ['微信号：zhang_san1', ['wechat:zhang_san1']],
    ['QQ:123456789', ['qq:123456789']],
    ['社保卡号C12345678', ['socialSecurity:C12345678']],
    ['1990年5月17日出生', ['birthDate:1990年5月17日']],
    ['生于一九九〇年五月十七日', ['birthDate:一九九〇年五月十七日']],
    ['位置106.551234,29.563456', ['coordinates:106.551234,29.563456']],
    ['东经106.551°，北纬29.563°', ['coordinates:东经106.551°，北纬29.563°']],
    ['住渝北区龙溪街道红锦大道98号3栋2单元501室', ['address:渝北区龙溪街道红锦大道98号3栋2单元501室']],
    ['我是大足区龙石镇青龙村三组的村民', ['address:大足区龙石镇青龙村三组']],
    ['地址：高雄市鼓山區美術東二路68號', ['address:高雄市鼓山區美術東二路68號']],
    ['联系人：张伟', ['name:张伟']],
    ['村民王建国和李桂兰', ['name:王建国', 'name:李桂兰']],
    ['感谢刘晓燕老师', ['name:刘晓燕']],
    ['欧阳文静 13812345678', ['name:欧阳文静', 'mobile:13812345678']],
    ['姓名：買買提·艾力', ['name:買買提·艾力']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
})

describe('leaves alone', () => {
  it.each([
    ['订单12345678901234567890', 'a number of twenty digits'],
    ['110105194912310021', 'a wrong check digit and no cue'],
    ['990105194912310029', 'no such province'],
    ['11010519490231002X', 'no such day'],
    ['订单号6222024400001234564', 'an order number that passes Luhn'],
    ['金额13812345678元', 'an amount'],
    ['版本 10.20.3.4', 'a version'],
    ['第1.2.3.4条', 'a paragraph'],
    ['登记日期1990-05-17', 'a date that is nobody’s birth'],
    ['QQ群里说', 'no number'],
    ['地铁3号线6号出口', 'a station'],
    ['5月3号就报修了', 'a day'],
    ['小区9栋的电梯', 'a building without a place'],
    ['曾书记、张局长', 'an office'],
    ['全国人大代表', 'a word'],
    ['12:30:45', 'a time'],
    ['比例 3.141,2.718', 'numbers that are no place'],
  ])('%s: %s', (text) => expect(found(text)).toEqual([]))
})

describe('evidence', () => {
  it('says which check passed, how sure it is, and whether the law calls it sensitive', () => {
    expect(findPersonalData('11010519491231002X')).toEqual([
      {
        kind: 'idNumber',
        start: 0,
        end: 18,
        certainty: 0.99,
        why: ['check-digit', 'calendar-date', 'division'],
        sensitivity: 'sensitive',
      },
    ])
  })
  it('loses certainty for an ID card of a district that never was', () => {
    const [known] = findPersonalData('11010519491231002X', { divisions: new Set(['110105']) })
    const [unknown] = findPersonalData('11010519491231002X', { divisions: new Set(['500107']) })
    expect(known?.certainty).toBe(0.99)
    expect(unknown?.certainty).toBeLessThan(0.6)
    expect(unknown?.why).not.toContain('division')
  })
  it('finds only the kinds asked for, and the unsure when asked', () => {
    expect(findPersonalData('张伟 13812345678', { kinds: ['mobile'] }).map((f) => f.kind)).toEqual(['mobile'])
    expect(found('编号：13812345678')).toEqual([])
    expect(found('编号：13812345678', 0.3)).toEqual(['mobile:13812345678'])
  })
})

describe('any text', () => {
  const fragments = [
    ...'我叫张伟|联系人：欧阳修文|13812345678|138 1234 5678|0755-82345678|粤B12345|a@b.cn|E12345678|3栋2单元501'.split(
      '|',
    ),
    ...'11010519491231002X|110105491231002|6222024400001234564|91350100M000100Y43|渝北区龙溪街道|98号|3组|和|、|村'.split(
      '|',
    ),
    ...'出生|1990年5月17日|微信|QQ|社保卡号|东经|106.55|,|，|29.56|:|-|.|x|一三八|九|\u{20000}|\ud800|張|號|身份證'.split(
      '|',
    ),
  ]
  const text = fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...fragments) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''))

  it('gives spans that lie in the text, in order and apart', () => {
    const known = new Set<PiiKind>(piiKinds)
    fc.assert(
      fc.property(text, (t) => {
        let at = 0
        for (const f of findPersonalData(t, { atLeast: 0 })) {
          expect(f.start).toBeGreaterThanOrEqual(at)
          expect(f.end).toBeGreaterThan(f.start)
          expect(f.end).toBeLessThanOrEqual(t.length)
          expect(f.certainty).toBeGreaterThanOrEqual(0)
          expect(f.certainty).toBeLessThanOrEqual(1)
          expect(f.why.length).toBeGreaterThan(0)
          expect(known.has(f.kind)).toBe(true)
          at = f.end
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('linear time', () => {
  it.each([
    '1',
    'a',
    '1 ',
    '1-',
    '1.',
    'a.',
    'a@',
    ':',
    '1:',
    'A1-',
    '一',
    '号',
    '3栋',
    '1号',
    '村组',
    '路',
    '，',
    '区',
    '一年',
    '和',
    '张伟、',
    '王',
    '我叫张',
    '东经1',
    '社保',
    '微信',
    '出生1990年',
    '渝A1',
    '0',
    '张',
    '镇，',
    '1号苑',
    '我叫张伟，电话13812345678，住渝北区龙溪街道红锦大道98号3栋501；',
    '村民王建国的儿子李四，',
  ])('1 MB of %j', (unit) => {
    const text = unit.repeat(Math.ceil(5e5 / unit.length))
    const start = performance.now()
    findPersonalData(text)
    // Some seconds on a busy machine; quadratic time would be hours.
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})
