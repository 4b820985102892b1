import { Readable } from 'node:stream'
import type { RouteRequest } from '#kernel/http/define'
import { type Locale, translate } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import { writeCsv } from '#kernel/tabular'
import { findResource } from '#modules/catalogue'
import type { QuarantinedRow, RowProblem } from './contract.ts'
import { collectionMessages } from './messages.ts'
import { listQuarantine } from './queries.ts'

const pageSize = 500
const most = 50_000

/** What waits for repair, as a table for the office that sent it: line, what is wrong, and what was sent. */
export async function exportQuarantine(kernel: Kernel, r: RouteRequest): Promise<Readable> {
  const resource = await findResource(kernel.app.db, r.params.id ?? '')
  const items = resource?.content.items ?? []
  const locale: Locale = r.raw.headers['accept-language']?.startsWith('en') ? 'en' : 'zh'
  const columns = ['line', 'problems', ...items.map((i) => i.title)]
  const titles = new Map(items.map((i) => [i.name, i.title]))
  const rowOf = (row: QuarantinedRow) => ({
    line: row.line,
    problems: row.problems.map((p) => problemText(p, titles, locale)).join('；'),
    ...Object.fromEntries(items.map((i) => [i.title, textOf({ ...row.data, ...row.corrected }[i.name])])),
  })
  const page = async (after: string | null) =>
    kernel.ask(listQuarantine, {
      actor: r.actor,
      trace: r.trace,
      input: { ...r.query, ...r.params, limit: pageSize, ...(after === null ? {} : { after }) },
    })
  const first = await page(null)
  r.reply.headers({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="quarantine.csv"',
  })
  async function* lines() {
    yield writeCsv(first.rows.map(rowOf), columns)
    let { next } = first
    for (let n = pageSize; next !== null && n < most; n += pageSize) {
      const more = await page(next)
      const csv = writeCsv(more.rows.map(rowOf), columns)
      yield csv.subarray(csv.indexOf('\r\n') + 2)
      next = more.next
    }
  }
  return Readable.from(lines())
}

function problemText(p: RowProblem, titles: ReadonlyMap<string, string>, locale: Locale): string {
  const said = translate(collectionMessages, `collection.problem.${p.reason}` as never, locale, {
    expected: p.expected ?? '',
  })
  return p.item === '' ? said : `${titles.get(p.item) ?? p.item}：${said}`
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
