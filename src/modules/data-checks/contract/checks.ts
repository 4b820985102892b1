import { z } from 'zod'

/**
 * What is looked at every day. The last two are about access to data as a security duty (DSL art. 27, PIPL art. 51):
 * they show numbers that a person judges, and are no grade of anybody.
 */
export const checkNames = [
  'vacant-post',
  'grade-missing',
  'level-low',
  'field-unmasked',
  'assessment',
  'grant-unused',
  'grant-stale',
  'grant-wide',
  'retention',
  'reading-officer',
  'reading-consumer',
] as const
export const CheckName = z.enum(checkNames)
export type CheckName = z.infer<typeof CheckName>

/** Names of a check's limits, with the least and the most that may be set. */
export const checkLimits = {
  'vacant-post': {},
  'grade-missing': { graceDays: [0, 365] },
  'level-low': {},
  'field-unmasked': {},
  assessment: { aheadDays: [0, 180] },
  'grant-unused': { days: [7, 730] },
  'grant-stale': { months: [1, 60] },
  'grant-wide': { days: [7, 365], factor: [2, 1_000_000] },
  retention: { days: [1, 365] },
  'reading-officer': {
    historyDays: [14, 180],
    leastDays: [5, 90],
    z: [2, 50],
    leastReads: [1, 10_000],
    mostSubjects: [10, 1_000_000],
    mostRows: [100, 10_000_000],
    nightReads: [1, 10_000],
    nightFrom: [18, 23],
    nightTo: [4, 9],
  },
  'reading-consumer': {
    historyDays: [14, 180],
    leastDays: [5, 90],
    z: [2, 50],
    leastReads: [1, 1_000_000],
    mostRows: [100, 1_000_000_000],
    nightReads: [1, 1_000_000],
    nightFrom: [18, 23],
    nightTo: [4, 9],
  },
} as const satisfies Record<CheckName, Readonly<Record<string, readonly [least: number, most: number]>>>

export const CheckSetting = z
  .object({
    check: CheckName,
    /** Off: nothing is opened or settled; what is open stays. */
    on: z.boolean(),
    /** Days, months, thresholds and hours by the names of `checkLimits`. */
    limits: z.record(z.string().max(40), z.number()),
    /** Law or rule, and what the limits come from. */
    basis: z.string().trim().min(2).max(600),
  })
  .meta({ id: 'DataCheckSetting' })
export type CheckSetting = z.infer<typeof CheckSetting>

export const CheckTable = z
  .object({
    version: z.int().min(0),
    rows: z.array(CheckSetting).length(checkNames.length),
    /** The longest that an exception may hold. */
    exceptionDays: z.int().min(7).max(730),
    acceptDays: z.int().min(1).max(30),
    /** Working days in which a check is answered. */
    answerDays: z.int().min(1).max(60),
    /** Days past its deadline after which a check goes to the unit, to the supervisor, to the leader. */
    ladderDays: z.tuple([z.int().min(0).max(60), z.int().min(1).max(90), z.int().min(2).max(120)]),
  })
  .meta({ id: 'DataCheckTable' })
export type CheckTable = z.infer<typeof CheckTable>

export const CheckTableView = z
  .object({ table: CheckTable, defaults: CheckTable, may: z.boolean() })
  .meta({ id: 'DataCheckTableView' })
export type CheckTableView = z.infer<typeof CheckTableView>

export const subjectTypes = ['resource', 'grant', 'account', 'organization'] as const
export const SubjectType = z.enum(subjectTypes)
export type SubjectType = z.infer<typeof SubjectType>

/** One fact of a finding: the end of a message key below `data-check.line.`, its values, and where it can be looked at. */
export const FindingLine = z
  .object({
    key: z.string().max(60),
    values: z.record(z.string(), z.string()),
    /** Address in the desk; null where none shows it. */
    link: z.string().max(300).nullable(),
  })
  .meta({ id: 'DataFindingLine' })
export type FindingLine = z.infer<typeof FindingLine>

/** What a check saw of one subject on one look. */
export const Observed = z
  .object({
    check: CheckName,
    subjectType: SubjectType,
    subject: z.string().max(100),
    /** What the subject is called; for an account its unit, never the person's name. */
    name: z.string().max(300),
    /** The organization that answers for it. */
    org: z.string().max(100),
    resource: z.uuid().nullable(),
    /** Whose reading it is; null for everything else. */
    account: z.uuid().nullable(),
    /** The day of what happened; empty for a state that lasts until it is put right. */
    occasion: z.string().max(10),
    lines: z.array(FindingLine).min(1).max(60),
  })
  .meta({ id: 'DataObservation' })
export type Observed = z.infer<typeof Observed>

/** What a check would open, before it is switched on. */
export const AskPreview = z.object({
  check: CheckName,
  /** JSON: limits to try instead of the saved ones. */
  limits: z.string().max(1000).optional(),
})
export const Preview = z
  .object({
    /** Found now, whatever is open already. */
    found: z.int(),
    /** Of these, what would be opened anew. */
    fresh: z.int(),
    /** The first of them. */
    rows: z.array(Observed),
  })
  .meta({ id: 'DataCheckPreview' })
export type Preview = z.infer<typeof Preview>

export const RunChecks = z.object({ check: CheckName.optional() })
export const RunDone = z
  .object({ found: z.int(), opened: z.int(), settled: z.int() })
  .meta({ id: 'DataCheckRun' })
export type RunDone = z.infer<typeof RunDone>
