import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Kernel } from '#kernel/module'
import { hashToken } from '#kernel/vault'
import { type Actor, anonymous, type Post, Role } from './define.ts'
import { type AccountKind, isIdle, isSeenStale, limitOf } from './rules.ts'

/** What a token is stored as: the token itself is kept by its holder only. */
export function tokenHash(token: string): Buffer {
  return Buffer.from(hashToken(token), 'hex')
}

interface ActorRow {
  readonly id: string
  readonly kind: AccountKind
  readonly name: string
  readonly person: string | null
  readonly posts: readonly Post[]
}

interface SessionRow extends ActorRow {
  readonly enrolled: boolean
  readonly temporary: boolean
  readonly second_factor: boolean
  readonly seen_at: Date
}

// Not sorted here: statements that sort are not kept prepared (see database/connect).
const columns = sql`a.id, a.kind, a.name, a.person, coalesce((select json_agg(json_build_object(
  'role', p.role, 'org', p.org, 'places', p.places)) from posts p where p.account = a.id), '[]') as posts`

/**
 * Who a session token or API key stands for; nobody when it is unknown, expired, idle for too long or the account
 * is off. One query, and not cached: what is revoked is revoked at once, on every server. The last use is noted
 * outside of the audit, at most once a minute.
 */
export async function actorOf(kernel: Kernel, token: string): Promise<Actor> {
  const now = kernel.clock.now()
  const row = await findSession(kernel, token, now)
  if (row === undefined) return anonymous
  if (isSeenStale(row.seen_at, now))
    await kernel.app.db
      .updateTable('sessions')
      .set({ seen_at: now })
      .where('token_hash', '=', tokenHash(token))
      .where('seen_at', '<', now)
      .execute()
  return sessionActor(kernel, row)
}

/** The same without noting a use: what looks by itself, such as an open stream, must not keep a session alive. */
export async function peekActor(kernel: Kernel, token: string): Promise<Actor> {
  const row = await findSession(kernel, token, kernel.clock.now())
  return row === undefined ? anonymous : sessionActor(kernel, row)
}

async function findSession(kernel: Kernel, token: string, now: Date): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`select ${columns}, a.totp is not null as enrolled,
      a.password_temporary as temporary, s.second_factor, s.seen_at
    from sessions s join accounts a on a.id = s.account
    where s.token_hash = ${tokenHash(token)} and s.expires_at > ${now} and a.active`.execute(kernel.app.db)
  const [row] = rows
  return row === undefined || isIdle(row.kind, row.seen_at, now) ? undefined : row
}

function sessionActor(kernel: Kernel, row: SessionRow): Actor {
  const actor = toActor(row)
  const roles = actor.posts.map((p) => p.role)
  const facts = {
    kind: row.kind,
    roles,
    enrolled: row.enrolled,
    secondFactor: row.second_factor,
    temporary: row.temporary,
  }
  const limit = limitOf(facts, kernel.config.requireSecondFactor)
  return limit === null ? actor : { ...actor, posts: [], limit }
}

/** The actor of an active account, with its posts. */
export async function findActor(db: Database | Tx, account: string): Promise<Actor | undefined> {
  const { rows } =
    await sql<ActorRow>`select ${columns} from accounts a where a.id = ${account} and a.active`.execute(db)
  const [row] = rows
  return row === undefined ? undefined : toActor(row)
}

function toActor(row: ActorRow): Actor {
  const posts = row.posts.map((p) => ({ ...p, role: Role.parse(p.role) })).sort(byOrgAndRole)
  const kind = row.kind === 'resident' ? 'resident' : 'officer'
  return { kind, id: row.id, name: row.name, person: row.person, posts }
}

/** The first post names the organization that an actor stands for, so the order has to be the same each time. */
function byOrgAndRole(a: Post, b: Post): number {
  const [left, right] = [`${a.org} ${a.role}`, `${b.org} ${b.role}`]
  return left < right ? -1 : Number(left > right)
}
