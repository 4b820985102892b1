import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Purpose, RowCondition } from '#modules/sharing/contract'
import { Level, SubjectKind } from './subjects.ts'

export const InputName = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/)

export const valueTypes = ['number', 'text', 'boolean'] as const
export const ValueType = z.enum(valueTypes)
export type ValueType = z.infer<typeof ValueType>

export const rowMeasures = ['value', 'count', 'sum', 'most', 'least', 'days-since'] as const
/** What is taken of the rows that belong to a subject; `value` is of the row that changed last. */
export const RowMeasure = z.enum(rowMeasures)
export type RowMeasure = z.infer<typeof RowMeasure>

/** Rows of a data resource: the owner's own, or another provider's by a grant. */
export const ResourceBinding = z.object({
  kind: z.literal('rows'),
  resource: z.uuid(),
  /** By which another provider gives the rows; null: the owner's own resource. */
  grant: z.uuid().nullable().default(null),
  /** Item that holds the subject's identifier; of an area its place, with everything below. */
  match: ItemName,
  measure: RowMeasure,
  /** What is added up or read; absent for `count`. */
  item: ItemName.optional(),
  where: z.array(RowCondition).max(5).default([]),
  /** Only rows whose date lies so many months back at most. */
  timeItem: ItemName.optional(),
  months: z.int().min(1).max(60).optional(),
})
export type ResourceBinding = z.infer<typeof ResourceBinding>

/** A number that a module counts about a place or an object (see `provideCount`). */
export const CountBinding = z.object({
  kind: z.literal('count'),
  source: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  months: z.int().min(1).max(60).default(12),
})
export type CountBinding = z.infer<typeof CountBinding>

export const Binding = z.discriminatedUnion('kind', [ResourceBinding, CountBinding])
export type Binding = z.infer<typeof Binding>

export const ModelInput = z.object({
  name: InputName,
  title: z.string().trim().min(1).max(60),
  type: ValueType,
  /** Unit after a number, as a person says it. */
  unit: z.string().trim().max(20).default(''),
  /** Whole numbers from 0 up, as counts are: the check then knows that nothing lies between 3 and 4. */
  whole: z.boolean().default(false),
  /** Days after which a value is too old to act on by itself; absent: never. */
  staleDays: z.int().min(1).max(3650).optional(),
  binding: Binding,
})
export type ModelInput = z.infer<typeof ModelInput>

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'missing', 'known'] as const
/** `between` includes both ends. A value that is not there fits `missing` alone. */
export const Operator = z.enum(operators)
export type Operator = z.infer<typeof Operator>

export const TableCondition = z.object({
  input: InputName,
  op: Operator,
  values: z.array(z.string().trim().min(1).max(100)).max(30).default([]),
})
export type TableCondition = z.infer<typeof TableCondition>

/** All conditions have to hold; none: always. */
export const TableRow = z.object({
  conditions: z.array(TableCondition).max(12).default([]),
  /** With FIRST: the level of the first row that holds. */
  level: Level.nullable().default(null),
  /** With SCORE: what the row adds when it holds. */
  points: z.int().min(-1000).max(1000).default(0),
  note: z.string().trim().max(200).default(''),
})
export type TableRow = z.infer<typeof TableRow>

export const hitPolicies = ['first', 'score'] as const
/** FIRST: the first row that holds says the level. SCORE: points of all rows that hold are added up. */
export const HitPolicy = z.enum(hitPolicies)
export type HitPolicy = z.infer<typeof HitPolicy>

export const DecisionTable = z.object({
  hit: HitPolicy,
  inputs: z.array(ModelInput).min(1).max(20),
  rows: z.array(TableRow).min(1).max(100),
  /** With SCORE: from how many points on which level; what lies below all of them is `otherwise`. */
  steps: z
    .array(z.object({ from: z.int(), level: Level }))
    .max(4)
    .default([]),
  /** The level where no row (FIRST) or no step (SCORE) applies: a subject is never without one. */
  otherwise: Level,
})
export type DecisionTable = z.infer<typeof DecisionTable>

