import type { ManagementArea } from '../contract.ts'
import { nameForms, withoutCommittees } from './names.ts'
import { levelOf } from './paths.ts'

type Basis = 'full' | 'short'
type Reading = { readonly code: string; readonly basis: Basis }
type Mention = {
  readonly text: string
  readonly at: number
  readonly readings: readonly Reading[]
  readonly area?: ManagementArea
}

/** Every form of every name, with the codes that it may mean, parted by spaces: 12,000 lists would be slow to make. */
export type NameBook = {
  readonly full: ReadonlyMap<string, string>
  readonly short: ReadonlyMap<string, string>
  readonly areas: ReadonlyMap<string, ManagementArea>
  readonly longest: number
}

export type Reckoning = {
  readonly codes: readonly string[]
  readonly basis: Basis | undefined
  readonly area: ManagementArea | undefined
  readonly mentions: readonly string[]
}

/** 金凤路 is a road, not the town of 金凤. */
const ROAD_AHEAD = /^(?:[东南西北中一二三四五六]?(?:大道|路|街|巷|桥|大桥|立交|隧道|支路))/
/** What a name adds to a place that it fits: a short form is the weaker word. */
const WEIGHT: Readonly<Record<Basis, number>> = { full: 2, short: 1 }

/** Builds the book once from official names by code. */
export function makeNameBook(names: ReadonlyMap<string, string>, areas: readonly ManagementArea[]): NameBook {
  const full = new Map<string, string>()
  const short = new Map<string, string>()
  let longest = 0
  const add = (forms: Map<string, string>, form: string, code: string) => {
    const codes = forms.get(form)
    forms.set(form, codes === undefined ? code : `${codes} ${code}`)
    if (form.length > longest) longest = form.length
  }
  for (const [code, name] of names) {
    const level = levelOf(code)
    if (level === 'city') continue
    const forms = nameForms(level, name)
    for (const form of forms.full) add(full, form, code)
    for (const form of forms.short) add(short, form, code)
  }
  const aliases = new Map(
    areas.flatMap((area) => [area.name, ...area.aliases].map((alias) => [alias, area] as const)),
  )
  for (const alias of aliases.keys()) longest = Math.max(longest, alias.length)
  return { full, short, areas: aliases, longest }
}

/** What a form may mean; a place that it names in full is not listed again as a short form. */
function readingsOf(form: string, book: NameBook): Reading[] {
  const full = book.full.get(form)?.split(' ') ?? []
  const short = (book.short.get(form)?.split(' ') ?? []).filter((code) => !full.includes(code))
  return [
    ...full.map((code): Reading => ({ code, basis: 'full' })),
    ...short.map((code): Reading => ({ code, basis: 'short' })),
  ]
}

/**
 * The places an address fits best. Names are read from left to right, the longest first. A place gains by
 * its own name and by every parent the text names, and loses by every other district or township named in
 * full; so 白市驿镇三多桥村 is that village and no other 三多桥村. A bare township stem (金凤) counts only beside a
 * parent or a child of it, or where `isAllowed` narrows the view, since many stems are common words.
 */
export function reckonPlaces(text: string, book: NameBook, isAllowed?: (code: string) => boolean): Reckoning {
  const mentions = dropForeignAreas(scan(withoutCommittees(text.replaceAll(/\s+/g, '')), book))
    .map((mention) => ({
      ...mention,
      readings: mention.readings.filter(({ code }) => isAllowed?.(code) ?? true),
    }))
    .filter((mention) => mention.readings.length > 0 || mention.area !== undefined)
  const supported = mentions.map((mention) => ({
    ...mention,
    readings: mention.readings.filter((reading) =>
      isSupported(mention, reading, mentions, isAllowed !== undefined),
    ),
  }))
  const scored = supported.flatMap((mention) =>
    mention.readings.map((reading) => ({ ...reading, score: scoreOf(reading, mention, supported) })),
  )
  const best = Math.max(...scored.map(({ score }) => score))
  const winners = scored.filter(({ score }) => score === best)
  const area = mentions.find((mention) => mention.area !== undefined)?.area
  return {
    codes: [...new Set(winners.map(({ code }) => code))],
    basis: winners.some(({ basis }) => basis === 'full') ? 'full' : winners[0]?.basis,
    area,
    mentions: supported
      .filter(({ readings, area: named }) => readings.length > 0 || named)
      .map((one) => one.text),
  }
}

