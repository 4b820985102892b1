import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { type Actor, Role } from '../define.ts'
import { type Account, manageFlaw, type PostFlaw } from '../rules.ts'

const columns = [
  'accounts.id',
  'accounts.kind',
  'accounts.name',
  'accounts.org',
  'accounts.locale',
  'accounts.active',
  'accounts.external_subject',
  'organizations.places as home',
] as const

/** @throws Refusal `forbidden`, in the words of the rule */
export function refuseAs(flaw: PostFlaw): never {
  throw new Refusal('forbidden', `identity.manage-${flaw}`, { reason: flaw })
}

/**
 * An account with its posts. Its row is locked, so that two administrators who act at once are judged one after the
 * other, each on what the other left.
 * @throws Refusal `not-found`
 */
export async function getTarget(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('accounts')
    .leftJoin('organizations', 'organizations.code', 'accounts.org')
    .select(columns)
    .where('accounts.id', '=', id)
    .forUpdate('accounts')
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'identity.account-not-found')
  const posts = await tx
    .selectFrom('posts')
    .select(['role', 'org', 'places'])
    .where('account', '=', id)
    .execute()
  const account: Account = {
    id: row.id,
    kind: row.kind,
    home: row.home ?? [],
    posts: posts.map((p) => ({ ...p, role: Role.parse(p.role) })),
  }
  return { row, account }
}

export type Target = Awaited<ReturnType<typeof getTarget>>

/** The administrator as the rules see one; null for the platform itself, which is bound by no reach. */
export async function giverOf(tx: Tx, actor: Actor): Promise<Account | null> {
  return actor.kind === 'system' ? null : (await getTarget(tx, actor.id)).account
}

/** @throws Refusal `not-found`, or `forbidden` for an account beyond the actor's reach or the own one */
export async function getManaged(tx: Tx, actor: Actor, id: string): Promise<Target> {
  const giver = await giverOf(tx, actor)
  const target = await getTarget(tx, id)
  const flaw = giver === null ? undefined : manageFlaw(giver, target.account)
  if (flaw !== undefined) refuseAs(flaw)
  return target
}