export const ModelContent = DecisionTable.extend({
  name: z.string().trim().min(2).max(100),
  kind: SubjectKind,
  /** What the levels are for, and by which law. */
  aim: z.string().trim().min(5).max(1000),
  legalBasis: z.string().trim().min(2).max(500),
  /** The purpose under which granted rows are read; a grant for another one refuses. */
  purpose: Purpose.default('supervision'),
  /** Months from a level to its review. */
  reviewMonths: z.object({
    A: z.int().min(1).max(60),
    B: z.int().min(1).max(60),
    C: z.int().min(1).max(60),
    D: z.int().min(1).max(60),
  }),
}).meta({ id: 'ControlModelContent' })
export type ModelContent = z.infer<typeof ModelContent>

export const modelStates = ['draft', 'submitted', 'running', 'stopped'] as const
/** `running`: the register shows a version as approved; a later draft may wait beside it. */
export const ModelState = z.enum(modelStates)
export type ModelState = z.infer<typeof ModelState>

export const SaveModel = z
  .object({
    id: z.uuid().optional(),
    revision: z.int().min(0).default(0),
    owner: z.string().min(1).max(100),
    content: ModelContent,
  })
  .meta({ id: 'SaveControlModel' })
export const ModelRef = z.object({ id: z.uuid(), revision: z.int().min(1) })

/** A fault of a field, as a message key with its values. */
export const Fault = z.object({
  path: z.string(),
  key: z.string(),
  values: z.record(z.string(), z.string()),
})
export type Fault = z.infer<typeof Fault>

/** What the check of a table found. `example` is one combination of values to which it applies. */
export const TableFinding = z.object({
  kind: z.enum(['unreachable', 'gap', 'overlap', 'unused-level', 'unused-input', 'not-checked']),
  rows: z.array(z.int()),
  level: Level.nullable(),
  input: z.string().nullable(),
  example: z.record(z.string(), z.string().nullable()).nullable(),
})
export type TableFinding = z.infer<typeof TableFinding>

export const Change = z.object({
  id: z.uuid(),
  name: z.string(),
  from: Level.nullable(),
  to: Level,
})

/** What a table would say today, beside what holds today; nothing is changed by asking. */
export const Backtest = z
  .object({
    at: z.iso.datetime(),
    subjects: z.int(),
    /** Level → how many have it now and how many would. */
    held: z.record(z.string(), z.int()),
    judged: z.record(z.string(), z.int()),
    changed: z.int(),
    stricter: z.int(),
    lighter: z.int(),
    /** At most two hundred, the largest steps first. */
    changes: z.array(Change),
    /** Input → subjects without a value of it. */
    missing: z.record(z.string(), z.int()),
  })
  .meta({ id: 'ControlBacktest' })
export type Backtest = z.infer<typeof Backtest>

export const Model = z
  .object({
    id: z.uuid(),
    owner: z.string(),
    revision: z.int(),
    content: ModelContent,
    state: ModelState,
    /** Version of the draft, as the register would name it: a hash of what it says. */
    version: z.string(),
    /** The version that judges now; null: none. */
    running: z.string().nullable(),
    /** Back-test of this very draft; null: not run since it was last changed. */
    backtest: Backtest.nullable(),
    findings: z.array(TableFinding),
    may: z.array(z.enum(['edit', 'test', 'submit', 'judge'])),
  })
  .meta({ id: 'ControlModel' })
export type Model = z.infer<typeof Model>

export const CheckModel = z.object({ content: ModelContent, owner: z.string().min(1).max(100) })
export const CheckedModel = z
  .object({ findings: z.array(TableFinding), faults: z.array(Fault) })
  .meta({ id: 'CheckedControlModel' })

/** What an input may be bound to. */
export const CountSource = z.object({
  source: z.string(),
  zh: z.string(),
  en: z.string(),
  kinds: z.array(SubjectKind),
})
export type CountSource = z.infer<typeof CountSource>

/** An attribute that no model may read, found by the kind of personal information or by a word in name or title. */
export const ForbiddenAttribute = z.object({
  code: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(60),
  legalBasis: z.string().trim().min(2).max(300),
  /** Kinds as protection names them. */
  kinds: z.array(z.string().max(40)).max(30),
  /** Parts of a name or title, in small letters. */
  words: z.array(z.string().trim().min(1).max(40)).max(60),
})
export type ForbiddenAttribute = z.infer<typeof ForbiddenAttribute>

export const ForbiddenList = z
  .object({ version: z.int().min(0), rows: z.array(ForbiddenAttribute).min(1).max(50) })
  .meta({ id: 'ForbiddenAttributes' })
export type ForbiddenList = z.infer<typeof ForbiddenList>
