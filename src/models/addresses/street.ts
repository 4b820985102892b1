import type { Address } from './address.ts'

/** The part of an address below the community. */
export type Street = Pick<
  Address,
  'group' | 'road' | 'number' | 'estate' | 'building' | 'unit' | 'room' | 'rest'
>

const han = '\\p{Script=Han}'
const roadEnding =
  '(?:大道|大街|步行街|正街|新街|老街|后街|横街|街|路|支路|巷|弄|公路|环道)(?:[东南西北中]?[一二三四五六七八九十]?段|[一二三四五六七八九十]+(?:路|巷|支路|支巷)|支路|支巷|[东南西北中](?=\\d|$))?'
/** The shortest road; 路 or 街 as its first character is part of a name. */
const road = new RegExp(`^[${han}]${'{1,11}?'}${roadEnding}(?!道|口|社区|村|小学|中学)`, 'u')
const roadNumbered = new RegExp(
  `^[${han}]${'{1,11}?'}(?:${roadEnding}|广场)(?=\\d+(?:[-附]\\d+)*号|附\\d+号)`,
  'u',
)
const group = new RegExp(`^第?(\\d+|[${han}]{1,4}?)(?:村民)?(小组|组|社|队)(?!区)`, 'u')
const number = /^(\d+(?:-\d+)?)号(?!楼|院|桥)(?:附(\d+)号?)?|^(\d+)附(\d+)号|^附(\d+)号/
const building = /^(\d+|[A-Z]\d*|\d+[A-Z])(?:栋|幢|座|号楼|#楼?|楼(?=\d+单元))/
const unit = /^(\d+|[A-Z])(?:单元|门)/
const dashed = /^(\d{1,2}|[A-Z])-(\d{1,2})-(\d{1,2})-(\d{1,2})(?:号|室)?$/
const dashedUnit = /^(\d{1,2}|[A-Z])-(\d{1,2}-\d{1,2})(?:号|室)?$/
const inside = '(?:\\d+|[A-Z]\\d*|\\d+[A-Z])(?:栋|幢|座|号楼|#|单元|楼|层|号|室)'
/** A name ends before a building, a unit, a number or the text; phases and quarters belong to it: 文旅城3期C区. */
const named = new RegExp(
  `^(?!${inside}|负)[${han}A-Z\\d]*?[${han}]+?(?:\\d+期|[A-Z]区)*(?=${inside}|$|\\d|负\\d)`,
  'u',
)

/** Reads what follows the community: 5组, 大学城中路12号附3号, 富力城5栋2单元12-3. */
export function readStreet(text: string): Street {
  let after = text
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(after)
    if (found === null || found[0] === '') return undefined
    after = after.slice(found[0].length)
    return found
  }
  const groupFound = take(group)
  const roadFound = take(roadNumbered) ?? take(road)
  const numberFound = take(number)
  const before = after
  const estate = readEstate(before)
  after = after.slice(estate.length)
  const lateNumber = numberFound === undefined ? take(number) : undefined
  const buildingFound = take(building)
  const unitFound = take(unit)
  const inner = readRoom(after, buildingFound?.[1], unitFound?.[1])
  return {
    group: groupFound === undefined ? undefined : `${groupFound[1]}${groupFound[2]?.replace('小组', '组')}`,
    road: roadFound?.[0],
    number: numberText(numberFound ?? lateNumber),
    estate: estate === '' ? undefined : estate,
    ...inner,
  }
}

function numberText(found: RegExpExecArray | undefined): string | undefined {
  if (found === undefined) return undefined
  const [, plain, annex, before, between, alone] = found
  if (alone !== undefined) return `附${alone}`
  const main = plain ?? before ?? ''
  const attached = annex ?? between
  return attached === undefined ? main : `${main}附${attached}`
}

/** A name before a building, a unit, a number or the end; what says where it lies (旁, 对面) is none. */
function readEstate(text: string): string {
  const found = named.exec(text)?.[0] ?? ''
  return /(?:旁边?|对面|附近|门口|后面|前面|背后|楼下|路口|交叉口|交汇处|入口|出口)/.test(found) ? '' : found
}

/** Floor and room, and building and unit where they are only dashes: 5-2-12-3. */
function readRoom(text: string, ofBuilding: string | undefined, ofUnit: string | undefined) {
  const four = dashed.exec(text)
  if (four !== null && ofBuilding === undefined && ofUnit === undefined)
    return { building: four[1], unit: four[2], room: `${four[3]}-${four[4]}`, rest: '' }
  const three = dashedUnit.exec(text)
  if (three !== null && ofUnit === undefined)
    return ofBuilding === undefined
      ? { building: three[1], unit: undefined, room: three[2], rest: '' }
      : { building: ofBuilding, unit: three[1], room: three[2], rest: '' }
  const { room, rest } = readFloor(text)
  return { building: ofBuilding, unit: ofUnit, room, rest }
}

const floorRoom = /^([负-]?\d{1,2})-(\d{1,2})(?!\d)(?:号|室)?/
const floorAndRoom = /^(负?-?\d{1,2})(?:楼|层)(\d{1,2})(?:号|室)/
const fullRoom = /^(?:(?:负?-?\d{1,2})(?:楼|层))?(\d{3,4})(?:号房?|室|房|$)/
const floorOnly = /^(负?-?\d{1,2})(?:楼|层)/

/** 12楼3号, 12-3, 1203室 and 12层1203 are one room: 12-3. A floor alone keeps its word. */
function readFloor(text: string): { readonly room: string | undefined; readonly rest: string } {
  for (const pattern of [floorRoom, floorAndRoom]) {
    const found = pattern.exec(text)
    if (found !== null)
      return { room: `${floorOf(found[1])}-${Number(found[2])}`, rest: text.slice(found[0].length) }
  }
  const whole = fullRoom.exec(text)
  if (whole?.[1] !== undefined) {
    const digits = whole[1]
    const room = `${Number(digits.slice(0, -2))}-${Number(digits.slice(-2))}`
    return { room, rest: text.slice(whole[0].length) }
  }
  const floor = floorOnly.exec(text)
  if (floor !== null) return { room: `${floorOf(floor[1])}楼`, rest: text.slice(floor[0].length) }
  return { room: undefined, rest: text }
}

const floorOf = (signs = ''): number => Number(signs.replace('负', '-').replace('--', '-'))
