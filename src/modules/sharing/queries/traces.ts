import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import type { GrantLog, GrantUses } from '../contract.ts'
import { grantSubject, listUses } from '../store.ts'
import { existing } from './visible.ts'

/** How a grant is used, day by day: calls through the gateway, reads at the desk, and the rows that both gave. */
export const getUses = defineQuery({
  name: 'grant.uses',
  input: z.object({ id: z.uuid(), days: z.coerce.number().int().min(1).max(400).default(60) }),
  allow: access.readGrants,
  async run(tx, { input, authorise }): Promise<GrantUses> {
    const grant = await existing(tx, input.id)
    authorise(grantSubject(grant))
    return { days: await listUses(tx, grant.id, input.days) }
  },
})

/** Who did or read what by a grant, refusals too, newest first: both sides see the same list. */
export const getLog = defineQuery({
  name: 'grant.log',
  input: z.object({ id: z.uuid(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  allow: access.readGrants,
  async run(tx, { input, authorise }): Promise<GrantLog> {
    const grant = await existing(tx, input.id)
    authorise(grantSubject(grant))
    const { rows } = await sql<{
      seq: string
      at: Date
      action: string
      outcome: string
      org: string | null
      actor: string
      change: Record<string, unknown>
    }>`
      select e.seq::text, e.at, e.action, e.outcome, e.org, coalesce(a.name, e.actor_kind) as actor, e.change
      from audit_entries e left join accounts a on a.id::text = e.actor_id
      where e.subject_id = ${grant.id} order by e.seq desc limit ${input.limit}`.execute(tx)
    return { entries: rows.map((r) => ({ ...r, at: r.at.toISOString() })) }
  },
})
