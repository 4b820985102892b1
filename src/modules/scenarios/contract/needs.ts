import { z } from 'zod'
import { ListWishes, Tag, Tags, Why, WishPlace, WishPlaces, WishRef, WishStep } from './wishes.ts'

export const needStates = ['open', 'matched', 'closed', 'withdrawn', 'expired'] as const
/** Whether an enterprise is still looked for, was found, has done it, is not wanted any more, or was not found in time. */
export const NeedState = z.enum(needStates)
export type NeedState = z.infer<typeof NeedState>

export const needSteps = ['edit', 'match', 'reopen', 'scenario', 'close', 'withdraw'] as const
/** What a person of the need's organization may do with it. */
export const NeedStep = z.enum(needSteps)
export type NeedStep = z.infer<typeof NeedStep>

const NeedContent = z.object({
  title: z.string().trim().min(4).max(80),
  /** What is wanted, and what it would be good for. */
  wanted: z.string().trim().min(10).max(4000),
  tags: Tags,
  places: WishPlaces,
  /** Data that the organization can offer for it; empty: none. */
  data: z.string().trim().max(2000).default(''),
  /** Last day on which offers help. */
  until: z.iso.date(),
  reason: Why,
})
export const EnterNeed = NeedContent.extend({ org: z.string().min(1).max(100) }).meta({
  id: 'EnterScenarioNeed',
})
export type EnterNeed = z.infer<typeof EnterNeed>
/** The whole content anew; the organization stays. */
export const EditNeed = NeedContent.extend(WishRef.shape).meta({ id: 'EditScenarioNeed' })

export const DoNeedStep = WishRef.extend({ reason: Why }).meta({ id: 'ScenarioNeedStep' })
export const MatchNeed = DoNeedStep.extend({ offer: z.uuid() }).meta({ id: 'MatchScenarioNeed' })
/** The scenario that came of a match, by its code. */
export const NameScenario = DoNeedStep.extend({ code: z.string().trim().min(1).max(40) }).meta({
  id: 'NameScenarioOfNeed',
})

export const ListNeeds = ListWishes.extend({
  state: NeedState.optional(),
  /** Only those of one organization. */
  org: z.string().max(100).optional(),
})
export type ListNeeds = z.infer<typeof ListNeeds>

export const NeedRow = z
  .object({
    id: z.uuid(),
    /** As people name it: XQ00012. */
    number: z.string(),
    org: z.string(),
    title: z.string(),
    tags: z.array(Tag),
    places: z.array(WishPlace),
    until: z.iso.date(),
    state: NeedState,
    changedAt: z.iso.datetime(),
    /** The offer that it was matched with; null: with none. */
    match: z
      .object({
        offer: z.uuid(),
        number: z.string(),
        title: z.string(),
        enterprise: z.string(),
        /** Whether everybody may still open the offer. */
        listed: z.boolean(),
      })
      .nullable(),
    /** Code of the scenario that came of it. */
    scenario: z.string().nullable(),
  })
  .meta({ id: 'ScenarioNeedRow' })
export type NeedRow = z.infer<typeof NeedRow>
export const NeedPage = z.object({ rows: z.array(NeedRow), total: z.int() }).meta({ id: 'ScenarioNeedPage' })
export type NeedPage = z.infer<typeof NeedPage>

export const NeedView = NeedRow.extend({
  revision: z.int(),
  wanted: z.string(),
  data: z.string(),
  /** Who entered it, and its life, the newest step first: for officers; null for everybody else. */
  by: z.string().nullable(),
  life: z.array(WishStep).nullable(),
  may: z.array(NeedStep),
}).meta({ id: 'ScenarioNeed' })
export type NeedView = z.infer<typeof NeedView>
