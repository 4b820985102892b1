import { z } from 'zod'

export const channels = ['upload', 'form', 'device', 'pull', 'gateway', 'api'] as const
export const CollectionChannel = z.enum(channels)

/** One row as it was sent: item name → value; what the values are the resource's contract says. */
export type RawRow = Readonly<Record<string, unknown>>

const longestName = 100

/** Looked at in place: a record that is parsed is copied, and five thousand copies take as long as storing them. */
export const RawRow = z
  .unknown()
  .refine(isRawRow)
  .transform((row) => row as RawRow)
  .meta({ id: 'RawRow', type: 'object', additionalProperties: true })

function isRawRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  for (const name in row) if (name.length > longestName) return false
  return true
}

/** Rows that one action takes; a larger delivery comes in parts. */
export const mostRows = 5000

/**
 * A part of a delivery. Parts may be sent again: what has been taken is not taken twice.
 * `replace` ends, after the last part, every row that the delivery did not name: for sources that always send all.
 */
export const Deliver = z.object({
  resource: z.uuid(),
  /** Chosen by the sender. */
  delivery: z.uuid(),
  part: z.int().min(1).max(100_000),
  last: z.boolean(),
  mode: z.enum(['merge', 'replace']).default('merge'),
  channel: CollectionChannel,
  /** Who or what sent it: a source, a device, a file's name. */
  source: z.string().trim().min(1).max(200),
  rows: z.array(RawRow).max(mostRows),
  /** Line or position of the first row in the file or answer, so that a breach can be found there. */
  firstLine: z.int().min(0).default(1),
})
export type Deliver = z.infer<typeof Deliver>

export const DeliveryCounts = z.object({
  /** Rows sent. */
  sent: z.int(),
  added: z.int(),
  changed: z.int(),
  /** Known already, as they are. */
  same: z.int(),
  quarantined: z.int(),
  /** Ended by a `replace`. */
  removed: z.int(),
})
export type DeliveryCounts = z.infer<typeof DeliveryCounts>

export const Delivered = z
  .object({
    delivery: z.uuid(),
    counts: DeliveryCounts,
    /** Columns that the contract does not know; their values were not kept. */
    unknown: z.array(z.string()),
  })
  .meta({ id: 'Delivered' })
export type Delivered = z.infer<typeof Delivered>

export const DeliveryView = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    channel: CollectionChannel,
    source: z.string(),
    version: z.int(),
    done: z.boolean(),
    counts: DeliveryCounts,
    unknown: z.array(z.string()),
    /** Parts taken so far. */
    parts: z.int(),
    late: z.boolean(),
  })
  .meta({ id: 'DeliveryView' })
export type DeliveryView = z.infer<typeof DeliveryView>

export const DeliveryPage = z
  .object({
    rows: z.array(DeliveryView),
    /** When the next delivery is late; null where the provider delivers irregularly. */
    lateFrom: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DeliveryPage' })
export type DeliveryPage = z.infer<typeof DeliveryPage>

export const ListDeliveries = z.object({
  id: z.uuid(),
  limit: z.coerce.number().int().min(1).max(200).default(30),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
