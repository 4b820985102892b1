import { z } from 'zod'

/** What happened in one exchange; its canonical text is hashed, and the hash stands in the sealed audit entry. */
export const ExchangeRecord = z
  .object({
    v: z.literal(1),
    id: z.uuid(),
    at: z.iso.datetime(),
    action: z.enum(['read', 'bulk', 'status', 'part']),
    /** Who called, as far as a valid signature showed it. */
    system: z.uuid().nullable(),
    consumer: z.string().nullable(),
    provider: z.string().nullable(),
    resource: z.string().nullable(),
    grant: z.string().nullable(),
    purpose: z.string().nullable(),
    items: z.array(z.string()),
    rows: z.int(),
    outcome: z.enum(['given', 'refused']),
    /** What failed, where it was refused. */
    condition: z.string().nullable(),
    /** From the request's arrival to the signed answer, in microseconds. */
    durationUs: z.int(),
    request: z.object({
      method: z.string(),
      /** Path and query string as they were sent. */
      target: z.string(),
      /** scheme and host under which the platform is reached: `https://host`. */
      origin: z.string(),
      /** The header Content-Digest; null without a body. */
      digest: z.string().nullable(),
      /** The key id that the request names, valid or not. */
      key: z.string().nullable(),
      /** Signature-Input and Signature as received; null where there was none. */
      input: z.string().nullable(),
      signature: z.string().nullable(),
    }),
    response: z.object({
      status: z.int(),
      digest: z.string(),
      key: z.string(),
      input: z.string(),
      signature: z.string(),
    }),
  })
  .meta({ id: 'ExchangeRecord' })
export type ExchangeRecord = z.infer<typeof ExchangeRecord>

export const ListExchanges = z.object({
  grant: z.uuid().optional(),
  system: z.uuid().optional(),
  outcome: z.enum(['given', 'refused']).optional(),
  /** Days in Shanghai, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const ExchangeRow = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    systemName: z.string().nullable(),
    resourceName: z.string().nullable(),
    record: ExchangeRecord,
  })
  .meta({ id: 'ExchangeRow' })
export type ExchangeRow = z.infer<typeof ExchangeRow>

export const ExchangeLog = z
  .object({ rows: z.array(ExchangeRow), next: z.uuid().nullable() })
  .meta({ id: 'ExchangeLog' })
export type ExchangeLog = z.infer<typeof ExchangeLog>

export const ProvenExchange = ExchangeRow.extend({
  /** SM3 of the canonical record, as the audit entry holds it. */
  hash: z.string(),
  entry: z.int().nullable(),
  /** Null until the next seal, which is a matter of seconds. */
  seal: z.object({ no: z.int(), root: z.string(), hash: z.string() }).nullable(),
  proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })),
  /** Recomputed now: the record gives the hash, the entry and its proof give the seal's root. */
  proven: z.boolean(),
}).meta({ id: 'ProvenExchange' })
export type ProvenExchange = z.infer<typeof ProvenExchange>

export const UsageOfGrant = z
  .object({
    grant: z.uuid(),
    callsPerDay: z.int(),
    days: z.array(z.object({ day: z.iso.date(), calls: z.int(), reads: z.int(), rows: z.int() })),
  })
  .meta({ id: 'ExchangeUsage' })
export type UsageOfGrant = z.infer<typeof UsageOfGrant>

/** Days in Shanghai, both included, at most 31 of them. */
export const ExportLog = z.object({ from: z.iso.date(), until: z.iso.date() })
