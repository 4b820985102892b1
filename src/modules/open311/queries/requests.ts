import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Locale } from '#kernel/i18n/define'
import { loadCategories } from '#modules/duties'
import { access } from '../access.ts'
import { Near, type ServiceRequest } from '../contract.ts'
import { open311Messages } from '../messages.ts'
import {
  clientOf,
  closedStates,
  type Found,
  findLeaf,
  findService,
  isNoteFor,
  readerOf,
  shownRequest,
  updateStatusOf,
  w3c,
} from '../rules.ts'
import { findClient } from '../store.ts'
import { tables } from '../tables.ts'
import { findRequests } from './find.ts'
import { isShownNear } from './near.ts'
import { noteOf, readNotes } from './steps.ts'

const Language = z.enum(['zh', 'en'])
const Ask = z.object({
  ids: z.array(z.string()).nullable(),
  services: z.array(z.string()).nullable(),
  statuses: z.array(z.enum(['open', 'closed'])).nullable(),
  near: Near.nullable(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(1000),
  /** Behind this row, for reading on without counting. */
  after: z.object({ created: z.string(), id: z.uuid() }).optional(),
  extended: z.boolean().default(false),
  locale: Language,
})
type Ask = z.output<typeof Ask>

/** Who a key belongs to. @throws Refusal `forbidden`, which the audit keeps */
export const clientQuery = defineQuery({
  name: 'open311.client',
  input: z.object({ key: z.string() }),
  allow: access.read,
  async run(tx, { input, now }) {
    const found = input.key.length > 200 ? undefined : await findClient(tx, input.key, now)
    if (found === undefined) throw new Refusal('forbidden', 'open311.bad-key')
    return found
  },
})

/** `found` stands beside what is shown, for the columns that only the bulk format has. */
export interface ShownPage {
  readonly rows: readonly { readonly shown: ServiceRequest; readonly found: Found }[]
  readonly last: { readonly created: string; readonly id: string } | null
}

export const requestsQuery = defineQuery({
  name: 'open311.requests',
  input: Ask,
  allow: access.read,
  async run(tx, { actor, input }): Promise<ShownPage> {
    const client = clientOf(actor)
    const { locale, limit, offset } = input
    const page = await findRequests(tx, { where: conditions(input, client), client, locale, limit, offset })
    const words = {
      locale,
      service: (code: string) => findService(loadCategories(), code)?.category[locale] ?? null,
      note: (state: string) => open311Messages[`open311.state.${state}`]?.[locale] ?? '',
    }
    const rows = page.found.flatMap((found) => {
      const reader = readerOf(found, client)
      return reader === null ? [] : [{ shown: shownRequest(found, reader, words), found }]
    })
    return { rows: input.extended ? await withNotes(tx, rows, client, locale) : rows, last: page.last }
  },
})

/** What the strict format has no place for, to the same reader by the same rules. */
async function withNotes(tx: Tx, rows: ShownPage['rows'], client: string | null, locale: Locale) {
  const notes = await readNotes(
    tx,
    rows.map(({ found }) => found.number),
  )
  return rows.map(({ shown, found }) => {
    const reader = readerOf(found, client) ?? 'public'
    const steps = (notes.get(found.number) ?? []).filter((s) => isNoteFor(s.action, found))
    const leaf = found.own === null ? undefined : findLeaf(loadCategories(), found.category)
    const extended_attributes = {
      detailed_status: updateStatusOf({ action: '', to: found.state }, false),
      closed_datetime: found.closedAt === null ? null : w3c(found.closedAt),
      channel: found.own === null ? null : 'api',
      subtype_code: leaf?.code ?? null,
      subtype_name: leaf?.[locale] ?? null,
    }
    return {
      found,
      shown: { ...shown, extended_attributes, notes: steps.map((s) => noteOf(s, found, reader, locale)) },
    }
  })
}

function conditions({ ids, services, statuses, near, start, end, after }: Ask, client: string | null) {
  if (ids !== null) return [sql<boolean>`c.number = any(${ids}::text[])`]
  const isOver = sql<boolean>`c.state = any(${[...closedStates]}::text[])`
  const [status, ...others] = statuses ?? []
  const behind =
    after === undefined
      ? []
      : [sql<boolean>`(c.created_at, c.id) < (${after.created}::timestamptz, ${after.id}::uuid)`]
  return [
    sql<boolean>`c.created_at >= ${start} and c.created_at <= ${end}`,
    ...(services === null ? [] : [sql<boolean>`left(c.category, 4) = any(${services}::text[])`]),
    ...(status === undefined || others.length > 0
      ? []
      : [status === 'closed' ? isOver : sql<boolean>`not ${isOver}`]),
    ...(near === null ? [] : [isShownNear(near, client)]),
    ...behind,
  ]
}

/** The number behind a token, to whoever holds it. */
export const tokenQuery = defineQuery({
  name: 'open311.token',
  input: z.object({ token: z.string().max(100) }),
  allow: access.read,
  async run(tx, { input }) {
    const row = await tables(tx)
      .selectFrom('open311_requests')
      .select('number')
      .where('token', '=', input.token)
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'open311.not-found')
    return { service_request_id: row.number, token: input.token }
  },
})
