import { z } from 'zod'

const Time = z.iso.datetime()
const Reason = z.string().trim().min(2).max(500)
const Name = z.string().trim().min(2).max(80)

export const ListIssues = z.object({
  /** `hot`: above the threshold now; `watched`: below it; `dismissed`; all three without. */
  state: z.enum(['hot', 'watched', 'dismissed']).optional(),
  /** With everything below. */
  place: z.string().max(200).optional(),
  /** Prefix of a category code. */
  category: z.string().max(20).optional(),
  /** Last message at most this many days ago. */
  days: z.coerce.number().int().min(1).max(366).default(90),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  offset: z.coerce.number().int().min(0).max(2000).default(0),
})
export type ListIssues = z.infer<typeof ListIssues>

export const IssueRowView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    state: z.enum(['hot', 'watched', 'dismissed', 'merged']),
    place: z.string(),
    category: z.string().nullable(),
    heat: z.number(),
    messages: z.int(),
    /** Different people who gave a name or signed in; the anonymous come on top. */
    people: z.int(),
    anonymous: z.int(),
    firstAt: Time,
    lastAt: Time,
    /** When it first passed the threshold. */
    hotAt: Time.nullable(),
    week: z.int(),
    weekBefore: z.int(),
    direction: z.enum(['rising', 'steady', 'falling']),
    days: z.array(z.object({ day: z.string(), messages: z.int() })),
    task: z.uuid().nullable(),
    can: z.array(z.string()),
  })
  .meta({ id: 'HotIssueRow' })
export type IssueRowView = z.infer<typeof IssueRowView>

export const IssuePage = z
  .object({ rows: z.array(IssueRowView), more: z.boolean(), hotFrom: z.number(), approved: z.boolean() })
  .meta({ id: 'HotIssuePage' })
export type IssuePage = z.infer<typeof IssuePage>

export const MemberView = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  place: z.string(),
  lead: z.string().nullable(),
  createdAt: Time,
  /** What held it to the issue, strongest first; empty for the first message. */
  reasons: z.array(z.object({ term: z.string(), part: z.number() })),
  byHand: z.boolean(),
})
export type MemberView = z.infer<typeof MemberView>

export const IssueView = IssueRowView.extend({
  namedBy: z.enum(['algorithm', 'person']),
  reason: z.string().nullable(),
  words: z.array(z.string()),
  members: z.array(MemberView),
  /** Taken out by hand; can be put back. */
  removed: z.array(MemberView),
  /** Members that this reader may not see. */
  hidden: z.int(),
  mergedInto: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  merged: z.array(z.object({ id: z.uuid(), name: z.string(), version: z.int() })),
  proposedOrg: z.string().nullable(),
}).meta({ id: 'HotIssue' })
export type IssueView = z.infer<typeof IssueView>

/** What every action carries: the issue, and the version that the officer looked at. */
export const IssueRef = z.object({ id: z.uuid(), version: z.int().min(1) })
export type IssueRef = z.infer<typeof IssueRef>

export const RenameIssue = IssueRef.extend({ name: Name }).meta({ id: 'RenameHotIssue' })
export const MergeIssue = IssueRef.extend({ into: z.uuid() }).meta({ id: 'MergeHotIssue' })
export const UnmergeIssue = IssueRef.meta({ id: 'UnmergeHotIssue' })
export const SplitIssue = IssueRef.extend({
  members: z.array(z.uuid()).min(1).max(200),
  name: Name.optional(),
}).meta({
  id: 'SplitHotIssue',
})
export const MoveMember = IssueRef.extend({ message: z.uuid() }).meta({ id: 'MoveHotIssueMember' })
export const DismissIssue = IssueRef.extend({ reason: Reason }).meta({ id: 'DismissHotIssue' })
export const ReopenIssue = IssueRef.meta({ id: 'ReopenHotIssue' })

export const CreateTask = IssueRef.extend({
  org: z.string().min(1).max(100),
  /** What the department is to change. */
  demand: z.string().trim().min(5).max(2000),
  workingDays: z.int().min(1).max(60).default(10),
}).meta({ id: 'CreateIssueTask' })
export type CreateTask = z.infer<typeof CreateTask>

export const IssueChanged = z.object({ id: z.uuid(), version: z.int() }).meta({ id: 'HotIssueChanged' })
export type IssueChanged = z.infer<typeof IssueChanged>
export const TaskMade = z.object({ id: z.uuid(), number: z.string() }).meta({ id: 'IssueTaskMade' })

export const TaskDetails = z.object({
  issue: z.uuid(),
  issueName: z.string(),
  /** The appeals that made it, newest first, up to two hundred. */
  members: z.array(z.uuid()),
  messages: z.int(),
  people: z.int(),
  workingDays: z.int(),
  report: z.object({ text: z.string(), changed: z.string(), at: Time }).nullable(),
})
export type TaskDetails = z.infer<typeof TaskDetails>

export const DispatchTaskInput = z.object({
  org: z.string().min(1).max(100),
  note: z.string().trim().max(1000).default(''),
})
export const ReportInput = z.object({
  text: z.string().trim().min(5).max(5000),
  /** What was changed so that it does not come back. */
  changed: z.string().trim().min(2).max(1000),
})
export const ProgressInput = z.object({ text: z.string().trim().min(2).max(2000) })
