import { z } from 'zod'
import { Deliver, ListChanges } from '#modules/collection/contract'
import { RunRef } from './running.ts'
import { PartCode } from './words.ts'

export const IssueKey = RunRef.extend({
  /** What it is for, as the department calls it. */
  name: z.string().trim().min(2).max(80),
  days: z.int().min(1).max(366).default(180),
}).meta({ id: 'IssueScenarioKey' })
export const KeyIssued = z
  .object({ id: z.uuid(), key: z.string(), until: z.iso.datetime() })
  .meta({ id: 'ScenarioKeyIssued' })
export type KeyIssued = z.infer<typeof KeyIssued>
export const EndKey = z.object({ id: z.uuid() })
export const KeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['active', 'ended']),
  by: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
})
export const KeyList = z.object({ rows: z.array(KeyView) }).meta({ id: 'ScenarioKeys' })
export type KeyList = z.infer<typeof KeyList>

/** A part of a delivery by a system of the enterprise, to a resource of the scenario that its key is for. */
export const SystemDeliver = Deliver.pick({ delivery: true, part: true, last: true, rows: true })
  .extend({
    resource: PartCode,
    part: z.int().min(1).max(100_000).default(1),
    last: z.boolean().default(true),
  })
  .meta({ id: 'DeliverToScenario' })
export const SystemChanges = ListChanges.omit({ id: true })
  .extend({ resource: PartCode })
  .meta({ id: 'ScenarioChanges' })
