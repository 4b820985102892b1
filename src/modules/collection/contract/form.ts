import { z } from 'zod'
import { Item } from '#modules/catalogue/contract'

/** A resource that may be collected by a form, as a phone needs it to work without a network. */
export const CollectionForm = z
  .object({
    resource: z.uuid(),
    version: z.int(),
    name: z.string(),
    abstract: z.string(),
    shape: z.enum(['records', 'events']),
    /** In the order in which they are asked. */
    items: z.array(Item),
    /** The text item that takes the photos. */
    photoItem: z.string().nullable(),
    /**
     * Items that need not be asked: each with the item by whose value it is found elsewhere. Absent in forms that a phone
     * kept from before.
     */
    foundBy: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'CollectionForm' })
export type CollectionForm = z.infer<typeof CollectionForm>

/** A place that a row may be in, by its full name. */
const FormPlace = z.object({ path: z.string(), name: z.string() })

export const FormList = z
  .object({ forms: z.array(CollectionForm), places: z.array(FormPlace) })
  .meta({ id: 'CollectionForms' })
export type FormList = z.infer<typeof FormList>

export const ListFormRows = z.object({
  id: z.uuid(),
  /** Text in any asked value. */
  q: z.string().trim().max(100).default(''),
})

/** `since` names the state of the row that is looked at; who changes it says so. */
export const FormRow = z.object({
  key: z.string(),
  since: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
})
export type FormRow = z.infer<typeof FormRow>

export const FormRows = z.object({ rows: z.array(FormRow) }).meta({ id: 'CollectionFormRows' })
export type FormRows = z.infer<typeof FormRows>

export const SubmitForm = z.object({
  resource: z.uuid(),
  /** Chosen on the phone: sent twice it is taken once. */
  entry: z.uuid(),
  values: z.record(z.string().max(100), z.unknown()),
  /** The state of the row that was looked at; null: a new one. */
  base: z.iso.datetime({ offset: true }).nullable().default(null),
  files: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(9)
    .default([]),
})

export const FormTaken = z.object({ key: z.string(), since: z.iso.datetime() }).meta({ id: 'FormTaken' })
