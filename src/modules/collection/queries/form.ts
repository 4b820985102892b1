import { sql } from 'kysely'
import { z } from 'zod'
import { isWithin } from '#kernel/access/define'
import { defineQuery, Refusal } from '#kernel/action'
import type { Actor } from '#kernel/identity/define'
import { getResource, listPublished, subjectOf } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { children, findPlace } from '#modules/territory'
import { access } from '../access.ts'
import { type CollectionForm, type FormList, type FormRows, ListFormRows } from '../contract.ts'

const most = 300

/** Places in which the actor fills in this form; none: it is somebody else's work. */
export function placesFor(form: NonNullable<Content['form']>, actor: Actor): string[] {
  return actor.posts.filter((p) => form.roles.includes(p.role)).flatMap((p) => p.places)
}

function reaches(content: Content, places: readonly string[]): boolean {
  const bound = content.scope.places
  return bound.length === 0 || places.some((p) => isWithin(p, bound) || bound.some((b) => isWithin(b, [p])))
}

/** The forms that the reader's places and roles open, whole, so that a phone can keep them. */
export const listForms = defineQuery({
  name: 'collection.forms',
  input: z.object({}),
  allow: access.fillForm,
  async run(tx, { actor }): Promise<FormList> {
    const resources = await listPublished(tx, { withForm: true })
    return {
      forms: resources
        .filter(({ content }) => {
          const places = content.form === undefined ? [] : placesFor(content.form, actor)
          return places.length > 0 && reaches(content, places)
        })
        .map(formOf),
      places: namedPlaces(actor.posts.flatMap((p) => p.places)),
    }
  },
})

const mostPlaces = 500

/** The places of the posts and those right below, by their full names, since a phone without a network knows none. */
function namedPlaces(paths: readonly string[]): FormList['places'] {
  const wanted = new Set(paths.flatMap((path) => [path, ...children(path).map((p) => p.path)]))
  return [...wanted].slice(0, mostPlaces).map((path) => ({ path, name: nameOf(path) }))
}

function nameOf(path: string): string {
  const parts = path.split('/')
  return parts
    .slice(1)
    .map((code) => findPlace(code)?.name ?? code)
    .join(' ')
}

function formOf({ id, version, content }: Resource): CollectionForm {
  const asked = content.form?.items ?? []
  return {
    resource: id,
    version,
    name: content.name,
    abstract: content.abstract,
    shape: content.shape,
    items: asked.flatMap((name) => content.items.filter((i) => i.name === name)),
    photoItem: content.form?.photoItem ?? null,
    foundBy: Object.fromEntries(
      Object.entries(content.form?.sameAs ?? {}).map(([item, s]) => [item, s.from]),
    ),
  }
}

/** Rows in the reader's places, with the asked items alone, to be looked at again on site. */
export const listFormRows = defineQuery({
  name: 'collection.form-rows',
  input: ListFormRows,
  allow: access.fillForm,
  async run(tx, { actor, input, authorise, logRead }): Promise<FormRows> {
    const resource = await getResource(tx, input.id)
    const { form } = resource.content
    const places = form === undefined ? [] : placesFor(form, actor)
    if (form === undefined || places.length === 0)
      throw new Refusal('forbidden', 'collection.not-your-form', { id: input.id })
    for (const place of places) authorise({ place })
    const asked = [...new Set([...form.items, ...(form.photoItem === null ? [] : [form.photoItem])])]
    const under = places.map((p) => sql<boolean>`(place = ${p} or place like ${`${p}/%`})`)
    const { rows } = await sql<{ key: string; since: Date; data: Record<string, unknown> }>`
      select key, since, data from collected_rows where resource = ${input.id}::uuid and (${sql.join(under, sql` or `)})
        and (${input.q} = '' or position(lower(${input.q}) in lower(data::text)) > 0)
      order by key limit ${most}`.execute(tx)
    logRead(subjectOf(resource), ['rows in the form'])
    return {
      rows: rows.map((r) => ({
        key: r.key,
        since: r.since.toISOString(),
        data: Object.fromEntries(asked.filter((n) => n in r.data).map((n) => [n, r.data[n]])),
      })),
    }
  },
})
