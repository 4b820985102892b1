import { z } from 'zod'

/**
 * GeoReport v2 and FixMyStreet's updates, as we send them and as we read them from others. Reading is generous: XML
 * has text only, servers send numbers for codes, and an empty field is as good as none.
 */

const Text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((v) => (v === null || v === undefined || String(v).trim() === '' ? null : String(v).trim()))
const Id = z
  .union([z.string(), z.number()])
  .transform((v) => String(v).trim())
  .pipe(z.string().min(1).max(200))
const Flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1'),
])
const Num = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/)
      .transform(Number),
    z.null(),
  ])
  .nullish()
  .transform((v) => v ?? null)
/** W3C date and time with a zone; the specification demands the zone. */
export const W3cTime = z.iso.datetime({ offset: true })
const Time = Text.pipe(W3cTime.nullable())

export const ServiceType = z.enum(['realtime', 'batch', 'blackbox'])

export const Service = z.object({
  service_code: Id,
  service_name: Text,
  description: Text,
  metadata: Flag,
  type: ServiceType,
  keywords: Text,
  group: Text,
  /** FixMyStreet's extension: all groups of a service, where a server has more than one. */
  groups: z.array(Text).nullish(),
})
export type Service = z.infer<typeof Service>

const List = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((v) => v ?? [])

export const Attribute = z.object({
  variable: Flag,
  code: Id,
  datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
  required: Flag,
  datatype_description: Text,
  order: Num,
  description: Text,
  values: List(z.object({ key: Id, name: Text })),
})
export type Attribute = z.infer<typeof Attribute>

export const ServiceDefinition = z.object({ service_code: Id, attributes: List(Attribute) })
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

/** What happened, oldest first: only with `extensions=true`. */
export const Note = z.object({ datetime: Time, type: Text, description: Text })
export type Note = z.infer<typeof Note>

export const ExtendedAttributes = z.object({
  /** FixMyStreet's finer word for the state. */
  detailed_status: Text,
  closed_datetime: Time,
  channel: Text,
  subtype_code: Text,
  subtype_name: Text,
})
export type ExtendedAttributes = z.infer<typeof ExtendedAttributes>

export const ServiceRequest = z.object({
  service_request_id: Id,
  status: z.enum(['open', 'closed']),
  status_notes: Text,
  service_name: Text,
  service_code: Text,
  description: Text,
  agency_responsible: Text,
  service_notice: Text,
  requested_datetime: Time,
  updated_datetime: Time,
  expected_datetime: Time,
  address: Text,
  address_id: Text,
  zipcode: Text,
  lat: Num,
  long: Num,
  media_url: Text,
  extended_attributes: ExtendedAttributes.nullish(),
  notes: z.array(Note).nullish(),
})
export type ServiceRequest = z.infer<typeof ServiceRequest>

/** The answer to a POST: the id, or a token that opens it later, never both. */
export const PostedRequest = z
  .object({ service_request_id: Id.optional(), token: Id.optional(), service_notice: Text, account_id: Text })
  .refine((r) => (r.service_request_id === undefined) !== (r.token === undefined), 'either an id or a token')
export type PostedRequest = z.infer<typeof PostedRequest>

export const TokenAnswer = z.object({ service_request_id: Id, token: Id })

export const RequestUpdate = z.object({
  update_id: Id,
  service_request_id: Id,
  status: Text,
  updated_datetime: Time,
  description: Text,
  media_url: Text,
})
export type RequestUpdate = z.infer<typeof RequestUpdate>

export const PostedUpdate = z.object({ update_id: Id })

export const Problem = z.object({ code: Id, description: Text })

export const Discovery = z.object({
  changeset: Text,
  contact: Text,
  key_service: Text,
  endpoints: z.array(
    z.object({
      specification: Text,
      url: z.url(),
      changeset: Text,
      type: z.enum(['production', 'test']),
      formats: z.array(z.string()),
    }),
  ),
})
export type Discovery = z.infer<typeof Discovery>

/** What is shown within so many metres of a point. */
export const Near = z.object({ lat: z.number(), lon: z.number(), radius: z.number() })
export type Near = z.infer<typeof Near>

