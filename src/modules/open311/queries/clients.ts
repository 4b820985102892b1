import { sql } from 'kysely'
import { z } from 'zod'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import type { ClientRequest, ClientsView, ClientView, PartnerView } from '../contract.ts'

/** The newest requests that the screen shows. */
const mostShown = 100

/** Keys, what came in through them, and the partners, for the administrator's screen. */
export const clientsQuery = defineQuery({
  name: 'open311.clients',
  input: z.object({}),
  allow: access.see,
  async run(tx, { actor, authorise }): Promise<ClientsView> {
    authorise({})
    return {
      clients: await readClients(tx),
      requests: await readRequests(tx),
      partners: await readPartners(tx),
      can: { manage: mayEver(access.manage, actor) },
    }
  },
})

const iso = (at: Date | null) => at?.toISOString() ?? null

async function readClients(tx: Tx): Promise<ClientView[]> {
  const { rows } = await sql<{
    id: string
    name: string
    contact: string
    may_post: boolean
    per_minute: number
    created_at: Date
    expires_at: Date
    revoked_at: Date | null
    revoked_reason: string | null
    last_used_at: Date | null
    calls: string
    refused: string
    requests: number
    tests: number
  }>`select c.*, (select count(*)::int from open311_requests r where r.client = c.id) as requests,
      (select count(*)::int from open311_tests t where t.client = c.id) as tests
    from open311_clients c order by c.revoked_at is not null, c.created_at desc limit 500`.execute(tx)
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    contact: r.contact,
    mayPost: r.may_post,
    perMinute: r.per_minute,
    createdAt: r.created_at.toISOString(),
    expiresAt: r.expires_at.toISOString(),
    revokedAt: iso(r.revoked_at),
    revokedReason: r.revoked_reason,
    lastUsedAt: iso(r.last_used_at),
    calls: Number(r.calls),
    refused: Number(r.refused),
    requests: r.requests,
    tests: r.tests,
  }))
}

/** Number, service and state only: the administrator of keys reads no messages. */
async function readRequests(tx: Tx): Promise<ClientRequest[]> {
  const { rows } = await sql<{
    id: string
    number: string
    client: string
    service: string | null
    state: string
    at: Date
    updates: number
  }>`select r.case_id as id, r.number, k.name as client, left(c.category, 4) as service, c.state, r.at,
      (select count(*)::int from open311_updates u where u.district = r.district and u.case_id = r.case_id) as updates
    from open311_requests r join open311_clients k on k.id = r.client
    join cases c on c.district = r.district and c.id = r.case_id
    order by r.at desc limit ${mostShown}`.execute(tx)
  return rows.map((r) => ({ ...r, service: r.service ?? '', at: r.at.toISOString() }))
}

async function readPartners(tx: Tx): Promise<PartnerView[]> {
  const { rows } = await sql<{
    id: string
    name: string
    url: string
    jurisdiction: string
    enabled: boolean
    last_run_at: Date | null
    last_error: string | null
    links: number
  }>`select p.id, p.name, p.url, p.jurisdiction, p.enabled, p.last_run_at, p.last_error,
      (select count(*)::int from open311_links l where l.partner = p.id) as links
    from open311_partners p order by p.name`.execute(tx)
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    url: r.url,
    jurisdiction: r.jurisdiction,
    enabled: r.enabled,
    lastRunAt: iso(r.last_run_at),
    lastError: r.last_error,
    links: r.links,
  }))
}
