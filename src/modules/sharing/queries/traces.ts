import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import type { GrantLog, GrantUses } from '../contract.ts'
import { grantSubject, listUses } from '../store.ts'
import { existing } from './visible.ts'

/** How a grant is used, day by day: calls that the gateway counted, and reads at the desk from the audit. */
export const getUses = defineQuery({
  name: 'grant.uses',
  input: z.object({ id: z.uuid(), days: z.coerce.number().int().min(1).max(400).default(60) }),
  allow: access.readGrants,
  async run(tx, { input, now, authorise }): Promise<GrantUses> {
    const grant = await existing(tx, input.id)
    authorise(grantSubject(grant))
    const { rows } = await sql<{ day: string; reads: number }>`
      select (at at time zone 'Asia/Shanghai')::date::text as day, count(*)::int as reads from audit_entries
      where subject_id = ${grant.id} and outcome = 'read' and action in ('grant.rows', 'grant.export')
        and at > ${now}::timestamptz - make_interval(days => ${input.days}) group by 1`.execute(tx)
    const reads = new Map(rows.map((r) => [r.day, r.reads]))
    const counted = new Map((await listUses(tx, grant.id, input.days)).map((u) => [u.day, u]))
    const days = [...new Set([...reads.keys(), ...counted.keys()])].sort().reverse()
    return {
      days: days.slice(0, input.days).map((day) => ({
        day,
        calls: counted.get(day)?.calls ?? 0,
        rows: counted.get(day)?.rows ?? 0,
        reads: reads.get(day) ?? 0,
      })),
    }
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