/** What the desk does with the keys of clients. */

const Name = z.string().trim().min(2).max(100)

export const CreateClient = z
  .object({
    name: Name,
    /** Whom to call when its calls go wrong: an office, not a person's private number. */
    contact: z.string().trim().min(2).max(200),
    /** Whether it may post to production; every key may post to the test endpoint. */
    mayPost: z.boolean(),
    days: z.int().min(1).max(730).default(365),
    perMinute: z.int().min(1).max(6000).default(60),
  })
  .meta({ id: 'CreateOpen311Client' })

export const RevokeClient = z
  .object({ id: z.uuid(), reason: z.string().trim().min(2).max(500) })
  .meta({ id: 'RevokeOpen311Client' })

/** The key stands here once; only its hash is kept. */
export const CreatedClient = z
  .object({ id: z.uuid(), key: z.string(), expiresAt: z.string() })
  .meta({ id: 'CreatedOpen311Client' })
export type CreatedClient = z.infer<typeof CreatedClient>

export const ClientView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    contact: z.string(),
    mayPost: z.boolean(),
    perMinute: z.int(),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    revokedReason: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
    calls: z.int(),
    refused: z.int(),
    requests: z.int(),
    tests: z.int(),
  })
  .meta({ id: 'Open311Client' })
export type ClientView = z.infer<typeof ClientView>

export const ClientRequest = z
  .object({
    id: z.uuid(),
    number: z.string(),
    client: z.string(),
    service: z.string(),
    state: z.string(),
    at: z.string(),
    updates: z.int(),
  })
  .meta({ id: 'Open311ClientRequest' })
export type ClientRequest = z.infer<typeof ClientRequest>

/** Another city's server that we report to. Off until somebody switches it on. */
export const SavePartner = z
  .object({
    id: z.uuid().optional(),
    name: Name,
    /** The address before `/requests.xml`. https, or http to this very machine. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .refine(
        (url) =>
          url.startsWith('https:') ||
          ['127.0.0.1', '[::1]', 'localhost'].includes(URL.parse(url)?.hostname ?? ''),
        'https',
      ),
    jurisdiction: z.string().trim().max(100).default(''),
    /** Kept sealed; absent keeps the present one. */
    key: z.string().trim().min(1).max(200).optional(),
    enabled: z.boolean().default(false),
  })
  .meta({ id: 'SaveOpen311Partner' })

export const PartnerView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    jurisdiction: z.string(),
    enabled: z.boolean(),
    lastRunAt: z.string().nullable(),
    lastError: z.string().nullable(),
    links: z.int(),
  })
  .meta({ id: 'Open311Partner' })
export type PartnerView = z.infer<typeof PartnerView>

export const ForwardAppeal = z
  .object({ id: z.uuid(), partner: z.uuid(), serviceCode: z.string().trim().min(1).max(100) })
  .meta({ id: 'ForwardAppeal' })

/** Where an appeal was reported to, and where it could be. */
export const ForwardsView = z
  .object({
    links: z.array(
      z.object({
        partner: z.uuid(),
        name: z.string(),
        serviceCode: z.string(),
        externalId: z.string().nullable(),
        state: z.enum(['waiting', 'taken', 'given-up']),
        error: z.string().nullable(),
        at: z.string(),
      }),
    ),
    partners: z.array(z.object({ id: z.uuid(), name: z.string() })),
    can: z.object({ forward: z.boolean() }),
  })
  .meta({ id: 'AppealForwards' })
export type ForwardsView = z.infer<typeof ForwardsView>

export const PartnerService = z
  .object({ code: z.string(), name: z.string(), group: z.string().nullable() })
  .meta({ id: 'Open311PartnerService' })
export type PartnerService = z.infer<typeof PartnerService>

export const ClientsView = z
  .object({
    clients: z.array(ClientView),
    requests: z.array(ClientRequest),
    partners: z.array(PartnerView),
    can: z.object({ manage: z.boolean() }),
  })
  .meta({ id: 'Open311Clients' })
export type ClientsView = z.infer<typeof ClientsView>
