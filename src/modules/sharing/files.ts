import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { writeCsv, writeXlsx } from '#kernel/tabular'
import { getResource } from '#modules/catalogue'
import { access } from './access.ts'
import { ExportGranted } from './contract.ts'
import { existing } from './queries/visible.ts'
import { parseJson } from './queries.ts'
import { grantSubject } from './store.ts'
import { denial, giveRows, judgeUse } from './use.ts'

/** More would be a delivery, which the gateway makes. */
const mostExported = 20_000

/**
 * Granted rows for a file: through the same judgement and the same SQL as a page of them. Without the right to bulk a
 * file holds as many rows as a call may have.
 */
export const exportGranted = defineQuery({
  name: 'grant.export',
  input: ExportGranted,
  allow: access.readRows,
  async run(tx, { actor, input, now, authorise, logRead }) {
    const grant = await existing(tx, input.grant)
    authorise({ co: [grant.consumer] })
    const { bulk, rowsPerCall } = grant.terms
    const limit = bulk ? mostExported : rowsPerCall
    const use = await judgeUse(tx, {
      grant,
      consumer: actor.posts.find((p) => p.org === grant.consumer)?.org ?? '',
      action: bulk ? 'bulk' : 'read',
      purpose: input.purpose,
      items: input.items?.split(','),
      rows: limit,
      now,
    })
    if (!use.judgement.permitted) throw denial(use.judgement.condition)
    const where = input.where === undefined ? [] : parseJson(input.where)
    const { rows } = await giveRows(tx, use, { where, search: input.q, after: undefined, limit })
    logRead(grantSubject(grant), [...use.items, `rows: ${rows.length}`])
    const { content } = await getResource(tx, grant.resource)
    const titles = new Map(content.items.map((i) => [i.name, i.title]))
    const columns = use.items.map((item) => ({ item, title: titles.get(item) ?? item }))
    return { name: content.name, columns, rows }
  },
})

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
  const found = await kernel.ask(exportGranted, { actor: r.actor, input, trace: r.trace })
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
