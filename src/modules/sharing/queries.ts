import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { getResource } from '#modules/catalogue'
import { findPlace } from '#modules/territory'
import { access } from './access.ts'
import { type Grant, type GrantPage, type GrantView, ListGrants } from './contract.ts'
import { existing, visibleTo } from './queries/visible.ts'
import { policyOf, readAloud } from './rules.ts'
import { grantOf, grantSubject, readClocks } from './store.ts'
import type { GrantTable } from './tables.ts'

export { draftTerms } from './queries/drafts.ts'
export { getMatrix } from './queries/matrix.ts'
export { findPrefill } from './queries/prefill.ts'
export { simulateGrant } from './queries/simulate.ts'
export { getLog, getUses } from './queries/traces.ts'

/** Everything that the reader may see or gives, complete: who may see what, in one list. */
export const listGrants = defineQuery({
  name: 'grant.list',
  input: ListGrants,
  allow: access.readGrants,
  async run(tx, { actor, input }): Promise<GrantPage> {
    const conditions = [
      visibleTo(actor),
      ...(['resource', 'consumer', 'provider', 'state'] as const).flatMap((name) =>
        input[name] === undefined ? [] : [sql<boolean>`g.${sql.ref(name)}::text = ${input[name]}`],
      ),
    ]
    const { rows } = await sql<Selectable<GrantTable> & { total: number }>`
      select g.*, (count(*) over ())::int as total from sharing_grants g where ${sql.join(conditions, sql` and `)}
      order by (g.state = 'ended'), g.given_at desc, g.id limit ${input.limit} offset ${input.offset}`.execute(
      tx,
    )
    return { rows: await views(tx, rows.map(grantOf), actor), total: rows[0]?.total ?? 0 }
  },
})

export const getGrant = defineQuery({
  name: 'grant.get',
  input: z.object({ id: z.uuid() }),
  allow: access.readGrants,
  async run(tx, { actor, input, authorise }): Promise<GrantView> {
    const grant = await existing(tx, input.id)
    authorise(grantSubject(grant))
    const [view] = await views(tx, [grant], actor)
    return view as GrantView
  },
})

export const getClocks = defineQuery({
  name: 'sharing.clocks',
  input: z.object({}),
  allow: access.readClocks,
  run: (tx) => readClocks(tx),
})

async function views(tx: Tx, grants: readonly Grant[], actor: Actor): Promise<GrantView[]> {
  if (grants.length === 0) return []
  const orgs = await tx
    .selectFrom('organizations')
    .select(['code', 'short_zh', 'en'])
    .where('code', 'in', [...new Set(grants.map((g) => g.consumer))])
    .execute()
  const names = new Map(orgs.map((o) => [o.code, { zh: o.short_zh, en: o.en }]))
  const resources = new Map(
    await Promise.all(
      [...new Set(grants.map((g) => g.resource))].map(async (id) => [id, await getResource(tx, id)] as const),
    ),
  )
  return grants.map((grant) => {
    const resource = resources.get(grant.resource)
    return {
      ...grant,
      resourceName: resource?.content.name ?? '',
      resourceCode: resource?.code ?? '',
      policy: policyOf(grant),
      reading: readAloud(grant, {
        consumer: names.get(grant.consumer) ?? { zh: grant.consumer, en: grant.consumer },
        resource: resource?.content.name ?? '',
        items: resource?.content.items ?? [],
        places: placeNames(grant),
      }),
      may: mayWith(grant, actor),
    }
  })
}

/** A township alone may be one of several of its name: its district is said too. */
function placeNames(grant: Grant): Map<string, { zh: string; en: string }> {
  const paths = grant.terms.rows.filter((c) => c.op === 'within').flatMap((c) => c.values)
  return new Map(
    paths.map((path) => {
      const places = path
        .split('/')
        .slice(1)
        .map((code) => findPlace(code))
      const zh = places.map((p) => p?.name ?? '').join('')
      const en = places
        .map((p) => p?.nameEn ?? p?.name ?? '')
        .reverse()
        .join(', ')
      return [path, zh === '' ? { zh: path, en: path } : { zh, en }]
    }),
  )
}

function mayWith(grant: Grant, actor: Actor): string[] {
  const subject = grantSubject(grant)
  return [
    ...(grant.state === 'active' && allows(access.suspend, actor, subject) ? ['suspend'] : []),
    ...(grant.state === 'suspended' && allows(access.suspend, actor, subject) ? ['resume'] : []),
    ...(grant.state !== 'ended' && allows(access.end, actor, subject) ? ['end'] : []),
  ]
}
