import { z } from 'zod'
import { Purpose } from '#modules/sharing/contract'
import { Algorithm } from './systems.ts'

export const deliveryStates = ['waiting', 'running', 'done', 'stopped', 'expired'] as const
export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof DeliveryState>

/** One file: NDJSON in gzip. */
export const DeliveryPart = z.object({
  no: z.int(),
  rows: z.int(),
  bytes: z.int(),
  /** SHA-256 of the file, hex. */
  digest: z.string(),
  /** By the platform over `delivery part rows digest`, each on a line of its own; base64. */
  signature: z.string(),
})
export type DeliveryPart = z.infer<typeof DeliveryPart>

export const Manifest = z
  .object({
    delivery: z.uuid(),
    grant: z.uuid(),
    resource: z.uuid(),
    consumer: z.string(),
    purpose: Purpose,
    items: z.array(z.string()),
    rows: z.int(),
    parts: z.array(DeliveryPart),
    /** Where the next delivery goes on, as its `after`. */
    until: z.string(),
    key: z.string(),
    alg: Algorithm,
  })
  .meta({ id: 'ExchangeManifest' })
export type Manifest = z.infer<typeof Manifest>

export const ExchangeDelivery = z
  .object({
    id: z.uuid(),
    grant: z.uuid(),
    state: DeliveryState,
    /** Rows and parts that lie ready so far. */
    rows: z.int(),
    parts: z.int(),
    /** The condition of the grant that failed, where it was stopped. */
    condition: z.string().nullable(),
    requestedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** The text that is signed, and the platform's signature in base64; null until it is done. */
    manifest: z.object({ text: z.string(), signature: z.string() }).nullable(),
  })
  .meta({ id: 'ExchangeDelivery' })
export type ExchangeDelivery = z.infer<typeof ExchangeDelivery>
