import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { ConfirmSystem, RegisterSystem, RevokeKey, RevokeSystem, RotateKey } from '../contract.ts'
import { KeyError, readPublicKey } from '../signing.ts'
import { lockSystem, systemSubject } from '../store.ts'
import { tables } from '../tables.ts'

const hourMs = 3_600_000

/** An organization names software of its own with its public key; it may call once the data authority has confirmed it. */
export const registerSystem = defineAction({
  name: 'exchange.register-system',
  input: RegisterSystem,
  allow: access.register,
  async run(tx, { input, actor, now, authorise }) {
    const { organization, name, contact, perMinute } = input
    authorise({ lead: organization })
    const id = uuidv7()
    await tables(tx)
      .insertInto('exchange_systems')
      .values({
        id,
        organization,
        name,
        contact,
        per_minute: perMinute,
        state: 'waiting',
        revision: 1,
        reason: null,
        created_at: now,
        created_by: actor.id,
      })
      .execute()
    const key = await addKey(tx, id, input.publicKey, { by: actor.id, now })
    return {
      output: { id, revision: 1, key },
      subject: systemSubject({ id, organization }),
      change: { name, organization, perMinute, key },
      events: [{ name: 'exchange.system-registered', payload: { organization, name } }],
    }
  },
})

/** @throws Refusal `invalid` for what is no P-256 or SM2 key, `conflict` for one that is known already */
async function addKey(tx: Tx, system: string, pem: string, o: { by: string; now: Date }): Promise<string> {
  const read = parseKey(pem)
  const added = await tables(tx)
    .insertInto('exchange_keys')
    .values({
      id: read.id,
      system,
      alg: read.alg,
      public_key: read.pem,
      created_at: o.now,
      created_by: o.by,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) throw new Refusal('conflict', 'exchange.key-known', { field: 'publicKey' })
  return read.id
}

function parseKey(pem: string) {
  try {
    return readPublicKey(pem)
  } catch (error) {
    if (error instanceof KeyError) throw new Refusal('invalid', 'exchange.key-unfit', { field: 'publicKey' })
    throw error
  }
}

/** The data authority lets the system call, with its limit a minute; again, to change the limit. */
export const confirmSystem = defineAction({
  name: 'exchange.confirm-system',
  input: ConfirmSystem,
  allow: access.confirm,
  async run(tx, { input, actor, now, authorise }) {
    const before = await lockSystem(tx, input)
    authorise(systemSubject(before))
    if (before.state === 'revoked') throw new Refusal('not-now', 'exchange.system-over')
    const revision = before.revision + 1
    const after = { state: 'confirmed' as const, per_minute: input.perMinute, revision }
    await tables(tx)
      .updateTable('exchange_systems')
      .set({ ...after, confirmed_at: now, confirmed_by: actor.id })
      .where('id', '=', input.id)
      .execute()
    return {
      output: { id: input.id, revision },
      subject: systemSubject(before),
      change: { state: [before.state, 'confirmed'], perMinute: [before.per_minute, input.perMinute] },
    }
  },
})

/** From the next call on nothing of it is taken. */
export const revokeSystem = defineAction({
  name: 'exchange.revoke-system',
  input: RevokeSystem,
  allow: access.revoke,
  async run(tx, { input, authorise }) {
    const before = await lockSystem(tx, input)
    authorise(systemSubject(before))
    if (before.state === 'revoked') throw new Refusal('not-now', 'exchange.system-over')
    const revision = before.revision + 1
    await tables(tx)
      .updateTable('exchange_systems')
      .set({ state: 'revoked', reason: input.reason, revision })
      .where('id', '=', input.id)
      .execute()
    return {
      output: { id: input.id, revision },
      subject: systemSubject(before),
      change: { state: [before.state, 'revoked'], reason: input.reason },
    }
  },
})

/** A new key at once; the former ones for the overlap. */
export const rotateKey = defineAction({
  name: 'exchange.rotate-key',
  input: RotateKey,
  allow: access.rotate,
  async run(tx, { input, actor, now, authorise }) {
    const before = await lockSystem(tx, input)
    authorise(systemSubject(before))
    if (before.state === 'revoked') throw new Refusal('not-now', 'exchange.system-over')
    const until = new Date(now.getTime() + input.overlapHours * hourMs)
    await tables(tx)
      .updateTable('exchange_keys')
      .set({ valid_until: until })
      .where('system', '=', input.id)
      .where('revoked_at', 'is', null)
      .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>', until)]))
      .execute()
    const key = await addKey(tx, input.id, input.publicKey, { by: actor.id, now })
    const revision = await touch(tx, before)
    return {
      output: { id: input.id, revision, key },
      subject: systemSubject(before),
      change: { key, formerUntil: until.toISOString() },
    }
  },
})

/** One key is no longer taken from the next call on: it was lost, or somebody has seen it. */
export const revokeKey = defineAction({
  name: 'exchange.revoke-key',
  input: RevokeKey,
  allow: access.revoke,
  async run(tx, { input, now, authorise }) {
    const before = await lockSystem(tx, input)
    authorise(systemSubject(before))
    const revoked = await tables(tx)
      .updateTable('exchange_keys')
      .set({ revoked_at: now, revoked_reason: input.reason })
      .where('id', '=', input.key)
      .where('system', '=', input.id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (revoked === undefined) throw new Refusal('not-found', 'exchange.no-key')
    const revision = await touch(tx, before)
    return {
      output: { id: input.id, revision },
      subject: systemSubject(before),
      change: { key: input.key, reason: input.reason },
    }
  },
})

async function touch(tx: Tx, before: { id: string; revision: number }): Promise<number> {
  const revision = before.revision + 1
  await tables(tx).updateTable('exchange_systems').set({ revision }).where('id', '=', before.id).execute()
  return revision
}
