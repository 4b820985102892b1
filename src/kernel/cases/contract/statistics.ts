import { z } from 'zod'

const Day = z.iso.date()
const Count = z.int()
/** Between 0 and 1; null where there is nothing to take a share of. */
const Share = z.number().nullable()

export const AskStatistics = z
  .object({
    /** Place path; with everything below. Counts reach down to townships. */
    place: z.string().max(200).optional(),
    /** Lead organization. */
    org: z.string().max(100).optional(),
    /** Days in Shanghai, both included; the last thirty by default. */
    from: Day.optional(),
    to: Day.optional(),
  })
  .meta({ id: 'AskStatistics' })
export type AskStatistics = z.infer<typeof AskStatistics>

export const AskPlaces = z
  .object({
    place: z.string().max(200).optional(),
    org: z.string().max(100).optional(),
    level: z.enum(['district', 'township']).default('township'),
  })
  .meta({ id: 'AskPlaces' })
export type AskPlaces = z.infer<typeof AskPlaces>

export const PlaceCount = z
  .object({
    place: z.string(),
    name: z.string(),
    point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    open: Count,
    overdue: Count,
  })
  .meta({ id: 'PlaceCount' })
export type PlaceCount = z.infer<typeof PlaceCount>

/** `unlocated`: open cases of which only a larger place is known. */
export const PlaceCounts = z
  .object({ level: z.string(), places: z.array(PlaceCount), unlocated: Count })
  .meta({ id: 'PlaceCounts' })
export type PlaceCounts = z.infer<typeof PlaceCounts>

export const DayCount = z
  .object({ day: Day, submitted: Count, answered: Count, onTime: Count, closed: Count })
  .meta({ id: 'DayCount' })
export type DayCount = z.infer<typeof DayCount>

/** One JSON for the command page and the desk's statistics, as far as the reader sees the cases. */
export const CaseStatistics = z
  .object({
    at: z.iso.datetime(),
    from: Day,
    to: Day,
    open: z.object({
      total: Count,
      states: z.record(z.string(), Count),
      overdue: Count,
      /** Due within the next 24 hours. */
      dueSoon: Count,
      held: Count,
      supervised: Count,
      reopened: Count,
    }),
    today: z.object({ submitted: Count, answered: Count, closed: Count }),
    /** Every day of the period, also those on which nothing happened. */
    days: z.array(DayCount),
    period: z.object({
      submitted: Count,
      answered: Count,
      /** Over in any way, also withdrawn. */
      closed: Count,
      onTimeShare: Share,
      /** From receipt to answer, in hours of the calendar; right to 2.5 %. */
      medianHours: z.number().nullable(),
      p90Hours: z.number().nullable(),
    }),
    satisfaction: z.object({ rated: Count, meanScore: z.number().nullable(), solvedShare: Share }),
    /** Most submitted first; an empty code stands for cases without a category yet. */
    categories: z.array(z.object({ category: z.string(), submitted: Count, answered: Count, open: Count })),
    channels: z.array(z.object({ channel: z.string(), submitted: Count })),
    /** One level below the place that was asked for, or below the city. */
    places: PlaceCounts,
  })
  .meta({ id: 'CaseStatistics' })
export type CaseStatistics = z.infer<typeof CaseStatistics>
