import { type RawBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { getResource } from '#modules/catalogue'
import type { Content } from '#modules/catalogue/contract'
import { access } from './access.ts'
import {
  type Grant,
  type GrantedPage,
  type GrantPage,
  type GrantView,
  ListGrants,
  ReadGranted,
  RowCondition,
} from './contract.ts'
import { judge } from './judgement.ts'
import { type Position, readRows } from './queries/rows.ts'
import { conditionFaults, policyOf, readAloud } from './rules.ts'
import { callsOn, findGrant, grantOf, grantSubject, readClocks } from './store.ts'
import type { GrantTable } from './tables.ts'

/** Grants of which the reader's organization is one side; all of them for who oversees. */
function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.readGrants, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`(g.consumer = any(${orgs}::text[]) or g.provider = any(${orgs}::text[]))`
}

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

/** Rows as a grant gives them to its consumer. */
export const readGranted = defineQuery({
  name: 'grant.rows',
  input: ReadGranted,
  allow: access.readRows,
  async run(tx, { actor, input, now, authorise, logRead }): Promise<GrantedPage> {
    const grant = await existing(tx, input.grant)
    authorise({ co: [grant.consumer] })
    const resource = await getResource(tx, grant.resource)
    const items = input.items?.split(',') ?? grant.terms.items
    const judgement = await judge(tx, grant, {
      consumer: actor.posts.find((p) => p.org === grant.consumer)?.org ?? '',
      resource: resource.id,
      resourceState: resource.state,
      action: 'read',
      purpose: input.purpose,
      items,
      rows: input.limit,
      callsToday: await callsOn(tx, grant.id, dayOf(now)),
      at: now.getTime() / 1000,
    })
    if (!judgement.permitted)
      throw new Refusal('forbidden', `sharing.denied.${judgement.condition}`, {
        condition: judgement.condition,
      })
    const where = parseWhere(input.where, grant, resource.content)
    const { rows, last } = await readRows(tx, grant, resource.content, {
      items,
      where,
      after: parsePosition(input.after),
      limit: input.limit,
    })
    logRead(grantSubject(grant), items)
    return { rows, next: rows.length === input.limit && last !== undefined ? `${last.tx}.${last.seq}` : null }
  },
})

export const getClocks = defineQuery({
  name: 'sharing.clocks',
  input: z.object({}),
  allow: access.readClocks,
  run: (tx) => readClocks(tx),
})

async function existing(tx: Tx, id: string): Promise<Grant> {
  const grant = await findGrant(tx, id)
  if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id })
  return grant
}

/** Filtering by what is masked would tell it: only items given in clear may be asked about. */
function parseWhere(where: string | undefined, grant: Grant, content: Content): RowCondition[] {
  if (where === undefined) return []
  const parsed = z.array(RowCondition).max(20).safeParse(parseJson(where))
  if (!parsed.success) throw new Refusal('invalid', 'sharing.where-unreadable', { field: 'where' })
  const types = new Map(content.items.map((i) => [i.name, i.type]))
  for (const c of parsed.data) {
    if (!grant.terms.items.includes(c.item) || grant.terms.masks[c.item] !== undefined)
      throw new Refusal('invalid', 'sharing.where-masked', { field: 'where', item: c.item })
    const [fault] = conditionFaults(c, types)
    if (fault !== undefined)
      throw new Refusal('invalid', `sharing.fault.${fault}`, { field: 'where', item: c.item })
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parsePosition(text: string | undefined): Position | undefined {
  const found = /^(\d{1,20})\.(\d{1,20})$/.exec(text ?? '')
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  return { tx: found[1], seq: found[2] }
}

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
      }),
      may: mayWith(grant, actor),
    }
  })
}

function mayWith(grant: Grant, actor: Actor): string[] {
  const subject = grantSubject(grant)
  return [
    ...(grant.state === 'active' && allows(access.suspend, actor, subject) ? ['suspend'] : []),
    ...(grant.state === 'suspended' && allows(access.suspend, actor, subject) ? ['resume'] : []),
    ...(grant.state !== 'ended' && allows(access.end, actor, subject) ? ['end'] : []),
  ]
}
