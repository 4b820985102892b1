import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { GrantState, Purpose } from '#modules/sharing/contract'
import { PartCode, Words } from './words.ts'

/** Rows of the demonstration that stand for the other department's in the sandbox. */
export const mostAskDemo = 200
/** Rows that one look gives at most. */
export const mostLooked = 20

/**
 * Data of another department that a package asks for: the enterprise says what, why and for which purpose; the commissioning
 * department applies for it as for any data (data sharing) and names the grant. The program looks rows up one key at a time and
 * gets what the grant gives, masked as it says; in the sandbox it gets the demonstration.
 */
export const OwnAsk = z
  .object({
    code: PartCode,
    title: Words(60),
    why: Words(500),
    purpose: Purpose,
    /** Item by which a row is looked up. */
    match: ItemName,
    /** Every item that is read, `match` included. */
    items: z.array(ItemName).min(1).max(20),
    /** Whether it is personal information. */
    personal: z.boolean().default(false),
    demo: z
      .array(z.record(ItemName, z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])))
      .max(mostAskDemo)
      .default([]),
  })
  .meta({ id: 'ScenarioAsk' })
export type OwnAsk = z.infer<typeof OwnAsk>

const Reason = z.string().trim().min(2).max(2000)
export const BindGrant = z
  .object({ id: z.uuid(), ask: PartCode, grant: z.uuid(), reason: Reason })
  .meta({ id: 'BindScenarioGrant' })
export const UnbindGrant = z
  .object({ id: z.uuid(), ask: PartCode, reason: Reason })
  .meta({ id: 'UnbindScenarioGrant' })

/** A request of the newest version, and the grant by which it is met. */
export const AskView = z
  .object({
    ask: OwnAsk,
    grant: z
      .object({
        id: z.uuid(),
        resource: z.string(),
        provider: z.string(),
        until: z.iso.date(),
        state: GrantState,
        by: z.string(),
        at: z.iso.datetime(),
      })
      .nullable(),
    /** Grants of the department that would meet it; for whoever may name one. */
    fitting: z.array(
      z.object({ id: z.uuid(), resource: z.string(), provider: z.string(), until: z.iso.date() }),
    ),
    mayBind: z.boolean(),
  })
  .meta({ id: 'ScenarioAskView' })
export type AskView = z.infer<typeof AskView>
export const AskList = z.object({ rows: z.array(AskView) }).meta({ id: 'ScenarioAsks' })
export type AskList = z.infer<typeof AskList>
