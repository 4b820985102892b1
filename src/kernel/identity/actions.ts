import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { blindIndex, type MasterKey, verifyPassword, verifyTotp } from '#kernel/vault'
import { createSession, hashToken } from './actors.ts'
import { RequestCode, SignIn, SignInByCode } from './contract.ts'
import { savePerson } from './people.ts'
import { afterFailure, isLocked } from './rules.ts'

const anyone = [{ who: 'anyone', scope: 'anywhere' }] as const
const codeMinutes = 5
const codeAttempts = 5

export interface SignedIn {
  readonly token: string
  readonly expires: Date
}

/** The result of a sign-in that failed is data, not a throw: the failure must be counted in the same transaction. */
export type SignInResult = SignedIn | { readonly refused: 'wrong' | 'locked' | 'code-needed' }

export function identityActions(key: () => MasterKey) {
  return { signIn: signIn(key), requestCode: requestCode(key), signInByCode: signInByCode(key), signOut }
}

const accountColumns = ['id', 'kind', 'password', 'totp', 'totp_counter', 'failures', 'locked_until', 'person'] as const

function signIn(_key: () => MasterKey) {
  return defineAction({
    name: 'identity.sign-in',
    input: SignIn,
    allow: anyone,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const account = await tx
        .selectFrom('accounts')
        .select(accountColumns)
        .where('login', '=', input.login)
        .where('active', '=', true)
        .forUpdate()
        .executeTakeFirst()
      // An unknown login costs the same time as a wrong password, so that names cannot be guessed by the clock.
      const right = await verifyPassword(input.password, account?.password ?? undefined)
      if (account === undefined) return refusal('unknown', 'wrong')
      if (isLocked(account.locked_until, now)) return refusal(account.id, 'locked')
      if (!right) return fail(tx, account, now)
      const counter = account.totp === null ? null : checkTotp(account, input.code, now)
      if (counter === 'missing') return refusal(account.id, 'code-needed')
      if (counter === 'wrong') return fail(tx, account, now)
      await tx
        .updateTable('accounts')
        .set({ failures: 0, locked_until: null, ...(counter === null ? {} : { totp_counter: String(counter) }) })
        .where('id', '=', account.id)
        .execute()
      const session = await createSession(tx, account, now, counter !== null)
      return { output: session as SignInResult, subject: { type: 'account', id: account.id }, change: { signedIn: true } }
    },
  })
}

function checkTotp(
  account: { totp: Buffer | null; totp_counter: string },
  code: string | undefined,
  now: Date,
): number | 'missing' | 'wrong' {
  if (code === undefined) return 'missing'
  const counter = verifyTotp(account.totp?.toString() ?? '', code, now, { lastCounter: Number(account.totp_counter) })
  return counter ?? 'wrong'
}

async function fail(tx: Tx, account: { id: string; failures: number }, now: Date) {
  const next = afterFailure(account.failures, now)
  await tx
    .updateTable('accounts')
    .set({ failures: next.failures, locked_until: next.lockedUntil })
    .where('id', '=', account.id)
    .execute()
  return refusal(account.id, next.lockedUntil === null ? 'wrong' : 'locked')
}

function refusal(account: string, refused: 'wrong' | 'locked' | 'code-needed') {
  return { output: { refused } as SignInResult, subject: { type: 'account', id: account }, change: { refused } }
}

/** Makes a code for a phone number; the caller sends it through the port after the commit. */
function requestCode(key: () => MasterKey) {
  return defineAction({
    name: 'identity.request-code',
    input: RequestCode,
    allow: anyone,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const index = blindIndex(key(), 'phone', input.phone)
      const last = await tx.selectFrom('sign_in_codes').select('sent_at').where('phone_index', '=', index).executeTakeFirst()
      if (last !== undefined && now.getTime() - last.sent_at.getTime() < 60_000)
        throw new Refusal('too-many', 'identity.code-wait')
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const row = { code_hash: hashToken(code), sent_at: now, expires_at: new Date(now.getTime() + codeMinutes * 60_000), attempts: 0 }
      await tx
        .insertInto('sign_in_codes')
        .values({ phone_index: index, ...row })
        .onConflict((c) => c.column('phone_index').doUpdateSet(row))
        .execute()
      return { output: { code }, subject: { type: 'sign-in-code', id: index.toString('hex') }, change: {} }
    },
  })
}

function signInByCode(key: () => MasterKey) {
  return defineAction({
    name: 'identity.sign-in-by-code',
    input: SignInByCode,
    allow: anyone,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const index = blindIndex(key(), 'phone', input.phone)
      const given = await tx
        .updateTable('sign_in_codes')
        .set((e) => ({ attempts: e('attempts', '+', 1) }))
        .where('phone_index', '=', index)
        .where('expires_at', '>', now)
        .returning(['code_hash', 'attempts'])
        .executeTakeFirst()
      const right = given !== undefined && given.attempts <= codeAttempts && given.code_hash.equals(hashToken(input.code))
      if (!right) return refusal('resident', 'wrong')
      await tx.deleteFrom('sign_in_codes').where('phone_index', '=', index).execute()
      const person = await savePerson(tx, key(), { phone: input.phone }, now)
      const account = await residentAccount(tx, person, now)
      const session = await createSession(tx, { id: account, kind: 'resident' }, now, false)
      return { output: session as SignInResult, subject: { type: 'account', id: account }, change: { signedIn: true } }
    },
  })
}

async function residentAccount(tx: Tx, person: string, now: Date): Promise<string> {
  const known = await tx.selectFrom('accounts').select('id').where('person', '=', person).executeTakeFirst()
  if (known !== undefined) return known.id
  const id = uuidv7()
  await tx.insertInto('accounts').values({ id, kind: 'resident', login: null, name: '居民', password: null, totp: null, person, external_subject: null, created_at: now }).execute()
  return id
}

const signOut = defineAction({
  name: 'identity.sign-out',
  input: z.object({ token: z.string() }),
  allow: anyone,
  async run(tx, { input, actor, authorise }) {
    authorise({})
    await tx.deleteFrom('sessions').where('token_hash', '=', hashToken(input.token)).execute()
    return { output: null, subject: { type: 'account', id: actor.id }, change: { signedOut: true } }
  },
})
