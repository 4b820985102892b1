/** A field of a record: what its values are. Dates are written 2001-12-31 or 20011231. */
export interface Field {
  readonly name: string
  readonly kind: 'text' | 'date' | 'number'
}

/**
 * One way in which two values agree. The levels of a comparison are tried in order; a pair has the first that holds,
 * and the level „else" when none does. `in` compares another field's values at this level (the sound of a name, the
 * township of an address); a pair that lacks one of them does not reach the level.
 */
export type Level = { readonly in?: string } & (
  | { readonly by: 'exact' }
  /** Similarity in 0 … 1. */
  | { readonly by: 'jaro-winkler' | 'levenshtein'; readonly atLeast: number }
  /** Edits; `swaps`: two neighbouring characters exchanged count as one edit. */
  | { readonly by: 'edits'; readonly atMost: number; readonly swaps?: boolean }
  /** Distance of numbers in their unit, of dates in days. A value that is no number or no date never reaches it. */
  | { readonly by: 'distance'; readonly atMost: number }
  /** Day and month of a date exchanged. */
  | { readonly by: 'day-month-swapped' }
  /** The value equals the other record's value of the field `with`, and the reverse: given name and surname. */
  | { readonly by: 'crossed'; readonly with: string }
  /** All of these levels hold. Two fields that go together in a household, such as phone and address, count once so. */
  | { readonly by: 'all'; readonly of: readonly Level[] }
)

export interface Comparison {
  readonly field: string
  /** A second field that the levels look into; the pair is missing only where neither field has both values. */
  readonly second?: string
  readonly levels: readonly Level[]
  /**
   * Strength 0 … 1 of the term-frequency adjustment at the first level, which must be „exact": agreeing on a rare value
   * says more than agreeing on a common one.
   */
  readonly frequency?: number
}

/** What a blocking key takes of a field's value. */
export type KeyPart = { readonly field: string } & (
  | { readonly take: 'value' | 'year' | 'month-day' | 'soundex' | 'sorted-characters' }
  | { readonly take: 'prefix' | 'suffix'; readonly length: number }
)

/** Records that agree in all parts become candidate pairs; a record that lacks one of them has no such key. */
export interface BlockingKey {
  readonly name: string
  readonly parts: readonly KeyPart[]
}

export interface LinkageSettings {
  readonly fields: readonly Field[]
  readonly comparisons: readonly Comparison[]
  /** A pair is a candidate when any of the keys brings it together. */
  readonly blocking: readonly BlockingKey[]
  /** Keys whose pairs teach m; a comparison learns from the keys that do not use its field. */
  readonly training: readonly BlockingKey[]
  /** Keys that only true pairs share, nearly; with `recall`, the share of the true pairs that they find, they give the prior. */
  readonly certain: { readonly keys: readonly BlockingKey[]; readonly recall: number }
}

const elseName = '其余'

/** Every field that decides a comparison's level. */
export function fieldsOf({ field, second, levels }: Comparison): ReadonlySet<string> {
  const inside = (level: Level): string[] => [
    ...(level.in === undefined ? [] : [level.in]),
    ...(level.by === 'crossed' ? [level.with] : []),
    ...(level.by === 'all' ? level.of.flatMap(inside) : []),
  ]
  return new Set([field, ...(second === undefined ? [] : [second]), ...levels.flatMap(inside)])
}

/** A level in words that a person can read. */
export function levelName(level: Level | undefined): string {
  if (level === undefined) return elseName
  const where = level.in === undefined ? '' : `${level.in}：`
  switch (level.by) {
    case 'exact':
      return `${where}完全一致`
    case 'jaro-winkler':
    case 'levenshtein':
      return `${where}${level.by} ≥ ${level.atLeast}`
    case 'edits':
      return `${where}相差 ≤ ${level.atMost} 处${level.swaps === true ? '（对调算一处）' : ''}`
    case 'distance':
      return `${where}相距 ≤ ${level.atMost}`
    case 'day-month-swapped':
      return `${where}日月对调`
    case 'crossed':
      return `${where}与 ${level.with} 对调`
    case 'all':
      return level.of.map(levelName).join('，')
    default:
      return level satisfies never
  }
}
