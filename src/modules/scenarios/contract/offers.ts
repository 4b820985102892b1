import { z } from 'zod'
import { isCreditCode } from '#kernel/vault/rules'
import { NeedState } from './needs.ts'
import { ListWishes, Tag, Tags, Why, WishPlace, WishPlaces, WishRef, WishStep } from './wishes.ts'

export const offerStates = ['waiting', 'listed', 'refused', 'withdrawn'] as const
/** Whether the data authority has yet to look at it, lists it, does not, or the enterprise took it back. */
export const OfferState = z.enum(offerStates)
export type OfferState = z.infer<typeof OfferState>

export const offerSteps = ['list', 'refuse', 'withdraw'] as const
export const OfferStep = z.enum(offerSteps)
export type OfferStep = z.infer<typeof OfferStep>

/** A mobile number, or a landline with its area code. */
const Phone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/)
export const OfferContact = z.object({ name: z.string().trim().min(2).max(40), phone: Phone })
export type OfferContact = z.infer<typeof OfferContact>

export const EnterOffer = z
  .object({
    enterprise: z.string().trim().min(4).max(80),
    /** Unified social credit code; its check digit is checked. */
    creditCode: z.string().trim().refine(isCreditCode, { message: 'credit-code' }),
    contact: OfferContact,
    title: z.string().trim().min(4).max(80),
    /** What it can do. */
    ability: z.string().trim().min(10).max(4000),
    tags: Tags,
    /** Where it runs already. */
    places: WishPlaces,
  })
  .meta({ id: 'EnterScenarioOffer' })
export type EnterOffer = z.infer<typeof EnterOffer>

export const DoOfferStep = WishRef.extend({ reason: Why }).meta({ id: 'ScenarioOfferStep' })

export const ListOffers = ListWishes.extend({
  state: OfferState.optional(),
  /** Only what the reader entered. */
  own: z.stringbool().or(z.boolean()).default(false),
})
export type ListOffers = z.infer<typeof ListOffers>

export const OfferRow = z
  .object({
    id: z.uuid(),
    /** As people name it: GJ00012. */
    number: z.string(),
    enterprise: z.string(),
    creditCode: z.string(),
    title: z.string(),
    tags: z.array(Tag),
    places: z.array(WishPlace),
    state: OfferState,
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'ScenarioOfferRow' })
export type OfferRow = z.infer<typeof OfferRow>
export const OfferPage = z
  .object({ rows: z.array(OfferRow), total: z.int() })
  .meta({ id: 'ScenarioOfferPage' })
export type OfferPage = z.infer<typeof OfferPage>

export const OfferView = OfferRow.extend({
  revision: z.int(),
  ability: z.string(),
  /** For officers and whoever entered it; null for everybody else, and where the person was forgotten. */
  contact: OfferContact.nullable(),
  /** Who entered it, masked: for officers; null for everybody else. */
  by: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** Why it was refused: for whoever entered it and for officers who judge; else null. */
  refusal: z.string().nullable(),
  life: z.array(WishStep).nullable(),
  /** Needs that it was matched with, and what came of them. */
  needs: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      org: z.string(),
      state: NeedState,
      scenario: z.string().nullable(),
    }),
  ),
  may: z.array(OfferStep),
}).meta({ id: 'ScenarioOffer' })
export type OfferView = z.infer<typeof OfferView>

export const FitReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tags'), tags: z.array(Tag) }),
  /** It runs in a place of the need, or around or within one. */
  z.object({ kind: z.literal('place'), places: z.array(WishPlace) }),
  /** It runs in the district of one of the need’s places. */
  z.object({ kind: z.literal('district'), places: z.array(WishPlace) }),
  z.object({ kind: z.literal('words'), words: z.array(z.string()) }),
])
export type FitReason = z.infer<typeof FitReason>

/** Offers that fit a need, the best first, each with why; no figure, for none of them is graded. */
export const FitList = z
  .object({ rows: z.array(z.object({ offer: OfferRow, reasons: z.array(FitReason).min(1) })) })
  .meta({ id: 'ScenarioNeedFits' })
export type FitList = z.infer<typeof FitList>
