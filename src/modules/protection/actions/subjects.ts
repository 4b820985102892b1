import { sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import { saveIdentity } from '#kernel/identity'
import { type MasterKey, normaliseIdNumber } from '#kernel/vault'
import { getResource, subjectOf } from '#modules/catalogue'
import { correctionAccess as access } from '../access.ts'
import { SaveSubjects, VerifyIdentity } from '../contract.ts'
import { tables } from '../tables.ts'

/** Takes a page of a resource's changes into the index; from `null` everything is indexed anew. */
export const saveSubjects = defineAction({
  name: 'protection.index-subjects',
  input: SaveSubjects,
  allow: access.index,
  async run(tx, { input, authorise }) {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const own = tables(tx)
    const before = await own
      .selectFrom('protection_positions')
      .select('position')
      .where('resource', '=', resource.id)
      .forUpdate()
      .executeTakeFirst()
    if (input.from !== null && before?.position !== input.from)
      throw new Refusal('conflict', 'protection.indexed-meanwhile', { current: before?.position ?? null })
    const gone = own.deleteFrom('protection_subjects').where('resource', '=', resource.id)
    if (input.from === null) await gone.execute()
    else if (input.keys.length > 0)
      await gone.where('key', '=', sql<string>`any(${input.keys}::text[])`).execute()
    if (input.entries.length > 0)
      await sql`insert into protection_subjects (resource, key, item, kind, index)
        select ${resource.id}::uuid, e.key, e.item, e.kind, decode(e.index, 'hex')
        from jsonb_to_recordset(${JSON.stringify(input.entries)}::jsonb) as e (key text, item text, kind text, index text)
        on conflict (resource, key, item) do update set kind = excluded.kind, index = excluded.index`.execute(
        tx,
      )
    const position = { position: input.to, signature: input.signature }
    await own
      .insertInto('protection_positions')
      .values({ resource: resource.id, ...position })
      .onConflict((c) => c.column('resource').doUpdateSet(position))
      .execute()
    return {
      output: { id: resource.id, entries: input.entries.length },
      subject: subjectOf(resource),
      change: { changes: input.keys.length, entries: input.entries.length, items: input.signature },
    }
  },
})

/** At the counter: an officer has seen the card of the person who signed in with this number. */
export function verifyIdentity(key: () => MasterKey) {
  return defineAction({
    name: 'protection.verify-identity',
    input: VerifyIdentity,
    allow: access.verify,
    async run(tx, { input, authorise }) {
      authorise({})
      const idNumber = normaliseIdNumber(input.idNumber)
      if (idNumber === undefined)
        throw new Refusal('invalid', 'protection.id-number-wrong', { field: 'idNumber' })
      const { person, index } = await saveIdentity(tx, key(), { phone: input.phone, idNumber })
      return {
        output: { verified: true },
        subject: { type: 'person', id: person },
        change: { identity: index },
      }
    },
  })
}
