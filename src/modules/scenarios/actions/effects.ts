import type { Emitted } from '#kernel/action'
import { Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { takePart } from '#modules/collection'
import { type Effects, type Facts, ProgramFault } from '../program/index.ts'
import { keepNotes, type Run } from '../store.ts'

export interface Applying {
  readonly run: Run
  /** A UUID that becomes the delivery's. */
  readonly delivery: string
  readonly actor: { readonly id: string }
  readonly now: Date
  /** Signatures of the texts that the program asked to be signed, in their order. */
  readonly signatures: readonly string[]
}

/** Key items of each resource, as the program is told. */
export function keysOf({ manifest }: Run): Record<string, string[]> {
  return Object.fromEntries(
    manifest.resources.map((r) => [r.code, r.items.filter((i) => i.key).map((i) => i.name)]),
  )
}

/** Decision tables, as the program's `decide` reads them. */
export function tablesOf({ manifest }: Run): Facts['tables'] {
  return Object.fromEntries(manifest.tables.map(({ code, rows, otherwise }) => [code, { rows, otherwise }]))
}

/**
 * Stores what a program wants stored: rows through the contract of their resource, notes beside them.
 * @returns how many rows, and the events of their deliveries
 * @throws ProgramFault where a row breaks its contract: a program that writes such has a fault
 */
export async function applyEffects(
  tx: Tx,
  effects: Effects,
  a: Applying,
): Promise<{ rows: number; events: Emitted[] }> {
  const events: Emitted[] = []
  let rows = 0
  for (const [code, put] of grouped(effects, a)) {
    const resource = await getResource(tx, a.run.resources.get(code) ?? '')
    const source = `场景程序 ${a.run.s.code}`
    const whole = { part: 1, last: true, mode: 'merge', channel: 'api', source, firstLine: 1 } as const
    const input = { ...whole, resource: resource.id, delivery: a.delivery, rows: put }
    const { output, sorted } = await takePart(tx, resource, input, { id: a.actor.id, now: a.now })
    const [breach] = sorted.breaches
    if (breach !== undefined) throw new ProgramFault('shape', sentenceOf(resource, code, breach))
    rows += output.counts.added + output.counts.changed
    const payload = { delivery: a.delivery, counts: output.counts }
    events.push({ name: 'collection.delivered', payload, subject: subjectOf(resource) })
  }
  await keepNotes(tx, a.run, effects.kept)
  return { rows, events }
}

/** Rows by resource; of one key that is put twice the later. */
function grouped({ puts }: Effects, { run, signatures }: Applying): Map<string, Record<string, unknown>[]> {
  const keys = keysOf(run)
  const byResource = new Map<string, Map<string, Record<string, unknown>>>()
  for (const [n, { resource, row }] of puts.entries()) {
    const items = keys[resource]
    if (items === undefined || !run.resources.has(resource))
      throw new ProgramFault('shape', `no resource ${resource} in this package`)
    const rows = byResource.get(resource) ?? new Map()
    rows.set(
      items.length === 0 ? `${n}` : JSON.stringify(items.map((i) => String(row[i]))),
      signed(row, signatures),
    )
    byResource.set(resource, rows)
  }
  return new Map([...byResource].map(([code, rows]) => [code, [...rows.values()]]))
}

const placeholder = /^\{\{signature:(\d)\}\}$/

function signed(
  row: Readonly<Record<string, unknown>>,
  signatures: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([item, value]) => {
      const [, n] = typeof value === 'string' ? (placeholder.exec(value) ?? []) : []
      return [item, n === undefined ? value : (signatures[Number(n)] ?? '')]
    }),
  )
}

function sentenceOf(
  r: Resource,
  code: string,
  b: { problems: readonly { item: string; reason: string }[] },
): string {
  const [problem] = b.problems
  const title = r.content.items.find((i) => i.name === problem?.item)?.title ?? problem?.item
  return `a row of ${code} breaks its contract: ${title} (${problem?.reason})`
}

/** What people read where a program failed: never its stack. The same call does the same again, so nobody is to repeat it. */
export function refusalOf(fault: ProgramFault, name: { readonly zh: string; readonly en: string }): Refusal {
  return new Refusal('not-now', `scenarios.program-${fault.kind}`, { name: name.zh })
}
