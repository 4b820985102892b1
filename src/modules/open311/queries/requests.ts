import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Locale } from '#kernel/i18n/define'
import type { Actor } from '#kernel/identity/define'
import { loadCategories } from '#modules/duties'
import { access } from '../access.ts'
import type { RequestUpdate, ServiceRequest } from '../contract.ts'
import { open311Messages } from '../messages.ts'
import {
  closedStates,
  type Found,
  findService,
  isPublished,
  isSpoken,
  masked,
  readerOf,
  shownRequest,
  updateStatusOf,
  w3c,
} from '../rules.ts'
import { findClient } from '../store.ts'
import { tables } from '../tables.ts'
import { findRequests } from './find.ts'

const Language = z.enum(['zh', 'en'])
const Ask = z.object({
  ids: z.array(z.string()).nullable(),
  services: z.array(z.string()).nullable(),
  statuses: z.array(z.enum(['open', 'closed'])).nullable(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(1000),
  /** Behind this row, for reading on without counting. */
  after: z.object({ created: z.string(), id: z.uuid() }).optional(),
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

function clientOf(actor: Actor): string | null {
  return actor.kind === 'client' ? actor.id : null
}

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
    const page = await findRequests(tx, { where: conditions(input), client, locale, limit, offset })
    const words = {
      locale,
      service: (code: string) => findService(loadCategories(), code)?.category[locale] ?? null,
      note: (state: string) => open311Messages[`open311.state.${state}`]?.[locale] ?? '',
    }
    const rows = page.found.flatMap((found) => {
      const reader = readerOf(found, client)
      return reader === null ? [] : [{ shown: shownRequest(found, reader, words), found }]
    })
    return { rows, last: page.last }
  },
})

function conditions({ ids, services, statuses, start, end, after }: Ask) {
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

interface StepRow {
  readonly number: string
  readonly category: string | null
  readonly state: string
  readonly seq: number
  readonly action: string
  readonly to: string
  readonly at: Date
  readonly text: string | null
  readonly agency: string | null
  readonly solved: boolean | null
}

/**
 * Public steps of requests that came in through this door, oldest first: with a key those of its own requests, without
 * one those of services that everyone sees.
 */
export const updatesQuery = defineQuery({
  name: 'open311.updates',
  input: z.object({
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    limit: z.int().max(1000),
    locale: Language,
  }),
  allow: access.read,
  async run(tx, { actor, input }): Promise<RequestUpdate[]> {
    const client = clientOf(actor)
    const rows = await readSteps(tx, client, input)
    return rows.flatMap((row) => {
      if (client === null && (!isPublished(row.category) || row.state === 'withdrawn')) return []
      return [updateOf(row, input.locale)]
    })
  },
})

async function readSteps(
  tx: Tx,
  client: string | null,
  o: { start: string; end: string; limit: number; locale: Locale },
): Promise<StepRow[]> {
  const whose = client === null ? sql<boolean>`true` : sql<boolean>`r.client = ${client}::uuid`
  const { rows } = await sql<StepRow>`
    select r.number, c.category, c.state, s.seq, s.action, s.to_state as to, s.at,
      coalesce(s.input->>'text', s.input->>'reason') as text, ${o.locale === 'zh' ? sql`o.zh` : sql`o.en`} as agency,
      (c.document->'rating'->>'solved')::boolean as solved
    from open311_requests r
    join cases c on c.district = r.district and c.id = r.case_id and c.updated_at >= ${o.start}
    join case_actions s on s.district = r.district and s.case_id = r.case_id
    left join organizations o on o.code = s.org
    where ${whose} and s.visible = 'public' and s.action <> 'submit' and s.at >= ${o.start} and s.at <= ${o.end}
    order by s.at, r.number, s.seq limit ${o.limit}`.execute(tx)
  return rows
}

function updateOf(row: StepRow, locale: Locale): RequestUpdate {
  const said = isSpoken(row.action) && row.text !== null ? masked(row.text) : null
  const sentence = open311Messages[`open311.step.${row.action}`]?.[locale] ?? ''
  return {
    update_id: `${row.number}-${row.seq}`,
    service_request_id: row.number,
    status: updateStatusOf(row, row.solved === true),
    updated_datetime: w3c(row.at),
    description: said ?? sentence.replace('{agency}', row.agency ?? ''),
    media_url: null,
  }
}
