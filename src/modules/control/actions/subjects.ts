import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { difference } from '#kernel/audit'
import type { Tx } from '#kernel/database'
import { savePerson } from '#kernel/identity'
import type { MasterKey } from '#kernel/vault'
import { codeOf, findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { SaveSubject } from '../contract.ts'
import { isIdentifier } from '../rules.ts'
import { accessSubject, findSame, lockSubject, type Subject, saveSubjectRow } from '../store.ts'

/** Puts an area, enterprise or facility under control, or changes its name, its representative, or takes it out. */
export function saveSubject(key: () => MasterKey) {
  return defineAction({
    name: 'control.save-subject',
    input: SaveSubject,
    allow: access.saveSubject,
    async run(tx, { input, now, authorise }) {
      authorise({ lead: input.owner, place: input.place })
      const before =
        input.id === undefined ? undefined : await lockSubject(tx, { id: input.id, revision: input.revision })
      if (before !== undefined) authorise(accessSubject(before))
      const known = before ?? (await newSubject(tx, input))
      const saved = await saveSubjectRow(tx, {
        ...known,
        name: input.name,
        active: input.active,
        people: await representatives(tx, key(), known, input.representative, now),
      })
      return {
        output: { id: saved.id, revision: saved.revision },
        subject: accessSubject(saved),
        change: difference(before === undefined ? null : { ...before }, { ...saved }),
        events: [{ name: 'control.subject-saved', payload: { kind: saved.kind, owner: saved.owner } }],
      }
    },
  })
}

/** @throws Refusal `invalid` with the field, or `conflict` when the owner has it already */
async function newSubject(tx: Tx, input: SaveSubject): Promise<Subject> {
  const { kind, identifier, owner } = input
  if (!isIdentifier(kind, identifier))
    throw new Refusal('invalid', `control.identifier.${kind}`, { field: 'identifier' })
  const place = kind === 'area' ? identifier : input.place
  if (findPlace(codeOf(place)) === undefined)
    throw new Refusal('invalid', 'control.no-place', { field: kind === 'area' ? 'identifier' : 'place' })
  const org = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', '=', owner)
    .where('active', '=', true)
    .executeTakeFirst()
  if (org === undefined) throw new Refusal('invalid', 'control.no-org', { field: 'owner' })
  const same = await findSame(tx, { owner, kind, identifier })
  if (same !== undefined) throw new Refusal('conflict', 'control.subject-twice', { existing: same })
  const [city = '', county] = place.split('/')
  const level = {
    base: null,
    since: null,
    review: null,
    override: null,
    proposal: null,
    trace: null,
    judged: null,
  }
  const named = { kind, identifier, name: input.name, place, owner, active: input.active }
  return { id: uuidv7(), district: county ?? city, people: [], revision: 0, ...named, ...level }
}

async function representatives(
  tx: Tx,
  master: MasterKey,
  s: Subject,
  phone: string | undefined,
  now: Date,
): Promise<readonly string[]> {
  if (phone === undefined) return s.people
  return phone === '' ? [] : [await savePerson(tx, master, { phone }, now)]
}
