import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { createTotpSecret, type MasterKey, totpUri, verifyPassword, verifyTotp } from '#kernel/vault'
import { GiveCode, TotpOff, type TotpSecret } from '../contract.ts'
import { isLocked } from '../rules.ts'
import { endSessions, setSecondFactor } from '../sessions.ts'
import {
  accountSubject,
  anyone,
  checkTotp,
  clearFailures,
  countFailure,
  getOwnCredentials,
  openTotp,
  refusal,
  sealTotp,
} from './credentials.ts'

const issuer = '智治'

/** Makes a secret and shows it once; it counts for nothing until a code proves that it was taken over. */
export function beginTotp(key: () => MasterKey) {
  return defineAction({
    name: 'identity.totp-begin',
    input: z.object({}),
    allow: anyone,
    async run(tx, { actor, authorise }) {
      authorise({})
      const account = await getOwnCredentials(tx, actor)
      if (account.kind !== 'officer') throw new Refusal('forbidden', 'access.forbidden')
      if (account.totp !== null) throw new Refusal('not-now', 'identity.totp-on')
      const secret = createTotpSecret()
      const pending = sealTotp(key(), 'totp_pending', account.id, secret)
      await tx.updateTable('accounts').set({ totp_pending: pending }).where('id', '=', account.id).execute()
      const output: TotpSecret = { secret, uri: totpUri(secret, account.login ?? account.name, issuer) }
      return { output, subject: accountSubject(account.id), change: { totp: 'begun' } }
    },
  })
}

/** Switches the authenticator on; sessions that were opened without it end, this one counts as opened with it. */
export function confirmTotp(key: () => MasterKey) {
  return defineAction({
    name: 'identity.totp-confirm',
    input: GiveCode.extend({ token: z.string() }),
    allow: anyone,
    async run(tx, { actor, input, now, authorise }) {
      authorise({})
      const account = await getOwnCredentials(tx, actor)
      const secret = openTotp(key(), 'totp_pending', account)
      if (secret === undefined) throw new Refusal('not-now', 'identity.totp-not-begun')
      const counter = verifyTotp(secret, input.code, now)
      const subject = accountSubject(account.id)
      if (counter === undefined) return refusal(subject, 'wrong')
      await tx
        .updateTable('accounts')
        .set({
          totp: sealTotp(key(), 'totp', account.id, secret),
          totp_pending: null,
          totp_counter: String(counter),
        })
        .where('id', '=', account.id)
        .execute()
      await endSessions(tx, account.id, input.token)
      await setSecondFactor(tx, input.token, true)
      return { output: null, subject, change: { totp: 'on' } }
    },
  })
}

/** Takes password and code: whoever finds an open desk cannot take the second factor away. */
export function turnTotpOff(key: () => MasterKey) {
  return defineAction({
    name: 'identity.totp-off',
    input: TotpOff.extend({ token: z.string() }),
    allow: anyone,
    async run(tx, { actor, input, now, authorise }) {
      authorise({})
      const account = await getOwnCredentials(tx, actor)
      const subject = accountSubject(account.id)
      if (account.totp === null) throw new Refusal('not-now', 'identity.totp-off')
      if (isLocked(account.locked_until, now)) return refusal(subject, 'locked')
      const right = await verifyPassword(input.password, account.password ?? undefined)
      const counter = checkTotp(key(), account, input.code, now)
      if (!right || counter === undefined) return countFailure(tx, account, now)
      await clearFailures(tx, account.id, counter)
      await tx.updateTable('accounts').set({ totp: null }).where('id', '=', account.id).execute()
      await endSessions(tx, account.id, input.token)
      await setSecondFactor(tx, input.token, false)
      return { output: null, subject, change: { totp: 'off' } }
    },
  })
}
