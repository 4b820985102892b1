import { z } from 'zod'
import { CheckName, FindingLine, Observed, SubjectType } from './checks.ts'

export const findingStates = ['open', 'settled', 'closed', 'excepted'] as const
/** `settled`: its cause is gone; `closed`: answered and closed by a person; `excepted`: right as it is, until a day. */
export const FindingState = z.enum(findingStates)
export type FindingState = z.infer<typeof FindingState>

export const Finding = z
  .object({
    id: z.uuid(),
    check: CheckName,
    subjectType: SubjectType,
    subject: z.string(),
    name: z.string(),
    org: z.string(),
    resource: z.uuid().nullable(),
    occasion: z.string(),
    lines: z.array(FindingLine),
    state: FindingState,
    case: z.uuid(),
    number: z.string(),
    openedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    exceptedUntil: z.iso.date().nullable(),
    /** Why it is right as it is, or what was done. */
    reason: z.string().nullable(),
    /** What the person whose reading it is about says to it. */
    statement: z.object({ text: z.string(), at: z.iso.datetime() }).nullable(),
    simulated: z.boolean(),
  })
  .meta({ id: 'DataFinding' })
export type Finding = z.infer<typeof Finding>

/** With the person's name, for those few who may know whose reading it is. */
export const FindingView = Finding.extend({
  person: z.string().nullable(),
  /** Whether the reader is the person that it is about. */
  isMine: z.boolean(),
  /** Whether the reader may have it looked at again now. */
  mayCheckAgain: z.boolean(),
}).meta({ id: 'DataFindingView' })
export type FindingView = z.infer<typeof FindingView>

export const ListFindings = z.object({
  q: z.string().trim().max(100).optional(),
  /** Names of checks, joined by commas. */
  check: z
    .string()
    .max(300)
    .transform((text) => text.split(','))
    .pipe(z.array(CheckName).max(20))
    .optional(),
  org: z.string().max(100).optional(),
  state: FindingState.optional(),
  resource: z.uuid().optional(),
  /** Days in Shanghai of their opening, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  /** Days in Shanghai of their end. */
  endedFrom: z.iso.date().optional(),
  endedUntil: z.iso.date().optional(),
  /** Answered after its deadline, or past it and not answered. */
  late: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export const FindingPage = z
  .object({ rows: z.array(Finding), total: z.int() })
  .meta({ id: 'DataFindingPage' })
export type FindingPage = z.infer<typeof FindingPage>

export const OpenFinding = Observed.extend({ simulated: z.boolean().default(false) })
export const RefreshFinding = z.object({
  id: z.uuid(),
  lines: z.array(FindingLine).min(1).max(60),
  occasion: z.string().max(10),
})
export const ExplainFinding = z.object({ id: z.uuid(), text: z.string().trim().min(2).max(2000) })
export const CheckAgain = z.object({ id: z.uuid() })
/** `open`: its cause is still there. */
export const CheckedAgain = z.object({ state: FindingState }).meta({ id: 'CheckedAgain' })
export type CheckedAgain = z.infer<typeof CheckedAgain>

export const NoteRun = z.object({
  counts: z.record(z.string(), z.object({ found: z.int(), opened: z.int(), settled: z.int() })),
})

export const ChecksOverview = z
  .object({
    checks: z.array(
      z.object({
        check: CheckName,
        on: z.boolean(),
        open: z.int(),
        overdue: z.int(),
        excepted: z.int(),
        /** Opened, and over by whatever end, in the last thirty days. */
        opened30: z.int(),
        ended30: z.int(),
      }),
    ),
    orgs: z.array(z.object({ org: z.string(), open: z.int(), overdue: z.int() })),
    /** Findings that stood open at the end of each of the last thirty days, oldest first. */
    trend: z.array(z.object({ day: z.iso.date(), open: z.int() })),
    lastRun: z.iso.datetime().nullable(),
    may: z.array(z.enum(['run', 'save'])),
  })
  .meta({ id: 'DataChecksOverview' })
export type ChecksOverview = z.infer<typeof ChecksOverview>
