import { v7 as uuidv7 } from 'uuid'
import { defineAction, type Outcome } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { blindIndex, keyedHash, type MasterKey, numericCode } from '#kernel/vault'
import { FromAddress, RequestCode, SignInByCode } from '../contract.ts'
import { savePerson } from '../people.ts'
import { codeMinutes, codeTries, nextCode } from '../rules.ts'
import { createSession, networkIndex } from '../sessions.ts'
import { accountSubject, anyone, refusal, type SignInResult } from './credentials.ts'

const refusals = { wait: 'identity.code-wait', enough: 'identity.code-enough' } as const

/** Makes a code for a phone number; the caller sends it through the port after the commit. */
export function requestCode(key: () => MasterKey) {
  return defineAction({
    name: 'identity.request-code',
    input: RequestCode,
    allow: anyone,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const index = blindIndex(key(), 'phone', input.phone)
      const last = await tx
        .selectFrom('sign_in_codes')
        .select(['sent_at as sentAt', 'since', 'sent'])
        .where('phone_index', '=', index)
        .forUpdate()
        .executeTakeFirst()
      const next = nextCode(last, now)
      if (typeof next === 'string') throw new Refusal('too-many', refusals[next])
      const code = numericCode(6)
      const expires = new Date(now.getTime() + codeMinutes * 60_000)
      const row = {
        code_hash: codeHash(key(), index, code),
        sent_at: now,
        expires_at: expires,
        attempts: 0,
        ...next,
      }
      await tx
        .insertInto('sign_in_codes')
        .values({ phone_index: index, ...row })
        .onConflict((c) => c.column('phone_index').doUpdateSet(row))
        .execute()
      return { output: { code }, subject: codeSubject(index), change: { sent: next.sent } }
    },
  })
}

function codeHash(master: MasterKey, index: Buffer, code: string): Buffer {
  return keyedHash(master, 'sign-in code', `${index.toString('hex')} ${code}`)
}

/** The audit knows a phone number by its blind index only. */
function codeSubject(index: Buffer) {
  return { type: 'sign-in-code', id: index.toString('hex') }
}

/** True when this is the code that was sent to the number; counts the try, and a right code is used up. */
export async function takeCode(
  tx: Tx,
  master: MasterKey,
  index: Buffer,
  code: string,
  now: Date,
): Promise<boolean> {
  const given = await tx
    .updateTable('sign_in_codes')
    .set((e) => ({ attempts: e('attempts', '+', 1) }))
    .where('phone_index', '=', index)
    .where('expires_at', '>', now)
    .returning(['code_hash', 'attempts'])
    .executeTakeFirst()
  const right =
    given !== undefined &&
    given.attempts <= codeTries &&
    given.code_hash.equals(codeHash(master, index, code))
  // The row stays, since it counts the day's codes.
  if (right)
    await tx.updateTable('sign_in_codes').set({ expires_at: now }).where('phone_index', '=', index).execute()
  return right
}

/** Residents sign in by phone; the first time makes their account. */
export function signInByCode(key: () => MasterKey) {
  return defineAction({
    name: 'identity.sign-in-by-code',
    input: SignInByCode.extend(FromAddress.shape),
    allow: anyone,
    async run(tx, { input, now, authorise }): Promise<Outcome<SignInResult>> {
      authorise({})
      const index = blindIndex(key(), 'phone', input.phone)
      if (!(await takeCode(tx, key(), index, input.code, now))) return refusal(codeSubject(index), 'wrong')
      const person = await savePerson(tx, key(), { phone: input.phone }, now)
      const account = await residentAccount(tx, person, now)
      const network = networkIndex(key(), input.address)
      const session = await createSession(tx, { id: account, kind: 'resident' }, now, false, network)
      return { output: session, subject: accountSubject(account), change: { signedIn: 'phone' } }
    },
  })
}

async function residentAccount(tx: Tx, person: string, now: Date): Promise<string> {
  const known = await tx.selectFrom('accounts').select('id').where('person', '=', person).executeTakeFirst()
  if (known !== undefined) return known.id
  const id = uuidv7()
  const blank = { login: null, password: null, totp: null, external_subject: null }
  await tx
    .insertInto('accounts')
    .values({ id, kind: 'resident', name: '居民', person, created_at: now, ...blank })
    .execute()
  return id
}
