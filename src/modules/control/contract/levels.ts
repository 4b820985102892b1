import { z } from 'zod'
import { RowMeasure, TableCondition, ValueType } from './models.ts'
import { ObjectionView } from './objections.ts'
import { Level, SubjectKind, waitingStates } from './subjects.ts'

export const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()
export type Value = z.infer<typeof Value>

/** Where a value comes from: a person can look it up there. */
export const ValueSource = z.object({
  kind: z.enum(['rows', 'count']),
  /** Name of the resource, or of the count. */
  name: z.object({ zh: z.string(), en: z.string() }),
  provider: z.string().nullable(),
  measure: RowMeasure,
  /** How many rows it was taken from. */
  rows: z.int(),
  /** When the newest of them changed; null: there is none. */
  at: z.iso.datetime().nullable(),
})
export type ValueSource = z.infer<typeof ValueSource>

export const ReadValue = z.object({ value: Value, source: ValueSource })
export type ReadValue = z.infer<typeof ReadValue>

export const TracedValue = ReadValue.extend({
  input: z.string(),
  title: z.string(),
  unit: z.string(),
  type: ValueType,
})
export type TracedValue = z.infer<typeof TracedValue>

/** How a level came about: enough to say it in words, and to compute it again. */
export const Trace = z
  .object({
    hit: z.enum(['first', 'score']),
    values: z.array(TracedValue),
    /** Rows that hold, by their place in the table from 0; with FIRST the one that counts, or none. */
    rows: z.array(
      z.object({
        row: z.int(),
        conditions: z.array(TableCondition),
        points: z.int(),
        note: z.string(),
      }),
    ),
    /** With SCORE the sum. */
    score: z.int().nullable(),
    /** With SCORE: from how many points on the level begins; null: none reached. */
    from: z.int().nullable(),
    /** No row or step applied. */
    isOtherwise: z.boolean(),
    level: Level,
  })
  .meta({ id: 'ControlTrace' })
export type Trace = z.infer<typeof Trace>

export const levelCauses = [
  'confirmed',
  'automatic',
  'kept',
  'override',
  'override-ended',
  'reviewed',
] as const
export const LevelCause = z.enum(levelCauses)
export type LevelCause = z.infer<typeof LevelCause>

export const LevelStep = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    from: Level.nullable(),
    to: Level.nullable(),
    cause: LevelCause,
    reason: z.string(),
    by: z.string(),
    review: z.iso.date().nullable(),
    trace: Trace.nullable(),
    model: z.string().nullable(),
    version: z.string().nullable(),
  })
  .meta({ id: 'ControlLevelStep' })
export type LevelStep = z.infer<typeof LevelStep>

export const LevelProposal = z.object({
  level: Level,
  at: z.iso.datetime(),
  decision: z.uuid(),
  model: z.string(),
  modelId: z.uuid(),
  version: z.string(),
  trace: Trace,
  /** Why a person decides; codes of the register's gate, and `lighter`, `two-steps`, `first`, `overridden`. */
  why: z.array(z.string()),
})
export type LevelProposal = z.infer<typeof LevelProposal>

export const Override = z.object({
  level: Level,
  until: z.iso.date(),
  reason: z.string(),
  by: z.string(),
})
export type Override = z.infer<typeof Override>

const Reason = z.string().trim().min(2).max(1000)
const Ref = { id: z.uuid(), revision: z.int().min(1) }

export const ConfirmLevel = z
  .object({
    ...Ref,
    /** False: the level stays as it is, for the reason that is given. */
    accept: z.boolean(),
    reason: Reason,
  })
  .meta({ id: 'ConfirmControlLevel' })
export const OverrideLevel = z
  .object({ ...Ref, level: Level, reason: Reason, until: z.iso.date() })
  .meta({ id: 'OverrideControlLevel' })
export const EndOverride = z.object({ ...Ref, reason: Reason }).meta({ id: 'EndControlOverride' })
export const ReviewLevel = z
  .object({ ...Ref, reason: Reason, next: z.iso.date() })
  .meta({ id: 'ReviewControlLevel' })

