import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import type { KeyView, SystemList, SystemView } from '../contract.ts'
import { systemSubject } from '../store.ts'
import { tables } from '../tables.ts'

const shownDays = 30
const dayMs = 86_400_000

/** Organizations whose data the actor manages. */
export function managedBy(actor: Actor): string[] {
  return [...new Set(actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org))]
}

/** Whether the actor oversees all organizations. */
export function overseesAll(actor: Actor): boolean {
  return actor.posts.some((p) => p.role === 'data-authority' || p.role === 'auditor')
}

/** Systems of the reader's organizations; all of them for who oversees. */
export const listSystems = defineQuery({
  name: 'exchange.systems',
  input: z.object({}),
  allow: access.seeSystems,
  async run(tx, { actor, now }): Promise<SystemList> {
    const organizations = managedBy(actor)
    let q = tables(tx).selectFrom('exchange_systems').selectAll()
    if (!overseesAll(actor)) q = q.where('organization', 'in', organizations)
    const rows = await q.orderBy(sql`state = 'revoked'`).orderBy('created_at', 'desc').limit(500).execute()
    const ids = rows.map((r) => r.id)
    const keys = await listKeys(tx, ids)
    const calls = await countCalls(tx, ids, new Date(now.getTime() - shownDays * dayMs))
    return {
      systems: rows.map((r): SystemView => {
        const subject = systemSubject(r)
        const may = (name: 'confirm' | 'revoke' | 'rotate') =>
          r.state !== 'revoked' && allows(access[name], actor, subject) ? [name] : []
        return {
          id: r.id,
          organization: r.organization,
          name: r.name,
          contact: r.contact,
          perMinute: r.per_minute,
          state: r.state,
          revision: r.revision,
          reason: r.reason,
          createdAt: r.created_at.toISOString(),
          keys: keys.get(r.id) ?? [],
          calls: calls.get(r.id) ?? { given: 0, refused: 0 },
          may: [...may('confirm'), ...may('revoke'), ...may('rotate')],
        }
      }),
      organizations,
      can: {
        register: organizations.length > 0,
        rotatePlatformKey: mayEver(access.rotatePlatformKey, actor),
      },
    }
  },
})

async function listKeys(tx: Tx, systems: readonly string[]): Promise<Map<string, KeyView[]>> {
  if (systems.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('exchange_keys')
    .selectAll()
    .where('system', 'in', systems)
    .orderBy('created_at', 'desc')
    .execute()
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return Map.groupBy(rows, (r) => r.system)
    .entries()
    .reduce((all, [system, held]) => {
      const views = held.map(
        (k): KeyView => ({
          id: k.id,
          alg: k.alg,
          publicKey: k.public_key,
          from: k.created_at.toISOString(),
          until: iso(k.valid_until),
          revokedAt: iso(k.revoked_at),
          reason: k.revoked_reason,
        }),
      )
      return all.set(system, views)
    }, new Map<string, KeyView[]>())
}

async function countCalls(tx: Tx, systems: readonly string[], since: Date) {
  const { rows } = await sql<{ system: string; given: number; refused: number }>`
    select system, count(*) filter (where outcome = 'given')::int as given,
      count(*) filter (where outcome = 'refused')::int as refused
    from exchanges where system = any(${systems}::text[]) and at >= ${since} group by system`.execute(tx)
  return new Map(rows.map((r) => [r.system, { given: r.given, refused: r.refused }]))
}
