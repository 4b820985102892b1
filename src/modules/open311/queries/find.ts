import { type RawBuilder, sql } from 'kysely'
import type { Case } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Locale } from '#kernel/i18n/define'
import { appealCase } from '#modules/appeals'
import { findPlace } from '#modules/territory'
import { type Found, publishedCategories } from '../rules.ts'

interface Row {
  readonly document: Case
  readonly created: string
  readonly client: string | null
  readonly media_url: string | null
  readonly body: string | null
  readonly answer: string | null
  readonly agency: string | null
}

/** The newest first; `created` is the exact time, for paging behind the last row. */
export interface FoundPage {
  readonly found: readonly Found[]
  readonly last: { readonly created: string; readonly id: string } | null
}

interface Wanted {
  readonly where: readonly RawBuilder<boolean>[]
  readonly client: string | null
  readonly locale: Locale
  readonly limit: number
  readonly offset?: number
}

/** What everyone may see, and what this client reported: `readerOf` in SQL, over the kernel's cases. */
function visibleTo(client: string | null): RawBuilder<boolean> {
  const published = sql<boolean>`left(c.category, 4) = any(${[...publishedCategories]}::text[])`
  return client === null ? published : sql<boolean>`(${published} or r.client = ${client}::uuid)`
}

export async function findRequests(tx: Tx, wanted: Wanted): Promise<FoundPage> {
  const { client, limit, offset, locale } = wanted
  const where = [sql<boolean>`c.type = ${appealCase.type}`, visibleTo(client), ...wanted.where]
  const { rows } = await sql<Row>`
    select c.document, c.created_at::text as created, r.client, r.media_url, t.body, a.text as answer,
      ${locale === 'zh' ? sql`o.zh` : sql`o.en`} as agency
    from cases c
    left join open311_requests r on r.district = c.district and r.case_id = c.id
    left join case_texts t on r.case_id is not null and t.district = c.district and t.case_id = c.id
    left join organizations o on o.code = c.lead_org
    left join lateral (select s.input->>'text' as text from case_actions s
      where r.case_id is not null and s.district = c.district and s.case_id = c.id and s.action = 'answer'
      order by s.seq desc limit 1) a on true
    where ${sql.join(where, sql` and `)}
    order by c.created_at desc, c.id desc limit ${limit} offset ${offset ?? 0}`.execute(tx)
  const last = rows.at(-1)
  return {
    found: rows.map(foundOf),
    last: last === undefined ? null : { created: last.created, id: last.document.id },
  }
}

function foundOf(row: Row): Found {
  const c = row.document
  const clock = c.clocks.find((k) => k.name === 'answer')
  return {
    number: c.number,
    state: c.state,
    category: c.category,
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
    closedAt: c.closedAt,
    due: clock?.due ?? null,
    agency: row.agency,
    point: c.point,
    address: c.address,
    place: placeOf(c.place),
    own:
      row.client === null
        ? null
        : { client: row.client, body: row.body ?? '', mediaUrl: row.media_url, answer: row.answer },
  }
}

/** City, district and township, from the smallest outwards; what lies below a township is nobody's business. */
const shownLevels = 3

export function placeOf(path: string): Found['place'] {
  const codes = path.split('/').slice(0, shownLevels)
  const places = codes.flatMap((code) => findPlace(code) ?? [])
  const smallest = places.at(-1)
  return {
    code: smallest?.code ?? '',
    name: places
      .map((p) => p.name)
      .reverse()
      .join('，'),
    point: smallest?.point ?? null,
  }
}
