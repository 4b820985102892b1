import type { Evidence, Reason } from '#kernel/vault/rules'

export type AddressFound = Evidence & { readonly start: number; readonly end: number }

const numerals = '一二三四五六七八九十百'
const number = `(?:[A-Za-z]?\\d{1,4}(?:[-—–、/.~一]\\d{1,4}){0,3}[A-Za-z]?|[A-Za-z]|[${numerals}]{1,4})#?`
/** Where an address becomes exact: building, door, floor, room, group of a village. */
const doors = new RegExp(
  `${number}(?:号楼|号院|号门(?![口前面])|[栋幢座弄组社室房楼层]|单元|门面|号(?![线文码令召称机井铺厂店仓函公车]))|\\d{1,4}(?=巷\\d{1,4}号)`,
  'g',
)
/** A room without its word: «5栋904». */
const bareRoom = /^[-— ]?[A-Za-z]?\d{3,4}(?:室|房|号|户|门面)?(?![\d年月日元米平个多余名人户栋%])/
const namedGroup = /(?<=[村乡镇社区][\u4e00-\u9fff]{1,4})组/g

/** A place name ends with one of these. */
const placeEnd =
  '省市区县旗镇乡村屯寨湾冲坳坝组社街路巷道弄里坊段苑园城庭府邸庄阁轩居院宅寓厦场楼期港岸郡湖山公馆岛'
const placeTail = new RegExp(
  `[${placeEnd}]$|(?:大厦|广场|中心|公寓|宿舍|小区|花园|国际|新村|胡同|社区|家园|学校|大学|医院)$`,
)
const street =
  /(?:路|街|巷|道|弄|胡同|村|镇|乡|里|坊|段|湾|坝|屯|寨|院|社区|组|庄|苑|园|城|区)[东南西北中上下]?(?:一|二|三)?(?:段|支路|横街)?$/
const admin = /(?:省|自治区|[市区县旗]|街道|[镇乡村]|社区)/
/** What may stand in an address; anything else ends it. */
const inPlace = /[\u4e00-\u9fff\u3400-\u4dbfA-Za-z0-9·()（）#-]/
/** Words before an address; the last of them ends the search to the left. */
const openers =
  /(?:[在是的我们了从到往被称把让请给对由向这那该此为]|(?<=[栋幢座号组室楼])[和与及]|以及|还有|住址|(?:居|家)?住(?:在|于)?(?![宅房址])|坐落于?|[居位落处]于|地处|地址|搬到|送到|寄到|来自|就是|所以|打通|拆除|经过|穿过|绕道|擅自|属于|恐吓|没有|提及|明确|购置|共同|通过|包括|影响|导致|紧邻|靠近|靠|楼盘|开发商|物业|所有|原告|被告|联系|名叫|叫|希望|请问|维护|以来|一套|共|比|关于|投诉|举报|反映|发现|要求|购买|入住|租住|现住|小区内|附近|旁边|对面|业主|居民|村民|住户|户籍|籍贯|收货|单位|公司在|目前|现|(?:19|20)\d{2}年?|\d{1,2}月|\d{1,2}日|上午|下午|晚上|你好|您好)/g

/** How far to the left of its door an address may begin, and how far its parts may lie apart. */
const reach = 44
const gap = 16

/**
 * Addresses that are exact to a building, a door or a village group: looked for from the door to the left, and joined while
 * doors follow. `text` is half-width and simplified. Linear: each door looks at most at `reach` characters.
 */
export function findAddresses(text: string): AddressFound[] {
  const found: AddressFound[] = []
  for (const door of mergeDoors(text, listDoors(text))) {
    const start = startOf(text, door.start, found.at(-1)?.end ?? 0)
    const evidence =
      start === undefined ? undefined : judge(text.slice(start, door.start), text.slice(door.start, door.end))
    if (start !== undefined && evidence) found.push({ start, end: door.end, ...evidence })
  }
  return found
}

interface Span {
  start: number
  end: number
}

function listDoors(text: string): Span[] {
  const all: Span[] = []
  for (const match of text.matchAll(doors))
    all.push({ start: match.index, end: match.index + match[0].length })
  for (const match of text.matchAll(namedGroup)) all.push({ start: match.index, end: match.index + 1 })
  all.sort((a, b) => a.start - b.start)
  for (const door of all) {
    const room =
      /[栋幢座元楼层]$/.test(text.slice(door.start, door.end)) &&
      bareRoom.exec(text.slice(door.end, door.end + 10))
    if (room) door.end += room[0].length
  }
  return all
}

/** «188号某某花园2栋2单元» is one address: doors close to each other with nothing between that ends a place. */
function mergeDoors(text: string, all: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const door of all) {
    const last = merged.at(-1)
    if (last && door.start < last.end) {
      last.end = Math.max(last.end, door.end)
      continue
    }
    const between = last ? text.slice(last.end, door.start) : ''
    const [before, after] = last
      ? [text.slice(last.start, last.end), text.slice(door.start, door.end)]
      : ['', '']
    if (last && door.start - last.end <= gap && isInside(between, before, after)) last.end = door.end
    else merged.push({ ...door })
  }
  return merged
}

