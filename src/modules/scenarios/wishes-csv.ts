import type { RouteRequest } from '#kernel/http/define'
import { type Locale, translate } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import { type WriteRow, writeCsv } from '#kernel/tabular'
import { wishMessages } from './messages/wishes.ts'
import { listNeeds, listOffers } from './queries.ts'

const pageSize = 100
/** Rows of a file; a list that is longer is narrowed down first. */
const most = 5000

const needColumns = [
  'number',
  'title',
  'org',
  'state',
  'tags',
  'places',
  'until',
  'match',
  'scenario',
] as const
const offerColumns = ['number', 'title', 'enterprise', 'creditCode', 'state', 'tags', 'places'] as const

/** The list of needs as the reader may see it, as a table. */
export async function needsFile(kernel: Kernel, r: RouteRequest): Promise<Buffer> {
  const say = wordsFor(r)
  const names = await organizationNames(kernel)
  const found = await allPages((page) =>
    kernel.ask(listNeeds, { actor: r.actor, trace: r.trace, input: { ...r.query, ...page } }),
  )
  const rows = found.map(({ match, ...n }) => ({
    ...n,
    org: names.get(n.org) ?? n.org,
    state: say(`wish-state.${n.state}`),
    tags: n.tags.join('；'),
    places: n.places.join('；'),
    match: match === null ? '' : `${match.number} ${match.enterprise}`,
  }))
  return sent(r, 'scenario-needs', rows, needColumns, say)
}

/** The list of offers as the reader may see it, as a table; no contact. */
export async function offersFile(kernel: Kernel, r: RouteRequest): Promise<Buffer> {
  const say = wordsFor(r)
  const found = await allPages((page) =>
    kernel.ask(listOffers, { actor: r.actor, trace: r.trace, input: { ...r.query, ...page } }),
  )
  const rows = found.map((o) => ({
    ...o,
    state: say(`wish-state.${o.state}`),
    tags: o.tags.join('；'),
    places: o.places.join('；'),
  }))
  return sent(r, 'scenario-offers', rows, offerColumns, say)
}

type Say = (key: string) => string

function wordsFor(r: RouteRequest): Say {
  const locale: Locale = r.raw.headers['accept-language']?.startsWith('en') ? 'en' : 'zh'
  return (key) => translate(wishMessages, `scenarios.${key}` as keyof typeof wishMessages, locale)
}

async function organizationNames(kernel: Kernel): Promise<ReadonlyMap<string, string>> {
  const rows = await kernel.app.db.selectFrom('organizations').select(['code', 'zh']).execute()
  return new Map(rows.map((o) => [o.code, o.zh]))
}

async function allPages<T>(
  ask: (page: { limit: number; offset: number }) => Promise<{ rows: T[]; total: number }>,
): Promise<T[]> {
  const all: T[] = []
  for (let offset = 0; offset < most; offset += pageSize) {
    const { rows } = await ask({ limit: pageSize, offset })
    all.push(...rows)
    if (rows.length < pageSize) break
  }
  return all
}

function sent(
  r: RouteRequest,
  name: string,
  rows: readonly object[],
  columns: readonly string[],
  say: Say,
): Buffer {
  r.reply.headers({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  })
  const heads = columns.map((c) => say(`column.${c}`))
  const lines = rows.map((row) =>
    Object.fromEntries(
      columns.map((c, n) => [heads[n] ?? c, (row as Record<string, string | null>)[c] ?? '']),
    ),
  )
  return writeCsv(lines as WriteRow[], heads)
}
