import { grant } from '#kernel/access/define'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { type MasterKey, openSecret, sealSecret, verifyTotp } from '#kernel/vault'
import type { Actor } from '../define.ts'
import { afterFailure } from '../rules.ts'
import type { SignedIn } from '../sessions.ts'

/** For what everyone may try, or does to the own account: `ownAccount` says whose that is. */
export const anyone = [grant('anyone')]

/**
 * Why a check of password or code failed. It is data, not a throw: the try must be counted, and kept in the audit, in
 * the same transaction.
 */
export interface Refused {
  readonly refused: 'wrong' | 'locked' | 'code-needed' | 'unknown-subject'
}

export type SignInResult = SignedIn | Refused

/** @throws Refusal `unauthenticated` for everyone who is not signed in to an account */
export function ownAccount(actor: Actor): string {
  if (actor.kind !== 'officer' && actor.kind !== 'resident')
    throw new Refusal('unauthenticated', 'access.sign-in')
  return actor.id
}

const columns = [
  'id',
  'kind',
  'login',
  'name',
  'password',
  'totp',
  'totp_counter',
  'totp_pending',
  'failures',
  'locked_until',
] as const

/** The account with its secrets, locked until the end of the transaction, so that a code cannot be used twice at once. */
export function findCredentials(tx: Tx, by: { id: string } | { login: string } | { external: string }) {
  const query = tx.selectFrom('accounts').select(columns).where('active', '=', true).forUpdate()
  if ('id' in by) return query.where('id', '=', by.id).executeTakeFirst()
  if ('login' in by) return query.where('login', '=', by.login).executeTakeFirst()
  return query.where('external_subject', '=', by.external).executeTakeFirst()
}

export type Credentials = NonNullable<Awaited<ReturnType<typeof findCredentials>>>

/** @throws Refusal `unauthenticated` when the actor has no account any more */
export async function getOwnCredentials(tx: Tx, actor: Actor): Promise<Credentials> {
  const account = await findCredentials(tx, { id: ownAccount(actor) })
  if (account === undefined) throw new Refusal('unauthenticated', 'access.sign-in')
  return account
}

/** The outcome of a try that was refused, as the audit keeps it. */
export function refusal(subject: { type: string; id: string }, refused: Refused['refused']) {
  return { output: { refused } as Refused, subject, change: { refused } }
}

export function accountSubject(id: string) {
  return { type: 'account', id }
}

/** Counts a wrong try; the fifth locks. */
export async function countFailure(tx: Tx, account: Credentials, now: Date) {
  const next = afterFailure(account.failures, now)
  await tx
    .updateTable('accounts')
    .set({ failures: next.failures, locked_until: next.lockedUntil })
    .where('id', '=', account.id)
    .execute()
  return refusal(accountSubject(account.id), next.lockedUntil === null ? 'wrong' : 'locked')
}

/** Notes a success: the count starts anew, and a code that was used is used up. */
export async function clearFailures(tx: Tx, id: string, counter: number | null): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ failures: 0, locked_until: null, ...(counter === null ? {} : { totp_counter: String(counter) }) })
    .where('id', '=', id)
    .execute()
}

type TotpColumn = 'totp' | 'totp_pending'

export function sealTotp(master: MasterKey, column: TotpColumn, account: string, secret: string): Buffer {
  return sealSecret(master, secret, { column: `accounts.${column}`, owner: account })
}

export function openTotp(master: MasterKey, column: TotpColumn, account: Credentials): string | undefined {
  const sealed = account[column]
  return sealed === null
    ? undefined
    : openSecret(master, sealed, { column: `accounts.${column}`, owner: account.id })
}

/** The counter of a right code that was not used before, or undefined. */
export function checkTotp(
  master: MasterKey,
  account: Credentials,
  code: string,
  now: Date,
): number | undefined {
  const secret = openTotp(master, 'totp', account)
  return secret === undefined
    ? undefined
    : verifyTotp(secret, code, now, { lastCounter: Number(account.totp_counter) })
}
