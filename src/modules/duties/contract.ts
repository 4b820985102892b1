import { z } from 'zod'
import { Duration } from '#kernel/clock/define'

/** How fast a case has to be handled: 特急, 紧急, 一般, 复杂. */
export const Urgency = z.enum(['critical', 'urgent', 'normal', 'complex'])
export type Urgency = z.infer<typeof Urgency>

/** An appeal category; two digits a level, three levels. */
export interface Category {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** On level 1: a trained model knows this category. */
  readonly model?: boolean | undefined
  /** On leaves: formal and colloquial words that point at it. */
  readonly keywords?: readonly string[] | undefined
  /** On leaves: the grade unless the text says more. */
  readonly urgency?: Urgency | undefined
  readonly children?: readonly Category[] | undefined
}

export const CategoryCode = z.string().regex(/^(\d{2}){1,3}$/)

export const Category: z.ZodType<Category> = z
  .object({
    code: CategoryCode,
    zh: z.string(),
    en: z.string(),
    model: z.boolean().optional(),
    keywords: z.array(z.string()).optional(),
    urgency: Urgency.optional(),
    get children() {
      return z.array(Category).optional()
    },
  })
  .meta({ id: 'Category' })

/** A colloquial word and the standard words that it means. */
export const Synonym = z.object({ say: z.string().min(1), means: z.array(z.string().min(1)) })
export type Synonym = z.infer<typeof Synonym>

const Words = z.array(z.string().min(1))

/** A text is raised by one of `words`, or by one word of each list of `together`, near each other in a sentence. */
const RaiseRule = z.object({
  words: Words.optional(),
  together: z.array(Words.min(1)).min(2).max(4).optional(),
  reason: z.string(),
})

/** A grade of `data/duties/urgency.json`. */
export const Grade = z.object({
  code: Urgency,
  zh: z.string(),
  en: z.string(),
  rank: z.number().int(),
  limit: Duration,
  acceptWithin: Duration,
  dispatchWithin: Duration.optional(),
  description: z.string(),
  raiseWords: z.array(RaiseRule),
})
export type Grade = z.infer<typeof Grade>

/** Words that say that an emergency is denied, imagined, practised or over: see `rules/urgency.ts`. */
export const Calming = z.object({
  /** Denials and exaggerations, right before the raising word, with `between` in between. */
  directlyBefore: Words,
  between: Words,
  /** Hold a calming word or one of the present and mean neither: a question, "until now". */
  passedOver: Words,
  /** One before and one after the raising word in the same clause: it is like an emergency, and none. */
  comparisonBefore: Words,
  comparisonAfter: Words,
  /** Suppositions and prevention, anywhere before the raising word in the same clause. */
  earlierInClause: Words,
  /** Past, drills, what is over: anywhere in the sentence, unless it speaks of the present too. */
  inSentence: Words,
  unlessNow: Words,
})
export type Calming = z.infer<typeof Calming>

export const UrgencyTable = z.object({ grades: z.array(Grade), calming: Calming })
export type UrgencyTable = z.infer<typeof UrgencyTable>

const Limits = z.object({ dispatch: Duration, accept: Duration, answer: Duration, arbitrate: Duration })

/**
 * The limits of each grade's clocks: from report to dispatch, from dispatch to acceptance, from dispatch to answer,
 * from an objection to its verdict.
 */
export const UrgencyLimits = z
  .object({ critical: Limits, urgent: Limits, normal: Limits, complex: Limits })
  .meta({ id: 'UrgencyLimits' })
export interface UrgencyLimits {
  readonly [urgency: string]: {
    readonly dispatch: Duration
    readonly accept: Duration
    readonly answer: Duration
    readonly arbitrate: Duration
  }
}

/** How well a leaf fits a text: 0 to 1, comparable between leaves of one text, not a probability. */
export interface CategoryMatch {
  readonly code: string
  readonly score: number
  /** The words of the text that pointed at it, strongest first. */
  readonly words: string[]
}

export interface UrgencyProposal {
  readonly urgency: Urgency
  /** Sentences for the screen (Chinese, as the grade table is). */
  readonly because: string[]
}

export const Citation = z.object({
  law: z.string().trim().min(2).max(100),
  article: z.string().trim().max(60).optional(),
})
export type Citation = z.infer<typeof Citation>

/** A division code, or a management area ("area:…") that stands for its townships. */
export const DutyPlace = z.string().regex(/^(\d{2}|\d{6}|\d{9}|\d{12}|area:[a-z0-9-]+)$/)
/** An organization's code, or `@township`: the township organization of the case's place. */
export const DutyOrg = z.string().regex(/^(@township|[a-z0-9.-]{2,60})$/)
export const DutyId = z.string().regex(/^[\w@:.-]{3,80}$/)

/** One row of the duty list: in this place, this organization answers for this category and all below it. */
export const Duty = z
  .object({
    id: DutyId,
    category: CategoryCode,
    place: DutyPlace,
    org: DutyOrg,
    co: z.array(DutyOrg).max(20),
    legalBasis: z.array(Citation).max(20),
    /** Takes the case when the responsible organization is unknown or in dispute. */
    backstop: DutyOrg,
    /** A statutory limit for the answer, where it differs from the grade. */
    deadline: Duration.optional(),
    note: z.string().max(1000).optional(),
  })
  .meta({ id: 'Duty' })
export type Duty = z.infer<typeof Duty>

export * from './contract/precedents.ts'

