import { sql } from 'kysely'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { blindIndex, type MasterKey } from '#kernel/vault'
import { SavePerson } from '../contract.ts'
import type { Actor } from '../define.ts'
import { sealField, updatePerson } from '../people.ts'
import { endSessions } from '../sessions.ts'
import { accountSubject, type Refused } from './credentials.ts'
import { takeCode } from './phone.ts'

const residents = [grant('resident')]

/** @throws Refusal `forbidden` for accounts without a personal record */
export function ownPerson(actor: Actor): string {
  if (actor.person === null) throw new Refusal('forbidden', 'identity.no-person')
  return actor.person
}

/**
 * A resident corrects what is known of them (PIPL art. 46). Another phone number is another way in, so it has to be
 * proven by a code. The audit keeps the ciphertext of what was and what is.
 */
export function savePersonAction(key: () => MasterKey) {
  return defineAction({
    name: 'person.save',
    input: SavePerson,
    allow: residents,
    async run(tx, { actor, input, now, authorise }) {
      authorise({})
      const id = ownPerson(actor)
      const subject = { type: 'person', id }
      const { phone, code, ...texts } = input
      const index = phone === undefined ? undefined : blindIndex(key(), 'phone', phone)
      if (index !== undefined) {
        if (code === undefined) throw new Refusal('invalid', 'identity.phone-code')
        if (!(await takeCode(tx, key(), index, code, now)))
          return { output: { refused: 'wrong' } as Refused, subject, change: { refused: 'wrong' } }
        await refuseTakenPhone(tx, id, index)
      }
      const change = await updatePerson(tx, key(), id, (personKey) => ({
        ...(texts.name === undefined ? {} : { name: sealField(personKey, id, 'name', texts.name) }),
        ...(texts.address === undefined
          ? {}
          : { address: sealField(personKey, id, 'address', texts.address) }),
        ...(index === undefined
          ? {}
          : { phone: sealField(personKey, id, 'phone', phone), phone_index: index }),
      }))
      return { output: null, subject, change }
    },
  })
}

/** Says so only to someone who has just proven to hold the number. */
async function refuseTakenPhone(tx: Tx, person: string, index: Buffer): Promise<void> {
  const other = await tx
    .selectFrom('persons')
    .select('id')
    .where('phone_index', '=', index)
    .where('id', '<>', person)
    .executeTakeFirst()
  if (other !== undefined) throw new Refusal('conflict', 'identity.phone-taken')
}

/**
 * Forgets a resident (PIPL art. 47): the key is destroyed, so that name, number and address stay unreadable
 * everywhere, in the audit and in its seals too, and the chain still verifies. Cases stay without their applicant;
 * open ones have to be finished first. Nothing brings the data back, except a backup made before.
 */
export const forgetPerson = defineAction({
  name: 'person.forget',
  input: z.object({}),
  allow: residents,
  async run(tx, { actor, authorise }) {
    authorise({})
    const id = ownPerson(actor)
    const { phone_index: index } = await tx
      .selectFrom('persons')
      .select('phone_index')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await refuseOpenCases(tx, id)
    await tx
      .updateTable('persons')
      .set({ wrapped_key: null, phone_index: null, identity_index: null })
      .where('id', '=', id)
      .execute()
    await tx.updateTable('accounts').set({ active: false }).where('person', '=', id).execute()
    await endSessions(tx, actor.id)
    // Remembered answers of the last days may repeat what the person wrote.
    await tx.deleteFrom('idempotency_keys').where('actor', '=', actor.id).execute()
    if (index !== null) await tx.deleteFrom('sign_in_codes').where('phone_index', '=', index).execute()
    return {
      output: null,
      subject: { type: 'person', id },
      change: { forgotten: true, account: accountSubject(actor.id).id },
      // What other modules keep of the person in clear they delete when they hear of it.
      events: [{ name: 'person.forgotten', payload: { person: id } }],
    }
  },
})

async function refuseOpenCases(tx: Tx, person: string): Promise<void> {
  const { count } = await tx
    .selectFrom('cases')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('closed_at', 'is', null)
    .where(sql<boolean>`people @> array[${person}]::uuid[] and document->>'applicant' = ${person}`)
    .executeTakeFirstOrThrow()
  if (count > 0) throw new Refusal('not-now', 'identity.open-appeals', { count })
}
