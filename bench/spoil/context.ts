import { createHash } from 'node:crypto'
import type { Change, Context } from '../../examples/construction-spoil/program.js'
import { commands, reactions } from '../../examples/construction-spoil/program.js'
import { type Giver, type Row, system } from '../../examples/construction-spoil/simulation/people.ts'

export type Answer =
  | { readonly output: Row }
  | { readonly refused: { readonly zh: string; readonly en: string } }

class Refused extends Error {
  readonly sentence: { zh: string; en: string }

  constructor(zh: string, en: string) {
    super(zh)
    this.sentence = { zh, en }
  }
}

/** Key items by resource; a resource without any only grows. */
export type Keys = Readonly<Record<string, readonly string[]>>

/**
 * Rows and notes in memory, and the program's own functions called directly in Node: what the platform does around a call,
 * without interpreter and database.
 */
export class World {
  readonly rows = new Map<string, Row>()
  readonly notes = new Map<string, unknown>()
  readonly findings: Row[] = []
  readonly puts: { resource: string; row: Row }[] = []
  private readonly keys: Keys
  private readonly isCopied: boolean
  private calls = 0

  /** @param isCopied values are copied in and out, as they are between platform and interpreter; a measurement does without */
  constructor(keys: Keys, isCopied = true) {
    this.keys = keys
    this.isCopied = isCopied
  }

  set(resource: string, row: Row): void {
    const key = this.keyOf(resource, row)
    if (key !== null) this.rows.set(`${resource} ${key}`, row)
  }

  row(resource: string, key: string): Row | undefined {
    return this.rows.get(`${resource} ${key}`)
  }

  command(name: string, input: Row, giver: Giver, now: string): Answer {
    return this.call(giver, now, (ctx) => commands[name]?.(input, ctx))
  }

  react(name: string, changes: readonly Change[], now: string): Answer {
    return this.call(system, now, (ctx) => reactions[name]?.(changes, ctx))
  }

  /** Rows of a resource as the changes that a reaction is given. */
  changes(resource: string, rows: readonly Row[], now: string): Change[] {
    return rows.map((data, n) => ({
      kind: 'added',
      key: this.keyOf(resource, data) ?? String(n),
      at: now,
      data,
    }))
  }

  private keyOf(resource: string, row: Row): string | null {
    const items = this.keys[resource]
    if (items === undefined) throw new Error(`no resource ${resource}`)
    return items.length === 0 ? null : items.map((i) => String(row[i])).join('|')
  }

  private call(actor: Giver, now: string, run: (ctx: Context) => unknown): Answer {
    const copy = <T>(value: T): T => (this.isCopied ? structuredClone(value) : value)
    const written = new Map<string, Row>()
    const puts: { resource: string; row: Row }[] = []
    const kept = new Map<string, unknown>()
    const ids = this.ids()
    const ctx: Context = {
      now,
      sandbox: false,
      actor,
      get: (resource, key) =>
        copy(written.get(`${resource} ${key}`) ?? this.rows.get(`${resource} ${key}`) ?? null),
      put: (resource, row) => {
        puts.push({ resource, row })
        const key = this.keyOf(resource, row)
        if (key !== null) written.set(`${resource} ${key}`, row)
      },
      note: (key) => copy(kept.has(key) ? kept.get(key) : (this.notes.get(key) ?? null)),
      keep: (key, value) => void kept.set(key, value),
      look: (ask) => {
        throw new Error(`the program asks nobody: ${ask}`)
      },
      decide: (table) => {
        throw new Error(`the program asks for no table: ${table}`)
      },
      refuse: (zh, en) => {
        throw new Refused(zh, en)
      },
      sign: (text) => `模拟签名:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
      id: ids,
      metres,
    }
    try {
      const output = (run(ctx) ?? {}) as Row
      for (const { resource, row } of puts) this.take(resource, copy(row))
      for (const [key, value] of kept) this.notes.set(key, copy(value))
      return { output }
    } catch (error) {
      if (error instanceof Refused) return { refused: error.sentence }
      throw error
    }
  }

  private take(resource: string, row: Row): void {
    this.set(resource, row)
    if (resource === 'findings') this.findings.push(row)
    if (this.isCopied) this.puts.push({ resource, row })
  }

  private ids() {
    const call = String(++this.calls).padStart(12, '0')
    let n = 0
    return (prefix: string) => `${prefix}${call}${n++ === 0 ? '' : `-${n}`}`
  }
}

interface Point {
  readonly lon: number
  readonly lat: number
}

/** Metres on a sphere, as the platform tells a program. */
export function metres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const [dLat, dLon] = [(b.lat - a.lat) * rad, (b.lon - a.lon) * rad]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
  return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
}
