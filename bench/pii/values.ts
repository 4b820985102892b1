import { existsSync, readFileSync } from 'node:fs'
import { isCreditCode } from '#kernel/vault/rules'
import type { PiiKind } from '#models/pii'

export type Random = () => number
export const pick = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T
export const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1))
export const digits = (random: Random, n: number): string =>
  Array.from({ length: n }, () => whole(random, 0, 9)).join('')

/** How names are drawn; counted in data that may not ship where it is there, so that the detector's lists are not judged by themselves. */
export interface NameSource {
  readonly from: string
  readonly draw: (random: Random) => string
}

const nameFolder = '../shared/data/city/chinese-names/data-csv'

export function nameSource(): NameSource {
  if (!existsSync(nameFolder)) {
    const given = '伟 芳 秀英 丽 建国 志强 晓燕 子涵 浩然 雨桐 国庆 桂兰 俊杰 思远 文静'.split(' ')
    const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡'.split('')
    return { from: 'own short list', draw: (random) => pick(random, surnames) + pick(random, given) }
  }
  const surnames = weighted(rowsOf('familyname.csv').map(([surname = '', , , , n]) => [surname, Number(n)]))
  const given = weighted(
    rowsOf('givenname.csv').map(([character = '', , , male, female]) => [
      character,
      Number(male) + Number(female),
    ]),
  )
  return {
    from: 'census shares of surnames and given-name characters',
    draw: (random) => surnames(random) + given(random) + (random() < 0.8 ? given(random) : ''),
  }
}

function rowsOf(file: string): string[][] {
  const [, ...lines] = readFileSync(`${nameFolder}/${file}`, 'utf8').trim().split('\n')
  return lines.map((line) => line.split(','))
}

function weighted(rows: readonly (readonly [string, number])[]): (random: Random) => string {
  const usable = rows.filter(([, n]) => n > 0)
  const total = usable.reduce((sum, [, n]) => sum + n, 0)
  return (random) => {
    let left = random() * total
    for (const [value, n] of usable) {
      left -= n
      if (left <= 0) return value
    }
    return usable[0]?.[0] ?? '王'
  }
}

const divisions = readFileSync('data/territory/divisions.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string])
const districts = divisions.filter(([code]) => code.length === 6)
const townships = divisions.filter(([code]) => code.length === 9)
const outside = [
  '110105',
  '310104',
  '440305',
  '330106',
  '420111',
  '610113',
  '210202',
  '350203',
  '460105',
  '650102',
]

export function birthOf(random: Random): [string, string, string] {
  return [
    String(whole(random, 1940, 2012)),
    String(whole(random, 1, 12)).padStart(2, '0'),
    String(whole(random, 1, 28)).padStart(2, '0'),
  ]
}

export function idNumber(random: Random): string {
  const division = random() < 0.7 ? (pick(random, districts)[0] ?? '500107') : pick(random, outside)
  const body = division + birthOf(random).join('') + digits(random, 3)
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(body[i]), 0) % 11]
}

export function withLuhn(body: string): string {
  for (let d = 0; d < 10; d++) {
    const sum = [...(body + d)].reverse().reduce((total, c, i) => {
      const n = i % 2 === 1 ? Number(c) * 2 : Number(c)
      return total + (n > 9 ? n - 9 : n)
    }, 0)
    if (sum % 10 === 0) return body + d
  }
  return body
}

function creditCode(random: Random): string {
  const body = `9150${digits(random, 4)}${Array.from({ length: 9 }, () => pick(random, [...'0123456789ABCDEFGHJKLMNPQRTUWXY'])).join('')}`
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((c) => body + c).find(isCreditCode) ?? body
}

const networks =
  '130 131 135 136 138 139 150 151 152 155 158 159 166 173 177 178 180 182 185 186 187 188 189 191 193 198 199'.split(
    ' ',
  )
export const mobile = (random: Random): string => pick(random, networks) + digits(random, 8)
const letters = (random: Random, n: number) =>
  Array.from({ length: n }, () => pick(random, [...'abcdefghkmnprstwxyz'])).join('')

const estates =
  '金科花园 融创国际 龙湖春森 蓝光苑 恒大名都 保利香雪 绿地海域 协信星都 鲁能新城 富力小区 锦绣华庭 阳光公寓 翠湖雅居 江南水岸'.split(
    ' ',
  )
const roads =
  '人民路 中山二路 建设大道 学府街 长江一路 红旗河沟街 沿江东路 松石大道 文化巷 迎宾大道 南坪西路 机场路'.split(
    ' ',
  )

export function address(random: Random): string {
  const [code = '', township = ''] = pick(random, townships)
  const district = districts.find(([c]) => c === code.slice(0, 6))?.[1] ?? ''
  const front = pick(random, [
    '',
    '重庆市',
    district,
    `重庆市${district}`,
    `重庆市${district}${township}`,
    `${district}${township}`,
  ])
  const road = `${pick(random, roads)}${whole(random, 1, 899)}号`
  const building = `${pick(random, estates)}${pick(random, [`${whole(random, 1, 40)}栋`, `${whole(random, 1, 40)}幢`, `${whole(random, 1, 40)}号楼`, `${pick(random, ['A', 'B', 'C'])}座`])}`
  const room = pick(random, [
    '',
    `${whole(random, 1, 4)}单元`,
    `${whole(random, 1, 4)}单元${whole(random, 1, 32)}0${whole(random, 1, 8)}室`,
    `${whole(random, 1, 32)}0${whole(random, 1, 8)}`,
  ])
  const village = `${district}${township}${pick(random, ['石坝', '双河', '青龙', '大塘', '白果', '红岩'])}村${pick(random, ['一', '二', '三', '四', '五', '6', '8'])}组`
  return pick(random, [front + road, front + building + room, front + road + building + room, village])
}

