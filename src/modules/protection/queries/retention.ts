import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { listPublished, subjectOf } from '#modules/catalogue'
import { retentionAccess as access } from '../access.ts'
import type { Deletion, RetentionPage } from '../contract.ts'
import { deletions, type StoredDeletion, type StoredRetention } from '../store.ts'

/** Rules of the reader's resources, what waits for a person, and the certificates of what was deleted. */
export const listRetention = defineQuery({
  name: 'retention.list',
  input: z.object({}),
  allow: access.see,
  async run(tx, { actor }): Promise<RetentionPage> {
    const all = allows(access.see, actor, {})
    const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const resources = await listPublished(tx, all ? {} : { providers: orgs })
    const ids = resources.map((r) => r.id)
    const { rows: rules } = await sql<StoredRetention & { resource: string }>`
      select resource, months, counts, what, basis, automatic, hold, revision from protection_retention
      where resource = any(${ids}::uuid[])`.execute(tx)
    const { rows: open } = await sql<StoredDeletion>`${deletions()}
      where state <> 'done' and resource = any(${ids}::uuid[])`.execute(tx)
    const { rows: done } = await sql<StoredDeletion>`${deletions()}
      where state = 'done' and resource = any(${ids}::uuid[]) order by done_at desc limit 200`.execute(tx)
    const ruleOf = new Map(rules.map(({ resource, ...rule }) => [resource, rule]))
    const openOf = new Map(open.map((d) => [d.resource, d]))
    return {
      rows: resources.map((r) => {
        const { revision, ...rule } = ruleOf.get(r.id) ?? { revision: 0 }
        const waiting = openOf.get(r.id)
        return {
          resource: r.id,
          name: r.content.name,
          provider: r.provider,
          hasTime: r.content.scope.timeItem !== null,
          rule: 'months' in rule ? rule : null,
          revision,
          open: waiting === undefined ? null : shown(waiting),
          may: [
            ...(allows(access.set, actor, subjectOf(r)) ? (['set'] as const) : []),
            ...(allows(access.confirm, actor, subjectOf(r)) && waiting?.state === 'proposed'
              ? (['confirm'] as const)
              : []),
          ],
        }
      }),
      certificates: done.map(shown),
    }
  },
})

function shown(d: StoredDeletion): Deletion {
  return {
    ...d,
    before: d.before.toISOString(),
    askedAt: d.askedAt.toISOString(),
    confirmedAt: d.confirmedAt?.toISOString() ?? null,
    doneAt: d.doneAt?.toISOString() ?? null,
  }
}
