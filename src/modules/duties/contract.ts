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
  raiseWords: z.array(z.object({ words: z.array(z.string().min(1)), reason: z.string() })),
})
export type Grade = z.infer<typeof Grade>

const Limits = z.object({ dispatch: Duration, accept: Duration, answer: Duration })

/** The limits of each grade's clocks: from report to dispatch, from dispatch to acceptance, from dispatch to answer. */
export const UrgencyLimits = z
  .object({ critical: Limits, urgent: Limits, normal: Limits, complex: Limits })
  .meta({ id: 'UrgencyLimits' })
export interface UrgencyLimits {
  readonly [urgency: string]: {
    readonly dispatch: Duration
    readonly accept: Duration
    readonly answer: Duration
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

export interface ResolvedDuty {
  readonly dutyId: string
  /** Never `@township`: the organization itself. */
  readonly org: string
  readonly co: string[]
  readonly legalBasis: Citation[]
  readonly backstop: string
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