function scan(text: string, book: NameBook): Mention[] {
  const mentions: Mention[] = []
  for (let at = 0; at < text.length; ) {
    const mention = longestAt(text, at, book)
    if (mention !== undefined) mentions.push(mention)
    at += mention?.text.length ?? 1
  }
  return mentions
}

function longestAt(text: string, at: number, book: NameBook): Mention | undefined {
  for (let length = Math.min(book.longest, text.length - at); length >= 2; length -= 1) {
    const form = text.slice(at, at + length)
    const area = book.areas.get(form)
    if (area !== undefined) return { text: form, at, readings: [], area }
    if (!book.full.has(form) && !book.short.has(form)) continue
    const readings = readingsOf(form, book)
    const isRoad = ROAD_AHEAD.test(text.slice(at + length))
    const usable = isRoad ? readings.filter(({ basis }) => basis === 'full') : readings
    if (usable.length > 0) return { text: form, at, readings: usable }
  }
  return undefined
}

/** 璧山高新区 is another zone: an area named right after a district that it does not touch is not ours. */
function dropForeignAreas(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(({ area, at }, index) => {
    const before = mentions[index - 1]
    if (area === undefined || before === undefined || before.at + before.text.length !== at) return true
    const districts = before.readings.filter(({ code }) => levelOf(code) === 'district')
    return (
      districts.length === 0 ||
      districts.some(({ code }) => area.townships.some((one) => one.startsWith(code)))
    )
  })
}

/** A bare stem counts when a parent is named or given, or a place below it is named: 白市驿九里村. */
function isSupported(
  own: Mention,
  { code, basis }: Reading,
  mentions: readonly Mention[],
  isGiven: boolean,
): boolean {
  const isBareStem = basis === 'short' && levelOf(code) === 'township' && !/[道镇乡]$/.test(own.text)
  if (!isBareStem || isGiven) return true
  return mentions.some(
    (mention) =>
      mention !== own &&
      (parentWeight(mention, code) > 0 || mention.readings.some((other) => isBelow(other.code, code))),
  )
}

function scoreOf({ code, basis }: Reading, own: Mention, mentions: readonly Mention[]): number {
  return mentions.reduce((score, mention) => {
    if (mention === own) return score
    return score + parentWeight(mention, code) - (contradicts(mention, code) ? WEIGHT.full : 0)
  }, WEIGHT[basis])
}

/** The weight of a mention that names a place or area above the code; 0 when it names none. */
function parentWeight({ readings, area }: Mention, code: string): number {
  if (area !== undefined)
    return area.townships.some((township) => code.startsWith(township)) ? WEIGHT.full : 0
  return Math.max(
    0,
    ...readings.filter((reading) => isBelow(code, reading.code)).map(({ basis }) => WEIGHT[basis]),
  )
}

const isBelow = (code: string, parent: string): boolean => code !== parent && code.startsWith(parent)

/** Names in full another district, township or area, neither above nor below. Communities too often share names. */
function contradicts({ readings, area }: Mention, code: string): boolean {
  const isUnrelated = (other: string) => !other.startsWith(code) && !code.startsWith(other)
  if (area !== undefined) return area.townships.every(isUnrelated)
  const isClear = ({ basis, code: other }: Reading) => basis === 'full' && levelOf(other) !== 'community'
  return readings.length > 0 && readings.every((reading) => isClear(reading) && isUnrelated(reading.code))
}
