import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { withinPlaces } from '#kernel/access'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { MasterKey } from '#kernel/vault'
import { ownAccount } from './actions/credentials.ts'
import { ownPerson } from './actions/person.ts'
import { tokenHash } from './actors.ts'
import {
  type AccountPage,
  type AccountView,
  ListAccounts,
  type PersonView,
  type SessionView,
} from './contract.ts'
import type { Actor, Post } from './define.ts'
import { findPerson } from './people.ts'
import { type Account, type AccountKind, adminReach, manageFlaw } from './rules.ts'

const anyone = [grant('anyone')]
const administrators = [grant('admin')]

/** One's own sessions, the last used first. */
export const listSessions = defineQuery({
  name: 'session.list',
  input: z.object({ token: z.string() }),
  allow: anyone,
  async run(tx, { actor, input, now, authorise }): Promise<SessionView[]> {
    authorise({})
    const current = tokenHash(input.token)
    const rows = await tx
      .selectFrom('sessions')
      .selectAll()
      .where('account', '=', ownAccount(actor))
      .where('expires_at', '>', now)
      .orderBy('seen_at', 'desc')
      .execute()
    return rows.map((r) => ({
      id: r.token_hash.toString('hex').slice(0, 16),
      createdAt: r.created_at.toISOString(),
      seenAt: r.seen_at.toISOString(),
      expiresAt: r.expires_at.toISOString(),
      secondFactor: r.second_factor,
      current: r.token_hash.equals(current),
    }))
  },
})

export const totpState = defineQuery({
  name: 'identity.totp-state',
  input: z.object({}),
  allow: anyone,
  async run(tx, { actor, authorise }) {
    authorise({})
    const row = await tx
      .selectFrom('accounts')
      .select('totp')
      .where('id', '=', ownAccount(actor))
      .executeTakeFirst()
    return { on: row?.totp != null }
  },
})

/** One's own record, open: reading it is a right (PIPL art. 45) and no event. */
export function getPerson(key: () => MasterKey) {
  return defineQuery({
    name: 'person.get',
    input: z.object({}),
    allow: [grant('resident')],
    async run(tx, { actor, authorise }): Promise<PersonView> {
      authorise({})
      const person = await findPerson(tx, key(), ownPerson(actor))
      if (person === null || person === 'forgotten')
        throw new Refusal('not-found', 'identity.account-not-found')
      return person
    },
  })
}

/** The accounts kept in, or holding a post in, the administrator's places. */
export const listAccounts = defineQuery({
  name: 'account.list',
  input: ListAccounts,
  allow: administrators,
  async run(tx, { actor, input }): Promise<AccountPage> {
    const after = input.cursor === undefined ? undefined : sql<boolean>`a.login > ${readCursor(input.cursor)}`
    const conditions = [...filters(input), inReach(actor), ...(after === undefined ? [] : [after])]
    const rows = await readAccounts(tx, conditions, input.limit + 1)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const next = rows.length > input.limit && last !== undefined ? writeCursor(last.login) : null
    const giver = await readGiver(tx, actor)
    return { rows: page.map((r) => accountView(r, giver)), next }
  },
})

export const getAccount = defineQuery({
  name: 'account.get',
  input: z.object({ id: z.uuid() }),
  allow: administrators,
  async run(tx, { actor, input }): Promise<AccountView> {
    const [row] = await readAccounts(tx, [sql<boolean>`a.id = ${input.id}`, inReach(actor)], 1)
    if (row === undefined) throw new Refusal('not-found', 'identity.account-not-found')
    return accountView(row, await readGiver(tx, actor))
  },
})

interface AccountRow {
  readonly id: string
  readonly kind: AccountKind
  readonly login: string
  readonly name: string
  readonly org: string | null
  readonly home: string[] | null
  readonly active: boolean
  readonly enrolled: boolean
  readonly locked_until: Date | null
  readonly external_subject: string | null
  readonly posts: Post[]
}

async function readAccounts(
  tx: Tx,
  conditions: readonly RawBuilder<boolean>[],
  limit: number,
): Promise<AccountRow[]> {
  const { rows } =
    await sql<AccountRow>`select a.id, a.kind, a.login, a.name, a.org, o.places as home, a.active,
      a.totp is not null as enrolled, a.locked_until, a.external_subject,
      coalesce((select json_agg(json_build_object('role', p.role, 'org', p.org, 'places', p.places) order by p.org, p.role)
        from posts p where p.account = a.id), '[]') as posts
    from accounts a left join organizations o on o.code = a.org
    where a.kind <> 'resident' and a.login is not null and ${sql.join([...conditions], sql` and `)}
    order by a.login limit ${limit}`.execute(tx)
  return rows
}

function inReach(actor: Actor): RawBuilder<boolean> {
  const within = withinPlaces(adminReach(actor.posts))
  return sql<boolean>`(exists (select 1 from unnest(o.places) as t (place) where ${within})
    or exists (select 1 from posts p, unnest(p.places) as t (place) where p.account = a.id and ${within}))`
}

function filters(input: ListAccounts): RawBuilder<boolean>[] {
  const like = `%${(input.text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const post = (column: 'role' | 'org', value: string) =>
    sql<boolean>`exists (select 1 from posts p where p.account = a.id and ${sql.ref(`p.${column}`)} = ${value})`
  const all = [
    input.text ? sql<boolean>`(a.name ilike ${like} or a.login ilike ${like})` : undefined,
    input.role && post('role', input.role),
    input.org && sql<boolean>`(a.org = ${input.org} or ${post('org', input.org)})`,
    input.kind && sql<boolean>`a.kind = ${input.kind}`,
    input.active === undefined ? undefined : sql<boolean>`a.active = ${input.active}`,
  ]
  return all.filter((c) => c !== undefined && c !== '') as RawBuilder<boolean>[]
}

async function readGiver(tx: Tx, actor: Actor): Promise<Account> {
  const [row] = await readAccounts(tx, [sql<boolean>`a.id = ${actor.id}`], 1)
  return row === undefined ? { id: actor.id, kind: 'officer', home: [], posts: actor.posts } : toAccount(row)
}

function toAccount(row: AccountRow): Account {
  return { id: row.id, kind: row.kind, home: row.home ?? [], posts: row.posts }
}

function accountView(row: AccountRow, giver: Account): AccountView {
  return {
    id: row.id,
    kind: row.kind,
    login: row.login,
    name: row.name,
    org: row.org,
    active: row.active,
    secondFactor: row.enrolled,
    lockedUntil: row.locked_until?.toISOString() ?? null,
    external: row.external_subject,
    posts: row.posts.map((p) => ({ ...p, places: [...p.places] })),
    can: { manage: manageFlaw(giver, toAccount(row)) === undefined },
  }
}

function writeCursor(login: string): string {
  return Buffer.from(login).toString('base64url')
}

function readCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString()
}
