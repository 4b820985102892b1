import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineAction, type Outcome } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { hashPassword, type MasterKey, needsRehash, verifyPassword } from '#kernel/vault'
import { tokenHash } from '../actors.ts'
import { FromAddress, GiveCode, SignIn } from '../contract.ts'
import { isLocked } from '../rules.ts'
import { createSession, endSessions, networkIndex, setSecondFactor } from '../sessions.ts'
import {
  accountSubject,
  anyone,
  checkTotp,
  clearFailures,
  countFailure,
  findCredentials,
  getOwnCredentials,
  ownAccount,
  refusal,
  type SignInResult,
} from './credentials.ts'

/** By login, password and, where an authenticator is enrolled, its code. */
export function signIn(key: () => MasterKey) {
  return defineAction({
    name: 'identity.sign-in',
    input: SignIn.extend(FromAddress.shape),
    allow: anyone,
    async run(tx, { input, now, authorise }): Promise<Outcome<SignInResult>> {
      authorise({})
      const account = await findCredentials(tx, { login: input.login })
      const subject = accountSubject(account?.id ?? 'unknown')
      // While it is locked nothing is computed: tries may not buy the server's time.
      if (account !== undefined && isLocked(account.locked_until, now)) return refusal(subject, 'locked')
      // An unknown login costs the same time as a wrong password, so that names cannot be guessed by the clock.
      const right = await verifyPassword(input.password, account?.password ?? undefined)
      if (account === undefined) return refusal(subject, 'wrong')
      if (!right) return countFailure(tx, account, now)
      if (account.totp !== null && input.code === undefined) return refusal(subject, 'code-needed')
      const counter = account.totp === null ? null : checkTotp(key(), account, input.code ?? '', now)
      if (counter === undefined) return countFailure(tx, account, now)
      await clearFailures(tx, account.id, counter)
      await renewHash(tx, account.id, account.password, input.password)
      const network = networkIndex(key(), input.address)
      const session = await createSession(tx, account, now, counter !== null, network)
      return { output: session, subject, change: { signedIn: 'password', secondFactor: counter !== null } }
    },
  })
}

/** When the cost of hashing was raised, the next sign-in has the password at hand to hash it anew. */
async function renewHash(tx: Tx, id: string, encoded: string | null, password: string): Promise<void> {
  if (encoded === null || !needsRehash(encoded)) return
  await tx
    .updateTable('accounts')
    .set({ password: await hashPassword(password) })
    .where('id', '=', id)
    .execute()
}

/** A code for a session that was opened without one (through the identity provider). */
export function giveCode(key: () => MasterKey) {
  return defineAction({
    name: 'identity.give-code',
    input: GiveCode.extend({ token: z.string() }),
    allow: anyone,
    async run(tx, { input, actor, now, authorise }) {
      authorise({})
      const account = await getOwnCredentials(tx, actor)
      const subject = accountSubject(account.id)
      if (isLocked(account.locked_until, now)) return refusal(subject, 'locked')
      const counter = checkTotp(key(), account, input.code, now)
      if (counter === undefined) return countFailure(tx, account, now)
      await clearFailures(tx, account.id, counter)
      await setSecondFactor(tx, input.token, true)
      return { output: null, subject, change: { secondFactor: true } }
    },
  })
}

/**
 * By an identity that the provider has proven. Only the platform itself may call this, after the dance. A subject that
 * no administrator linked is refused: accounts are never made by whoever knocks.
 */
export const signInExternal = defineAction({
  name: 'identity.sign-in-external',
  input: z.object({ issuer: z.string(), subject: z.string().min(1).max(255), secondFactor: z.boolean() }),
  allow: [grant('system')],
  async run(tx, { input, now, authorise }): Promise<Outcome<SignInResult>> {
    authorise({})
    const account = await findCredentials(tx, { external: externalSubject(input) })
    if (account === undefined) return refusal(accountSubject('unknown'), 'unknown-subject')
    const session = await createSession(tx, account, now, input.secondFactor)
    return {
      output: session,
      subject: accountSubject(account.id),
      change: { signedIn: 'oidc', secondFactor: input.secondFactor },
    }
  },
})

/** A subject is unique within its issuer only (OpenID Connect Core 1.0, section 2); neither holds a space. */
export function externalSubject({ issuer, subject }: { issuer: string; subject: string }): string {
  return `${issuer} ${subject}`
}

export const signOut = defineAction({
  name: 'identity.sign-out',
  input: z.object({ token: z.string() }),
  allow: anyone,
  async run(tx, { input, actor, authorise }) {
    authorise({})
    await tx.deleteFrom('sessions').where('token_hash', '=', tokenHash(input.token)).execute()
    return { output: null, subject: accountSubject(actor.id), change: { signedOut: true } }
  },
})

/** Ends every session of one's own account, this one too. */
export const signOutEverywhere = defineAction({
  name: 'identity.sign-out-everywhere',
  input: z.object({}),
  allow: anyone,
  async run(tx, { actor, authorise }) {
    authorise({})
    const id = ownAccount(actor)
    const ended = await endSessions(tx, id)
    return { output: { ended }, subject: accountSubject(id), change: { ended } }
  },
})
