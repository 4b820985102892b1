import { z } from 'zod'
import { ItemName, PersonalKind, personalKinds } from '#modules/catalogue/contract'

export { PersonalKind, personalKinds }

/** One line of an explanation: the end of a message key below `reason.`, and what it names. */
export const KindReason = z.object({
  key: z.string().max(60),
  values: z.record(z.string(), z.string()),
})
export type KindReason = z.infer<typeof KindReason>

/** What the platform thinks that an item holds, by a sample of its values; null: no personal information found. */
export const KindProposal = z
  .object({
    item: ItemName,
    kind: PersonalKind.nullable(),
    /** 0…1, a rule's own estimate; null where only the description speaks. */
    certainty: z.number().min(0).max(1).nullable(),
    reasons: z.array(KindReason).max(20),
    /** Values looked at, empty ones left out. */
    looked: z.int().min(0),
    /** In free text: how many findings of each kind. */
    findings: z.array(z.object({ kind: PersonalKind, count: z.int().min(1) })).max(30),
    /** One value, masked; empty where none was found. */
    example: z.string().max(200),
  })
  .meta({ id: 'PersonalKindProposal' })
export type KindProposal = z.infer<typeof KindProposal>

export const AskDetection = z.object({ id: z.uuid() })

export const SaveProposals = z.object({
  id: z.uuid(),
  version: z.int().min(1),
  proposals: z.array(KindProposal).max(500),
})

export const ConfirmKinds = z.object({
  id: z.uuid(),
  /** Version of the resource that was looked at; another one refuses with `conflict`. */
  version: z.int().min(1),
  /** Item → its kind; null: no personal information. */
  kinds: z.record(ItemName, PersonalKind.nullable()),
  note: z.string().trim().max(1000).default(''),
})

export const ItemKind = z
  .object({
    item: ItemName,
    title: z.string(),
    /** As the catalogue describes it. */
    described: PersonalKind.nullable(),
    proposal: KindProposal.nullable(),
    confirmed: z.object({ kind: PersonalKind.nullable(), at: z.iso.datetime(), by: z.string() }).nullable(),
    sensitive: z.boolean(),
  })
  .meta({ id: 'ItemPersonalKind' })
export type ItemKind = z.infer<typeof ItemKind>

export const KindsView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    provider: z.string(),
    version: z.int(),
    /** When values were last looked at; null: never. */
    detectedAt: z.iso.datetime().nullable(),
    items: z.array(ItemKind),
    /** Kinds that count as sensitive, by the grading table. */
    sensitive: z.array(z.string()),
    may: z.array(z.enum(['detect', 'confirm'])),
  })
  .meta({ id: 'PersonalKinds' })
export type KindsView = z.infer<typeof KindsView>

export const ProtectedResource = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    provider: z.string(),
    items: z.int(),
    personal: z.int(),
    sensitive: z.int(),
    /** Items whose proposal nobody has judged, or whose kind the proposal doubts. */
    waiting: z.int(),
    detectedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ProtectedResource' })
export type ProtectedResource = z.infer<typeof ProtectedResource>
export const ProtectedResources = z
  .object({ rows: z.array(ProtectedResource) })
  .meta({ id: 'ProtectedResources' })
