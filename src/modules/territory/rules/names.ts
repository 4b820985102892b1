import type { PlaceKind, PlaceLevel } from '../contract.ts'
import { levelOf } from './paths.ts'

const PEOPLES = '(?:土家族|苗族|仡佬族|回族|蒙古族)+'
const DISTRICT_ENDING = new RegExp(`(?:${PEOPLES}自治县|区|县)$`)
const TOWNSHIP_ENDING = new RegExp(`(?:${PEOPLES}乡|街道|镇|乡)$`)
const COMMITTEE = /(?:村民委员会|居民委员会|村委会|居委会|工作站)$/

/** Endings by level, the longer first where one ends the other. */
const KINDS: readonly (readonly [level: PlaceLevel, ending: RegExp, kind: PlaceKind])[] = [
  ['city', /市$/, 'municipality'],
  ['district', /区$/, 'district'],
  ['district', /自治县$/, 'autonomous-county'],
  ['district', /县$/, 'county'],
  ['township', /街道$/, 'subdistrict'],
  ['township', /镇$/, 'town'],
  ['township', /乡$/, 'rural-township'],
  ['community', /村民委员会$/, 'village'],
  ['community', /(?:居民委员会|工作站)$/, 'residents'],
  ['grid', /./, 'grid-cell'],
]

/** What a place is, read from its code and official name. Throws RangeError when the name fits no kind. */
export function kindOf(code: string, officialName: string): PlaceKind {
  const level = levelOf(code)
  const found = KINDS.find(([ofLevel, ending]) => ofLevel === level && ending.test(officialName))
  if (found === undefined) throw new RangeError(`${code}: no kind of place ends like ${officialName}`)
  return found[2]
}

/** The everyday name of a community: 三多桥村村民委员会 → 三多桥村, 东坪村民委员会 → 东坪村, 虎兴社区居民委员会 → 虎兴社区. */
export function communityName(officialName: string): string {
  const name = officialName.replace(COMMITTEE, '')
  if (/(?:村|社区)$/.test(name)) return name
  return officialName.endsWith('村民委员会') ? `${name}村` : `${name}社区`
}

/** Writes communities by their everyday names: 虎兴居委会 → 虎兴社区, 建新村村民委员会 → 建新村. */
export function withoutCommittees(text: string): string {
  return text.replaceAll(/(?:社区)?居(?:民委员|委)会/g, '社区').replaceAll(/村?村(?:民委员|委)会/g, '村')
}

/** Words that name one place. Short forms may also be ordinary words. */
export type NameForms = { readonly full: readonly string[]; readonly short: readonly string[] }

/** Short forms that are everyday words first (long life, south bank): never read as a district. */
const EVERYDAY_WORDS: ReadonlySet<string> = new Set(['长寿', '南岸'])

/** The forms in which an address may name a place of this level. */
export function nameForms(level: PlaceLevel, officialName: string): NameForms {
  switch (level) {
    case 'district':
      return districtForms(officialName)
    case 'township':
      return townshipForms(officialName)
    case 'community':
      return { full: [communityName(officialName)], short: [] }
    default:
      return { full: [officialName], short: [] }
  }
}

function districtForms(officialName: string): NameForms {
  const stem = officialName.replace(DISTRICT_ENDING, '')
  const isUsable = stem.length > 1 && !EVERYDAY_WORDS.has(stem)
  const county = officialName.endsWith('自治县') ? [`${stem}县`] : []
  return { full: [officialName, ...county], short: isUsable ? [stem] : [] }
}

/** People go on saying 虎溪镇 after it has become 虎溪街道, so each ending is taken as a short form. */
function townshipForms(officialName: string): NameForms {
  const stem = officialName.replace(TOWNSHIP_ENDING, '')
  const renamed = ['街道', '镇', '乡']
    .map((ending) => `${stem}${ending}`)
    .filter((form) => form !== officialName)
  return { full: [officialName], short: stem.length > 1 ? [...renamed, stem] : renamed }
}
