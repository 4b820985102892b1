import { z } from 'zod'
import { Reason, Settings } from './source.ts'

const Name = z.string().trim().min(2).max(100)
/** Password, token, private key: goes in, is never shown again. */
const Secret = z.string().min(1).max(20_000)

export const SaveSource = z
  .object({
    id: z.uuid().optional(),
    revision: z.int().optional(),
    resource: z.uuid(),
    name: Name,
    settings: Settings,
    /** Absent keeps the present one; that is refused when the address changes. */
    secret: Secret.optional(),
  })
  .meta({ id: 'SavePullSource' })
export type SaveSource = z.infer<typeof SaveSource>

export const TrySource = z
  .object({ id: z.uuid().optional(), resource: z.uuid(), settings: Settings, secret: Secret.optional() })
  .meta({ id: 'TryPullSource' })
export type TrySource = z.infer<typeof TrySource>

export const SourceRef = z.object({ id: z.uuid() })
export const PauseSource = z.object({ id: z.uuid(), paused: z.boolean() })
export const RunSource = z.object({
  id: z.uuid(),
  /** A replacement may lose as many rows as it likes, this once. */
  accept: z.boolean().default(false),
})
export const SettleLetter = z.object({
  source: z.uuid(),
  id: z.uuid(),
  how: z.enum(['again', 'dismiss']),
  /** Why it is passed over; needed for that. */
  reason: z.string().trim().min(2).max(500).optional(),
})

export const SourceSaved = z.object({ id: z.uuid(), revision: z.int() }).meta({ id: 'PullSourceSaved' })

/** What a trial found: rows as they came, as items, and the contract's verdict on each. */
export const Trial = z
  .object({
    ok: z.boolean(),
    error: Reason.nullable(),
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        line: z.int(),
        raw: z.record(z.string(), z.unknown()),
        items: z.record(z.string(), z.unknown()),
        problems: z.array(z.object({ item: z.string(), reason: z.string(), expected: z.string() })),
      }),
    ),
    warnings: z.array(Reason),
    milliseconds: z.int(),
  })
  .meta({ id: 'PullTrial' })
export type Trial = z.infer<typeof Trial>

export const RunView = z
  .object({
    id: z.uuid(),
    beganAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    state: z.enum(['running', 'done', 'failed']),
    by: z.string(),
    parts: z.int(),
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    quarantined: z.int(),
    removed: z.int(),
    bytes: z.int(),
    letters: z.int(),
    error: Reason.nullable(),
  })
  .meta({ id: 'PullRun' })
export type RunView = z.infer<typeof RunView>

export const LetterView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['file', 'page']),
    name: z.string(),
    reason: Reason,
    state: z.enum(['waiting', 'tried', 'dismissed', 'solved']),
    at: z.iso.datetime(),
    times: z.int(),
    /** Dismissing it goes on behind the page. */
    passable: z.boolean(),
  })
  .meta({ id: 'PullLetter' })
export type LetterView = z.infer<typeof LetterView>

export const SourceRow = z
  .object({
    id: z.uuid(),
    resource: z.uuid(),
    resourceName: z.string(),
    provider: z.string(),
    name: z.string(),
    kind: z.string(),
    state: z.enum(['active', 'paused']),
    simulated: z.boolean(),
    running: z.boolean(),
    failures: z.int(),
    error: Reason.nullable(),
    nextRunAt: z.iso.datetime().nullable(),
    lastRunAt: z.iso.datetime().nullable(),
    lastGoodAt: z.iso.datetime().nullable(),
    lastRows: z.int().nullable(),
    letters: z.int(),
  })
  .meta({ id: 'PullSourceRow' })
export type SourceRow = z.infer<typeof SourceRow>

export const SourcePage = z
  .object({ rows: z.array(SourceRow), may: z.object({ save: z.boolean() }) })
  .meta({ id: 'PullSourcePage' })
export type SourcePage = z.infer<typeof SourcePage>

export const SourceView = SourceRow.extend({
  revision: z.int(),
  settings: Settings,
  hasSecret: z.boolean(),
  runs: z.array(RunView),
  dead: z.array(LetterView),
  may: z.object({ save: z.boolean(), run: z.boolean() }),
}).meta({ id: 'PullSource' })
export type SourceView = z.infer<typeof SourceView>
