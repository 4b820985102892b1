import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { RowCondition } from '#modules/sharing/contract'

const Reason = z.string().trim().min(2).max(1000)

/** A figure over rows. Bounds bring each value into a range first; noise needs them, and they come from knowledge. */
export const Measure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count') }),
  z.object({ kind: z.literal('sum'), item: ItemName, lower: z.number(), upper: z.number() }),
  z.object({ kind: z.literal('mean'), item: ItemName, lower: z.number(), upper: z.number() }),
])
export type Measure = z.infer<typeof Measure>

export const groupings = ['value', 'year', 'county', 'township'] as const
export const Grouping = z.object({ item: ItemName, by: z.enum(groupings) })
export type Grouping = z.infer<typeof Grouping>

/**
 * How nobody is told from a figure. `min-group`: groups of fewer rows are left out. `noise`: ε-differential privacy by
 * the geometric mechanism, spent from the resource's monthly budget, which all operators share.
 */
export const Protection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('min-group'), least: z.int().min(3).max(100_000) }),
  z.object({ kind: z.literal('noise'), epsilon: z.number().min(0.001).max(5) }),
])
export type Protection = z.infer<typeof Protection>

/** A choice that whoever runs the template has: one of the listed values, or none. */
export const Parameter = z.object({
  item: ItemName,
  op: z.enum(['=', 'within']),
  values: z.array(z.string().min(1).max(200)).min(1).max(200),
})
export type Parameter = z.infer<typeof Parameter>

/** A question that a product may ask of data that it may not see. */
export const Template = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    title: z.string().trim().min(2).max(200),
    grant: z.uuid(),
    measure: Measure,
    groupBy: z.array(Grouping).max(3).default([]),
    where: z.array(RowCondition).max(10).default([]),
    parameters: z.array(Parameter).max(5).default([]),
    protection: Protection,
    /** Each output waits until the provider has looked at it. */
    review: z.boolean().default(false),
  })
  .meta({ id: 'OperationTemplate' })
export type Template = z.infer<typeof Template>

export const ProductContent = z
  .object({
    name: z.string().trim().min(2).max(200),
    /** What it is for and whom it serves. */
    purpose: z.string().trim().min(5).max(2000),
    templates: z.array(Template).min(1).max(50),
    /** Price of an answer in fen; 0: free. */
    price: z.int().min(0).max(100_000_000).default(0),
  })
  .meta({ id: 'OperationProductContent' })
export type ProductContent = z.infer<typeof ProductContent>

export const productStates = ['draft', 'submitted', 'registered', 'suspended', 'withdrawn'] as const
export const ProductState = z.enum(productStates)
export type ProductState = z.infer<typeof ProductState>

export const Product = z
  .object({
    id: z.uuid(),
    operator: z.string(),
    state: ProductState,
    revision: z.int(),
    /** Registration number; null before it is registered. */
    number: z.string().nullable(),
    reason: z.string().nullable(),
    content: ProductContent,
  })
  .meta({ id: 'OperationProduct' })
export type Product = z.infer<typeof Product>

export const SaveProduct = z.object({
  /** Absent for a new one. */
  id: z.uuid().optional(),
  revision: z.int().min(0).default(0),
  operator: z.string().min(1).max(100),
  content: ProductContent,
})
export const ProductRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const JudgeProduct = ProductRef.extend({ reason: Reason })

export const RunTemplate = z.object({
  id: z.uuid(),
  template: z.string().max(40),
  /** Item → the chosen value. */
  parameters: z.record(ItemName, z.string().max(200)).default({}),
})
export type RunTemplate = z.infer<typeof RunTemplate>

export const FigureRow = z.object({
  group: z.record(z.string(), z.string().nullable()),
  value: z.number(),
  /** With noise: the truth lies within ± this in 95 of 100 answers. */
  margin: z.number().nullable(),
})
export type FigureRow = z.infer<typeof FigureRow>

export const Output = z.object({
  rows: z.array(FigureRow),
  /** Groups left out because too few rows, or the difference to another answer, would have been told. */
  suppressed: z.int(),
})
export type Output = z.infer<typeof Output>

export const RunView = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    product: z.uuid(),
    template: z.string(),
    parameters: z.record(z.string(), z.string()),
    /** `held` waits for the provider; `refused` was not let out; `void`: the consent was withdrawn meanwhile. */
    state: z.enum(['done', 'held', 'refused', 'void']),
    epsilon: z.number(),
    output: Output.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'OperationRun' })
export type RunView = z.infer<typeof RunView>

/** An output that waits, with what was asked and for whom: its provider judges both. */
export const HeldRun = RunView.extend({
  productName: z.string(),
  operator: z.string(),
  /** The question as it was when it was asked. */
  question: Template,
}).meta({ id: 'OperationHeldRun' })
export type HeldRun = z.infer<typeof HeldRun>

export const ReviewRun = z.object({ id: z.uuid(), release: z.boolean(), reason: Reason })

export const RegisterResource = z.object({
  id: z.uuid(),
  scope: z.string().trim().min(2).max(1000),
  until: z.iso.date(),
  /** ε that all noisy answers about this resource may spend in a month, whoever asks. */
  monthlyEpsilon: z.number().min(0.001).max(100),
})
export const ConfirmRegistration = z.object({ id: z.uuid(), confirm: z.boolean(), reason: Reason })

export const Registration = z
  .object({
    resource: z.uuid(),
    resourceName: z.string(),
    provider: z.string(),
    number: z.string().nullable(),
    scope: z.string(),
    until: z.iso.date(),
    monthlyEpsilon: z.number(),
    epsilonLeft: z.number(),
    state: z.enum(['applied', 'confirmed', 'refused']),
    reason: z.string().nullable(),
  })
  .meta({ id: 'OperationRegistration' })
export type Registration = z.infer<typeof Registration>

export const Statement = z
  .object({
    month: z.string(),
    rows: z.array(
      z.object({
        template: z.string(),
        answers: z.int(),
        held: z.int(),
        refused: z.int(),
        epsilon: z.number(),
        /** In fen. */
        amount: z.int(),
      }),
    ),
  })
  .meta({ id: 'OperationStatement' })
export type Statement = z.infer<typeof Statement>
