import { type Address, type AddressPart, formatAddress } from './address.ts'
import { cleanText } from './clean.ts'
import { type Beginning, findBeginning, type Gazetteer, type Place, placeOf } from './gazetteer.ts'
import { readStreet, type Street } from './street.ts'

/** 金凤路 is a road, not the town of 金凤; 小龙坎正街 no more the township of 小龙坎. */
const roadAhead =
  /^(?:[东南西北中上下前后老新正横大小一二三四五六七八九十]{0,2}(?:大道|路|街(?!道)|巷|桥|立交|隧道|支路|广场|组团|站|村|社区))/
const zone = /^[\p{Script=Han}]{0,6}?(?:新区|高新区|高新技术产业开发区|经开区|经济技术开发区)/u
const unlistedTownship =
  /^(?:(?![路街村区])[\p{Script=Han}]){1,5}?(?:街道(?:办事处|办)?|镇(?!政府|中心)|乡(?!村))/u
const unlistedCommunity = /^[\p{Script=Han}]{1,8}?(?:社区|村)/u
const communityEnd = /^(?:\d|$|[\p{Script=Han}]{0,6}(?:组|社|院子|湾)|[\p{Script=Han}])/u
/** What would make a „village" a road, a station or an estate. */
const notVillage = /^(?:路|街|巷|大道|桥|口|站|小区|花园|小学|中学|支路|立交|医院|地铁)/

interface Reading {
  readonly district: Place | undefined
  readonly township: Place | undefined
  readonly community: Place | undefined
  readonly after: string
}

/**
 * Takes an address apart. Never throws; what it cannot read stays in `rest`. Places left out are filled in where a named
 * place implies them. A part that would not be read again from the normal form counts as not read.
 */
export function parseAddress(text: string, book: Gazetteer): Address {
  const clean = cleanText(text)
  const first = readOnce(clean, book)
  // Already in the normal form, so reading that again would only repeat this reading.
  return first.rest === '' && formatAddress(first) === clean ? first : keepReadable(first, book)
}

function readOnce(clean: string, book: Gazetteer): Address {
  const places = readPlaces(clean, book)
  return assemble(places, readStreet(places.after))
}

function assemble({ district, township, community }: Reading, street: Street): Address {
  return { district, township, community, ...street }
}

/** Loose parts, the loosest first: they give way until the normal form reads the same. */
const loose: readonly AddressPart[] = ['estate', 'road', 'community', 'township', 'room', 'number', 'group']

function keepReadable(address: Address, book: Gazetteer): Address {
  let kept = address
  for (let n = 0; n <= loose.length; n++) {
    const again = readOnce(cleanText(formatAddress(kept)), book)
    if (isSame(again, kept)) return kept
    const part = loose[n]
    if (part === undefined) break
    const value = kept[part]
    if (value === undefined) continue
    const word = typeof value === 'object' ? value.name : value
    kept = { ...kept, [part]: undefined, rest: `${word}${kept.rest}` }
  }
  const { district } = kept
  return { ...emptyAddress, district, rest: kept.rest }
}

const emptyAddress: Address = {
  district: undefined,
  township: undefined,
  community: undefined,
  group: undefined,
  road: undefined,
  number: undefined,
  estate: undefined,
  building: undefined,
  unit: undefined,
  room: undefined,
  rest: '',
}

function isSame(one: Address, other: Address): boolean {
  const bare = ({ rest: _, ...parts }: Address) => JSON.stringify(parts)
  return bare(one) === bare(other)
}

function readPlaces(clean: string, book: Gazetteer): Reading {
  let after = clean.replace(/^(?:中国)?(?:重庆(?:市(?:市辖区|县)?)?)?/, '')
  const district = readDistrict(after, book)
  if (district !== undefined) after = after.slice(district.length)
  const management = zone.exec(after)?.[0]
  if (management !== undefined) after = after.slice(management.length)
  const township = readTownship(after, district?.place.code ?? '', book)
  if (township !== undefined) after = after.slice(township.length)
  const scope = township === undefined ? (district?.place.code ?? '') : (township.place.code ?? '')
  const isUrban = township?.place.name.endsWith('街道') ?? false
  const community = readCommunity(after, scope, book, isUrban)
  if (community !== undefined) after = after.slice(community.length)
  return { ...implied(book, district?.place, township?.place, community?.place), after }
}

/** A township's code tells its district, a community's both. */
function implied(book: Gazetteer, district?: Place, township?: Place, community?: Place) {
  const code = community?.code ?? township?.code
  return {
    district: district ?? (code === undefined ? undefined : placeOf(book, code.slice(0, 6))),
    township:
      township ?? (community?.code === undefined ? undefined : placeOf(book, community.code.slice(0, 9))),
    community,
  }
}

/** 江北城街道 is no district of 江北: a longer township at the same place wins over a district's short form. */
function readDistrict(text: string, book: Gazetteer): Beginning | undefined {
  const district = findBeginning(book, text, {
    level: 'district',
    scope: '',
    allows: (form, isShort, after) => !isShort || /[区县]$/.test(form) || !roadAhead.test(after),
  })
  if (district === undefined) return undefined
  const township = findBeginning(book, text, {
    level: 'township',
    scope: '',
    allows: (form, isShort) => !isShort || /[道镇乡办处]$/.test(form),
  })
  return township !== undefined && township.length > district.length ? undefined : district
}

function readTownship(text: string, scope: string, book: Gazetteer): Beginning | undefined {
  const listed = findBeginning(book, text, {
    level: 'township',
    scope,
    allows: (form, isShort, after) => {
      const isStem = isShort && !/[道镇乡办处]$/.test(form)
      return !isStem || ((scope !== '' || form.length > 2) && !roadAhead.test(after))
    },
  })
  if (listed !== undefined) return listed
  const found = unlistedTownship.exec(text)?.[0]
  if (found === undefined) return undefined
  const name = found.replace(/街道(?:办事处|办)$/, '街道')
  return { place: { name, code: undefined }, length: found.length }
}

/** In a town 大庆村400号 is an estate of old; an unlisted 村 is a village there only when a group follows. */
function readCommunity(
  text: string,
  scope: string,
  book: Gazetteer,
  isUrban: boolean,
): Beginning | undefined {
  const listed = findBeginning(book, text, {
    level: 'community',
    scope,
    allows: (form, _, after) => !form.endsWith('村') || !notVillage.test(after),
  })
  if (listed !== undefined) return listed
  const found = unlistedCommunity.exec(text)?.[0]
  if (found === undefined) return undefined
  const after = text.slice(found.length)
  if (notVillage.test(after) || !communityEnd.test(after)) return undefined
  if (isUrban && found.endsWith('村') && !/^\d+[组社队]/.test(after)) return undefined
  if (/(?:路|街|巷|大道)/.test(found) && !found.endsWith('社区')) return undefined
  return { place: { name: found, code: undefined }, length: found.length }
}
