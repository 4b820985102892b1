import { z } from 'zod'
import { durationNames } from '../rules/measures.ts'

const Day = z.iso.date()

/** Cases by the day of a moment of their life; each case counts once for each moment. */
export const CountedCases = z.discriminatedUnion('at', [
  z.strictObject({ grain: z.literal('case'), at: z.literal('received') }),
  /** `right`: never given back, transferred or arbitrated to another organization since. */
  z.strictObject({ grain: z.literal('case'), at: z.literal('dispatched'), right: z.boolean().optional() }),
  z.strictObject({ grain: z.literal('case'), at: z.literal('accepted') }),
  /** By the day on which the time for the answer ends; `met`: answered within it. */
  z.strictObject({ grain: z.literal('case'), at: z.literal('due'), met: z.boolean().optional() }),
  z.strictObject({ grain: z.literal('case'), at: z.literal('answered'), late: z.boolean().optional() }),
  z.strictObject({ grain: z.literal('case'), at: z.literal('closed') }),
  z.strictObject({
    grain: z.literal('case'),
    at: z.literal('rated'),
    solved: z.boolean().optional(),
    /** Satisfied: score 4 or 5; dissatisfied: 1 or 2. */
    rating: z.enum(['satisfied', 'dissatisfied']).optional(),
  }),
])

export const eventActions = [
  'reopened',
  'disputed',
  'returned',
  'transferred',
  'supervised',
  'escalated',
  'held',
] as const

/** Steps by the day on which they were taken; a case that was reopened twice counts twice. */
export const CountedEvents = z.discriminatedUnion('action', [
  z.strictObject({ grain: z.literal('event'), action: z.enum(eventActions) }),
  z.strictObject({
    grain: z.literal('event'),
    action: z.literal('co-answered'),
    late: z.boolean().optional(),
  }),
])

/** The backlog at the end of a day. */
export const CountedOpenDay = z.strictObject({ grain: z.literal('openDay') })

/** What is open at this moment. */
export const CountedOpenNow = z.strictObject({
  grain: z.literal('openNow'),
  state: z.array(z.string().min(1).max(30)).min(1).max(20).optional(),
  mark: z.enum(['held', 'supervised', 'reopened']).optional(),
})

export const Counted = z.discriminatedUnion('grain', [
  CountedCases,
  CountedEvents,
  CountedOpenDay,
  CountedOpenNow,
])
export type Counted = z.infer<typeof Counted>

/** What a ratio may be made of: sums over a period, which a stock at one moment is not. */
export const CountedFlow = z.discriminatedUnion('grain', [CountedCases, CountedEvents])
export type CountedFlow = z.infer<typeof CountedFlow>

export const IndicatorMeasure = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('count'), of: Counted }),
    z.strictObject({ kind: z.literal('ratio'), numerator: CountedFlow, denominator: CountedFlow }),
    /** Right to 2.5 %: durations are kept in buckets that grow by 5 %. */
    z.strictObject({
      kind: z.literal('percentile'),
      p: z.int().min(1).max(99),
      duration: z.enum(durationNames),
    }),
    z.strictObject({ kind: z.literal('mean'), of: z.enum(['score', ...durationNames]) }),
  ])
  .meta({ id: 'IndicatorMeasure' })
export type IndicatorMeasure = z.infer<typeof IndicatorMeasure>

const Codes = z.array(z.string().min(1).max(30)).min(1).max(30)
const Level1 = z
  .array(z.string().regex(/^\d{2}$/))
  .min(1)
  .max(30)

/** What every case that is counted has in common. Places reach down to townships, categories to level 1. */
export const IndicatorFilters = z
  .strictObject({
    channel: Codes.optional(),
    category: Level1.optional(),
    urgency: Codes.optional(),
    place: z.string().max(200).optional(),
    org: z.string().max(100).optional(),
  })
  .meta({ id: 'IndicatorFilters' })
export type IndicatorFilters = z.infer<typeof IndicatorFilters>

export const units = ['cases', 'times', 'share', 'hours', 'score'] as const

