import { v7 as uuidv7 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import {
  blindIndex,
  createPersonKey,
  type MasterKey,
  maskName,
  maskPhone,
  normalisePhone,
  type PersonKey,
  reveal,
  seal,
  unwrapPersonKey,
} from '#kernel/vault'

/** What a person tells about themselves; any part may be missing. */
export interface Contact {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
}

/**
 * The person with this phone number, or a new one. Everything is stored as ciphertext under the person's own key;
 * the phone number is found again through its blind index.
 */
export async function savePerson(tx: Tx, master: MasterKey, contact: Contact, now: Date): Promise<string> {
  const phone = contact.phone === undefined ? undefined : normalisePhone(contact.phone)
  const index = phone === undefined ? null : blindIndex(master, 'phone', phone)
  if (index !== null) {
    const known = await tx
      .selectFrom('persons')
      .select(['id', 'wrapped_key'])
      .where('phone_index', '=', index)
      .executeTakeFirst()
    if (known?.wrapped_key != null) {
      await fillName(tx, master, known.id, known.wrapped_key, contact.name)
      return known.id
    }
  }
  const id = uuidv7()
  const wrapped = createPersonKey(master)
  const key = unwrapPersonKey(master, wrapped)
  const sealed = (column: Field, text: string | undefined) => sealField(key, id, column, text)
  await tx
    .insertInto('persons')
    .values({
      id,
      wrapped_key: wrapped,
      name: sealed('name', contact.name),
      phone: sealed('phone', phone),
      phone_index: index,
      identity_number: null,
      identity_index: null,
      address: sealed('address', contact.address),
      created_at: now,
    })
    .execute()
  return id
}

/** The person with this telephone number, and the blind index by which alone an audit entry names the number. */
export async function findPersonByPhone(
  tx: Tx,
  master: MasterKey,
  phone: string,
): Promise<{ readonly person: string | undefined; readonly index: string }> {
  const index = blindIndex(master, 'phone', normalisePhone(phone) ?? phone)
  const row = await tx.selectFrom('persons').select('id').where('phone_index', '=', index).executeTakeFirst()
  return { person: row?.id, index: index.toString('hex') }
}

/** A name given later completes the record; one that is known is not overwritten by whoever calls next. */
async function fillName(tx: Tx, master: MasterKey, id: string, wrapped: Buffer, name: string | undefined) {
  if (name === undefined || name === '') return
  const key = unwrapPersonKey(master, wrapped)
  await tx
    .updateTable('persons')
    .set({ name: seal(key, name, { column: 'persons.name', personId: id }) })
    .where('id', '=', id)
    .where('name', 'is', null)
    .execute()
}

/** What a screen shows for a person whose key was destroyed. */
export const forgottenName = '已注销'

/** Name and phone for a screen: whole for those who may see them, else masked. Null when there is no such person. */
export async function findContact(
  tx: Tx,
  master: MasterKey,
  person: string,
  open: boolean,
): Promise<{ name: string; phone: string } | null> {
  const known = await findPerson(tx, master, person)
  if (known === null) return null
  if (known === 'forgotten') return { name: forgottenName, phone: '' }
  const { name, phone } = known
  return open ? { name, phone } : { name: name && maskName(name), phone: phone && maskPhone(phone) }
}

/** Everything that a person told, opened: for the person alone, or behind `findContact`. */
export async function findPerson(
  tx: Tx,
  master: MasterKey,
  person: string,
): Promise<{ name: string; phone: string; address: string } | 'forgotten' | null> {
  const row = await tx
    .selectFrom('persons')
    .select(['wrapped_key', 'name', 'phone', 'address'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (row === undefined) return null
  if (row.wrapped_key === null) return 'forgotten'
  const read = (column: Field): string => {
    const value = row[column]
    if (value === null) return ''
    const revealed = reveal(master, row.wrapped_key, value, { column: `persons.${column}`, personId: person })
    return revealed.state === 'readable' ? revealed.text : ''
  }
  return { name: read('name'), phone: read('phone'), address: read('address') }
}

type Field = 'name' | 'phone' | 'address'

/** One field under the person's own key; nothing for an empty text. */
export function sealField(
  key: PersonKey,
  person: string,
  column: Field,
  text: string | undefined,
): Buffer | null {
  return text === undefined || text === ''
    ? null
    : seal(key, text, { column: `persons.${column}`, personId: person })
}

type PersonChanges = Partial<Record<Field | 'phone_index', Buffer | null>>

/**
 * Changes fields of a person, and returns what the audit keeps: the ciphertext before and after.
 * @throws Refusal `not-found` when the person was forgotten
 */
export async function updatePerson(
  tx: Tx,
  master: MasterKey,
  id: string,
  changesOf: (key: PersonKey) => PersonChanges,
): Promise<{ before: Record<string, string | null>; after: Record<string, string | null> }> {
  const row = await tx
    .selectFrom('persons')
    .select(['wrapped_key', 'name', 'phone', 'address', 'phone_index'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row?.wrapped_key == null) throw new Refusal('not-found', 'identity.account-not-found')
  const changes = changesOf(unwrapPersonKey(master, row.wrapped_key))
  const columns = Object.keys(changes) as (keyof PersonChanges)[]
  if (columns.length > 0) await tx.updateTable('persons').set(changes).where('id', '=', id).execute()
  const kept = (from: PersonChanges) =>
    Object.fromEntries(columns.map((c) => [c, from[c]?.toString('base64') ?? null]))
  return { before: kept(row), after: kept(changes) }
}

/** What a person is found by elsewhere; an ID number only once an officer has seen the card. */
export interface PersonIndexes {
  readonly phone: Buffer | null
  readonly idNumber: Buffer | null
}

export async function findIndexes(db: Tx | Database, person: string): Promise<PersonIndexes> {
  const row = await db
    .selectFrom('persons')
    .select(['phone_index', 'identity_index', 'wrapped_key'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (row?.wrapped_key == null) return { phone: null, idNumber: null }
  return { phone: row.phone_index, idNumber: row.identity_index }
}

/**
 * Keeps the ID number that an officer has read from the card of the person with this telephone number. A card belongs
 * to one person: an earlier record that holds it lets go of it.
 * @returns the person, and what the audit keeps: the index alone
 * @throws Refusal `not-found` when nobody has signed in with the number
 */
export async function saveIdentity(
  tx: Tx,
  master: MasterKey,
  { phone, idNumber }: { readonly phone: string; readonly idNumber: string },
): Promise<{ readonly person: string; readonly index: string }> {
  const { person } = await findPersonByPhone(tx, master, phone)
  const row =
    person === undefined
      ? undefined
      : await tx
          .selectFrom('persons')
          .select(['id', 'wrapped_key'])
          .where('id', '=', person)
          .forUpdate()
          .executeTakeFirst()
  if (row?.wrapped_key == null) throw new Refusal('not-found', 'identity.account-not-found')
  const index = blindIndex(master, 'idNumber', idNumber)
  await tx
    .updateTable('persons')
    .set({ identity_number: null, identity_index: null })
    .where('identity_index', '=', index)
    .where('id', '<>', row.id)
    .execute()
  const key = unwrapPersonKey(master, row.wrapped_key)
  const sealed = seal(key, idNumber, { column: 'persons.identity_number', personId: row.id })
  await tx
    .updateTable('persons')
    .set({ identity_number: sealed, identity_index: index })
    .where('id', '=', row.id)
    .execute()
  return { person: row.id, index: index.toString('hex') }
}
