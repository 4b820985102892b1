import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#kernel/database'
import { blindIndex, createPersonKey, type MasterKey, maskName, maskPhone, normalisePhone, reveal, seal, unwrapPersonKey } from '#kernel/vault'

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
  const sealed = (column: string, text: string | undefined) =>
    text === undefined || text === '' ? null : seal(key, text, { column: `persons.${column}`, personId: id })
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

/** Name and phone for a screen: whole for those who may see them, else masked. Null after the key was destroyed. */
export async function findContact(
  tx: Tx,
  master: MasterKey,
  person: string,
  open: boolean,
): Promise<{ name: string; phone: string } | null> {
  const row = await tx
    .selectFrom('persons')
    .select(['wrapped_key', 'name', 'phone'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (row?.wrapped_key == null) return null
  const read = (column: 'name' | 'phone'): string => {
    const value = row[column]
    if (value === null) return ''
    const revealed = reveal(master, row.wrapped_key, value, { column: `persons.${column}`, personId: person })
    return revealed.state === 'readable' ? revealed.text : ''
  }
  const [name, phone] = [read('name'), read('phone')]
  return open ? { name, phone } : { name: name && maskName(name), phone: phone && maskPhone(phone) }
}
