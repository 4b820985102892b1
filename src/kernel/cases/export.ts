import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { dayOf, timeInDay } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { type WriteRow, writeCsv, writeXlsx } from '#kernel/tabular'
import { maskText } from '#kernel/vault/rules'
import { type CaseRow, ListCases } from './contract.ts'
import type { Case, CaseType } from './define.ts'
import { listCases } from './list.ts'
import { statisticsAccess } from './statistics/reach.ts'
import { caseRow, isUnmasked } from './view.ts'

const most = 50_000
const pageSize = 1_000

/** What a file says instead of codes; the names of places, categories and organizations are the module's. */
export interface ExportLabels {
  readonly title: string
  readonly states: Readonly<Record<string, string>>
  readonly urgencies: Readonly<Record<string, string>>
  readonly channels: Readonly<Record<string, string>>
  readonly category: (code: string) => string
  readonly place: (path: string) => string
}

const truncated = `（已达到一次导出的上限 ${most} 条，其余未导出，请缩小筛选范围后再导出）`

/** The same filters as the list; each page is read with the reader's own access and masks. */
function pageQuery(type: CaseType) {
  return defineQuery({
    name: `${type.type}.export-page`,
    input: ListCases.extend({ limit: z.int().default(pageSize) }),
    allow: statisticsAccess(type),
    async run(tx, { actor, input, now }) {
      const page = await listCases(tx, type, actor, { ...input, limit: pageSize }, now)
      const bodies = await readBodies(tx, page.cases)
      const rows = page.cases.map((c) => {
        const body = bodies.get(c.id) ?? ''
        return {
          row: caseRow(type, c, actor),
          answered: c.answeredAt,
          body: isUnmasked(type, c, actor) ? body : maskText(body, 'partial').text,
        }
      })
      return { rows, next: page.next }
    },
  })
}

async function readBodies(tx: Tx, cases: readonly Case[]): Promise<Map<string, string>> {
  if (cases.length === 0) return new Map()
  const rows = await tx
    .selectFrom('case_texts')
    .select(['case_id', 'body'])
    .where('district', 'in', [...new Set(cases.map((c) => c.district))])
    .where(
      'case_id',
      'in',
      cases.map((c) => c.id),
    )
    .execute()
  return new Map(rows.map((r) => [r.case_id, r.body]))
}

/** Writes the reading into the audit: who took how many rows, by which filters, in which form. */
function notedQuery(type: CaseType) {
  return defineQuery({
    name: `${type.type}.export`,
    input: z.object({ rows: z.int(), format: z.string(), filters: z.string() }),
    allow: statisticsAccess(type),
    async run(_tx, { input, logRead }) {
      logRead({ type: type.type, id: 'export' }, [
        `rows: ${input.rows}`,
        `format: ${input.format}`,
        `filters: ${input.filters}`,
      ])
      return input.rows
    },
  })
}

