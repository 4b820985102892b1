import { z } from 'zod'

/**
 * One message of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010), with the standard's own names; what it repeats
 * is a list. An absent list and an empty one are the same, as are an absent element and an empty one.
 */

export const alertStatuses = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const
export const messageTypes = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const
export const alertScopes = ['Public', 'Restricted', 'Private'] as const
export const categories = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const
export const responseTypes = [
  'Shelter',
  'Evacuate',
  'Prepare',
  'Execute',
  'Avoid',
  'Monitor',
  'Assess',
  'AllClear',
  'None',
] as const
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

/** Characters of one text: four times the longest description seen in the wild. */
const longest = 20_000
const text = z.string().trim().min(1).max(longest)
const short = z.string().trim().min(1).max(500)
/** No blanks, commas, `<` and `&` (CAP 1.2, 3.2.1): a reference could not name it. */
const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s,<&]+$/)
/** A moment with its offset and without `Z`, as the standard has it: 2026-07-01T08:00:00+08:00. */
export const CapTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/)
  .refine((t) => !Number.isNaN(Date.parse(t)))
const most = 200

export const Pair = z.object({ valueName: short, value: z.string().max(2000) })
export type Pair = z.infer<typeof Pair>

export const Reference = z.object({ sender: name, identifier: name, sent: CapTime })
export type Reference = z.infer<typeof Reference>

/** Latitude and longitude in degrees, WGS-84, in this order. */
export const LatLon = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
export type LatLon = z.infer<typeof LatLon>

export const Circle = z.object({ centre: LatLon, radiusKm: z.number().min(0).max(20_040) })
export type Circle = z.infer<typeof Circle>

export const CapArea = z.object({
  areaDesc: text,
  polygon: z.array(z.array(LatLon).max(5000)).max(most).default([]),
  circle: z.array(Circle).max(most).default([]),
  geocode: z.array(Pair).max(1000).default([]),
  /** Feet above mean sea level. */
  altitude: z.number().optional(),
  ceiling: z.number().optional(),
})
export type CapArea = z.infer<typeof CapArea>

export const CapResource = z.object({
  resourceDesc: text,
  mimeType: short.optional(),
  /** Bytes. */
  size: z.int().min(0).optional(),
  uri: z.string().max(2000).optional(),
  /** The content itself, base64. */
  derefUri: z.string().max(500_000).optional(),
  /** SHA-1, hexadecimal. */
  digest: z.string().max(100).optional(),
})
export type CapResource = z.infer<typeof CapResource>

export const CapInfo = z.object({
  language: z
    .string()
    .regex(/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/)
    .default('en-US'),
  category: z.array(z.enum(categories)).min(1).max(categories.length),
  event: short,
  responseType: z.array(z.enum(responseTypes)).max(responseTypes.length).default([]),
  urgency: z.enum(urgencies),
  severity: z.enum(severities),
  certainty: z.enum(certainties),
  audience: text.optional(),
  eventCode: z.array(Pair).max(most).default([]),
  effective: CapTime.optional(),
  onset: CapTime.optional(),
  expires: CapTime.optional(),
  senderName: short.optional(),
  headline: text.optional(),
  description: text.optional(),
  instruction: text.optional(),
  web: z.string().trim().min(1).max(2000).optional(),
  contact: text.optional(),
  parameter: z.array(Pair).max(most).default([]),
  resource: z.array(CapResource).max(most).default([]),
  area: z.array(CapArea).max(most).default([]),
})
export type CapInfo = z.infer<typeof CapInfo>

export const CapAlert = z
  .object({
    identifier: name,
    sender: name,
    sent: CapTime,
    status: z.enum(alertStatuses),
    msgType: z.enum(messageTypes),
    source: text.optional(),
    scope: z.enum(alertScopes),
    restriction: text.optional(),
    addresses: z.array(short).max(most).default([]),
    code: z.array(short).max(most).default([]),
    note: text.optional(),
    references: z.array(Reference).max(most).default([]),
    incidents: z.array(short).max(most).default([]),
    info: z.array(CapInfo).max(20).default([]),
  })
  .meta({ id: 'CapAlert' })
export type CapAlert = z.infer<typeof CapAlert>

/**
 * What is wrong with a message: the end of a message key `cap.fault.…`, where it lies, and what fills the sentence.
 * `schema`: breaks the XSD. `rule`: breaks what the standard says beyond it. `advice`: allowed, and better avoided.
 */
export const Fault = z.object({
  kind: z.enum(['schema', 'rule', 'advice']),
  key: z.string(),
  /** alert/info[2]/area[1]/polygon */
  at: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Fault = z.infer<typeof Fault>
