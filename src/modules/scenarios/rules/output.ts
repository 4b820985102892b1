import { maskPartial } from '#modules/sharing/rules'
import type { OwnCommand, ScenarioManifest } from '../contract.ts'

/** A value of a personal item that a call was given. */
export interface Personal {
  readonly value: string
  readonly kind: string | null
  /** `resource.item`. */
  readonly of: string
}

export interface Masked<T> {
  readonly output: T
  /** Which items were masked in it, `resource.item` each. */
  readonly masked: readonly string[]
  /** Which were let through, because the command declares them. */
  readonly shown: readonly string[]
}

/** Names have two characters and more; of other values shorter ones stand in too many texts. */
const leastName = 2
const least = 4
/** After this a text that still holds something personal is hidden whole. */
const mostPasses = 4
const hidden = '***'
const says = /[\p{L}\p{N}]/u

/** The personal values of a row of the package, each part of a point by itself. */
export function personalOf(m: ScenarioManifest, resource: string, row: unknown): Personal[] {
  if (typeof row !== 'object' || row === null) return []
  const items = m.resources.find((r) => r.code === resource)?.items ?? []
  return items.flatMap(({ name, personal }) =>
    personal === null
      ? []
      : textsIn((row as Record<string, unknown>)[name])
          .filter((text) => says.test(text))
          .map((value) => ({ value, kind: personal, of: `${resource}.${name}` })),
  )
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/**
 * What leaves of a program's answer: personal values that it was given are masked wherever they stand in it, as a whole or
 * inside a longer text. What the program has rewritten is not recognised.
 */
export function maskOutput<T>(
  output: T,
  personal: readonly Personal[],
  declared: OwnCommand['shows'] = [],
): Masked<T> {
  const open = new Set(declared.map((s) => `${s.resource}.${s.item}`))
  const masking = new Masking(personal.filter((p) => !open.has(p.of)))
  const text = open.size === 0 ? '' : JSON.stringify(output ?? null)
  const shown = personal.filter((p) => open.has(p.of) && text.includes(p.value)).map((p) => p.of)
  return {
    output: masking.of(output) as T,
    masked: [...masking.found].sort(),
    shown: [...new Set(shown)].sort(),
  }
}

class Masking {
  readonly found = new Set<string>()
  readonly #hidden: readonly Personal[]

  constructor(personal: readonly Personal[]) {
    this.#hidden = personal.toSorted((a, b) => b.value.length - a.value.length)
  }

  of(value: unknown): unknown {
    if (this.#hidden.length === 0) return value
    if (typeof value === 'string') return this.#text(value)
    if (typeof value === 'number') {
      const plain = String(value)
      // A count is easily the same as somebody's age.
      const text = plain.length < least ? plain : this.#text(plain)
      return text === plain ? value : text
    }
    if (Array.isArray(value)) return value.map((one) => this.of(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [this.#text(name), this.of(one)]))
  }

  /** A mask may itself hold what another value is, so it is looked at again. */
  #text(text: string): string {
    let left = text
    for (let pass = 0; pass < mostPasses; pass++) {
      const inside = this.#hidden.filter((p) => isIn(p, left))
      if (inside.length === 0) return left
      for (const { value, kind, of } of inside) {
        this.found.add(of)
        left = left.replaceAll(value, () => maskPartial(kind, value))
      }
    }
    return this.#hidden.some((p) => isIn(p, left)) ? hidden : left
  }
}

function isIn({ value, kind }: Personal, text: string): boolean {
  return value.length < (kind === 'name' ? leastName : least) ? text.trim() === value : text.includes(value)
}
