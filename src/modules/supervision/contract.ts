import { z } from 'zod'
import { Duration } from '#kernel/clock/define'

export * from './contract/overview.ts'
export * from './contract/report.ts'

/** After its deadline: to the handler, to the named supervisor, to the leader. */
const Rungs = z.tuple([Duration, Duration, Duration])

/** When reminders and rungs of the ladder fall due; of each grade of urgency its own. */
export const EscalationPolicy = z
  .object({
    rungs: z.object({ critical: Rungs, urgent: Rungs, normal: Rungs, complex: Rungs }),
    /** The earlier of both, never before half of the limit is used. */
    remind: z.object({
      /** Share of the limit that is used. */
      share: z.number().min(0.5).max(0.99),
      /** Working hours that are left. */
      workingHours: z.number().min(0).max(80),
    }),
  })
  .meta({ id: 'EscalationPolicy' })
export type EscalationPolicy = z.infer<typeof EscalationPolicy>
export type Grade = keyof EscalationPolicy['rungs']

/**
 * Until the office saves its own: critical cases climb by clock hours, night and holiday alike; the others by working
 * days of the calendar.
 */
export const defaultPolicy: EscalationPolicy = {
  rungs: {
    critical: [
      { amount: 0, unit: 'minutes' },
      { amount: 1, unit: 'hours' },
      { amount: 4, unit: 'hours' },
    ],
    urgent: [
      { amount: 0, unit: 'minutes' },
      { amount: 4, unit: 'workingHours' },
      { amount: 1, unit: 'workingDays' },
    ],
    normal: [
      { amount: 0, unit: 'minutes' },
      { amount: 1, unit: 'workingDays' },
      { amount: 2, unit: 'workingDays' },
    ],
    complex: [
      { amount: 0, unit: 'minutes' },
      { amount: 1, unit: 'workingDays' },
      { amount: 3, unit: 'workingDays' },
    ],
  },
  remind: { share: 0.8, workingHours: 4 },
}

const Place = z.string().regex(/^\d{2}(\/\d{6}(\/\d{9})?)?$/)
const Day = z.iso.date()

/** Who is told for these places, and who stands in during an absence. */
export const SavePost = z
  .object({
    /** Absent for a new one. */
    id: z.uuid().optional(),
    version: z.int().min(0).default(0),
    role: z.enum(['supervisor', 'leader']),
    account: z.uuid(),
    deputy: z.uuid().nullable().default(null),
    /** Lead organizations; empty: all. */
    orgs: z.array(z.string().min(1).max(100)).max(200).default([]),
    places: z.array(Place).min(1).max(100),
    absentFrom: Day.nullable().default(null),
    absentTo: Day.nullable().default(null),
  })
  .refine((p) => p.deputy !== p.account, { path: ['deputy'], message: 'somebody else' })
  .refine(
    (p) => (p.absentFrom === null) === (p.absentTo === null) && (p.absentFrom ?? '') <= (p.absentTo ?? ''),
    { path: ['absentTo'], message: 'both days, in order' },
  )
  .meta({ id: 'SaveSupervisionPost' })

export const EndPost = z.object({ id: z.uuid(), version: z.int().min(1) })

export const SupervisionPost = z
  .object({
    id: z.uuid(),
    version: z.int(),
    role: z.enum(['supervisor', 'leader']),
    account: z.uuid(),
    name: z.string(),
    deputy: z.uuid().nullable(),
    deputyName: z.string().nullable(),
    orgs: z.array(z.string()),
    places: z.array(z.string()),
    absentFrom: Day.nullable(),
    absentTo: Day.nullable(),
  })
  .meta({ id: 'SupervisionPost' })
export type SupervisionPost = z.infer<typeof SupervisionPost>

export const LadderView = z
  .object({
    policy: EscalationPolicy,
    posts: z.array(SupervisionPost),
    /** Accounts that hold the role in the reader's places: who can be named. */
    candidates: z.array(
      z.object({
        account: z.uuid(),
        name: z.string(),
        role: z.enum(['supervisor', 'leader']),
        places: z.array(z.string()),
      }),
    ),
    can: z.object({ savePolicy: z.boolean(), savePost: z.boolean() }),
  })
  .meta({ id: 'LadderView' })
export type LadderView = z.infer<typeof LadderView>
