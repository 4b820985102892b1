import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isCreditCode,
  maskAddress,
  maskIdentifier,
  maskName,
  maskPhone,
  maskText,
  normaliseIdNumber,
  normalisePhone,
} from './rules.ts'

// Every number and name here is invented, or the example of a standard.
describe('maskText, partial', () => {
  it.each([
    // mobile
    ['电话13812345678，请回复', '电话138****5678，请回复'],
    ['手机：138 1234 5678', '手机：138 **** 5678'],
    ['手机138-1234-5678。', '手机138-****-5678。'],
    ['+8613812345678', '+86138****5678'],
    ['+86 138-1234-5678', '+86 138-****-5678'],
    ['１３８１２３４５６７８是我的号码', '１３８****５６７８是我的号码'],
    ['wx13812345678', 'wx138****5678'],
    ['13812345678、13987654321都可以', '138****5678、139****4321都可以'],
    // landline
    ['座机0755-82345678', '座机0755-****5678'],
    ['拨打(010)62345678', '拨打(010)****5678'],
    ['拨打（0755）82345678', '拨打（0755）****5678'],
    ['075582345678', '0755****5678'],
    ['0759-2345678转', '0759-***5678转'],
    ['0755-82345678-801', '0755-****5678-***'],
    ['家里电话：82345678', '家里电话：****5678'],
    // identity card
    ['身份证11010519491231002X', '身份证110*************2X'],
    ['身份证号：440524188001010014，男', '身份证号：440*************14，男'],
    ['11010519491231002x', '110*************2x'],
    ['110105 19491231 002X', '110*** ******** **2X'],
    ['身份证号 110105194912310021', '身份证号 110*************21'],
    // bank card
    ['卡号6222024400001234564', '卡号***************4564'],
    ['转到 6217 0012 3456 7893 这张卡', '转到 **** **** **** 7893 这张卡'],
    ['Visa 4111111111111111', 'Visa ************1111'],
    // e-mail
    ['邮箱zhang.wei@example.com。', '邮箱z********@example.com。'],
    ['写信到abc_1@mail.example.cn', '写信到a****@mail.example.cn'],
    ['ａｂｃ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ａ**＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    // plate
    ['车牌粤B12345乱停', '车牌粤B***45乱停'],
    ['粤B·12345', '粤B·***45'],
    ['粤BD12345占用充电桩', '粤B****45占用充电桩'],
    ['粤b1234学', '粤b***4学'],
    ['京AF00001挂着', '京A****01挂着'],
    // passport
    ['护照号E12345678', '护照号E******78'],
    ['护照EA1234567', '护照E******67'],
    ['港澳通行证C12345678', '港澳通行证C******78'],
    // name
    ['我叫张伟，住在这里', '我叫张*，住在这里'],
    ['我叫李小明是业主', '我叫李**是业主'],
    ['我叫张伟住在福田', '我叫张*住在福田'],
    ['姓名：王芳 电话13812345678', '姓名：王* 电话138****5678'],
    ['联系人欧阳修文，', '联系人欧***，'],
    ['联系人：陈静（女）', '联系人：陈*（女）'],
    ['本人李建国反映如下问题', '本人李**反映如下问题'],
    ['业主刘强，', '业主刘*，'],
    ['投诉人赵敏称楼上漏水', '投诉人赵*称楼上漏水'],
    ['姓名:买买提·艾力 男', '姓名:买***** 男'],
    ['我是黄丽，黄丽的孩子要上学', '我是黄*，黄*的孩子要上学'],
    ['申请人：于海波于昨天提交', '申请人：于**于昨天提交'],
    ['姓名：李河山，', '姓名：李**，'],
    // room
    ['住在幸福花园3栋2单元501', '住在幸福花园3栋*单元***'],
    ['3栋2单元501室漏水', '3栋*单元***室漏水'],
    ['A座1203房', 'A座****房'],
    ['十二号楼三单元402', '十二号楼*单元***'],
    ['福华路8号501室', '福华路8号***室'],
    ['阳光小区3-2-501', '阳光小区*-*-***'],
    // several at once
    [
      '本人王小丽，身份证11010519491231002X，电话13812345678，住3栋501',
      '本人王**，身份证110*************2X，电话138****5678，住3栋***',
    ],
  ])('%s', (text, masked) => {
    expect(maskText(text, 'partial').text).toBe(masked)
    expect(maskText(masked, 'partial')).toEqual({ text: masked, found: [] })
  })
})

describe('maskText leaves alone', () => {
  it.each([
    ['2025年1月13日上午9点', 'a date'],
    ['2025-01-13 18:30:00', 'a timestamp'],
    ['20250113', 'a date without separators'],
    ['订单号20250113123456789', 'an order number'],
    ['工单2025011300001234', 'a case number of 16 digits'],
    ['订单号6222024400001234564', 'an order number that passes Luhn'],
    ['时间戳1735689600000', 'milliseconds since 1970'],
    ['金额13812345678元', 'an amount'],
    ['金额12345678.90元', 'an amount with decimals'],
    ['坐标114.0579123,22.5431456', 'coordinates'],
    ['坐标113.13812345678', 'coordinates with many decimals'],
    ['拨打12345热线', 'the hotline'],
    ['拨打110或119', 'emergency numbers'],
    ['统一社会信用代码91350100M000100Y43', 'an organization'],
    ['身高175体重60', 'small numbers'],
    ['138123456789', 'twelve digits'],
    ['1381234567', 'ten digits'],
    ['12812345678', 'no mobile prefix'],
    ['110105194912310021', 'a wrong check digit and no cue'],
    ['6222024400001234563', 'a card number that fails Luhn'],
    ['型号ABC12345678', 'a type number'],
    ['快递单号E12345678', 'a parcel number'],
    ['川流不息', 'a word that begins like a plate'],
    ['京东方公司', 'a company'],
    ['粤B公司', 'a plate prefix alone'],
    ['本人对此不满', 'no surname behind the cue'],
    ['本人严重抗议', 'a word behind the cue'],
    ['本人曾多次反映', 'a surname that is a word here'],
    ['本人于昨天投诉', 'a preposition that is a surname'],
    ['我是黄埔区居民', 'a district'],
    ['我是龙岗街道的', 'a township'],
    ['我是江西人', 'a province'],
    ['联系人电话不通', 'no name behind the cue'],
    ['申请人应当提交材料', 'a rule'],
    ['当事人任何时候都可以', 'an adverb'],
    ['业主方面没有回应', 'a party'],
    ['全体业主陈述的情况', 'a verb that begins with a surname'],
    ['业主向各个部门反映', 'a preposition behind a loose cue'],
    ['考生姓名成绩公布', 'two column titles'],
    ['业主们·我们一起投诉', 'a dot that joins no name'],
    ['姓名不详', 'an unknown name'],
    ['3栋2025年建成', 'a building and its year'],
    ['3栋楼下有垃圾', 'a building alone'],
    ['共501户', 'a count'],
    ['2单元门口', 'an entrance alone'],
    ['邮箱@错误', 'no address'],
    ['价格是3-2-1起', 'plain numbers'],
  ])('%s: %s', (text) => {
    expect(maskText(text, 'partial')).toEqual({ text, found: [] })
  })
})

describe('levels', () => {
  const text = '我叫张伟，电话138 1234 5678'
  it('finds without masking at none', () => {
    expect(maskText(text, 'none')).toEqual({
      text,
      found: [
        { kind: 'name', start: 2, end: 4 },
        { kind: 'mobile', start: 7, end: 20 },
      ],
    })
  })
  it('leaves nothing at full', () => {
    expect(maskText(text, 'full').text).toBe('我叫**，电话*** **** ****')
  })
})

describe('single values', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['+8613812345678', '+86138****5678'],
    ['0755-82345678', '0755-****5678'],
    ['82345678', '****5678'],
    ['12', '**'],
  ])('maskPhone %s', (value, masked) => expect(maskPhone(value)).toBe(masked))

  it.each([
    ['张伟', '张*'],
    ['张小明', '张**'],
    ['欧阳修文', '欧***'],
    ['张', '*'],
    ['', ''],
  ])('maskName %s', (value, masked) => expect(maskName(value)).toBe(masked))

  it.each([
    ['福田区福华路8号幸福花园3栋2单元501', 'partial', '福田区福华路8号幸福花园3栋*单元***'],
    ['福田区福华路8号', 'full', '福田区福华路**'],
    ['福田区福华路8号', 'none', '福田区福华路8号'],
  ] as const)('maskAddress %s %s', (value, level, masked) => expect(maskAddress(value, level)).toBe(masked))

  it.each([
    ['+86 138-1234-5678', '13812345678'],
    ['８６13812345678', '13812345678'],
    ['(0755) 8234 5678', '075582345678'],
    ['82345678', '82345678'],
    ['12345', undefined],
    ['无', undefined],
  ])('normalisePhone %s', (value, phone) => expect(normalisePhone(value)).toBe(phone))

  it.each([
    [' 11010519491231002x ', '11010519491231002X'],
    ['110105 19491231 002X', '11010519491231002X'],
    ['110105194912310021', undefined],
    ['110105194913310023', undefined],
  ])('normaliseIdNumber %s', (value, id) => expect(normaliseIdNumber(value)).toBe(id))

  it('knows the credit code of the standard, and each wrong character', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y44')).toBe(false)
    expect(isCreditCode('91350100M000100I43')).toBe(false)
  })
})

