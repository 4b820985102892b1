import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import { actionRoute, type Route, type RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { decodeText, readTable, refuseUnreadable, type TableRow, writeCsv, writeXlsx } from '#kernel/tabular'
import { importResources } from './actions.ts'
import { Imported, ImportPreview, ListResources, mostImported } from './contract.ts'
import { readContract, writeContract } from './odcs.ts'
import { exportedTogether, exportResources, knownCodes, mayImport } from './queries.ts'
import { exportContract, importContract, readSheet, sheetColumns, sheetRows } from './rules.ts'

const tag = 'catalogue'
const importBytes = 8 * 1024 * 1024
/** Rows of a sheet: two hundred resources of a hundred items. */
const mostRows = 20_000

/** The doors through which descriptions come and go as files. */
export const fileRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/resources/import/preview',
    tag,
    summary: 'What a field sheet (XLSX, CSV) or a data contract (ODCS, YAML) would make; nothing is made',
    response: ImportPreview,
    bodyLimit: importBytes,
    run: preview,
  },
  actionRoute('/resources/import', importResources, {
    tag,
    summary: 'Make what a preview showed: new drafts, and new drafts of known resources',
    status: 201,
    response: Imported,
    bodyLimit: importBytes,
  }),
  ...(['xlsx', 'csv'] as const).map(
    (format): Route => ({
      method: 'GET',
      path: `/resources/export.${format}`,
      tag,
      summary: `What the list shows in the national field sheet, as ${format.toUpperCase()}`,
      query: ListResources.omit({ limit: true, offset: true }),
      run: (kernel, r) => exportSheet(kernel, r, format),
    }),
  ),
  {
    method: 'GET',
    path: '/resources/:id/odcs.yaml',
    tag,
    summary: 'A resource as a data contract (ODCS 3.1)',
    params: z.object({ id: z.uuid() }),
    run: exportYaml,
  },
]

async function preview(kernel: Kernel, r: RouteRequest): Promise<ImportPreview> {
  await kernel.ask(mayImport, { actor: r.actor, input: {}, trace: r.trace })
  const { file, fields } = await r.upload()
  const isContract = /\.(ya?ml|json)$/i.test(file.filename)
  const read = isContract
    ? previewContract(decodeText(file.content), fields.get('provider') ?? '')
    : await previewSheet(file.content, file.filename)
  if (read.entries.length > mostImported)
    throw new Refusal('too-large', 'catalogue.import.too-many', { limit: mostImported })
  const codes = read.entries.map((e) => e.code).filter((c) => c !== '')
  const known = new Set(await kernel.ask(knownCodes, { actor: r.actor, input: { codes }, trace: r.trace }))
  return { ...read, entries: read.entries.map((e) => ({ ...e, exists: known.has(e.code) })) }
}

type Read = {
  entries: Omit<ImportPreview['entries'][number], 'exists'>[]
  problems: ImportPreview['problems']
}

function previewContract(text: string, provider: string): Read {
  if (provider === '') throw new Refusal('invalid', 'catalogue.import.no-provider', { field: 'provider' })
  const entries = importContract(readContract(text), provider).map(({ content, notes }) => ({
    provider,
    code: '',
    content,
    notes: notes.map((n) => ({ key: `catalogue.import.${n.key}`, values: n.values })),
  }))
  return { entries, problems: [] }
}

async function previewSheet(content: Buffer, filename: string): Promise<Read> {
  const rows: TableRow[] = []
  await refuseUnreadable(async () => {
    for await (const row of readTable(content, filename)) {
      if (rows.length === mostRows)
        throw new Refusal('too-large', 'catalogue.import.too-many', { limit: mostRows })
      rows.push(row)
    }
  })
  const { entries, problems } = readSheet(rows)
  return {
    entries: entries.map(({ provider, code, content: c }) => ({ provider, code, content: c, notes: [] })),
    problems: problems.map((p) => ({
      ...p,
      key: p.key.startsWith('catalogue.') ? p.key : `catalogue.import.${p.key}`,
    })),
  }
}

async function exportSheet(kernel: Kernel, r: RouteRequest, format: 'xlsx' | 'csv'): Promise<unknown> {
  const found = await kernel.ask(exportResources, { actor: r.actor, input: r.query, trace: r.trace })
  const rows = found.flatMap(sheetRows)
  name(r, `数据资源目录-${dayOf(kernel.clock.now())}.${format}`, types[format])
  return format === 'csv' ? writeCsv(rows, sheetColumns) : writeXlsx(rows, sheetColumns, '数据资源目录')
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  yaml: 'application/yaml; charset=utf-8',
} as const

async function exportYaml(kernel: Kernel, r: RouteRequest): Promise<unknown> {
  const together = await kernel.ask(exportedTogether, { actor: r.actor, input: r.params, trace: r.trace })
  name(r, `${together[0].content.name}.odcs.yaml`, types.yaml)
  return writeContract(exportContract(together))
}

function name(r: RouteRequest, filename: string, type: string): void {
  r.reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename="export"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    'cache-control': 'no-store',
  })
}
