import type { Tx } from '#kernel/database'
import { blindIndex, createSessionToken, type MasterKey } from '#kernel/vault'
import { tokenHash } from './actors.ts'
import { type AccountKind, networkOf, sessionEnd } from './rules.ts'

export interface SignedIn {
  readonly token: string
  readonly expires: Date
}

/**
 * Opens a session and returns its token, which is stored nowhere: the table holds its hash.
 * @param network blind index of the network it was opened from (see `networkOf`)
 */
export async function createSession(
  tx: Tx,
  account: { id: string; kind: AccountKind },
  now: Date,
  secondFactor: boolean,
  network: Buffer | null = null,
): Promise<SignedIn> {
  const { token } = createSessionToken()
  const expires = sessionEnd(account.kind, now)
  await tx.deleteFrom('sessions').where('account', '=', account.id).where('expires_at', '<=', now).execute()
  await tx
    .insertInto('sessions')
    .values({
      token_hash: tokenHash(token),
      account: account.id,
      created_at: now,
      seen_at: now,
      expires_at: expires,
      second_factor: secondFactor,
      network,
    })
    .execute()
  return { token, expires }
}

/** What stands in for the network in the table: two sessions can be compared, the address cannot be read. */
export function networkIndex(key: MasterKey, address: string): Buffer | null {
  const network = networkOf(address)
  return network === null ? null : blindIndex(key, 'network', network)
}

/** Ends the sessions of an account, or all but the one with this token. */
export async function endSessions(tx: Tx, account: string, except?: string): Promise<number> {
  let query = tx.deleteFrom('sessions').where('account', '=', account)
  if (except !== undefined) query = query.where('token_hash', '<>', tokenHash(except))
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Notes in this session whether its holder has shown the second factor. */
export async function setSecondFactor(tx: Tx, token: string, secondFactor: boolean): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ second_factor: secondFactor })
    .where('token_hash', '=', tokenHash(token))
    .execute()
}

/** Whether this session was opened with the second factor. */
export async function hasSecondFactor(tx: Tx, token: string): Promise<boolean> {
  const row = await tx
    .selectFrom('sessions')
    .select('second_factor')
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row?.second_factor ?? false
}
