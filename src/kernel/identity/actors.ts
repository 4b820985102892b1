import { createHash, randomBytes } from 'node:crypto'
import type { Database, Tx } from '#kernel/database'
import type { Kernel } from '#kernel/module'
import { type Actor, anonymous, Role } from './define.ts'

const dayMs = 86_400_000
/** Officers sign in each working day; a resident's phone stays signed in for a month. */
const sessionDays = { officer: 1, resident: 30, service: 365 } as const

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Opens a session and returns its token, which is stored nowhere: the table holds its hash. */
export async function createSession(
  tx: Tx,
  account: { id: string; kind: keyof typeof sessionDays },
  now: Date,
  secondFactor: boolean,
): Promise<{ token: string; expires: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + sessionDays[account.kind] * dayMs)
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      account: account.id,
      created_at: now,
      seen_at: now,
      expires_at: expires,
      second_factor: secondFactor,
    })
    .execute()
  return { token, expires }
}

/** Who a session token or API key stands for; nobody when it is unknown, expired or the account is off. */
export async function actorOf(kernel: Kernel, token: string): Promise<Actor> {
  const now = kernel.clock.now()
  const row = await kernel.app.db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account')
    .select('accounts.id')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .where('accounts.active', '=', true)
    .executeTakeFirst()
  return row === undefined ? anonymous : ((await findActor(kernel.app.db, row.id)) ?? anonymous)
}

/** The actor of an account, with its posts. */
export async function findActor(db: Database | Tx, account: string): Promise<Actor | undefined> {
  const rows = await db
    .selectFrom('accounts')
    .leftJoin('posts', 'posts.account', 'accounts.id')
    .select(['accounts.id', 'accounts.kind', 'accounts.name', 'accounts.person', 'posts.role', 'posts.org', 'posts.places'])
    .where('accounts.id', '=', account)
    .where('accounts.active', '=', true)
    .execute()
  const [first] = rows
  if (first === undefined) return undefined
  const posts = rows.flatMap((r) =>
    r.role === null || r.org === null ? [] : [{ role: Role.parse(r.role), org: r.org, places: r.places ?? [] }],
  )
  const kind = first.kind === 'resident' ? 'resident' : 'officer'
  return { kind, id: first.id, name: first.name, person: first.person, posts }
}