/** `GET <path>/export.csv` and `.xlsx`: what the list shows, as a file with names instead of codes. */
export function exportRoutes(path: string, type: CaseType, labels: ExportLabels): Route[] {
  const queries = { page: pageQuery(type), noted: notedQuery(type) }
  return (['csv', 'xlsx'] as const).map((format) => ({
    method: 'GET',
    path: `${path}/export.${format}`,
    tag: path.replace(/^\//, ''),
    summary: `What the list shows, as ${format.toUpperCase()}; at most ${most} rows`,
    query: ListCases.omit({ limit: true, cursor: true }),
    run: (kernel, r) => send(kernel, r, format, queries, labels),
  }))
}

interface Queries {
  readonly page: ReturnType<typeof pageQuery>
  readonly noted: ReturnType<typeof notedQuery>
}

async function send(
  kernel: Kernel,
  r: RouteRequest,
  format: 'csv' | 'xlsx',
  queries: Queries,
  labels: ExportLabels,
): Promise<unknown> {
  const orgs = await organizationNames(kernel)
  const pages = readPages(kernel, r, format, queries, (found) =>
    writtenRow(found, labels, orgs, kernel.clock.now()),
  )
  // The first page is read before anything is sent, so that a refusal is still a refusal.
  const first = await pages.next()
  const name = encodeURIComponent(`${labels.title}-${dayOf(kernel.clock.now())}.${format}`)
  r.reply.headers({
    'content-type':
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${name}`,
    'cache-control': 'no-store',
  })
  const all = withFirst(first, pages)
  return format === 'csv' ? Readable.from(csvPages(all)) : workbook(all, labels.title)
}

async function organizationNames(kernel: Kernel): Promise<ReadonlyMap<string, string>> {
  const rows = await kernel.app.db.selectFrom('organizations').select(['code', 'zh']).execute()
  return new Map(rows.map((o) => [o.code, o.zh]))
}

type Found = Awaited<ReturnType<Queries['page']['run']>>['rows'][number]

/** Page after page, each in a read of its own; however it ends, the audit learns how many rows were read. */
async function* readPages(
  kernel: Kernel,
  r: RouteRequest,
  format: string,
  queries: Queries,
  write: (found: Found) => WriteRow,
): AsyncGenerator<WriteRow[]> {
  const { limit: _limit, cursor: _cursor, ...filters } = r.query
  let cursor: string | undefined
  let rows = 0
  try {
    do {
      const input = cursor === undefined ? filters : { ...filters, cursor }
      const page = await kernel.ask(queries.page, { actor: r.actor, input, trace: r.trace })
      rows += page.rows.length
      yield page.rows.map(write)
      cursor = page.next ?? undefined
      if (rows >= most && cursor !== undefined) yield [{ [firstColumn]: truncated }]
    } while (cursor !== undefined && rows < most)
  } finally {
    const input = { rows, format, filters: JSON.stringify(filters).slice(0, 500) }
    if (rows > 0) await kernel.ask(queries.noted, { actor: r.actor, input, trace: r.trace })
  }
}

async function* withFirst<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done === true) return
  yield first.value
  yield* rest
}

/** The header stands before the first page only; it holds no line break, so it ends with the first CRLF. */
async function* csvPages(pages: AsyncIterable<WriteRow[]>): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const page of pages) {
    const csv = writeCsv(page, columns)
    yield isFirst ? csv : csv.subarray(csv.indexOf('\r\n') + 2)
    isFirst = false
  }
}

/** A workbook is a zip with an index at its end; it is built whole before it is sent. */
async function workbook(pages: AsyncIterable<WriteRow[]>, title: string): Promise<Buffer> {
  const rows: WriteRow[] = []
  for await (const page of pages) rows.push(...page)
  return writeXlsx(rows, columns, title)
}

const firstColumn = '编号'
const columns = [
  firstColumn,
  '标题',
  '内容',
  '状态',
  '分类',
  '紧急程度',
  '渠道',
  '区域',
  '地址',
  '主办单位',
  '协办单位',
  '时限',
  '是否超期',
  '是否暂停',
  '是否督办',
  '受理时间',
  '答复时间',
  '办结时间',
  '评价分',
] as const

function writtenRow(
  { row, answered, body }: Found,
  labels: ExportLabels,
  orgs: ReadonlyMap<string, string>,
  now: Date,
): WriteRow {
  const org = (code: string) => orgs.get(code) ?? code
  const yes = (is: boolean) => (is ? '是' : '否')
  return {
    编号: row.number,
    标题: row.title,
    内容: body,
    状态: labels.states[row.state] ?? row.state,
    分类: row.category === null ? '' : labels.category(row.category),
    紧急程度: row.urgency === null ? '' : (labels.urgencies[row.urgency] ?? row.urgency),
    渠道: labels.channels[row.channel] ?? row.channel,
    区域: labels.place(row.place),
    地址: row.address,
    主办单位: row.lead === null ? '' : org(row.lead),
    协办单位: row.co.map(org).join('、'),
    时限: local(row.due),
    是否超期: yes(isLate(row, now)),
    是否暂停: yes(row.held),
    是否督办: yes(row.supervised),
    受理时间: local(row.createdAt),
    答复时间: local(answered),
    办结时间: local(row.closedAt),
    评价分: row.rating,
  }
}

function isLate(row: CaseRow, now: Date): boolean {
  return row.due !== null && row.due < now.toISOString()
}

/** As offices write it: `2026-11-24 09:05`, Shanghai time. */
function local(instant: string | null): string {
  if (instant === null) return ''
  const at = new Date(instant)
  const minutes = Math.floor(timeInDay(at) / 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${dayOf(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
