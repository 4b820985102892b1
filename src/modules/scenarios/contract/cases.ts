import { z } from 'zod'
import { Item, ItemName, ItemType } from '#modules/catalogue/contract'
import { Where } from './pages.ts'
import { PartCode, Words } from './words.ts'

const Stage = z.object({ code: PartCode, title: Words(40) })

/** Whose step it is: of the organization that leads, or of the commissioning department, which looks at what was done. */
export const StepBy = z.enum(['lead', 'department'])
export type StepBy = z.infer<typeof StepBy>

export const OwnStep = z.object({
  code: PartCode,
  title: Words(40),
  hint: Words(200).nullable().default(null),
  /** Stages in which it may be taken. */
  from: z.array(PartCode).min(1).max(10),
  /** Stage afterwards; null: the case is over. */
  to: PartCode.nullable(),
  by: StepBy.default('lead'),
  /** What is filled in; no personal information, for it stands in the history of the case. */
  input: z.array(Item).max(20).default([]),
  /** Whether photos are asked for. */
  photos: z.boolean().default(false),
})
export type OwnStep = z.infer<typeof OwnStep>

/**
 * A kind of case: what opens one, who gets it by when, through which stages it goes. What every case has is the platform's:
 * acceptance, deadlines and their ladder, co-handling, extension, supervision, revocation, history, and who sees it.
 */
export const OwnCaseType = z
  .object({
    code: PartCode,
    title: Words(40),
    /** A row that is new or changed and fits opens one, unless one of the same is open already. */
    opens: z.object({
      resource: PartCode,
      where: z.array(Where).max(5).default([]),
      /** Text item that says what it is about. */
      subject: ItemName,
      /** One open case for each value of this item; null: for each key, which the resource then has to have. */
      by: ItemName.nullable().default(null),
      /** Item with the point on the map; null: none. */
      point: ItemName.nullable().default(null),
    }),
    /** Items of the row that the case keeps as its evidence; none of them personal. */
    shows: z.array(ItemName).max(20).default([]),
    dispatch: z.object({
      table: PartCode,
      /** Output with a category of the city's duty list; an empty text or a category that nobody has: the department itself. */
      lead: ItemName,
      /** Outputs with categories whose organizations co-handle. */
      with: z.array(ItemName).max(4).default([]),
      /** Output with a grade of urgency of the city. */
      urgency: ItemName.nullable().default(null),
      /** Output with the working days until it has to be over. */
      days: ItemName.nullable().default(null),
    }),
    limits: z
      .object({
        acceptHours: z.int().min(1).max(80).default(4),
        /** Where no output says another. */
        days: z.int().min(1).max(60).default(5),
      })
      .default({ acceptHours: 4, days: 5 }),
    /** The first is where it begins. */
    stages: z.array(Stage).min(1).max(10),
    steps: z.array(OwnStep).min(1).max(20),
    /**
     * A resource of the package that is told of each step: a row by the case's number, with the items of `recordItems`, so that
     * pages, figures and the program see what became of it.
     */
    record: PartCode.nullable().default(null),
  })
  .meta({ id: 'ScenarioCaseType' })
export type OwnCaseType = z.infer<typeof OwnCaseType>

/** Items that a resource has to have, and no other required ones, in order to be told of cases; `lead` is an organization's name. */
export const recordItems = {
  number: 'text',
  kind: 'text',
  subject: 'text',
  stage: 'text',
  lead: 'text',
  over: 'boolean',
  at: 'time',
} as const

const Filled = z.object({
  title: Words(100),
  type: ItemType,
  value: z.string(),
  /** What people read for the value; null: the value itself. */
  label: z.object({ zh: z.string().optional(), en: z.string().optional() }).nullable(),
})
export type Filled = z.infer<typeof Filled>

/** What a case of a scenario holds beside what every case has: enough to read it when the scenario is gone. */
export const ScenarioCaseDetails = z.object({
  scenario: z.uuid(),
  code: z.string(),
  name: Words(60),
  /** Version of the package by which it goes on to its end. */
  number: z.int(),
  /** 0: for real; else the version that was tried. */
  sandbox: z.int(),
  kind: PartCode,
  kindTitle: Words(40),
  /** The row that opened it: its key, or the value by which cases are told apart. */
  subject: z.object({ resource: PartCode, key: z.string() }),
  evidence: z.array(Filled),
  stage: Stage,
  dispatched: z.object({
    table: Words(60),
    /** Row of the table from 1; null: `otherwise`. */
    row: z.int().nullable(),
    note: Words(200).nullable(),
    /** Category of the duty list; null: the department itself. */
    category: z.string().nullable(),
    /** Organization that the duty list names; in the sandbox it is said and not asked. */
    org: z.string(),
    /** Nobody is found for the category. */
    unknown: z.boolean(),
    /** Organizations that are to co-handle. */
    with: z.array(z.string()),
    days: z.int(),
    acceptHours: z.int(),
  }),
  results: z.array(
    z.object({ step: PartCode, title: Words(40), at: z.iso.datetime(), values: z.array(Filled) }),
  ),
})
export type ScenarioCaseDetails = z.infer<typeof ScenarioCaseDetails>

/** A step of the package that is taken on a case. */
export const TakeStep = z.object({
  step: PartCode,
  values: z.record(ItemName, z.union([z.string().max(4000), z.number(), z.boolean(), z.null()])).default({}),
  files: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(9)
    .default([]),
})
export type TakeStep = z.infer<typeof TakeStep>

/** The steps that the reader may take on a case now. */
export const PossibleSteps = z.object({ steps: z.array(OwnStep) }).meta({ id: 'ScenarioCaseSteps' })
export type PossibleSteps = z.infer<typeof PossibleSteps>