function isInside(between: string, before: string, after: string): boolean {
  if (between === '' || between === '-' || between === ' ') return true
  if (!/^[\u4e00-\u9fff·]+$/.test(between) || /[在是的我们了从到被和与及有]/.test(between)) return false
  // The number of a street, the name of what stands there, and its building.
  return placeTail.test(between) || (/号$/.test(before) && /[栋幢座]|号楼/.test(after) && between.length <= 8)
}

/** The left end: back over what may stand in a place name, and not past a word that opens one. */
function startOf(text: string, door: number, from: number): number | undefined {
  let start = door
  const least = Math.max(from, door - reach)
  while (start > least) {
    const before = text.charAt(start - 1)
    if (inPlace.test(before)) start--
    else if (
      /[,，]/.test(before) &&
      placeTail.test(text.slice(Math.max(least, start - 8), start - 1)) &&
      start - door > -14
    )
      start--
    else break
  }
  const window = text.slice(start, door)
  let open = 0
  for (const match of window.matchAll(openers)) open = match.index + match[0].length
  const inner = window.slice(open)
  const trimmed = inner.replace(/^[)）(（，,·\-#]+/, '')
  start += open + inner.length - trimmed.length
  return trimmed.length >= 2 && /[\u4e00-\u9fff]{2}/.test(trimmed) ? start : undefined
}

function judge(place: string, door: string): Evidence | undefined {
  const why: Reason[] = ['door']
  const isPlace = placeTail.test(place)
  const isBuilding = /^(?:[A-Za-z]|[A-Za-z]?\d[^号组社层楼室]*)(?:栋|幢|座|号楼)/.test(door)
  const isStreet = /号/.test(door) && !/号楼/.test(door)
  if (/^[^栋幢座号]*(?:组|社)$/.test(door) && !/[村乡镇区组庄]/.test(place)) return undefined
  if (isStreet && !street.test(place)) return undefined
  if (!isBuilding && !isPlace) return undefined
  // «小区9栋», «住宅一楼»: a building without the name of its place.
  if (/^(?:本|我|各|全)?(?:小区|住宅|社区|楼盘|大厦|家|居民楼|宿舍|中心|政务中心|学校|医院)$/.test(place))
    return undefined
  if (/^[^号][^号]?[楼层]$/.test(door) && !/\d{2}/.test(door)) return undefined
  if (/(?:栋|幢|座)$/.test(door) && /^一/.test(door) && !isPlace) return undefined
  let certainty = 0.6
  if (admin.test(place)) {
    certainty += 0.15
    why.push('places')
  } else if (isPlace) certainty += 0.05
  if (/单元|室|房|\d{3,4}$/.test(door)) certainty += 0.12
  if (/(?:路|街|巷|道).{0,4}$/.test(place) && isStreet) certainty += 0.1
  return { certainty: Math.min(0.97, certainty), why }
}
