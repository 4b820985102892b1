/** Why a form is taken for what it is; keys for a sentence on screen. */
export type Reason =
  | 'form'
  | 'check-digit'
  | 'failed-check-digit'
  | 'calendar-date'
  | 'division'
  | 'cue'
  | 'issuer'
  | 'number-range'
  | 'numerals'
  | 'beside-thing'
  | 'places'
  | 'door'
  | 'room-only'
  | 'surname'
  | 'given-name'
  | 'title'
  | 'beside-number'
  | 'repeated'

/** How sure, 0…1, and by what. A rule's own estimate, not a calibrated frequency. */
export type Evidence = { readonly certainty: number; readonly why: readonly Reason[] }

/** A form to look for; `judge` sees the match, the text before it and the text after it. */
export type Detector<Kind extends string> = {
  readonly kind: Kind
  readonly pattern: RegExp
  judge(match: string, before: string, after: string): Evidence | undefined
}

/** A place in a text; offsets in UTF-16 units, `end` not included. */
export type Hit<Kind extends string> = Evidence & {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** How far a cue word may stand before what it announces, and what decides behind it. */
const CUE_REACH = 12

/** Runs detectors over one text; where two claim the same place the earlier one has it. */
export class Scan<Kind extends string> {
  readonly hits: Hit<Kind>[] = []
  readonly #text: string
  readonly #taken: Uint8Array

  constructor(text: string) {
    this.#text = text
    this.#taken = new Uint8Array(text.length)
  }

  isFree(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#taken[i]) return false
    return true
  }

  /** Nothing is found in this place. */
  block(start: number, end: number): void {
    this.#taken.fill(1, start, end)
  }

  take(hit: Hit<Kind>): void {
    if (!this.isFree(hit.start, hit.end)) return
    this.block(hit.start, hit.end)
    this.hits.push(hit)
  }

  run(detectors: readonly Detector<Kind>[]): void {
    const text = this.#text
    for (const { kind, pattern, judge } of detectors) {
      for (const match of text.matchAll(pattern)) {
        const [start, end] = [match.index, match.index + match[0].length]
        const before = text.slice(Math.max(0, start - CUE_REACH), start)
        const evidence = judge(match[0], before, text.slice(end, end + CUE_REACH))
        if (evidence) this.take({ kind, start, end, ...evidence })
      }
    }
  }

  /** In the order of the text. */
  inOrder(): Hit<Kind>[] {
    return this.hits.sort((a, b) => a.start - b.start)
  }
}
