import { sql } from 'kysely'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { OfficerView } from './contract.ts'
import { Role } from './define.ts'
import { mayListOfficers } from './rules.ts'

/** Active accounts of officers with such a post in the organization: those to whom its cases can be assigned. */
function workersOf(tx: Tx, org: string, roles: readonly Role[]) {
  return tx
    .selectFrom('posts as p')
    .innerJoin('accounts as a', 'a.id', 'p.account')
    .where('p.org', '=', org)
    .where('p.role', 'in', roles)
    .where('a.kind', '=', 'officer')
    .where('a.active', '=', true)
}

/** True when cases of the organization on which these roles work can be assigned to this account. */
export async function isWorkerOf(
  tx: Tx,
  account: string,
  org: string,
  roles: readonly Role[],
): Promise<boolean> {
  const row = await workersOf(tx, org, roles).select('a.id').where('a.id', '=', account).executeTakeFirst()
  return row !== undefined
}

/**
 * Who can be named as the owner or steward of a data resource, or be assigned a task about its data: handlers and data
 * managers, each once.
 */
async function holdersOf(tx: Tx, org: string): Promise<OfficerView[]> {
  const rows = await workersOf(tx, org, ['handler', 'data-manager'])
    .select([
      'a.id',
      'a.name',
      sql<string | null>`string_agg(distinct p.title, '、') filter (where p.title <> '')`.as('title'),
    ])
    .groupBy(['a.id', 'a.name'])
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
  return rows.map((r) => ({ ...r, title: r.title ?? '' }))
}

/** @throws Refusal `not-found` for an unknown organization, `forbidden` for one of others */
export const listOfficers = defineQuery({
  name: 'officer.list',
  input: z.object({
    org: z.string().min(1).max(100),
    /** To be assigned its cases; or tasks about its data, or to be named as the holder of a post for data. */
    as: z.enum(['handler', 'data-post']).default('handler'),
  }),
  allow: Role.options.map((role) => grant(role)),
  async run(tx, { actor, input }): Promise<OfficerView[]> {
    const org = await tx
      .selectFrom('organizations')
      .select(['code', 'places'])
      .where('code', '=', input.org)
      .where('active', '=', true)
      .executeTakeFirst()
    if (org === undefined) throw new Refusal('not-found', 'identity.org-not-found')
    if (!mayListOfficers(actor, org)) throw new Refusal('forbidden', 'access.forbidden')
    if (input.as === 'data-post') return holdersOf(tx, org.code)
    return workersOf(tx, org.code, ['handler'])
      .select(['a.id', 'a.name', 'p.title'])
      .orderBy('a.name')
      .orderBy('a.id')
      .execute()
  },
})
