import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Who } from './program.ts'
import { PartCode, Words } from './words.ts'

/** Rows of which one item is one of the texts. */
export const Where = z.object({ item: ItemName, in: z.array(z.string().max(200)).min(1).max(20) })
export type Where = z.infer<typeof Where>

/** How much there is: rows, or the sum of an item over them. Of a resource with a time item those of the period. */
export const Measure = z
  .object({
    resource: PartCode,
    sum: ItemName.nullable().default(null),
    where: z.array(Where).max(5).default([]),
  })
  .meta({ id: 'ScenarioMeasure' })
export type Measure = z.infer<typeof Measure>

/** A figure of the package, or a rate of two, with what has to be read beside it. */
export const OwnIndicator = z
  .object({
    code: PartCode,
    title: Words(40),
    /** The formula in words, shown with the figure. */
    formula: Words(300),
    numerator: Measure,
    /** null: the numerator itself is the figure. */
    denominator: Measure.nullable().default(null),
    /** As `percent` a rate is multiplied by a hundred. */
    unit: z.string().max(20).default(''),
    /** The unit on English screens, where it is another. */
    englishUnit: z.string().max(20).optional(),
    percent: z.boolean().default(false),
    digits: z.int().min(0).max(4).default(1),
    /** What is always said beside it, so that the figure does not look better than it is. */
    beside: z
      .array(z.object({ title: Words(40), measure: Measure }))
      .max(6)
      .default([]),
    /** Items that it may be divided by; every measure's resource has them. */
    by: z.array(ItemName).max(8).default([]),
  })
  .meta({ id: 'ScenarioIndicator' })
export type OwnIndicator = z.infer<typeof OwnIndicator>

export const periods = ['today', '7-days', '30-days', '12-months'] as const
export const Period = z.enum(periods)
export type Period = z.infer<typeof Period>

/** Rows of a resource that have a point. */
export const OwnLayer = z.object({
  resource: PartCode,
  /** What the legend calls it; without it the resource's name. */
  title: Words(40).optional(),
  point: ItemName,
  label: ItemName,
  where: z.array(Where).max(5).default([]),
  /** Of rows with one value of this item only the newest: where a thing is, and not where it was. */
  latest: ItemName.optional(),
  /** Rows whose time is at most so many minutes old; what falls silent vanishes. */
  freshMinutes: z.int().min(1).max(1440).optional(),
  /** Why positions that are personal information are shown: said on the map, and noted with each read. */
  purpose: Words(100).optional(),
})
export type OwnLayer = z.infer<typeof OwnLayer>

const block = { title: Words(40).optional() }

export const OwnBlock = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), ...block, text: Words(2000) }),
    z.object({
      kind: z.literal('indicator'),
      ...block,
      indicator: PartCode,
      period: Period.default('30-days'),
      /** One figure, or one for each value of an item, or its course over the period's days or months. */
      show: z.enum(['figure', 'bars', 'course']).default('figure'),
      by: ItemName.optional(),
    }),
    z.object({
      kind: z.literal('table'),
      ...block,
      resource: PartCode,
      columns: z.array(ItemName).min(1).max(12),
      where: z.array(Where).max(5).default([]),
      /** For a party: only rows of which this item is its key. */
      own: ItemName.optional(),
      /** Items by which the reader may narrow it down. */
      filters: z.array(ItemName).max(5).default([]),
      /** Commands offered at a row; items of one name are filled in from the row. */
      commands: z.array(PartCode).max(8).default([]),
    }),
    z.object({ kind: z.literal('command'), ...block, command: PartCode }),
    z.object({ kind: z.literal('map'), ...block, layers: z.array(OwnLayer).min(1).max(4) }),
  ])
  .meta({ id: 'ScenarioBlock' })
export type OwnBlock = z.infer<typeof OwnBlock>

/** A page of a package: blocks from a closed list, drawn by the platform's own screens. */
export const OwnPage = z
  .object({
    code: PartCode,
    title: Words(40),
    who: Who,
    /** `wall` fills a large screen, `phone` is for one hand. */
    layout: z.enum(['desk', 'phone', 'wall']).default('desk'),
    blocks: z.array(OwnBlock).min(1).max(20),
  })
  .meta({ id: 'ScenarioPageContent' })
export type OwnPage = z.infer<typeof OwnPage>
