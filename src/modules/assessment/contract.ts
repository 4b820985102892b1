import { z } from 'zod'

const Day = z.iso.date()
const Time = z.iso.datetime()
const Reason = z.string().trim().min(5).max(1000)
const Ref = z.object({ id: z.uuid(), number: z.string() })

/** Ways to better one's figures without bettering one's work; each is a pure rule in `rules/gaming.ts`. */
export const gamingRules = [
  'self-rated',
  'rated-at-once',
  'clock-stopped',
  'same-answer-again',
  'handler-network',
  'split',
] as const
export const GamingRule = z.enum(gamingRules)
export type GamingRule = z.infer<typeof GamingRule>

/** What a rule saw, in plain values that the screen puts into a sentence. */
export const FindingFacts = z.record(z.string(), z.union([z.string(), z.number()]))
export type FindingFacts = z.infer<typeof FindingFacts>

export const findingStates = ['open', 'confirmed', 'dismissed'] as const

export const Finding = z
  .object({
    id: z.uuid(),
    rule: GamingRule,
    /** Whose figure it touches. */
    org: z.string(),
    case: Ref,
    facts: FindingFacts,
    at: Time,
    state: z.enum(findingStates),
    judgedAt: Time.nullable(),
    judgedBy: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AssessmentFinding' })
export type Finding = z.infer<typeof Finding>

/** Why an organization holds that a case should not count for it. */
export const objectionKinds = ['not-ours', 'unreasonable', 'impossible', 'mistaken-rating', 'other'] as const
export const ObjectionKind = z.enum(objectionKinds)

export const objectionStates = ['open', 'granted', 'refused'] as const

export const Objection = z
  .object({
    id: z.uuid(),
    org: z.string(),
    case: Ref,
    kind: ObjectionKind,
    reason: z.string(),
    state: z.enum(objectionStates),
    filedAt: Time,
    filedBy: z.string(),
    /** Until when it has to be decided, on the working calendar. */
    due: Time,
    decidedAt: Time.nullable(),
    decidedBy: z.string().nullable(),
    decision: z.string().nullable(),
  })
  .meta({ id: 'ScoreObjection' })
export type Objection = z.infer<typeof Objection>

export const AskRates = z.object({
  place: z.string().max(200).optional(),
  org: z.string().max(100).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type AskRates = z.infer<typeof AskRates>

const Count = z.int()
const Share = z.number().nullable()

/** The three rates (三率) of one organization; null where there is nothing to take a share of. */
export const OrgRates = z
  .object({
    /** Empty for all together. */
    org: z.string(),
    /** Answers whose time ended in the period, and those of them that came within it. */
    due: Count,
    met: Count,
    responseRate: Share,
    rated: Count,
    solved: Count,
    solutionRate: Share,
    satisfied: Count,
    satisfactionRate: Share,
    /** Cases taken out by granted objections. */
    excluded: Count,
    /** Cases that count against the organization by confirmed findings. */
    against: Count,
    openObjections: Count,
    openFindings: Count,
  })
  .meta({ id: 'OrgRates' })
export type OrgRates = z.infer<typeof OrgRates>

export const Rates = z
  .object({ from: Day, to: Day, total: OrgRates, orgs: z.array(OrgRates) })
  .meta({ id: 'ThreeRates' })
export type Rates = z.infer<typeof Rates>

export const ListFindings = z.object({
  state: z.enum(findingStates).default('open'),
  org: z.string().max(100).optional(),
  rule: GamingRule.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const FindingPage = z.object({ rows: z.array(Finding), total: Count }).meta({ id: 'FindingPage' })
export type FindingPage = z.infer<typeof FindingPage>

export const ListObjections = z.object({
  state: z.enum(objectionStates).default('open'),
  org: z.string().max(100).optional(),
  case: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const ObjectionPage = z
  .object({ rows: z.array(Objection), total: Count })
  .meta({ id: 'ObjectionPage' })
export type ObjectionPage = z.infer<typeof ObjectionPage>

export const FileObjection = z.object({ case: z.uuid(), kind: ObjectionKind, reason: Reason })
export const DecideObjection = z.object({ id: z.uuid(), grant: z.boolean(), reason: Reason })
export const JudgeFinding = z.object({ id: z.uuid(), confirm: z.boolean(), reason: Reason })
export const RecordFindings = z.object({
  case: z.uuid(),
  findings: z
    .array(z.object({ rule: GamingRule, org: z.string(), facts: FindingFacts }))
    .min(1)
    .max(10),
})
