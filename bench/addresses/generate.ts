import { readFileSync } from 'node:fs'
import type { LabelledAddress } from './labelled.ts'

/** A synthetic address, whole: what a register would hold. */
export interface FullAddress {
  readonly district: string
  readonly township: string
  readonly community: string
  readonly group: string | undefined
  readonly road: string | undefined
  readonly number: string
  readonly estate: string | undefined
  readonly building: string | undefined
  readonly unit: string | undefined
  readonly floor: number | undefined
  readonly door: number | undefined
}

type Random = () => number
export const pick = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T
const upTo = (random: Random, most: number) => 1 + Math.floor(random() * most)

const stems =
  '凤鸣 金竹 汇龙 学林 民安 新华 兴盛 建设 和平 松林 云湖 桂园 康宁 迎宾 滨江 文峰 南滨 翠微 长青 石门'.split(
    ' ',
  )
const endings = '路 路 路 大道 街 正街 一路 二路 三路 东路 西路 中路 支路 巷'.split(' ')
const estates = '锦绣城 阳光华庭 丽江苑 翡翠湾 书香雅居 江山名府 星河花园 国际公馆 天悦府 福源小区'.split(' ')

/**
 * Draws whole addresses in the real divisions that ship; roads, estates and numbers are invented. Villages get a group,
 * communities of towns a road and, four times in five, a building.
 */
export function makeAddressSource(random: Random): () => FullAddress {
  const names = new Map<string, string>()
  const communities: string[] = []
  for (const line of readFileSync('data/territory/divisions.csv', 'utf8').trim().split('\n').slice(1)) {
    const [code = '', name = ''] = line.split(',')
    names.set(code, name)
    if (code.length === 12) communities.push(code)
  }
  return () => {
    const code = pick(random, communities)
    const official = names.get(code) ?? ''
    const stem = official.replace(/(?:村民委员会|居民委员会|工作站)$/, '')
    const isVillage = official.endsWith('村民委员会')
    const ending = isVillage ? '村' : '社区'
    const community = /(?:村|社区)$/.test(stem) ? stem : `${stem}${ending}`
    const shared = {
      district: names.get(code.slice(0, 6)) ?? '',
      township: names.get(code.slice(0, 9)) ?? '',
      community,
    }
    return isVillage ? { ...shared, ...villageStreet(random) } : { ...shared, ...townStreet(random) }
  }
}

const nothing = {
  group: undefined,
  road: undefined,
  estate: undefined,
  building: undefined,
  unit: undefined,
  floor: undefined,
  door: undefined,
}

function villageStreet(random: Random) {
  return {
    ...nothing,
    group: `${upTo(random, 12)}${random() < 0.7 ? '组' : '社'}`,
    number: `${upTo(random, 150)}`,
  }
}

function townStreet(random: Random) {
  const annex = random() < 0.1 ? `附${upTo(random, 20)}` : ''
  const street = {
    ...nothing,
    road: `${pick(random, stems)}${pick(random, endings)}`,
    number: `${upTo(random, 400)}${annex}`,
  }
  if (random() < 0.2) return street
  return {
    ...street,
    estate: random() < 0.5 ? pick(random, estates) : undefined,
    building: `${upTo(random, 30)}`,
    unit: random() < 0.6 ? `${upTo(random, 4)}` : undefined,
    floor: upTo(random, 32),
    door: upTo(random, 8),
  }
}

const counted = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

function inChinese(n: number): string {
  if (n < 10) return counted[n] ?? ''
  if (n < 100) {
    const tens = Math.floor(n / 10)
    return `${tens === 1 ? '' : counted[tens]}十${n % 10 === 0 ? '' : counted[n % 10]}`
  }
  return [...String(n)].map((sign) => counted[Number(sign)]).join('')
}

const fullWidth = (text: string) =>
  text.replaceAll(/[\dA-Z-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/**
 * Writes an address as people do: the city or the community left out, 乡 and 区 shortened, numbers in Chinese or in full
 * width, 栋 as 幢 or 号楼, the room as 12-3, 1203 or 12楼3号, blanks between. The label holds what the text still tells.
 */
export function writeColloquially(address: FullAddress, random: Random): LabelledAddress {
  const { district, township, community, group, road, number, estate, building, unit } = address
  const tellsCommunity = group !== undefined || random() < 0.4
  const gap = random() < 0.15 ? ' ' : ''
  const count =
    random() < 0.12 ? (n: string) => n.replaceAll(/\d+/g, (d) => inChinese(Number(d))) : (n: string) => n
  const words = [
    random() < 0.5 ? '重庆市' : '',
    district.replace(/(?:土家族|苗族)+自治县$/, (people) => (random() < 0.5 ? '县' : people)),
    township,
    tellsCommunity
      ? random() < 0.15
        ? community.replace(/(村|社区)$/, '$1居委会').replace('村居委会', '村村委会')
        : community
      : '',
    group === undefined ? '' : count(group),
    road ?? '',
    `${count(number)}号`,
    estate ?? '',
    building === undefined ? '' : `${count(building)}${pick(random, ['栋', '栋', '幢', '号楼'])}`,
    unit === undefined ? '' : `${count(unit)}单元`,
    roomWords(address, random),
  ]
  const text = words.filter((word) => word !== '').join(gap)
  const room = address.floor === undefined ? undefined : `${address.floor}-${address.door}`
  const told = {
    district,
    township,
    community: tellsCommunity ? community : undefined,
    group,
    road,
    number,
    estate,
    building,
    unit,
    room,
  }
  return {
    text: random() < 0.1 ? fullWidth(text) : text,
    parts: Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
  }
}

function roomWords({ floor, door }: FullAddress, random: Random): string {
  if (floor === undefined || door === undefined) return ''
  const way = random()
  if (way < 0.4) return `${floor}-${door}`
  return way < 0.7 ? `${floor}0${door}${random() < 0.5 ? '室' : ''}` : `${floor}楼${door}号`
}
