import { z } from 'zod'
import { Content, ItemName } from '#modules/catalogue/contract'
import { PatternContent, WatchContent } from '#modules/early-warning/contract'
import { OwnAsk } from './asks.ts'
import { OwnCaseType } from './cases.ts'
import { OwnIndicator, OwnPage } from './pages.ts'
import { OwnProgram, PartyKind } from './program.ts'
import { OwnTable } from './tables.ts'
import { PartCode, Words } from './words.ts'

/** A package in bytes, as JSON text. */
export const mostBytes = 2 * 1024 * 1024
/** Rows that a resource's demonstration may bring. */
export const mostDemoRows = 2000

/** A data resource as the catalogue describes it, without what the commissioning department fills in. */
export const OwnResource = Content.omit({
  owner: true,
  steward: true,
  relatedCode: true,
  extensions: true,
  form: true,
}).extend({
  code: PartCode,
  name: z.string().trim().min(2).max(80),
  /** Its name on English screens of the scenario; without it the Chinese one. */
  english: z.string().trim().min(1).max(80).optional(),
})
export type OwnResource = z.infer<typeof OwnResource>

/**
 * A watch over a resource of the package; the department handles its warnings, or whom a duty names. What `says` says in
 * English is told by the item itself.
 */
export const OwnWatch = WatchContent.omit({
  exercise: true,
  trial: true,
  org: true,
  saysInEnglish: true,
}).extend({
  code: PartCode,
  /** A category of the city's duty list: the organization that it names in the department's place handles the warnings. */
  duty: z.string().min(1).max(60).nullable().default(null),
  /** `code` of a resource of the same package. */
  resource: PartCode,
})
export type OwnWatch = z.infer<typeof OwnWatch>

/** A pattern over signals and warnings of the package's own watches, in the places of the department. */
export const OwnPattern = PatternContent.omit({
  exercise: true,
  trial: true,
  org: true,
  places: true,
}).extend({
  code: PartCode,
})
export type OwnPattern = z.infer<typeof OwnPattern>

const Scalar = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])

/** Synthetic rows for the sandbox. Times of the resource's time item are moved, so that the last one is now. */
export const Demo = z.object({
  resource: PartCode,
  rows: z.array(z.record(ItemName, Scalar)).max(mostDemoRows),
})

/** A package that an enterprise writes and the platform installs. Unknown keys are refused. */
export const ScenarioManifest = z
  .strictObject({
    /** An older platform says by it that it cannot run a newer package. */
    format: z.literal(1),
    code: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
    /** Semantic version without pre-release: 1.0.0. */
    version: z
      .string()
      .max(20)
      .regex(/^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/),
    name: Words(60),
    summary: Words(1000),
    enterprise: z.object({
      name: z.string().trim().min(2).max(100),
      /** Unified social credit code; its check digit is checked. */
      creditCode: z.string().regex(/^[0-9A-Z]{18}$/),
      /** A mailbox or a telephone of the enterprise, not of a person. */
      contact: z.string().trim().min(3).max(200),
    }),
    resources: z.array(OwnResource).min(1).max(20),
    watches: z.array(OwnWatch).max(50).default([]),
    patterns: z.array(OwnPattern).max(20).default([]),
    asks: z.array(OwnAsk).max(10).default([]),
    tables: z.array(OwnTable).max(20).default([]),
    caseTypes: z.array(OwnCaseType).max(10).default([]),
    parties: z.array(PartyKind).max(10).default([]),
    program: OwnProgram.nullable().default(null),
    indicators: z.array(OwnIndicator).max(40).default([]),
    pages: z.array(OwnPage).max(20).default([]),
    /** Whether its resources hold personal information; then the ground in law has to be named. */
    personal: z.object({
      processes: z.boolean(),
      basis: z.string().trim().max(2000).default(''),
    }),
    limits: z.object({
      /** Rows that all of its resources together take in a day. */
      rowsPerDay: z.int().min(1).max(1_000_000),
      /** Commands that its program is given in a minute; those that were refused count as well. */
      callsPerMinute: z.int().min(1).max(6000).default(600),
      /** Cases that it opens in a day; one more stops it until a person has looked. */
      casesPerDay: z.int().min(1).max(1000).default(100),
    }),
    demo: z.array(Demo).max(20).default([]),
  })
  .meta({ id: 'ScenarioManifest' })
export type ScenarioManifest = z.infer<typeof ScenarioManifest>

export const Finding = z
  .object({
    severity: z.enum(['error', 'warning']),
    /** Where in the manifest: `watches.0.value`. */
    path: z.string(),
    key: z.string(),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: 'ScenarioFinding' })
export type Finding = z.infer<typeof Finding>

/** What a check says: errors block, warnings are shown to the reviewers. */
export const Conformance = z
  .object({ conforms: z.boolean(), findings: z.array(Finding) })
  .meta({ id: 'ScenarioConformance' })
export type Conformance = z.infer<typeof Conformance>