export interface ResolvedDuty {
  readonly dutyId: string
  /** Never `@township`: the organization itself. */
  readonly org: string
  readonly co: string[]
  readonly legalBasis: Citation[]
  readonly backstop: string
  /** A verdict that says who answers here, in place of the duty's own organization. */
  readonly precedent: { readonly id: string; readonly number: string; readonly reason: string } | null
  /** Which of the duty's category and place decided. */
  readonly matched: { readonly category: string; readonly place: string }
  readonly deadline?: Duration
}

/** What the duty list needs to know of an organization; places are paths. */
export interface OrgPlaces {
  readonly code: string
  readonly level: string
  readonly places: readonly string[]
}

const Reason = z.string().trim().min(2).max(1000)

/** `version` is the one that the editor saw; 0 creates. */
export const SaveDuty = Duty.extend({ version: z.number().int().min(0), reason: Reason }).meta({
  id: 'SaveDuty',
})
export type SaveDuty = z.infer<typeof SaveDuty>

export const RetireDuty = z
  .object({
    id: DutyId,
    version: z.number().int().min(1),
    reason: Reason,
    /** The duty that takes its place. */
    replacedBy: DutyId.optional(),
  })
  .meta({ id: 'RetireDuty' })
export type RetireDuty = z.infer<typeof RetireDuty>

const TableRow = z.object({ line: z.number().int().min(1), values: z.record(z.string(), z.unknown()) })

/** Rows of one import: more is a matter for several files. */
export const mostImported = 5000

/** Rows as `#kernel/tabular` reads them: the line of the file, and column name (Chinese or English) → text. */
export const ImportDuties = z
  .object({
    rows: z.array(TableRow).min(1).max(mostImported),
    reason: Reason.default('导入'),
  })
  .meta({ id: 'ImportDuties' })
export type ImportDuties = z.infer<typeof ImportDuties>

/** A wrong row: its line in the file, the column, and what is wrong with it. */
export const RowProblem = z.object({
  line: z.number().int(),
  column: z.string(),
  reason: z.object({ zh: z.string(), en: z.string() }),
})
export type RowProblem = z.infer<typeof RowProblem>

export const ImportReport = z
  .object({
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    problems: z.array(RowProblem),
  })
  .meta({ id: 'DutyImportReport' })
export type ImportReport = z.infer<typeof ImportReport>

export const ListDuties = z.object({
  /** A category and all below it. */
  category: CategoryCode.optional(),
  /** A division or area code: duties that reach there, whether set for it or for a place around it. */
  place: DutyPlace.optional(),
  /** An organization as lead, co-handler or backstop. */
  org: DutyOrg.optional(),
  /** Words in the note, a cited law, or the name of the category or of an organization. */
  text: z.string().trim().max(100).optional(),
  retired: z.stringbool().optional(),
  /** The last id of the page before. */
  after: DutyId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
export type ListDuties = z.infer<typeof ListDuties>

export const DutyRow = Duty.extend({
  version: z.number().int(),
  active: z.boolean(),
  validFrom: z.iso.datetime(),
  retiredAt: z.iso.datetime().nullable(),
  replacedBy: z.string().nullable(),
}).meta({ id: 'DutyRow' })
export type DutyRow = z.infer<typeof DutyRow>

export const DutyPage = z
  .object({ rows: z.array(DutyRow), total: z.number().int(), next: z.string().nullable() })
  .meta({ id: 'DutyPage' })
export type DutyPage = z.infer<typeof DutyPage>

export const DutyVersion = z
  .object({
    version: z.number().int(),
    at: z.iso.datetime(),
    actorKind: z.string(),
    actorName: z.string(),
    change: z.enum(['created', 'changed', 'retired']),
    reason: z.string(),
    before: Duty.nullable(),
    after: Duty.nullable(),
  })
  .meta({ id: 'DutyVersion' })
export type DutyVersion = z.infer<typeof DutyVersion>

export const DutyView = DutyRow.extend({ history: z.array(DutyVersion) }).meta({ id: 'DutyView' })
export type DutyView = z.infer<typeof DutyView>

/** What is wrong with a duty list. */
export const DutyCheck = z
  .object({
    /** Leaves that nobody answers for, with the townships (paths; the first fifty of `count`). */
    gaps: z.array(z.object({ category: z.string(), count: z.number().int(), places: z.array(z.string()) })),
    /** Duties that fit equally well: for the same place twice, or for areas that share townships. */
    overlaps: z.array(
      z.object({
        category: z.string(),
        kind: z.enum(['same-place', 'shared-place']),
        duties: z.array(z.string()),
        places: z.array(z.string()),
      }),
    ),
    /** Organizations that no duty names in any part. */
    idle: z.array(z.string()),
    unknown: z.array(
      z.object({
        duty: z.string(),
        field: z.enum(['category', 'place', 'org', 'co', 'backstop']),
        code: z.string(),
      }),
    ),
    /** Townships that several or no township organizations hold, though a duty says `@township` there. */
    townships: z.array(z.object({ place: z.string(), orgs: z.array(z.string()) })),
    /** Duties that cite no law. */
    withoutBasis: z.array(z.string()),
    /** How much was looked at. */
    checked: z.object({ duties: z.number().int(), leaves: z.number().int(), townships: z.number().int() }),
  })
  .meta({ id: 'DutyCheck' })
export type DutyCheck = z.infer<typeof DutyCheck>