const Text = (most: number) => z.string().trim().min(1).max(most)

/** An indicator as data: what it is called and means, and what is counted. */
export const IndicatorDefinition = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,49}$/),
    zh: Text(40),
    en: Text(80),
    meaningZh: Text(500),
    meaningEn: Text(500),
    unit: z.enum(units),
    /** What is better; `neither` where more is no judgement. */
    better: z.enum(['higher', 'lower', 'neither']),
    measure: IndicatorMeasure,
    filters: IndicatorFilters.default({}),
    /** Where the definition comes from: a regulation, a decision of the office. */
    source: Text(200),
  })
  .meta({ id: 'IndicatorDefinition' })
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>

export const IndicatorView = IndicatorDefinition.extend({
  version: z.int(),
  /** Comes with the program; an office's own can be changed and retired. */
  shipped: z.boolean(),
  retired: z.boolean(),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
}).meta({ id: 'IndicatorView' })
export type IndicatorView = z.infer<typeof IndicatorView>

/** `version` is the one that was looked at, 0 for a new indicator; a newer one refuses with `conflict`. */
export const SaveIndicator = IndicatorDefinition.extend({ version: z.int().min(0) }).meta({
  id: 'SaveIndicator',
})
export type SaveIndicator = z.infer<typeof SaveIndicator>

export const RetireIndicator = z
  .object({ code: z.string().max(50), version: z.int().min(1), reason: z.string().trim().min(2).max(500) })
  .meta({ id: 'RetireIndicator' })

export const groupings = [
  'day',
  'week',
  'month',
  'org',
  'district',
  'township',
  'category',
  'channel',
  'urgency',
] as const
export type Grouping = (typeof groupings)[number]

const list = (code: RegExp, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((v) => (Array.isArray(v) ? v : v.split(',')).map((s) => s.trim()).filter((s) => s !== ''))
    .pipe(z.array(z.string().regex(code)).max(most))
    .transform((v) => (v.length === 0 ? undefined : v))
    .optional()

export const AskIndicators = z
  .object({
    indicators: list(/^[a-z][a-z0-9-]{1,49}$/, 12),
    groupBy: z.enum(groupings).default('day'),
    from: Day.optional(),
    to: Day.optional(),
    place: z.string().max(200).optional(),
    org: z.string().max(100).optional(),
    channel: list(/^[\w-]{1,30}$/, 30),
    category: list(/^\d{2}$/, 30),
    urgency: list(/^[\w-]{1,30}$/, 30),
  })
  .meta({ id: 'AskIndicators' })
export type AskIndicators = z.infer<typeof AskIndicators>

const Value = z.number().nullable()
/** Filters of the list that shows exactly the cases behind a figure; null where no list does. */
const Drill = z.record(z.string(), z.string()).nullable()

export const IndicatorPoint = z.object({
  /** First day of the day, week or month; code of the organization, place, category, channel or urgency. */
  key: z.string(),
  /** The key in words, Chinese; a day is its own name, an empty key has none. */
  name: z.string(),
  value: Value,
  /** How many cases the value rests on. */
  base: z.int(),
  cases: Drill,
})
export type IndicatorPoint = z.infer<typeof IndicatorPoint>

export const IndicatorSeries = z.object({
  definition: IndicatorView,
  total: Value,
  /** Null where there is nothing to compare with. */
  before: Value,
  base: z.int(),
  cases: Drill,
  points: z.array(IndicatorPoint),
  /** Why there are no points or figures: what the roll-up does not know of this question. */
  refused: z.string().nullable(),
})
export type IndicatorSeries = z.infer<typeof IndicatorSeries>

const Period = z.object({ from: Day, to: Day })

export const IndicatorAnswer = z
  .object({
    asOf: z.iso.datetime(),
    period: Period,
    /** The same number of days directly before. */
    comparison: Period,
    groupBy: z.enum(groupings),
    series: z.array(IndicatorSeries),
  })
  .meta({ id: 'IndicatorAnswer' })
export type IndicatorAnswer = z.infer<typeof IndicatorAnswer>
