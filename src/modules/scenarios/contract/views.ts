import { z } from 'zod'
import { Adrift, PartKind, PartState, ReviewKind, Standing, Step, VersionState } from './life.ts'
import { Finding, ScenarioManifest } from './manifest.ts'

const Reason = z.string().trim().min(2).max(2000)
/** As it was sent; deeper than this no manifest is, and nothing deeper is looked at. */
export const mostDepth = 16

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostDepth) return false
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []))
  }
  return true
}
/** A manifest before it is checked. */
export const RawManifest = z.unknown().refine(isShallow).meta({ id: 'RawManifest', type: 'object' })

export const ScenarioRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const Propose = z
  .object({ org: z.string().min(1).max(100), manifest: RawManifest, reason: Reason })
  .meta({ id: 'ProposeScenario' })
export const SaveVersion = ScenarioRef.extend({ manifest: RawManifest, reason: Reason }).meta({
  id: 'SaveScenarioVersion',
})
export const DoStep = ScenarioRef.extend({ reason: Reason }).meta({ id: 'ScenarioStep' })
export const DoReview = DoStep.extend({ passed: z.boolean() }).meta({ id: 'ScenarioReview' })
export const CheckManifest = z.object({ manifest: z.unknown() }).meta({ id: 'CheckManifest' })

/** One part that is in place, as the job notes it. */
export const NotePart = z.object({
  id: z.uuid(),
  number: z.int().min(1),
  sandbox: z.boolean(),
  kind: PartKind,
  code: z.string().max(40),
  ref: z.uuid(),
  state: PartState,
})
export const NoteDone = z.object({ id: z.uuid(), number: z.int().min(1) })
export const NoteFailed = NoteDone.extend({ problem: z.object({ zh: z.string(), en: z.string() }) })

export const ScenarioMoved = z.object({ id: z.uuid(), revision: z.int() }).meta({ id: 'ScenarioMoved' })

export const listStates = ['proposed', 'sandbox', 'reviewed', 'published', 'suspended', 'retired'] as const
export const ListScenarios = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(listStates).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})

export const ScenarioRow = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    enterprise: z.string(),
    org: z.string(),
    standing: Standing,
    /** Version that runs; null: none. */
    running: z.string().nullable(),
    /** Version that is on its way, and how far; null: none. */
    candidate: z.object({ version: z.string(), state: VersionState }).nullable(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'ScenarioRow' })
export type ScenarioRow = z.infer<typeof ScenarioRow>
export const ScenarioPage = z
  .object({ rows: z.array(ScenarioRow), total: z.int() })
  .meta({ id: 'ScenarioPage' })
export type ScenarioPage = z.infer<typeof ScenarioPage>

export const ScenarioReviewView = z.object({
  kind: ReviewKind,
  passed: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
  reason: z.string(),
})
export type ScenarioReviewView = z.infer<typeof ScenarioReviewView>

export const ScenarioVersionView = z.object({
  number: z.int(),
  version: z.string(),
  state: VersionState,
  proposedBy: z.string(),
  at: z.iso.datetime(),
  manifest: ScenarioManifest,
  findings: z.array(Finding),
  /** Why the platform could not install it. */
  problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
  reviews: z.array(ScenarioReviewView),
  /** What it changes of the version before it; path, before, after. */
  changes: z.array(z.object({ path: z.string(), before: z.string(), after: z.string() })),
})
export type ScenarioVersionView = z.infer<typeof ScenarioVersionView>

export const ScenarioPartView = z.object({
  number: z.int(),
  sandbox: z.boolean(),
  kind: PartKind,
  code: z.string(),
  ref: z.uuid(),
  state: PartState,
  /** Null: as it should be. */
  adrift: Adrift.nullable(),
})
export type ScenarioPartView = z.infer<typeof ScenarioPartView>

export const ScenarioView = ScenarioRow.extend({
  revision: z.int(),
  /** Newest first. */
  versions: z.array(ScenarioVersionView),
  parts: z.array(ScenarioPartView),
  life: z.array(
    z.object({
      at: z.iso.datetime(),
      action: z.string(),
      version: z.string(),
      by: z.string(),
      reason: z.string(),
    }),
  ),
  measures: z.object({
    rowsToday: z.int(),
    /** The limit of the version that runs; null: none does. */
    rowsPerDay: z.int().nullable(),
    /** In thirty days: rows taken, real warnings raised, judged, and not judged a false alarm. */
    rows30: z.int(),
    raised30: z.int(),
    judged30: z.int(),
    right30: z.int(),
    /** Cases for real: open, of those late; in thirty days opened, and closed as done. */
    casesOpen: z.int(),
    casesLate: z.int(),
    cases30: z.int(),
    casesDone30: z.int(),
    /** Calls of its program in thirty days; how many it refused, how many were cut off or failed; milliseconds of a call. */
    calls30: z.int(),
    refused30: z.int(),
    failed30: z.int(),
    callMs30: z.number().nullable(),
  }),
  may: z.array(Step),
}).meta({ id: 'Scenario' })
export type ScenarioView = z.infer<typeof ScenarioView>
