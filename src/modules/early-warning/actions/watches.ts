import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { refuseUnlessPermitted } from '../consenting.ts'
import { CreateWatch, SaveWatch, SwitchWatch, type WatchContent } from '../contract.ts'
import { wrongParameters } from '../detectors.ts'
import { ownerFor, wrongGrades } from '../rules.ts'
import { scanKind } from '../scanning.ts'
import { changeWatch, lockWatch } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseUnknownOrg } from './orgs.ts'

/** A watch belongs to the places of the resource's provider: whoever watches over them may watch its rows. */
export async function watchSubject(tx: Tx, resource: Resource) {
  const org = await tx
    .selectFrom('organizations')
    .select('places')
    .where('code', '=', resource.provider)
    .executeTakeFirst()
  return { lead: resource.provider, place: org?.places[0] ?? null }
}

/** @throws Refusal `invalid` naming the field and what it may be */
export function refuseWrongContent(content: WatchContent, resource: Resource): void {
  if (resource.state !== 'published')
    throw new Refusal('invalid', 'early-warning.not-published', { field: 'resource' })
  const { items, scope } = resource.content
  const item = (name: string) => items.find((i) => i.name === name)
  if (scope.timeItem === null) throw new Refusal('invalid', 'early-warning.no-time', { field: 'resource' })
  if (content.detector.kind === scanKind && scope.placeItem === null)
    throw new Refusal('invalid', 'early-warning.no-place', { field: 'resource' })
  refuseWrongValues(content, item)
  const object = item(content.object)
  if (object === undefined)
    throw new Refusal('invalid', 'early-warning.no-item', { field: 'object', item: content.object })
  // Warnings are of places, facilities and things: a series for each person would be a record of conduct.
  if (object.personal !== null)
    throw new Refusal('invalid', 'early-warning.of-persons', { field: 'object', item: object.title })
  if (content.where !== null && item(content.where.item) === undefined)
    throw new Refusal('invalid', 'early-warning.no-item', { field: 'where', item: content.where.item })
  refuseWrongWords(content, item)
  const [wrong] = wrongParameters(content)
  if (wrong !== undefined)
    throw new Refusal('invalid', 'early-warning.wrong-parameter', {
      field: `detector.${wrong.path}`,
      path: wrong.path,
      problem: wrong.message,
    })
  const grades = wrongGrades(content.grades, content.gradedBy === 'value' ? content.direction : 'above')
  if (grades !== null) throw new Refusal('invalid', `early-warning.${grades}`, { field: 'grades' })
}

type ItemOf = (name: string) => Resource['content']['items'][number] | undefined

/** Words are of the thing that was found, and of single rows. */
function refuseWrongWords({ says, saysInEnglish, count }: WatchContent, item: ItemOf): void {
  for (const [field, name] of Object.entries({ says, saysInEnglish })) {
    if (name === undefined) continue
    const found = item(name)
    if (found === undefined) throw new Refusal('invalid', 'early-warning.no-item', { field, item: name })
    if (found.type !== 'text' || count !== null)
      throw new Refusal('invalid', 'early-warning.no-words', { field, item: found.title })
    if (found.personal !== null)
      throw new Refusal('invalid', 'early-warning.of-persons', { field, item: found.title })
  }
}

/** The numbers that are watched, none of them about persons; where rows are counted there are none. */
function refuseWrongValues(content: WatchContent, item: ItemOf): void {
  const { also, count } = content
  if (count !== null && also.length > 0)
    throw new Refusal('invalid', 'early-warning.counts-alone', { field: 'also' })
  if (count !== null && content.silentMinutes !== null)
    throw new Refusal('invalid', 'early-warning.counts-not-silent', { field: 'silentMinutes' })
  if (also.length > 0 && content.gradedBy !== 'score')
    throw new Refusal('invalid', 'early-warning.several-by-score', { field: 'gradedBy' })
  if (content.detector.kind === scanKind) refuseWrongPoint(content, item)
  else if (count === null || count.sum) refuseWrongNumbers(content, item)
}

