import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { distanceBetween } from '#kernel/geo'
import { access } from '../access.ts'
import { Near, RequestUpdate, type ServiceRequest } from '../contract.ts'
import { type TestDocument, tables } from '../tables.ts'

const Ask = z.object({
  ids: z.array(z.string()).nullable(),
  services: z.array(z.string()).nullable(),
  statuses: z.array(z.enum(['open', 'closed'])).nullable(),
  near: Near.nullable(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  extended: z.boolean().default(false),
  offset: z.int().min(0),
  limit: z.int().min(1).max(1000),
})

/** The test endpoint's own requests, filtered as production's are. */
export const testsQuery = defineQuery({
  name: 'open311.test-requests',
  input: Ask,
  allow: access.read,
  async run(tx, { input, now }): Promise<ServiceRequest[]> {
    const { ids, services, statuses, near } = input
    let select = tables(tx).selectFrom('open311_tests').select('document').where('expires_at', '>', now)
    if (ids === null)
      select = select.where('at', '>=', new Date(input.start)).where('at', '<=', new Date(input.end))
    else select = select.where('id', 'in', [...ids])
    const rows = await select.orderBy('at', 'desc').orderBy('id').limit(10_000).execute()
    const requests = rows
      .map((r) => (input.extended ? withNotes(r.document) : r.document.request))
      .filter((r) => ids !== null || services === null || services.includes(r.service_code ?? ''))
      .filter((r) => ids !== null || near === null || isNear(r, near))
      .filter((r) => ids !== null || statuses === null || statuses.includes(r.status))
    return ids === null ? requests.slice(input.offset, input.offset + input.limit) : requests
  },
})

function isNear({ lat, long }: ServiceRequest, near: Near): boolean {
  return lat !== null && long !== null && distanceBetween({ lat, lon: long }, near) <= near.radius
}

/** The same shape as production's; a test has no office that would do anything. */
function withNotes({ request, updates }: TestDocument): ServiceRequest {
  const first = { datetime: request.requested_datetime, type: 'submitted', description: null }
  const later = updates.map((u) => ({
    datetime: u.updated_datetime,
    type: u.status?.toLowerCase() ?? null,
    description: u.description,
  }))
  const extended_attributes = {
    detailed_status: updates.at(-1)?.status?.toLowerCase() ?? 'open',
    closed_datetime: null,
    channel: 'api',
    subtype_code: null,
    subtype_name: null,
  }
  return { ...request, extended_attributes, notes: [first, ...later] }
}

export const testTokenQuery = defineQuery({
  name: 'open311.test-token',
  input: z.object({ token: z.string().max(100) }),
  allow: access.read,
  async run(tx, { input, now }) {
    const row = await tables(tx)
      .selectFrom('open311_tests')
      .select('id')
      .where('token', '=', input.token)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'open311.not-found')
    return { service_request_id: row.id, token: input.token }
  },
})

export const testUpdatesQuery = defineQuery({
  name: 'open311.test-updates',
  input: z.object({ start: z.iso.datetime(), end: z.iso.datetime(), limit: z.int().max(1000) }),
  allow: access.read,
  async run(tx, { actor, input, now }): Promise<RequestUpdate[]> {
    const rows = await tables(tx)
      .selectFrom('open311_tests')
      .select('document')
      .where('expires_at', '>', now)
      .$if(actor.kind === 'client', (q) => q.where('client', '=', actor.id))
      .orderBy('at')
      .limit(10_000)
      .execute()
    return rows
      .flatMap((r) => r.document.updates)
      .filter((u) => {
        const at = Date.parse(u.updated_datetime ?? '')
        return at >= Date.parse(input.start) - 999 && at <= Date.parse(input.end)
      })
      .slice(0, input.limit)
      .map((u) => RequestUpdate.parse(u))
  },
})