const hanDigits = (text: string) => text.replace(/\d/g, (d) => '零一二三四五六七八九'[Number(d)] ?? d)
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** A value of each kind in one of the ways in which people write it. */
export function writtenValue(kind: PiiKind, random: Random, names: NameSource, plain = false): string {
  const value = plainValue(kind, random, names)
  if (plain) return value
  const way = random()
  if (kind === 'mobile') {
    if (way < 0.1) return `${value.slice(0, 3)} ${value.slice(3, 7)} ${value.slice(7)}`
    if (way < 0.2) return `${value.slice(0, 3)}-${value.slice(3, 7)}-${value.slice(7)}`
    if (way < 0.27) return hanDigits(value)
    if (way < 0.34) return `+86${value}`
  }
  if (kind === 'idNumber' && way < 0.12)
    return `${value.slice(0, 6)} ${value.slice(6, 14)} ${value.slice(14)}`
  if (kind === 'idNumber' && way < 0.2) return value.slice(0, 6) + value.slice(8, 17)
  if (kind === 'bankCard' && way < 0.4) return value.replace(/(\d{4})(?=\d)/g, '$1 ')
  if (kind === 'plate' && way < 0.3) return `${value.slice(0, 2)}·${value.slice(2)}`
  return ['mobile', 'idNumber', 'email', 'plate'].includes(kind) && way > 0.93 ? fullWidth(value) : value
}

function plainValue(kind: PiiKind, random: Random, names: NameSource): string {
  const alnum = [...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ']
  switch (kind) {
    case 'idNumber':
      return idNumber(random)
    case 'mobile':
      return mobile(random)
    case 'landline':
      return (
        pick(random, ['023-', '010-', '0755-', '(023)', '0816-']) + whole(random, 2, 8) + digits(random, 7)
      )
    case 'creditCode':
      return creditCode(random)
    case 'bankCard':
      return withLuhn(
        pick(random, ['621700', '622848', '622202', '621226', '625965', '436742']) +
          digits(random, pick(random, [9, 12])),
      )
    case 'passport':
      return pick(random, [
        `E${digits(random, 8)}`,
        `E${pick(random, ['A', 'B', 'H', 'K'])}${digits(random, 7)}`,
        `G${digits(random, 8)}`,
      ])
    case 'permit':
      return pick(random, [
        `H${digits(random, 8)}`,
        `M${digits(random, 10)}`,
        `C${digits(random, 8)}`,
        `C${pick(random, ['A', 'B', 'D'])}${digits(random, 7)}`,
        `1${digits(random, 7)}`,
      ])
    case 'plate':
      return (
        pick(random, ['渝A', '渝B', '渝C', '川A', '京N', '粤B', '贵C']) +
        pick(random, [
          `${pick(random, alnum)}${digits(random, 4)}`,
          `D${digits(random, 5)}`,
          `${digits(random, 2)}${pick(random, [...'ABCDEFGHJKLMNPQ'])}${digits(random, 2)}`,
          `${digits(random, 5)}F`,
        ])
      )
    default:
      return contactOrPlace(kind, random, names)
  }
}

function contactOrPlace(kind: PiiKind, random: Random, names: NameSource): string {
  const [year, month, day] = birthOf(random)
  switch (kind) {
    case 'address':
      return address(random)
    case 'name':
      return names.draw(random)
    case 'email':
      return `${letters(random, 5)}${pick(random, ['.', '_', ''])}${digits(random, 2)}@${pick(random, ['qq.com', '163.com', 'example.cn', 'mail.cq.example.com'])}`
    case 'ip':
      return pick(random, [
        `${whole(random, 10, 223)}.${whole(random, 0, 255)}.${whole(random, 0, 255)}.${whole(random, 1, 254)}`,
        `2001:db8:${digits(random, 3)}a::${digits(random, 2)}`,
      ])
    case 'mac':
      return Array.from({ length: 6 }, () => whole(random, 16, 255).toString(16).toUpperCase()).join(
        pick(random, [':', '-']),
      )
    case 'wechat':
      return `${letters(random, 4)}${pick(random, ['_', '-', ''])}${letters(random, 3)}${digits(random, 3)}`
    case 'qq':
      return whole(random, 1, 9) + digits(random, whole(random, 6, 9))
    case 'socialSecurity':
      return pick(random, [
        `C${digits(random, 8)}`,
        `50${digits(random, 8)}`,
        digits(random, 12).replace(/^0/, '5'),
      ])
    case 'birthDate':
      return pick(random, [
        `${year}-${month}-${day}`,
        `${year}年${Number(month)}月${Number(day)}日`,
        `${year}.${month}.${day}`,
        `${year}/${month}/${day}`,
      ])
    case 'coordinates':
      return `${(105.5 + random() * 4).toFixed(6)},${(28.5 + random() * 3).toFixed(6)}`
    default:
      return ''
  }
}
