import { z } from 'zod'

/** Name of an item: also its key in rows, exports and grants. */
export const ItemName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

export const itemTypes = ['text', 'integer', 'decimal', 'boolean', 'date', 'time', 'place', 'point'] as const
/**
 * What a value of an item is. `date` is a calendar day, `time` an instant (ISO 8601 with offset, or Shanghai's local
 * time), `place` a place path or code of the territory, `point` longitude and latitude in WGS 84.
 */
export const ItemType = z.enum(itemTypes)
export type ItemType = z.infer<typeof ItemType>

/**
 * Word of a description for the personal information that an item holds: one of `personalKinds`, or that of another
 * catalogue, which is kept; null: none known.
 */
const KindWord = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)

const Label = z.string().trim().min(1).max(200)
/** What values are called on screens, by value; a value stands for itself in a language that has no word. */
export const ValueLabels = z.record(
  z.string().min(1).max(200),
  z.object({ zh: Label.optional(), en: Label.optional() }),
)

/** One column of a resource: what a value has to be. A value that is not is a breach with this item's name. */
export const Item = z
  .object({
    name: ItemName,
    title: z.string().trim().min(1).max(100),
    /** Its title on English screens; without it the Chinese one. */
    english: z.string().trim().min(1).max(100).optional(),
    /** The text item that says the same in English: shown in its place on English screens, where a row fills it. */
    inEnglish: ItemName.optional(),
    description: z.string().trim().max(1000).default(''),
    type: ItemType,
    required: z.boolean().default(false),
    /** Part of the key by which a row is found again; a resource without key items only ever grows. */
    key: z.boolean().default(false),
    /** Only these values; empty: any. */
    values: z.array(z.string().min(1).max(200)).max(2000).default([]),
    labels: ValueLabels.optional(),
    /** A regular expression that the whole text has to match (I-Regexp, RFC 9485); empty: any. */
    pattern: z.string().max(500).default(''),
    /** Smallest and largest number, date or time, as text; empty: no bound. */
    least: z.string().max(40).default(''),
    most: z.string().max(40).default(''),
    /** Longest text in characters. */
    length: z.int().min(1).max(100_000).default(2000),
    personal: KindWord.nullable().default(null),
  })
  .meta({ id: 'CatalogueItem' })
export type Item = z.infer<typeof Item>

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const

/**
 * What holds beyond single values, in a closed grammar. `reject` puts a row that breaks it into quarantine; `warn` lets
 * it in and lowers the resource's score.
 */
export const QualityRule = z
  .intersection(
    z.object({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      title: z.string().trim().min(1).max(200),
      severity: z.enum(['reject', 'warn']),
    }),
    z.discriminatedUnion('kind', [
      /** The item is not empty. */
      z.object({ kind: z.literal('filled'), item: ItemName }),
      /** One value holds of another in the same row. */
      z.object({ kind: z.literal('compare'), item: ItemName, op: z.enum(comparisons), other: ItemName }),
      /** A date or time that has not come yet is a mistake; clocks may be fast by the tolerance. */
      z.object({
        kind: z.literal('not-future'),
        item: ItemName,
        minutes: z.int().min(0).max(100_000).default(5),
      }),
      /** A check digit: resident ID number, unified social credit code, or bank card. */
      z.object({
        kind: z.literal('check-digit'),
        item: ItemName,
        code: z.enum(['id-card', 'credit-code', 'bank-card']),
      }),
      /** At least one of the items is not empty. */
      z.object({ kind: z.literal('any-filled'), items: z.array(ItemName).min(2).max(20) }),
    ]),
  )
  .meta({ id: 'QualityRule' })
export type QualityRule = z.infer<typeof QualityRule>
