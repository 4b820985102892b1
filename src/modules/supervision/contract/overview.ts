import { z } from 'zod'

const Count = z.int()

/** What waits in one organization; without one: in nobody's hands yet. */
export const OverviewGroup = z
  .object({
    org: z.string().nullable(),
    hours: Count,
    today: Count,
    tomorrow: Count,
    overdue: Count,
    /** Of the overdue ones: where its own answer as lead is late. */
    lateLead: Count,
    /** Answers that it owes others as a co-handler and that are late; not among `overdue`. */
    lateCo: Count,
    longest: z
      .object({ id: z.uuid(), number: z.string(), due: z.iso.datetime(), workingHours: z.number() })
      .nullable(),
  })
  .meta({ id: 'OverviewGroup' })
export type OverviewGroup = z.infer<typeof OverviewGroup>

/** Another kind of work than appeals: what runs late, by kind, worst first. */
export const OverdueWork = z
  .object({
    /** Case type, such as `data-request`. */
    type: z.string(),
    overdue: Count,
    today: Count,
    rungs: z.tuple([Count, Count, Count]),
    /** The longest delays by their deadlines, at most ten. */
    cases: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        org: z.string().nullable(),
        due: z.iso.datetime(),
        workingHours: z.number(),
        rung: z.int(),
      }),
    ),
  })
  .meta({ id: 'OverdueWork' })
export type OverdueWork = z.infer<typeof OverdueWork>

/** What supervisors and leaders look at first, as far as their places reach. */
export const Overview = z
  .object({
    at: z.iso.datetime(),
    /** Worst first. */
    groups: z.array(OverviewGroup),
    total: OverviewGroup.omit({ org: true }),
    disputes: z.object({ waiting: Count, overdue: Count, oldest: z.iso.datetime().nullable() }),
    /** Open cases by the rung that they have reached. */
    rungs: z.tuple([Count, Count, Count]),
    supervised: Count,
    /** Rated 1 or 2 and neither closed nor reopened: somebody has to ask why. */
    badRatings: Count,
    /** Data requests and tasks, people's requests, inspections, data checks, warnings and cases of scenarios; kinds without an open case left out. */
    work: z.array(OverdueWork),
    /** More open cases than are read at once: the counts are too small. */
    capped: z.boolean(),
  })
  .meta({ id: 'SupervisionOverview' })
export type Overview = z.infer<typeof Overview>
