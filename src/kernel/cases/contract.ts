import { z } from 'zod'
import { dueSpans, precedentScopes } from './define.ts'

/** A comma list in a query string: `state=submitted,classified`. */
const List = z
  .union([z.string(), z.array(z.string())])
  .transform((v) => (Array.isArray(v) ? v : v.split(',')).map((s) => s.trim()).filter((s) => s !== ''))
  .optional()

/** Steps that have an index of their own (case_actions_by_rare_step). */
const rareSteps = ['reopen', 'dispute', 'giveBack', 'transfer', 'supervise', 'escalate', 'hold'] as const

export const ListCases = z.object({
  state: List,
  urgency: List,
  channel: List,
  /** Prefix of a category code. */
  category: z.string().max(20).optional(),
  /** Place path; with everything below. Several, joined by commas, stand for a management area. */
  place: z.string().max(2000).optional(),
  /** Lead organization. */
  org: z.string().max(100).optional(),
  /**
   * `mine`: assigned to me; `handling`: my organization leads or co-handles; `asked`: it was asked to co-handle and
   * owes its answer.
   */
  scope: z.enum(['all', 'mine', 'handling', 'asked']).default('all'),
  open: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  /** Open and not overdue, with a deadline within four hours, until midnight, or tomorrow (Shanghai). */
  due: z.enum(dueSpans).optional(),
  /** Rung of the escalation ladder that the case has reached. */
  rung: z.coerce.number().int().min(1).max(3).optional(),
  held: z.stringbool().optional(),
  supervised: z.stringbool().optional(),
  /** With a dispute that waits for its verdict. */
  disputed: z.stringbool().optional(),
  /** With a co-handler whose answer is late, also where the lead has answered meanwhile. */
  lateCo: z.stringbool().optional(),
  /** Words in title, message and address, or a case number. */
  text: z.string().trim().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  answeredFrom: z.iso.date().optional(),
  answeredTo: z.iso.date().optional(),
  closedFrom: z.iso.date().optional(),
  closedTo: z.iso.date().optional(),
  ratedFrom: z.iso.date().optional(),
  ratedTo: z.iso.date().optional(),
  /** First sent to an organization. */
  dispatchedFrom: z.iso.date().optional(),
  dispatchedTo: z.iso.date().optional(),
  /** Whether it never had to leave the organization to which it was sent first. */
  right: z.stringbool().optional(),
  /** Accepted by the organization that has the lead. */
  acceptedFrom: z.iso.date().optional(),
  acceptedTo: z.iso.date().optional(),
  /** The time for its answer ends. */
  dueFrom: z.iso.date().optional(),
  dueTo: z.iso.date().optional(),
  /** Whether it was answered in time; not yet answered is no. */
  met: z.stringbool().optional(),
  /** A rare step that was done to it, on a day between `didFrom` and `didTo`. */
  did: z.enum(rareSteps).optional(),
  didFrom: z.iso.date().optional(),
  didTo: z.iso.date().optional(),
  /** Answered after its time, or open and overdue. */
  late: z.stringbool().optional(),
  /** Scores of the applicant's rating: `1,2`. */
  rating: List.transform((scores) => scores?.map(Number)).pipe(
    z.array(z.int().min(1).max(5)).max(5).optional(),
  ),
  /** Whether the applicant called it solved. */
  solved: z.stringbool().optional(),
  sort: z.enum(['due', 'newest', 'oldest']).default('newest'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})
export type ListCases = z.infer<typeof ListCases>

/** The filters of the list alone. */
export const CountCases = ListCases.omit({ sort: true, limit: true, cursor: true })
export type CountCases = z.infer<typeof CountCases>

/** At most a thousand are counted; `capped` says that there are more. */
export const CaseCount = z.object({ count: z.int(), capped: z.boolean() }).meta({ id: 'CaseCount' })
export type CaseCount = z.infer<typeof CaseCount>

/** Numbers as `SubmitAppeal` takes them: mobile, or landline with its area code. */
export const CasesByPhone = z
  .object({
    phone: z
      .string()
      .trim()
      .regex(/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/),
    limit: z.int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  })
  .meta({ id: 'CasesByPhone' })
export type CasesByPhone = z.infer<typeof CasesByPhone>

const Time = z.iso.datetime()

export const HandlerView = z
  .object({
    org: z.string(),
    assignee: z.string().nullable(),
    since: Time,
    due: Time.nullable(),
    acceptedAt: Time.nullable(),
    answeredAt: Time.nullable(),
    answer: z.string().nullable(),
    urgedAt: Time.nullable(),
  })
  .meta({ id: 'HandlerView' })

export const DisputeView = z
  .object({
    from: z.string(),
    reason: z.string(),
    legalBasis: z.string(),
    suggested: z.string().nullable(),
    at: Time,
    backstop: z.string(),
    verdict: z
      .object({ org: z.string(), reason: z.string(), at: Time, precedent: z.enum(precedentScopes) })
      .nullable(),
  })
  .meta({ id: 'DisputeView' })

/** Which organization was late with its own part. */
export const LatePartView = z
  .object({
    org: z.string(),
    part: z.enum(['lead', 'co']),
    due: Time,
    at: Time.nullable(),
    waitedFor: z.array(z.string()),
  })
  .meta({ id: 'LatePartView' })

export const ClockView = z
  .object({
    name: z.string(),
    startedAt: Time,
    due: Time,
    unit: z.string(),
    pausedAt: Time.nullable(),
    stoppedAt: Time.nullable(),
    remindedAt: Time.nullable().optional(),
  })
  .meta({ id: 'ClockView' })

/** A row of a list. */
export const CaseRow = z
  .object({
    id: z.uuid(),
    number: z.string(),
    type: z.string(),
    title: z.string(),
    /** The title on English screens; absent: there is none but the Chinese one. */
    titleInEnglish: z.string().optional(),
    state: z.string(),
    version: z.int(),
    place: z.string(),
    point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    address: z.string().nullable(),
    channel: z.string(),
    category: z.string().nullable(),
    urgency: z.string().nullable(),
    lead: z.string().nullable(),
    co: z.array(z.string()),
    due: Time.nullable(),
    held: z.boolean(),
    supervised: z.boolean(),
    disputed: z.boolean(),
    escalation: z.int(),
    rating: z.int().nullable(),
    createdAt: Time,
    updatedAt: Time,
    closedAt: Time.nullable(),
    /** How many people beside the applicant wait for it. */
    followers: z.int(),
    /** This reader is one of them, and sees the outline alone. */
    following: z.boolean(),
    can: z.array(z.string()),
  })
  .meta({ id: 'CaseRow' })
export type CaseRow = z.infer<typeof CaseRow>

export const CasePage = z
  .object({ rows: z.array(CaseRow), next: z.string().nullable() })
  .meta({ id: 'CasePage' })
export type CasePage = z.infer<typeof CasePage>

export const TimelineStep = z
  .object({
    seq: z.int(),
    action: z.string(),
    actorKind: z.string(),
    actorName: z.string(),
    org: z.string().nullable(),
    at: Time,
    from: z.string().nullable(),
    to: z.string(),
    visible: z.enum(['public', 'internal']),
    input: z.record(z.string(), z.unknown()),
    trace: z.string(),
  })
  .meta({ id: 'TimelineStep' })
export type TimelineStep = z.infer<typeof TimelineStep>

/** One case as this reader may see it. */
export const CaseView = CaseRow.extend({
  body: z.string(),
  /** True when identifiers in the text and the applicant's data are hidden from this reader. */
  masked: z.boolean(),
  anonymous: z.boolean(),
  applicant: z.object({ name: z.string(), phone: z.string() }).nullable(),
  handlers: z.object({ lead: HandlerView.nullable(), co: z.array(HandlerView) }),
  dispute: DisputeView.nullable(),
  late: z.array(LatePartView),
  clocks: z.array(ClockView),
  hold: z.object({ reason: z.string(), since: Time }).nullable(),
  extension: z.object({ reason: z.string(), days: z.int(), at: Time }).nullable(),
  reopened: z.int(),
  ratingDetail: z.object({ score: z.int(), solved: z.boolean(), reason: z.string(), at: Time }).nullable(),
  files: z.array(z.string()),
  details: z.record(z.string(), z.unknown()),
  timeline: z.array(TimelineStep),
}).meta({ id: 'CaseView' })
export type CaseView = z.infer<typeof CaseView>

export const SavedView = z
  .object({ id: z.uuid(), type: z.string(), name: z.string(), query: z.record(z.string(), z.unknown()) })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>

export * from './contract/indicators.ts'
export * from './contract/statistics.ts'