export const PlanView = z.object({
  measure: z.string(),
  /** Null: the level asks for it no longer. */
  due: z.iso.date().nullable(),
  last: z.iso.date().nullable(),
  /** The open case, once it is open. */
  case: z.uuid().nullable(),
})
export type PlanView = z.infer<typeof PlanView>

export const SubjectRow = z
  .object({
    id: z.uuid(),
    revision: z.int(),
    kind: SubjectKind,
    identifier: z.string(),
    name: z.string(),
    place: z.string(),
    owner: z.string(),
    active: z.boolean(),
    level: Level.nullable(),
    since: z.iso.datetime().nullable(),
    review: z.iso.date().nullable(),
    proposed: Level.nullable(),
    overriddenUntil: z.iso.date().nullable(),
    nextInspection: z.iso.date().nullable(),
    /** When a person looked last, by a step or an inspection; null: nobody has. */
    looked: z.iso.date().nullable(),
    /** An objection waits. */
    objected: z.boolean(),
  })
  .meta({ id: 'ControlSubjectRow' })
export type SubjectRow = z.infer<typeof SubjectRow>

export const SubjectPage = z
  .object({
    rows: z.array(SubjectRow),
    total: z.int(),
    /** Level, or `none` → how many of those that the filters but the level let through. */
    counts: z.record(z.string(), z.int()),
    /** How many wait for a person, by why; with the other filters. */
    waiting: z.record(z.enum(waitingStates), z.int()),
  })
  .meta({ id: 'ControlSubjectPage' })
export type SubjectPage = z.infer<typeof SubjectPage>

export const FindingView = z.object({
  id: z.uuid(),
  case: z.uuid(),
  at: z.iso.datetime(),
  text: z.string(),
  serious: z.boolean(),
  resolvedAt: z.iso.datetime().nullable(),
})
export type FindingView = z.infer<typeof FindingView>

export const SubjectView = SubjectRow.extend({
  /** Level that holds without the override. */
  base: Level.nullable(),
  proposal: LevelProposal.nullable(),
  override: Override.nullable(),
  /** The judgement behind the level in force. */
  trace: Trace.nullable(),
  history: z.array(LevelStep),
  plans: z.array(PlanView),
  findings: z.array(FindingView),
  objections: z.array(ObjectionView),
  representatives: z.int(),
  may: z.array(z.enum(['edit', 'confirm', 'override', 'review', 'judge', 'answer'])),
}).meta({ id: 'ControlSubject' })
export type SubjectView = z.infer<typeof SubjectView>

/** What an enterprise sees of itself. */
export const OwnLevel = z
  .object({
    id: z.uuid(),
    name: z.string(),
    identifier: z.string(),
    owner: z.string(),
    level: Level.nullable(),
    since: z.iso.datetime().nullable(),
    review: z.iso.date().nullable(),
    reason: z.string(),
    trace: Trace.nullable(),
    plans: z.array(PlanView),
    objections: z.array(ObjectionView),
    /** There is a level, and no objection waits. */
    mayObject: z.boolean(),
  })
  .meta({ id: 'OwnControlLevel' })
export type OwnLevel = z.infer<typeof OwnLevel>

export const AskCalendar = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  place: z.string().max(100).optional(),
  owner: z.string().max(100).optional(),
  what: z.enum(['review', 'measure']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
})
export const CalendarEntry = z.object({
  day: z.iso.date(),
  what: z.enum(['review', 'inspection', 'report', 'training', 'override']),
  subject: z.uuid(),
  name: z.string(),
  level: Level.nullable(),
  owner: z.string(),
  case: z.uuid().nullable(),
  isOverdue: z.boolean(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>
export const CalendarPage = z
  .object({
    rows: z.array(CalendarEntry),
    /** More than were shown. */
    more: z.boolean(),
    /** Days of the span on which offices are closed. */
    closed: z.array(z.iso.date()),
    today: z.iso.date(),
    /** Open dates before the span. */
    overdue: z.int(),
  })
  .meta({ id: 'ControlCalendar' })
export type CalendarPage = z.infer<typeof CalendarPage>