describe('properties', () => {
  const fragments = [
    ...'我叫张伟|联系人：欧阳修文|13812345678|138 1234 5678|0755-82345678|电话82345678|82345678|张伟|粤B12345'.split(
      '|',
    ),
    ...'11010519491231002X|6222024400001234564|a@b.cn|E12345678|3栋2单元501|福华路8号501室|91350100M000100Y43'.split(
      '|',
    ),
    ...'，|。| |-|9|*|**|元|的|区|.|x|@|1|3栋|身份证|本人|李|13|86'.split('|'),
  ]
  const text = fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...fragments) },
        { weight: 1, arbitrary: fc.string() },
      ),
      {
        maxLength: 24,
      },
    )
    .map((parts) => parts.join(''))
  const level = fc.constantFrom('partial' as const, 'full' as const)

  it('never shows a detected original, keeps the length, and changes nothing the second time', () => {
    fc.assert(
      fc.property(text, level, (original, l) => {
        const masked = maskText(original, l)
        expect(masked.text).toHaveLength(original.length)
        for (const { start, end } of maskText(original, 'none').found) {
          expect(masked.text).not.toContain(original.slice(start, end))
        }
        expect(maskText(masked.text, l)).toEqual({ text: masked.text, found: [] })
      }),
      { numRuns: 3000 },
    )
  })

  it('hides something of every value', () => {
    const kinds = ['mobile', 'landline', 'idNumber', 'bankCard', 'plate', 'passport', 'name'] as const
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.stringMatching(/^[A-Z0-9]{1,20}$/), (kind, value) => {
        expect(maskIdentifier(kind, value, 'partial')).toContain('*')
      }),
    )
  })
})

describe('linear time', () => {
  const million = (unit: string) => unit.repeat(Math.ceil(1e6 / unit.length))
  it.each([
    '1',
    'a',
    '1 ',
    '1-',
    'a.',
    'a@',
    '6222 ',
    '我叫张',
    '联系人：张伟',
    '3栋',
    '粤B1',
    '电话8234567 ',
    '今天楼下又有人占道经营，请尽快处理。',
    '我叫张伟，电话13812345678；',
    '1381234567',
    '一',
  ])('1 MB of %j', (unit) => {
    const text = million(unit)
    const start = performance.now()
    maskText(text, 'partial')
    // Below 1 s on an idle machine; quadratic time would be many minutes, so a busy machine may take its share.
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})
