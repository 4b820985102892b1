import { sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { findResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { AskMatrix, type Grant, type GrantMatrix } from '../contract.ts'
import { isExpiring } from '../rules.ts'
import { visibleTo } from './visible.ts'

type Held = Pick<Grant, 'id' | 'consumer' | 'state' | 'purpose' | 'terms'>

/** Resources × organizations, as far as the reader is a side or oversees: every grant that is not over is in it. */
export const getMatrix = defineQuery({
  name: 'grant.matrix',
  input: AskMatrix,
  allow: access.readGrants,
  async run(tx, { actor, input, now }): Promise<GrantMatrix> {
    const conditions = [
      sql<boolean>`g.state <> 'ended'`,
      visibleTo(actor),
      ...(['consumer', 'provider'] as const).flatMap((name) =>
        input[name] === undefined ? [] : [sql<boolean>`g.${sql.ref(name)} = ${input[name]}`],
      ),
    ]
    const { rows } = await sql<{ resource: string; held: Held[]; total: number }>`
      select g.resource, (count(*) over ())::int as total, jsonb_agg(jsonb_build_object('id', g.id, 'consumer', g.consumer,
        'state', g.state, 'purpose', g.purpose, 'terms', g.terms) order by g.consumer, g.given_at, g.id) as held
      from sharing_grants g where ${sql.join(conditions, sql` and `)}
      group by g.resource order by max(g.given_at) desc, g.resource
      limit ${input.limit} offset ${input.offset}`.execute(tx)
    const today = dayOf(now)
    const resources = await Promise.all(rows.map((r) => findResource(tx, r.resource)))
    return {
      consumers: [...new Set(rows.flatMap((r) => r.held.map((g) => g.consumer)))].sort(),
      rows: rows.map((r, n) => ({
        resource: r.resource,
        name: resources[n]?.content.name ?? '',
        code: resources[n]?.code ?? '',
        provider: resources[n]?.provider ?? '',
        cells: r.held.map((g) => ({
          grant: g.id,
          consumer: g.consumer,
          state: cellState(g, today),
          purpose: g.purpose,
          until: g.terms.until,
        })),
      })),
      total: rows[0]?.total ?? 0,
    }
  },
})

function cellState(g: Held, today: string): GrantMatrix['rows'][number]['cells'][number]['state'] {
  if (g.state === 'suspended' || g.state === 'drafted') return g.state
  return isExpiring(g, today) ? 'expiring' : 'active'
}
