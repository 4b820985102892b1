import { z } from 'zod'
import { dayOf } from '#kernel/clock/rules'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { writeCsv, writeXlsx } from '#kernel/tabular'
import { exportGranted } from './actions.ts'
import { ExportGranted } from './contract.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export const fileRoutes: readonly Route[] = (['csv', 'xlsx'] as const).map((format) => ({
  method: 'GET',
  path: `/grants/:grant/rows.${format}`,
  tag: 'sharing',
  summary: `Rows as the grant gives them, as ${format.toUpperCase()}`,
  params: z.object({ grant: z.uuid() }),
  query: ExportGranted.omit({ grant: true }),
  run: (kernel, r) => exportRows(kernel, r, format),
}))

async function exportRows(kernel: Kernel, r: RouteRequest, format: 'csv' | 'xlsx'): Promise<unknown> {
  const input = { ...r.query, grant: r.params.grant }
  const found = await kernel.execute(exportGranted, { actor: r.actor, input, trace: r.trace })
  const file = `${found.name}-${dayOf(kernel.clock.now())}.${format}`
  r.reply.headers({
    'content-type': types[format],
    'content-disposition': `attachment; filename="export"; filename*=UTF-8''${encodeURIComponent(file)}`,
    'cache-control': 'no-store',
  })
  const repeated = new Set(found.columns.map((c) => c.title).filter((t, n, all) => all.indexOf(t) !== n))
  const columns = found.columns.map(({ item, title }) => ({
    item,
    head: repeated.has(title) ? `${title} ${item}` : title,
  }))
  const rows = found.rows.map((row) =>
    Object.fromEntries(columns.map(({ item, head }) => [head, textOf(row[item])])),
  )
  const heads = columns.map((c) => c.head)
  return format === 'csv' ? writeCsv(rows, heads) : writeXlsx(rows, heads, '数据')
}

function textOf(value: unknown): string | number {
  if (value == null) return ''
  if (typeof value === 'number') return value
  return typeof value === 'string' ? value : JSON.stringify(value)
}
