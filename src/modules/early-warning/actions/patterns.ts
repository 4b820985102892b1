import { v7 as uuidv7 } from 'uuid'
import { isWithin } from '#kernel/access/define'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { CreatePattern, type PatternContent, SavePattern, SwitchPattern } from '../contract.ts'
import { getPattern, type StoredPattern } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseUnknownOrg } from './orgs.ts'

const unleveled = ['appeal', 'device-silent']

/** @throws Refusal `invalid` naming the field and what it may be */
export function refuseWrongPattern(content: PatternContent): void {
  const { places, combination, kind } = content
  for (const place of places) refuseUnknownPlace(place, 'places')
  combination.conditions.forEach((c, i) => {
    const field = `combination.conditions.${i}`
    if (c.where !== null) {
      refuseUnknownPlace(c.where, `${field}.where`)
      if (!isWithin(c.where, places))
        throw new Refusal('invalid', 'early-warning.pattern-outside', { field: `${field}.where` })
    }
    if (c.least !== null && unleveled.includes(c.source))
      throw new Refusal('invalid', 'early-warning.pattern-no-level', { field: `${field}.least` })
    // Its own warning would complete it again and again.
    if (c.source === 'warning' && (c.kind === kind || c.kind === ''))
      throw new Refusal('invalid', 'early-warning.pattern-own-warning', { field: `${field}.kind`, kind })
  })
}

function refuseUnknownPlace(path: string, field: string): void {
  const place = findPlace(path.split('/').at(-1) ?? '')
  if (place?.path !== path) throw new Refusal('invalid', 'early-warning.pattern-no-place', { field, path })
}

export const createPattern = defineAction({
  name: 'early-warning.create-pattern',
  input: CreatePattern,
  allow: access.editPatterns,
  async run(tx, { input, actor, now, authorise }) {
    for (const place of input.content.places) authorise({ place })
    refuseWrongPattern(input.content)
    await refuseUnknownOrg(tx, input.content.org)
    const id = uuidv7()
    await tables(tx)
      .insertInto('patterns')
      .values({
        id,
        version: 1,
        state: 'draft',
        content: JSON.stringify(input.content),
        changed_at: now,
        changed_by: actor.id,
      })
      .execute()
    return done({ id, version: 1 }, input.content.places, { created: input.content })
  },
})

export const savePattern = defineAction({
  name: 'early-warning.save-pattern',
  input: SavePattern,
  allow: access.editPatterns,
  async run(tx, { input, actor, now, authorise }) {
    const before = await getPattern(tx, input.id)
    for (const place of [...before.content.places, ...input.content.places]) authorise({ place })
    refuseWrongPattern(input.content)
    await refuseUnknownOrg(tx, input.content.org)
    const to = { content: JSON.stringify(input.content) }
    const version = await change(tx, before, input.version, actor, now, to)
    return done({ id: before.id, version }, input.content.places, {
      content: [before.content, input.content],
    })
  },
})

/** On or off, with the reason; it looks at what comes from then on. Its open warnings stay until people close them. */
export const switchPattern = defineAction({
  name: 'early-warning.switch-pattern',
  input: SwitchPattern,
  allow: access.switchPatterns,
  async run(tx, { input, actor, now, authorise }) {
    const before = await getPattern(tx, input.id)
    for (const place of before.content.places) authorise({ place })
    if (input.on) refuseWrongPattern(before.content)
    const state = input.on ? 'on' : 'off'
    if (before.state === state) throw new Refusal('not-now', `early-warning.pattern-is-${state}`)
    const version = await change(tx, before, input.version, actor, now, { state })
    const was = { state: [before.state, state], reason: input.reason }
    return done({ id: before.id, version }, before.content.places, was)
  },
})

async function change(
  tx: Tx,
  before: StoredPattern,
  version: number,
  actor: Actor,
  now: Date,
  to: { content?: string; state?: StoredPattern['state'] },
): Promise<number> {
  const row = await tables(tx)
    .updateTable('patterns')
    .set({ ...to, version: version + 1, changed_at: now, changed_by: actor.id })
    .where('id', '=', before.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (row === undefined)
    throw new Refusal('conflict', 'early-warning.pattern-changed', { version: before.version })
  return row.version
}

function done(
  output: { id: string; version: number },
  places: readonly string[],
  change: Record<string, unknown>,
) {
  return { output, subject: { type: 'pattern', id: output.id, place: places[0] ?? null }, change }
}
