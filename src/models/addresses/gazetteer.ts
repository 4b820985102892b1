import { cleanText } from './clean.ts'

/** A place that addresses may name. The level follows from the length of its code: 6, 9 or 12 digits. */
export interface Division {
  readonly code: string
  readonly name: string
}

export interface Place {
  /** Everyday name: 九龙坡区, 白市驿镇, 三多桥村. */
  readonly name: string
  /** Undefined where the text names a place that the gazetteer does not have. */
  readonly code: string | undefined
}

export type PlaceLevel = 'district' | 'township' | 'community'

/** Forms of the names of one level within one place → the codes that they may mean. */
interface Names {
  readonly full: Map<string, string[]>
  readonly short: Map<string, string[]>
  /** First two characters of the forms: most texts begin with none of them, which saves the search. */
  readonly beginnings: Set<string>
  readonly longest: number
}

export interface Gazetteer {
  /** Code → everyday name. */
  readonly names: ReadonlyMap<string, string>
  /** Level and the code of the place within which names are told apart, empty for everywhere. */
  readonly scopes: ReadonlyMap<string, Names>
}

const peoples = '(?:土家族|苗族|仡佬族|回族|蒙古族)+'
const districtEnding = new RegExp(`(?:${peoples}自治县|区|县)$`)
const townshipEnding = new RegExp(`(?:${peoples}乡|街道|镇|乡)$`)

/** Makes the book of names once. Codes of other lengths (the city, grid cells) are passed over. */
export function makeGazetteer(divisions: Iterable<Division>): Gazetteer {
  const names = new Map<string, string>()
  const scopes = new Map<string, Names>()
  const add = (kind: 'full' | 'short', level: PlaceLevel, code: string, name: string) => {
    const form = cleanText(name)
    for (const scope of scopesOf(code)) {
      const key = level + scope
      const within = scopes.get(key) ?? {
        full: new Map(),
        short: new Map(),
        beginnings: new Set<string>(),
        longest: 0,
      }
      scopes.set(key, { ...within, longest: Math.max(within.longest, form.length) })
      within.beginnings.add(form.slice(0, 2))
      const codes = within[kind].get(form)
      if (codes === undefined) within[kind].set(form, [code])
      else codes.push(code)
    }
  }
  for (const { code, name } of divisions) {
    const level = levelOf(code)
    if (level === undefined) continue
    const everyday = level === 'community' ? communityName(name) : name
    names.set(code, everyday)
    add('full', level, code, everyday)
    for (const form of shortForms(level, everyday)) add('short', level, code, form)
  }
  return { names, scopes }
}

function levelOf(code: string): PlaceLevel | undefined {
  if (code.length === 6) return 'district'
  if (code.length === 9) return 'township'
  return code.length === 12 ? 'community' : undefined
}

function scopesOf(code: string): string[] {
  if (code.length === 6) return ['']
  return code.length === 9 ? ['', code.slice(0, 6)] : ['', code.slice(0, 6), code.slice(0, 9)]
}

/** 三多桥村村民委员会 → 三多桥村, 东坪村民委员会 → 东坪村, 虎兴社区居民委员会 → 虎兴社区. */
function communityName(official: string): string {
  const name = official.replace(/(?:村民委员会|居民委员会|村委会|居委会|工作站)$/, '')
  if (/(?:村|社区)$/.test(name)) return name
  return /村(?:民委员|委)会$/.test(official) ? `${name}村` : `${name}社区`
}

/** People go on saying 虎溪镇 after it has become 虎溪街道. */
function shortForms(level: PlaceLevel, name: string): string[] {
  if (level === 'community') return []
  const stem = name.replace(level === 'district' ? districtEnding : townshipEnding, '')
  const renamed =
    level === 'district'
      ? [`${stem}县`, `${stem}区`, `${stem}自治县`]
      : ['街道', '街道办事处', '街道办', '镇', '乡'].map((ending) => `${stem}${ending}`)
  const forms = stem.length > 1 ? [...renamed, stem] : renamed
  return [...new Set(forms)].filter((form) => form !== name)
}

/** What a text begins with: the place and how many characters name it. */
export interface Beginning {
  readonly place: Place
  readonly length: number
}

export interface Sought {
  readonly level: PlaceLevel
  /** Code of the place within which to look; empty for everywhere. */
  readonly scope: string
  /** Whether a form may be read so, given what follows it. */
  readonly allows: (form: string, isShort: boolean, after: string) => boolean
}

/** The longest name of a level that the text begins with and that means one place only within the scope. */
export function findBeginning(book: Gazetteer, text: string, sought: Sought): Beginning | undefined {
  const { level, scope, allows } = sought
  const within = book.scopes.get(level + scope)
  if (!within?.beginnings.has(text.slice(0, 2))) return undefined
  for (let length = Math.min(within.longest, text.length); length >= 2; length--) {
    const form = text.slice(0, length)
    const full = within.full.get(form)
    const codes = full ?? within.short.get(form)
    const code = codes?.[0]
    if (code === undefined || codes?.length !== 1) continue
    if (!allows(form, full === undefined, text.slice(length))) continue
    return { place: { name: book.names.get(code) ?? form, code }, length }
  }
  return undefined
}

/** A place of the book by its code. */
export function placeOf(book: Gazetteer, code: string): Place {
  return { name: book.names.get(code) ?? code, code }
}
