import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { access } from '../access.ts'
import { CreateClient, type CreatedClient, RevokeClient } from '../contract.ts'
import { keyHash } from '../store.ts'
import { tables } from '../tables.ts'

const dayMs = 86_400_000

/** A key for a system of others. It is in the answer, once, and nowhere else. */
export const createClient = defineAction({
  name: 'open311.create-client',
  input: CreateClient,
  allow: access.manage,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const id = uuidv7()
    const key = randomBytes(24).toString('base64url')
    const expiresAt = new Date(now.getTime() + input.days * dayMs)
    await tables(tx)
      .insertInto('open311_clients')
      .values({
        id,
        name: input.name,
        contact: input.contact,
        key_hash: keyHash(key),
        may_post: input.mayPost,
        per_minute: input.perMinute,
        created_at: now,
        created_by: actor.id,
        expires_at: expiresAt,
      })
      .execute()
    const output: CreatedClient = { id, key, expiresAt: expiresAt.toISOString() }
    const { name, mayPost, perMinute } = input
    return {
      output,
      subject: { type: 'open311-client', id },
      change: { name, mayPost, perMinute, expiresAt: output.expiresAt },
    }
  },
})

/** From this moment on the key opens nothing; what it reported stays. */
export const revokeClient = defineAction({
  name: 'open311.revoke-client',
  input: RevokeClient,
  allow: access.manage,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { id, reason } = input
    const row = await tables(tx)
      .updateTable('open311_clients')
      .set({ revoked_at: now, revoked_reason: reason })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'open311.no-client')
    return { output: { id }, subject: { type: 'open311-client', id }, change: { name: row.name, reason } }
  },
})