function refuseWrongNumbers({ value, also, count }: WatchContent, item: ItemOf): void {
  const names = [value ?? '', ...also]
  for (const [n, name] of names.entries()) {
    const field = n === 0 ? 'value' : 'also'
    const found = item(name)
    if (found === undefined || (found.type !== 'decimal' && found.type !== 'integer'))
      throw new Refusal('invalid', 'early-warning.not-a-number', { field, item: name })
    if (count !== null && found.type !== 'integer')
      throw new Refusal('invalid', 'early-warning.not-whole', { field, item: found.title })
    if (found.personal !== null)
      throw new Refusal('invalid', 'early-warning.of-persons', { field, item: found.title })
    if (names.indexOf(name) < n)
      throw new Refusal('invalid', 'early-warning.item-twice', { field, item: found.title })
  }
}

/** A scan is of days, and of points that are nobody's home. */
function refuseWrongPoint({ value, count }: WatchContent, item: ItemOf): void {
  const point = item(value ?? '')
  if (point?.type !== 'point')
    throw new Refusal('invalid', 'early-warning.not-a-point', { field: 'value', item: value ?? '' })
  if (point.personal !== null)
    throw new Refusal('invalid', 'early-warning.of-persons', { field: 'value', item: point.title })
  if (count?.every !== 'day' || count.sum)
    throw new Refusal('invalid', 'early-warning.scan-by-day', { field: 'count' })
}

export const createWatch = defineAction({
  name: 'early-warning.create-watch',
  input: CreateWatch,
  allow: access.editWatches,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await getResource(tx, input.content.resource)
    const subject = await watchSubject(tx, resource)
    authorise(subject)
    refuseWrongContent(input.content, resource)
    if (input.content.org !== null) await refuseUnknownOrg(tx, input.content.org)
    const id = uuidv7()
    await tables(tx)
      .insertInto('watches')
      .values({
        id,
        version: 1,
        state: 'draft',
        resource: resource.id,
        content: JSON.stringify(input.content),
        owner: ownerFor(actor, subject),
        changed_at: now,
        changed_by: actor.id,
      })
      .execute()
    return done({ id, version: 1 }, { created: input.content })
  },
})

export const saveWatch = defineAction({
  name: 'early-warning.save-watch',
  input: SaveWatch,
  allow: access.editWatches,
  async run(tx, { input, actor, now, authorise }) {
    const before = await lockWatch(tx, input.id)
    const resource = await getResource(tx, input.content.resource)
    authorise(await watchSubject(tx, await getResource(tx, before.resource)))
    const subject = await watchSubject(tx, resource)
    authorise(subject)
    refuseWrongContent(input.content, resource)
    if (input.content.org !== null) await refuseUnknownOrg(tx, input.content.org)
    const owner = ownerFor(actor, subject, before.owner)
    if (before.state === 'on')
      await refuseUnlessPermitted(tx, { id: before.id, owner, content: input.content }, resource)
    const by = { id: actor.id, now }
    const content = JSON.stringify(input.content)
    const version = await changeWatch(tx, before, input.version, by, {
      content,
      resource: resource.id,
      owner,
    })
    return done({ id: before.id, version }, { content: [before.content, input.content] })
  },
})

/** On or off; off forgets no signal, and its open warnings stay until people close them. */
export const switchWatch = defineAction({
  name: 'early-warning.switch-watch',
  input: SwitchWatch,
  allow: access.switchWatches,
  async run(tx, { input, actor, now, authorise }) {
    const before = await lockWatch(tx, input.id)
    const resource = await getResource(tx, before.resource)
    const subject = await watchSubject(tx, resource)
    authorise(subject)
    const owner = before.owner ?? ownerFor(actor, subject)
    if (input.on) {
      refuseWrongContent(before.content, resource)
      await refuseUnlessPermitted(tx, { ...before, owner }, resource)
    }
    const state = input.on ? 'on' : 'off'
    if (before.state === state) throw new Refusal('not-now', `early-warning.is-${state}`)
    const version = await changeWatch(tx, before, input.version, { id: actor.id, now }, { state, owner })
    return done({ id: before.id, version }, { state: [before.state, state], reason: input.reason })
  },
})

function done(output: { id: string; version: number }, change: Record<string, unknown>) {
  return { output, subject: { type: 'watch', id: output.id }, change }
}
