import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { grant } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { hashPassword } from '#kernel/vault'
import { CreateAccount, LinkAccount, SaveAccount, type TemporaryPassword, WithReason } from '../contract.ts'
import type { Actor } from '../define.ts'
import { adminReach, covers } from '../rules.ts'
import { createSession, endSessions } from '../sessions.ts'
import { accountSubject } from './credentials.ts'
import { externalSubject } from './sign-in.ts'
import { getManaged, refuseAs, type Target } from './targets.ts'

/** Administrators within their places; and the platform itself, for the first administrator of an installation. */
export const administrators = [grant('admin'), grant('system')]

/** Twelve characters of 72 random bits; good until the holder chooses an own one. */
async function temporaryPassword(): Promise<{ plain: string; hash: string }> {
  const plain = randomBytes(9).toString('base64url')
  return { plain, hash: await hashPassword(plain) }
}

/** An officer's account comes with a temporary password, a system's with none (it gets a key). */
const createAccount = defineAction({
  name: 'account.create',
  input: CreateAccount,
  allow: administrators,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await refuseForeignOrg(tx, actor, input.org)
    const taken = await tx
      .selectFrom('accounts')
      .select('id')
      .where('login', '=', input.login)
      .executeTakeFirst()
    if (taken !== undefined) throw new Refusal('conflict', 'identity.login-taken')
    const id = uuidv7()
    const password = input.kind === 'officer' ? await temporaryPassword() : undefined
    const blank = { totp: null, person: null, external_subject: null, created_at: now }
    await tx
      .insertInto('accounts')
      .values({
        id,
        ...input,
        ...blank,
        password: password?.hash ?? null,
        password_temporary: password !== undefined,
      })
      .execute()
    const output: TemporaryPassword = { id, temporaryPassword: password?.plain ?? null }
    return { output, subject: accountSubject(id), change: { after: input } }
  },
})

async function refuseForeignOrg(tx: Tx, actor: Actor, org: string): Promise<void> {
  const row = await tx.selectFrom('organizations').select('places').where('code', '=', org).executeTakeFirst()
  if (row === undefined) throw new Refusal('invalid', 'identity.org-not-found', { org })
  if (actor.kind !== 'system' && !covers(adminReach(actor.posts), row.places)) refuseAs('reach')
}

const saveAccount = defineAction({
  name: 'account.save',
  input: SaveAccount,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    if (input.org !== undefined) await refuseForeignOrg(tx, actor, input.org)
    const before = { name: row.name, org: row.org, locale: row.locale }
    const { id, ...changes } = input
    const after = { ...before, ...changes }
    await tx.updateTable('accounts').set(after).where('id', '=', id).execute()
    return { output: null, subject: accountSubject(id), change: { before, after } }
  },
})

/** Ties an account to an identity at the provider, or unties it; its sessions end. */
const linkAccount = defineAction({
  name: 'account.link',
  input: LinkAccount,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    const external = input.external === null ? null : externalSubject(input.external)
    const taken = await tx
      .selectFrom('accounts')
      .select('id')
      .where('external_subject', '=', external)
      .executeTakeFirst()
    if (taken !== undefined && taken.id !== row.id) throw new Refusal('conflict', 'identity.external-taken')
    await tx.updateTable('accounts').set({ external_subject: external }).where('id', '=', row.id).execute()
    await endSessions(tx, row.id)
    return {
      output: null,
      subject: accountSubject(row.id),
      change: { before: { external: row.external_subject }, after: { external } },
    }
  },
})

/** Switches an account off (its sessions and keys end) or on again. */
function switchAccount(name: string, active: boolean) {
  return defineAction({
    name,
    input: WithReason,
    allow: administrators,
    async run(tx, { actor, input, authorise }) {
      authorise({})
      const { row } = await getManaged(tx, actor, input.id)
      await tx.updateTable('accounts').set({ active }).where('id', '=', row.id).execute()
      const ended = active ? 0 : await endSessions(tx, row.id)
      const change = { before: { active: row.active }, after: { active }, reason: input.reason, ended }
      return { output: null, subject: accountSubject(row.id), change }
    },
  })
}

const deactivateAccount = switchAccount('account.deactivate', false)
const activateAccount = switchAccount('account.activate', true)

/** A new temporary password for someone who forgot it; the lock is lifted as well. */
const resetPassword = defineAction({
  name: 'account.reset-password',
  input: WithReason,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    if (row.kind !== 'officer') throw new Refusal('invalid', 'identity.not-officer')
    const { plain, hash } = await temporaryPassword()
    await tx
      .updateTable('accounts')
      .set({ password: hash, password_temporary: true, failures: 0, locked_until: null })
      .where('id', '=', row.id)
      .execute()
    await endSessions(tx, row.id)
    const output: TemporaryPassword = { id: row.id, temporaryPassword: plain }
    return { output, subject: accountSubject(row.id), change: { password: 'reset', reason: input.reason } }
  },
})

/** For someone who lost the telephone with the authenticator. */
const resetTotp = defineAction({
  name: 'account.reset-totp',
  input: WithReason,
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    await tx
      .updateTable('accounts')
      .set({ totp: null, totp_pending: null })
      .where('id', '=', row.id)
      .execute()
    await endSessions(tx, row.id)
    return { output: null, subject: accountSubject(row.id), change: { totp: 'reset', reason: input.reason } }
  },
})

/** A new key for a system; the one before ends. The token is shown once. */
const giveKey = defineAction({
  name: 'account.give-key',
  input: WithReason.pick({ id: true }),
  allow: administrators,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    refuseOthers(row)
    const ended = await endSessions(tx, row.id)
    const key = await createSession(tx, { id: row.id, kind: 'service' }, now, false)
    const output = { token: key.token, expiresAt: key.expires.toISOString() }
    return { output, subject: accountSubject(row.id), change: { key: 'given', ended } }
  },
})

const takeKey = defineAction({
  name: 'account.take-key',
  input: WithReason.pick({ id: true }),
  allow: administrators,
  async run(tx, { actor, input, authorise }) {
    authorise({})
    const { row } = await getManaged(tx, actor, input.id)
    refuseOthers(row)
    const ended = await endSessions(tx, row.id)
    return { output: { ended }, subject: accountSubject(row.id), change: { key: 'taken', ended } }
  },
})

function refuseOthers(row: Target['row']): void {
  if (row.kind !== 'service') throw new Refusal('invalid', 'identity.not-service')
}

export const accountActions = {
  createAccount,
  saveAccount,
  linkAccount,
  deactivateAccount,
  activateAccount,
  resetPassword,
  resetTotp,
  giveKey,
  takeKey,
}
