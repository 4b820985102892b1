import { z } from 'zod'
import { defineQuery, parse, Refusal } from '#kernel/action'
import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { readTable, refuseUnreadable, type TableRow } from '#kernel/tabular'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from './access.ts'
import { deliver } from './actions.ts'
import {
  ColumnMapping,
  type Delivered,
  largestFile,
  type RawRow,
  rowsPerPart,
  UploadFields,
  type UploadPreview,
} from './contract.ts'
import { checkerOf, mapLine, readHeader } from './rules.ts'
import { tables } from './tables.ts'

const shown = 20
const shownProblems = 100

/** Who may send a file, and which parts of it are there already; asked before the file is read. */
export const uploadState = defineQuery({
  name: 'collection.upload',
  input: z.object({ id: z.uuid(), delivery: z.uuid().optional() }),
  allow: access.deliver,
  async run(
    tx,
    { input, authorise },
  ): Promise<{ resource: Resource; parts: readonly number[]; done: boolean }> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    if (resource.state !== 'published')
      throw new Refusal('not-now', 'collection.not-published', { id: resource.id })
    const row =
      input.delivery === undefined
        ? undefined
        : await tables(tx)
            .selectFrom('deliveries')
            .select(['parts', 'done'])
            .where('resource', '=', input.id)
            .where('id', '=', input.delivery)
            .executeTakeFirst()
    return { resource, parts: row?.parts ?? [], done: row?.done ?? false }
  },
})

/** Reads a file against the contract and stores nothing: what its columns are, what is missing, what would be refused. */
export async function previewUpload(kernel: Kernel, r: RouteRequest): Promise<UploadPreview> {
  const { resource } = await kernel.ask(uploadState, {
    actor: r.actor,
    input: { id: r.params.id },
    trace: r.trace,
  })
  const { file, fields } = await r.upload(largestFile)
  const given = fields.get('mapping')
  const rows = await readRows(file.content, file.filename)
  const columns = Object.keys(rows[0]?.values ?? {})
  const header = readHeader(columns, resource.content, given === undefined ? undefined : parseMapping(given))
  const checker = checkerOf(resource)
  const now = kernel.clock.now()
  const problems: UploadPreview['problems'] = []
  let wrong = 0
  for (const row of rows) {
    const checked = checker.check(mapLine(row.values, header.mapping), now)
    if (!('problems' in checked)) continue
    wrong++
    if (problems.length < shownProblems) problems.push({ line: row.line, problems: [...checked.problems] })
  }
  return {
    columns,
    ...header,
    missing: [...header.missing],
    unknown: [...header.unknown],
    total: rows.length,
    wrong,
    rows: rows.slice(0, shown).map((row) => ({ line: row.line, values: row.values })),
    problems,
  }
}

/**
 * Delivers a file in parts. Sent again under the same delivery it goes on with the parts that are not there, so that a
 * line that breaks costs one part.
 * @throws Refusal `invalid` while a required item has no column, or a column is left out that the sender has not seen
 */
export async function takeUpload(kernel: Kernel, r: RouteRequest): Promise<Delivered> {
  const { file, fields } = await r.upload(largestFile)
  const input = parse(UploadFields, {
    delivery: fields.get('delivery'),
    mapping: parseMapping(fields.get('mapping') ?? '{}'),
    mode: fields.get('mode') ?? 'merge',
    leaveOut: parseJson(fields.get('leaveOut') ?? '[]'),
  })
  const ask = { id: r.params.id, delivery: input.delivery }
  const { resource, parts, done } = await kernel.ask(uploadState, {
    actor: r.actor,
    input: ask,
    trace: r.trace,
  })
  const rows = await readRows(file.content, file.filename)
  const header = readHeader(Object.keys(rows[0]?.values ?? {}), resource.content, input.mapping)
  if (header.missing.length > 0)
    throw new Refusal('invalid', 'collection.missing-columns', {
      items: titlesOf(resource, header.missing),
      missing: header.missing,
    })
  const unseen = header.unknown.filter((c) => !input.leaveOut.includes(c))
  if (unseen.length > 0)
    throw new Refusal('invalid', 'collection.unknown-columns', {
      columns: unseen.join('、'),
      unknown: unseen,
    })
  if (done) throw new Refusal('conflict', 'collection.delivery-over', { delivery: input.delivery })
  return sendParts(kernel, r, {
    resource,
    rows,
    taken: new Set(parts),
    input,
    mapping: header.mapping,
    name: file.filename,
  })
}

interface Sending {
  readonly resource: Resource
  readonly rows: readonly TableRow[]
  readonly taken: ReadonlySet<number>
  readonly input: z.infer<typeof UploadFields>
  readonly mapping: ColumnMapping
  readonly name: string
}

async function sendParts(kernel: Kernel, r: RouteRequest, s: Sending): Promise<Delivered> {
  const count = Math.ceil(s.rows.length / rowsPerPart)
  let answer: Delivered | undefined
  for (let part = 1; part <= count; part++) {
    if (s.taken.has(part)) continue
    const lines = s.rows.slice((part - 1) * rowsPerPart, part * rowsPerPart)
    answer = await kernel.execute(deliver, {
      actor: r.actor,
      trace: r.trace,
      input: {
        resource: s.resource.id,
        delivery: s.input.delivery,
        part,
        last: part === count,
        mode: s.input.mode,
        channel: 'upload',
        source: plainName(s.name),
        firstLine: lines[0]?.line ?? 1,
        rows: lines.map((line): RawRow => mapLine(line.values, s.mapping)),
      },
    })
  }
  if (answer === undefined)
    throw new Refusal('conflict', 'collection.delivery-over', { delivery: s.input.delivery })
  return answer
}

/** A name is shown and kept; the path that it may claim is nobody's business. */
function plainName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  return (
    base
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  )
}

function titlesOf({ content }: Resource, names: readonly string[]): string {
  return names.map((n) => content.items.find((i) => i.name === n)?.title ?? n).join('、')
}

async function readRows(content: Buffer, name: string): Promise<TableRow[]> {
  return refuseUnreadable(async () => {
    const rows: TableRow[] = []
    for await (const row of readTable(content, name)) rows.push(row)
    return rows
  })
}

/** @throws Refusal `invalid` */
function parseMapping(text: string): ColumnMapping {
  return parse(ColumnMapping, parseJson(text))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', 'input.invalid', { fields: [] })
  }
}
