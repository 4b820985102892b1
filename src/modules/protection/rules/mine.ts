import { normaliseIdNumber, normalisePhone } from '#kernel/vault/rules'
import type { Content } from '#modules/catalogue/contract'
import type { PersonalKind } from '../contract/kinds.ts'
import type { IdentityLevel } from '../contract/mine.ts'

export type IndexKind = 'idNumber' | 'phone'

/** What a person is found by: numbers that name one person. Names and addresses name many. */
export function indexKindOf(kind: PersonalKind): IndexKind | undefined {
  if (kind === 'id-card') return 'idNumber'
  return kind === 'mobile' ? 'phone' : undefined
}

/** A value as it is compared; undefined for what is no identifier of the kind. */
export function normalised(kind: IndexKind, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  return kind === 'idNumber' ? normaliseIdNumber(value) : normalisePhone(value)
}

/** Names the items that are indexed, so that a change of them is seen. */
export function signatureOf(kinds: ReadonlyMap<string, PersonalKind>): string {
  return [...kinds]
    .flatMap(([item, kind]) => {
      const index = indexKindOf(kind)
      return index === undefined ? [] : [`${item}:${index}`]
    })
    .toSorted()
    .join(',')
}

export type Shown = 'clear' | 'masked' | 'hidden'

/** What of a row its person may see. */
export interface Sight {
  readonly level: IdentityLevel
  readonly kinds: ReadonlyMap<string, PersonalKind>
  readonly sensitive: readonly string[]
  /** Items of the row whose value is an identifier of the reader. */
  readonly own: ReadonlySet<string>
}

/**
 * A number proven by a code may have been somebody else's before: it shows that a row is there and its ends, nothing more.
 * Whoever's card was seen and whose ID number is the only one in the row reads it in full, but for what may name other
 * people in it. A row with several ID or telephone numbers (a ward and a guardian, an elder and who to call) may be about
 * either: there only the reader's own number is shown, by its ends.
 */
export function sightOf(item: string, { level, kinds, sensitive, own }: Sight): Shown {
  const kind = kinds.get(item)
  const isAlone = (name: string) => countOf(kinds, kinds.get(name)) === 1
  const isAbout = [...own].some(isAlone)
  const isInFull = level === 'identity' && [...own].some((i) => kinds.get(i) === 'id-card' && isAlone(i))
  if (!isInFull) {
    if (kind === undefined || sensitive.includes(kind)) return 'hidden'
    return isAbout || own.has(item) ? 'masked' : 'hidden'
  }
  if (kind === undefined || own.has(item)) return 'clear'
  if (countOf(kinds, kind) > 1) return 'masked'
  // A number that is not the reader's may name somebody else.
  return indexKindOf(kind) === undefined ? 'clear' : 'masked'
}

function countOf(kinds: ReadonlyMap<string, PersonalKind>, kind: PersonalKind | undefined): number {
  return [...kinds.values()].filter((k) => k === kind).length
}

/** Items that a correction may not change: by these the row is found again, and by these it was matched. */
export function fixedItems(content: Content): Set<string> {
  return new Set(content.items.filter((i) => i.key).map((i) => i.name))
}
