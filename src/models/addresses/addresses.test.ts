import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type AddressPart, addressParts, formatAddress, partText } from './address.ts'
import { cleanText } from './clean.ts'
import { makeGazetteer } from './gazetteer.ts'
import { compareAddresses } from './index.ts'
import { numeralValue } from './numerals.ts'
import { parseAddress } from './parse.ts'

const book = makeGazetteer([
  { code: '50', name: '重庆市' },
  { code: '500105', name: '江北区' },
  { code: '500105002', name: '江北城街道' },
  { code: '500105009', name: '观音桥街道' },
  { code: '500106', name: '沙坪坝区' },
  { code: '500106001', name: '小龙坎街道' },
  { code: '500106016', name: '虎溪街道' },
  { code: '500106016003', name: '虎兴居民委员会' },
  { code: '500107', name: '九龙坡区' },
  { code: '500107103', name: '白市驿镇' },
  { code: '500107103207', name: '三多桥村村民委员会' },
  { code: '500107104', name: '金凤镇' },
  { code: '500107104201', name: '龙凤村村民委员会' },
  { code: '500116', name: '江津区' },
  { code: '500116113', name: '杜市镇' },
  { code: '500116113204', name: '龙凤村民委员会' },
  { code: '500242', name: '酉阳土家族苗族自治县' },
  { code: '500242111', name: '黑水镇' },
])

it.each([
  ['一百二十三', 123],
  ['二〇五', 205],
  ['十', 10],
  ['十二', 12],
  ['二百', 200],
  ['一百零五', 105],
  ['两千', 2000],
  ['百十', undefined],
  ['一二三四五', undefined],
  ['', undefined],
  ['三峡', undefined],
])('the number %s is %s', (signs, value) => expect(numeralValue(signs)).toBe(value))

it.each([
  ['重庆市 九龙坡区，白市驿镇', '重庆市九龙坡区白市驿镇'],
  ['大学城中路２０号', '大学城中路20号'],
  ['五栋二单元十二楼三号', '5栋2单元12楼3号'],
  ['三峡路、一环路、一号桥', '三峡路一环路一号桥'],
  ['虎兴社区居民委员会', '虎兴社区'],
  ['建新村村委会', '建新村'],
  ['a座 5—2', 'A座5-2'],
  ['05栋', '5栋'],
])('writes %s as %s', (text, clean) => expect(cleanText(text)).toBe(clean))

it.each<[string, Partial<Record<AddressPart, string>>]>([
  [
    '重庆市九龙坡区白市驿镇三多桥村5组28号',
    { district: '九龙坡区', township: '白市驿镇', community: '三多桥村', group: '5组', number: '28' },
  ],
  [
    '沙坪坝虎溪镇大学城中路20号富力城五栋二单元十二楼3号',
    {
      district: '沙坪坝区',
      township: '虎溪街道',
      road: '大学城中路',
      number: '20',
      estate: '富力城',
      building: '5',
      unit: '2',
      room: '12-3',
    },
  ],
  ['三多桥村', { district: '九龙坡区', township: '白市驿镇', community: '三多桥村' }],
  ['龙凤村', { community: '龙凤村' }],
  ['江津龙凤村委会', { district: '江津区', township: '杜市镇', community: '龙凤村' }],
  ['酉阳县黑水镇', { district: '酉阳土家族苗族自治县', township: '黑水镇' }],
  [
    '江北城街道聚贤岩广场6号',
    { district: '江北区', township: '江北城街道', road: '聚贤岩广场', number: '6' },
  ],
  ['沙坪坝小龙坎正街123号附5号', { district: '沙坪坝区', road: '小龙坎正街', number: '123附5' }],
  ['金凤路3号', { road: '金凤路', number: '3' }],
  ['学府大道8号5-2-12-3', { road: '学府大道', number: '8', building: '5', unit: '2', room: '12-3' }],
  ['张家花园56号', { estate: '张家花园', number: '56' }],
  ['融创文旅城三期C区9幢1703室', { estate: '融创文旅城3期C区', building: '9', room: '17-3' }],
  ['海尔路1号负1-2', { road: '海尔路', number: '1', room: '-1-2' }],
  ['万寿镇', { township: '万寿镇' }],
  ['重庆', {}],
  ['', {}],
])('reads %s', (text, expected) => {
  const address = parseAddress(text, book)
  const found = addressParts.flatMap((part) => {
    const value = partText(address, part)
    return value === undefined ? [] : [[part, value]]
  })
  expect(Object.fromEntries(found)).toEqual(expected)
})

it('keeps the codes of places, none for one that the gazetteer lacks', () => {
  expect(parseAddress('虎兴社区', book)).toMatchObject({
    district: { code: '500106' },
    township: { code: '500106016' },
    community: { code: '500106016003', name: '虎兴社区' },
  })
  expect(parseAddress('江津区万寿镇', book).township).toEqual({ name: '万寿镇', code: undefined })
})

it('leaves what says where a place lies in the rest', () => {
  expect(parseAddress('沙坪坝区虎溪街道公交站对面', book)).toMatchObject({
    estate: undefined,
    rest: '公交站对面',
  })
})

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '重庆市',
      '九龙坡区',
      '沙坪坝',
      '虎溪街道',
      '白市驿',
      '三多桥村',
      '龙凤',
      '村',
      '社区',
      '高新区',
      '镇',
    ],
    ...[
      '大学城中路',
      '金凤路',
      '正街',
      '一支路',
      '路',
      '街道',
      '广场',
      '富力城',
      '公交站对面',
      '二期',
      'A区',
    ],
    ...[
      '5组',
      '十二号',
      '附',
      '附3号',
      '3栋',
      'A座',
      '2单元',
      '12楼',
      '1203',
      '-',
      '12-3',
      '负一层',
      '#',
      '号',
      '楼',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.nat(9999).map(String),
)
const anyText = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''))

it('never throws and reads its normal form as the same address', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { rest: _, ...parts } = parseAddress(text, book)
      const normal = formatAddress({ ...parts, rest: '' })
      const { rest, ...again } = parseAddress(normal, book)
      expect(again).toEqual(parts)
      expect(rest).toBe('')
      expect(formatAddress({ ...again, rest })).toBe(normal)
    }),
    { numRuns: 3000 },
  )
})

it.each<[string, string, AddressPart | undefined, AddressPart | undefined]>([
  ['九龙坡区白市驿镇三多桥村5组', '三多桥村五组28号', 'group', undefined],
  ['大学城中路20号5栋12楼3号', '大学城中路20号5幢1203', 'room', undefined],
  ['大学城中路20号5栋', '大学城中路20号6栋', 'number', 'building'],
  ['大学城中路20号', '大学城南路20号', undefined, 'road'],
  ['沙坪坝区大学城中路20号', '虎溪街道大学城中路', 'road', undefined],
  ['江津龙凤村', '九龙坡金凤镇龙凤村', undefined, 'district'],
  ['富力城20号', '大学城中路20号', undefined, undefined],
  ['重庆市', '江北区', undefined, undefined],
])('%s and %s agree to %s and differ at %s', (one, other, agreesTo, differsAt) => {
  const [a, b] = [parseAddress(one, book), parseAddress(other, book)]
  expect(compareAddresses(a, b)).toMatchObject({ agreesTo, differsAt })
  expect(compareAddresses(b, a)).toEqual(compareAddresses(a, b))
})
