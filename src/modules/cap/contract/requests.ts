import { z } from 'zod'
import { linkStates } from '../rules/chain.ts'
import { alertScopes, alertStatuses, CapAlert, CapInfo, Fault, messageTypes, severities } from './alert.ts'

/** A message as an officer composes it; who sends it, when and under which name is the platform's part. */
export const ComposedAlert = CapAlert.pick({
  status: true,
  scope: true,
  restriction: true,
  addresses: true,
  note: true,
  incidents: true,
}).extend({
  // What is empty is named with all else that is wrong, not alone.
  info: z
    .array(CapInfo.extend({ event: z.string().trim().max(500) }))
    .max(20)
    .default([]),
})
export type ComposedAlert = z.infer<typeof ComposedAlert>
export type ComposedDraft = z.input<typeof ComposedAlert>

export const PublishAlert = z.object({ alert: ComposedAlert }).meta({ id: 'PublishCapAlert' })
/** Status and scope stay what they were. */
export const UpdateAlert = z.object({
  id: z.uuid(),
  alert: ComposedAlert.pick({ note: true, info: true }),
})
export const CancelAlert = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(500) })
/** `advice`: what is allowed and better avoided. */
export const Published = z
  .object({ id: z.uuid(), identifier: z.string(), advice: z.array(Fault) })
  .meta({ id: 'PublishedCapAlert' })
export type Published = z.infer<typeof Published>

/** A document by hand or from a feed. `xml` is base64. */
export const ReceiveAlert = z.object({
  xml: z.base64().max(3_000_000),
  source: z.uuid().nullable().default(null),
  entry: z.string().max(500).nullable().default(null),
})
export const Received = z
  .object({ id: z.uuid(), isNew: z.boolean(), faults: z.array(Fault) })
  .meta({ id: 'ReceivedCapAlert' })
export type Received = z.infer<typeof Received>

export const origins = ['received', 'published'] as const

export const ListAlerts = z.object({
  origin: z.enum(origins),
  q: z.string().max(100).optional(),
  status: z.enum(alertStatuses).optional(),
  state: z.enum(linkStates).optional(),
  source: z.uuid().optional(),
  /** Only messages that name this incident, such as the number of a warning. */
  incident: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const AlertRow = z.object({
  id: z.uuid(),
  origin: z.enum(origins),
  identifier: z.string(),
  sender: z.string(),
  sent: z.string(),
  status: z.enum(alertStatuses),
  msgType: z.enum(messageTypes),
  scope: z.enum(alertScopes),
  state: z.enum(linkStates),
  event: z.string(),
  headline: z.string(),
  severity: z.enum(severities).nullable(),
  area: z.string(),
  places: z.array(z.string()),
  effective: z.string(),
  expires: z.string(),
  /** When it came or went out, by whom or by which source. */
  at: z.string(),
  by: z.string(),
  simulated: z.boolean(),
  isSigned: z.boolean(),
  /** Broken rules; advice is not counted. */
  faults: z.int(),
})
export type AlertRow = z.infer<typeof AlertRow>

export const AlertPage = z
  .object({
    rows: z.array(AlertRow),
    total: z.int(),
    /** How many of each status there are under the other filters. */
    statuses: z.record(z.enum(alertStatuses), z.int()),
    may: z.object({ publish: z.boolean(), receive: z.boolean() }),
  })
  .meta({ id: 'CapAlertPage' })
export type AlertPage = z.infer<typeof AlertPage>

const ChainLink = z.object({
  id: z.uuid(),
  identifier: z.string(),
  msgType: z.enum(messageTypes),
  sent: z.string(),
  state: z.enum(linkStates),
  headline: z.string(),
  /** References to messages that are not here, and those that count for nothing. */
  missing: z.array(z.string()),
  foreign: z.array(z.string()),
})
export type ChainLink = z.infer<typeof ChainLink>

export const AlertView = AlertRow.extend({
  alert: CapAlert,
  version: z.string(),
  hash: z.string(),
  faultList: z.array(Fault),
  chain: z.array(ChainLink),
  told: z.int(),
  /** Where everyone can fetch it; null for what is shown to nobody outside. */
  address: z.string().nullable(),
  may: z.object({ update: z.boolean(), cancel: z.boolean() }),
}).meta({ id: 'CapAlertView' })
export type AlertView = z.infer<typeof AlertView>

/** What a resident may read: what holds now, real and public. */
export const CurrentAlert = z.object({
  id: z.uuid(),
  headline: z.string(),
  info: z.array(CapInfo.pick({ language: true, headline: true, description: true, instruction: true })),
  severity: z.enum(severities).nullable(),
  area: z.string(),
  places: z.array(z.string()),
  sent: z.string(),
  expires: z.string(),
})
export const CurrentAlerts = z.object({ rows: z.array(CurrentAlert) }).meta({ id: 'CurrentCapAlerts' })
export type CurrentAlerts = z.infer<typeof CurrentAlerts>

export const mostPlaces = 20
const PlacePath = z.string().regex(/^\d{2}(\/[\dA-Z]{6,15}){0,4}$/)
/** For which places a resident wants to be told of warnings; `exercise`: and takes part in exercises. */
export const MyWarnings = z
  .object({ places: z.array(PlacePath).max(mostPlaces), exercise: z.boolean() })
  .meta({ id: 'MyWarnings' })
export type MyWarnings = z.infer<typeof MyWarnings>
