import { z } from 'zod'
import { defineAction, type Outcome } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { hashPassword, verifyPassword } from '#kernel/vault'
import { ChangePassword } from '../contract.ts'
import { isLocked, passwordFlaw } from '../rules.ts'
import { createSession, endSessions, hasSecondFactor } from '../sessions.ts'
import {
  accountSubject,
  anyone,
  clearFailures,
  countFailure,
  getOwnCredentials,
  refusal,
  type SignInResult,
} from './credentials.ts'

/** Replaces one's own password. Every session ends, and a new one begins here. */
export const changePassword = defineAction({
  name: 'identity.change-password',
  input: ChangePassword.extend({ token: z.string() }),
  allow: anyone,
  async run(tx, { actor, input, now, authorise }): Promise<Outcome<SignInResult>> {
    authorise({})
    const account = await getOwnCredentials(tx, actor)
    const subject = accountSubject(account.id)
    if (account.password === null) throw new Refusal('not-now', 'identity.no-password')
    if (isLocked(account.locked_until, now)) return refusal(subject, 'locked')
    if (!(await verifyPassword(input.current, account.password))) return countFailure(tx, account, now)
    const flaw = input.next === input.current ? 'same' : passwordFlaw(input.next, account.login)
    if (flaw !== undefined) throw new Refusal('invalid', `identity.password-${flaw}`, { reason: flaw })
    await clearFailures(tx, account.id, null)
    await tx
      .updateTable('accounts')
      .set({ password: await hashPassword(input.next), password_temporary: false })
      .where('id', '=', account.id)
      .execute()
    const secondFactor = await hasSecondFactor(tx, input.token)
    await endSessions(tx, account.id)
    const session = await createSession(tx, account, now, secondFactor)
    return { output: session, subject, change: { password: 'changed' } }
  },
})
