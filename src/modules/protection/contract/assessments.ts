import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Purpose } from '#modules/sharing/contract'

export const manners = ['share', 'entrust', 'publish', 'automated'] as const
/** 提供、委托（授权运营）、公开、自动化决策. */
export const Manner = z.enum(manners)
export type Manner = z.infer<typeof Manner>

export const triggers = [
  'sensitive',
  'automated',
  'entrust',
  'provide',
  'publish',
  'export',
  'major',
] as const
/** What PIPL art. 55 asks an assessment for. */
export const Trigger = z.enum(triggers)
export type Trigger = z.infer<typeof Trigger>

export const needs = ['block', 'remind', 'none'] as const
/** `block`: nothing is given before; `remind`: found by the daily check; `none`: not asked for here. */
export const Need = z.enum(needs)
export type Need = z.infer<typeof Need>

export const AssessmentTable = z
  .object({
    version: z.int().min(0),
    rows: z
      .array(z.object({ trigger: Trigger, need: Need, source: z.string().trim().max(500) }))
      .length(triggers.length),
    /** Months for which an assessment holds. */
    validMonths: z.int().min(1).max(60),
    /** Years for which report and record are kept; the law asks for three. */
    keepYears: z.int().min(3).max(30),
  })
  .meta({ id: 'AssessmentTable' })
export type AssessmentTable = z.infer<typeof AssessmentTable>

const Answer = z.string().trim().max(4000).default('')
export const riskLevels = ['low', 'middle', 'high'] as const
const RiskLevel = z.enum(riskLevels)

/** The three questions of PIPL art. 56, each with what makes it answerable. */
export const AssessmentContent = z
  .object({
    title: z.string().trim().min(2).max(200),
    resource: z.uuid(),
    purpose: Purpose,
    manners: z.array(Manner).min(1).max(4),
    /** Organizations that receive; empty: any that is given the same for this purpose. */
    consumers: z.array(z.string().min(1).max(100)).max(200).default([]),
    /** Items with personal information that the processing uses. */
    items: z.array(ItemName).min(1).max(500),
    /** People concerned, about. */
    persons: z.int().min(0).max(2_000_000_000).nullable().default(null),
    /** (1) Purpose and manner are lawful, legitimate, necessary. */
    lawful: z.object({ basis: Answer, legitimate: Answer, necessary: Answer }),
    /** (2) Effect on the person and risk. */
    effect: z.object({ effect: Answer, risks: Answer, level: RiskLevel }),
    /** (3) Measures are lawful, effective and fit the risk. */
    measures: z.object({ measures: Answer, proportionate: Answer, left: RiskLevel }),
  })
  .meta({ id: 'AssessmentContent' })
export type AssessmentContent = z.infer<typeof AssessmentContent>

export const assessmentStates = ['draft', 'submitted', 'approved', 'returned'] as const
export const AssessmentState = z.enum(assessmentStates)
export type AssessmentState = z.infer<typeof AssessmentState>

export const SaveAssessment = z.object({
  /** Absent for a new one. */
  id: z.uuid().optional(),
  revision: z.int().min(0).default(0),
  /** The organization that processes and assesses. */
  org: z.string().min(1).max(100),
  content: AssessmentContent,
})
export const AssessmentRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const JudgeAssessment = AssessmentRef.extend({
  approve: z.boolean(),
  reason: z.string().trim().min(2).max(2000),
  /** Until when it holds; absent: by the table. */
  validUntil: z.iso.date().optional(),
})

export const AssessmentVersion = z
  .object({
    version: z.int(),
    at: z.iso.datetime(),
    by: z.string(),
    approved: z.boolean(),
    reason: z.string(),
    validUntil: z.iso.date().nullable(),
    /** Until when report and record are kept at least, by the table's years. */
    keptUntil: z.iso.date(),
    content: AssessmentContent,
  })
  .meta({ id: 'AssessmentVersion' })
export type AssessmentVersion = z.infer<typeof AssessmentVersion>

export const Assessment = z
  .object({
    id: z.uuid(),
    org: z.string(),
    provider: z.string(),
    resourceName: z.string(),
    state: AssessmentState,
    revision: z.int(),
    reason: z.string().nullable(),
    /** The last day of the approved version; null: none is approved. */
    validUntil: z.iso.date().nullable(),
    content: AssessmentContent,
    may: z.array(z.enum(['edit', 'submit', 'judge'])),
  })
  .meta({ id: 'Assessment' })
export type Assessment = z.infer<typeof Assessment>

export const AssessmentView = Assessment.extend({
  /** What the authority judged, newest first. */
  versions: z.array(AssessmentVersion),
}).meta({ id: 'AssessmentView' })
export type AssessmentView = z.infer<typeof AssessmentView>

export const AssessmentPage = z.object({ rows: z.array(Assessment) }).meta({ id: 'AssessmentPage' })
export type AssessmentPage = z.infer<typeof AssessmentPage>

export const AssessmentTableView = z
  .object({ table: AssessmentTable, defaults: AssessmentTable, may: z.boolean() })
  .meta({ id: 'AssessmentTableView' })
export type AssessmentTableView = z.infer<typeof AssessmentTableView>
