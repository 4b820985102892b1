import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Purpose, Terms } from './terms.ts'

const Reason = z.string().trim().min(2).max(1000)

/** Who answers on the user's side for the data being safe while it is used. */
export const SecurityDuty = z.object({
  title: z.string().trim().min(2).max(100),
  measures: z.string().trim().min(2).max(2000),
})

/** Why a personal item is needed without a mask, by item; without a reason a mask is suggested to the provider. */
export const ClearReasons = z.record(ItemName, z.string().trim().min(2).max(500))

export const ApplyForData = z.object({
  resource: z.uuid(),
  /** The organization that asks; the applicant keeps its data. */
  consumer: z.string().min(1).max(100),
  purpose: Purpose,
  /** What it is needed for, in words. */
  use: z.string().trim().min(5).max(2000),
  legalBasis: z.string().trim().min(2).max(500),
  terms: Terms,
  security: SecurityDuty,
  reasons: ClearReasons.default({}),
  /** The data feeds decisions that no person takes (PIPL art. 24, 73): these are assessed before. */
  automated: z.boolean().default(false),
  /** The grant that this request is to renew. */
  renews: z.uuid().nullable().default(null),
})
export type ApplyForData = z.infer<typeof ApplyForData>

/** 回流: a township or district asks in one click for the rows of its own places; the rest follows from the template. */
export const AskForOwnPlaces = z.object({
  resource: z.uuid(),
  consumer: z.string().min(1).max(100),
  purpose: Purpose.default('grassroots'),
})
export type AskForOwnPlaces = z.infer<typeof AskForOwnPlaces>

/** Terms that a template makes of a resource for an organization; null where the resource does not bear it. */
export const DraftTerms = z.object({ resource: z.uuid(), consumer: z.string().min(1).max(100) })
export const DraftedTerms = z
  .object({
    whole: Terms.nullable(),
    'own-places': Terms.nullable(),
    lookup: Terms.nullable(),
    statistics: Terms.nullable(),
  })
  .meta({ id: 'DraftedTerms' })
export type DraftedTerms = z.infer<typeof DraftedTerms>

export const ApproveInput = z.object({ terms: Terms, note: z.string().trim().max(1000).default('') })
export const RefuseInput = z.object({ reason: Reason, legalBasis: z.string().trim().min(2).max(500) })
export const CompleteInput = z.object({ text: z.string().trim().min(2).max(2000), terms: Terms })
export const ObjectInput = z.object({ reason: z.string().trim().min(5).max(2000) })
export const OrderInput = z.object({ reason: Reason, legalBasis: z.string().trim().min(2).max(500) })

/** What a data request is about, beside what every case is. */
export const RequestDetails = z.object({
  resource: z.uuid(),
  resourceName: z.string(),
  resourceCode: z.string(),
  version: z.int(),
  share: z.enum(['unconditional', 'conditional', 'none']),
  consumer: z.string(),
  purpose: Purpose,
  use: z.string(),
  legalBasis: z.string(),
  asked: Terms,
  /** What the provider gives; null until it has decided. */
  given: Terms.nullable(),
  grant: z.uuid().nullable(),
  security: SecurityDuty,
  reasons: ClearReasons.default({}),
  automated: z.boolean().default(false),
  renews: z.uuid().nullable(),
  refusal: z.object({ reason: z.string(), legalBasis: z.string() }).nullable(),
  objection: z.string().nullable(),
})
export type RequestDetails = z.infer<typeof RequestDetails>

export const RequestMade = z.object({ id: z.uuid(), number: z.string() }).meta({ id: 'DataRequestMade' })

/** Working days of the statutory clocks, by jurisdiction: the longest place path that contains the provider counts. */
/**
 * Limits of the work around data that no request begins: days to answer a person's own request, and when and how a
 * department is asked to put its data in order.
 */
const CareLimits = z.object({
  /** Working days to answer a person who asks for a correction, an explanation or a deletion. */
  personAnswer: z.int().min(1).max(90),
  /** Working days to accept a data task, and to put the data in order. */
  taskAccept: z.int().min(1).max(30),
  taskWork: z.int().min(1).max(90),
  /** Days that a row may wait in quarantine before a task opens. */
  waitingDays: z.int().min(1).max(365),
  /** The quality score of the last thirty days below which a task opens. */
  score: z.int().min(0).max(100),
  /** Where the figures come from. */
  source: z.string().trim().max(500),
})
export type CareLimits = z.infer<typeof CareLimits>

/** What holds until the office saves its own; PIPL art. 50 says “in time” and no number, the others are no law's. */
export const defaultCare: CareLimits = {
  personAnswer: 15,
  taskAccept: 1,
  taskWork: 3,
  waitingDays: 7,
  score: 80,
  source: '《个人信息保护法》第五十条只要求“及时”答复；这些数都是平台自定的，请按本地规定修改',
}

export const SharingClocks = z
  .object({
    version: z.int().min(0),
    rows: z
      .array(
        z.object({
          place: z.string().max(100),
          unconditional: z.int().min(1).max(60),
          conditional: z.int().min(1).max(60),
          provide: z.int().min(1).max(90),
          verdict: z.int().min(1).max(90),
          /** Where the figures come from. */
          source: z.string().trim().max(500),
          care: CareLimits.default(defaultCare),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'SharingClocks' })
export type SharingClocks = z.infer<typeof SharingClocks>
