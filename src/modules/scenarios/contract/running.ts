import { z } from 'zod'
import { Item, ItemName } from '#modules/catalogue/contract'
import { OwnBlock, Period } from './pages.ts'
import { OwnCommand } from './program.ts'
import { PartCode, Words } from './words.ts'

/** A scenario that runs, by its code; with `sandbox` the version that is tried. */
export const RunRef = z.object({
  code: z.string().min(1).max(40),
  sandbox: z.stringbool().or(z.boolean()).default(false),
})
export type RunRef = z.infer<typeof RunRef>

export const GiveCommand = RunRef.extend({
  command: PartCode,
  /** Values by the command's items, as text or number. */
  input: z.record(ItemName, z.union([z.string().max(4000), z.number(), z.boolean(), z.null()])),
  /** As whom: the id of one of the signed-in person's parties. Officers leave it out. */
  party: z.uuid().optional(),
}).meta({ id: 'GiveScenarioCommand' })
export type GiveCommand = z.infer<typeof GiveCommand>

/** What the program answered; its own shape. */
export const CommandAnswer = z
  .object({ output: z.unknown(), rows: z.int() })
  .meta({ id: 'ScenarioCommandAnswer' })
export type CommandAnswer = z.infer<typeof CommandAnswer>

/** What the signed-in reader finds of scenarios: pages, and the parties that he acts for. */
export const RunningScenario = z
  .object({
    code: z.string(),
    sandbox: z.boolean(),
    name: Words(60),
    pages: z.array(
      z.object({
        code: PartCode,
        title: Words(40),
        layout: z.enum(['desk', 'phone', 'wall']),
        /** Kinds of parties that it is meant for. */
        parties: z.array(PartCode),
      }),
    ),
    parties: z.array(
      z.object({ id: z.uuid(), kind: PartCode, kindTitle: Words(40), key: z.string(), label: z.string() }),
    ),
  })
  .meta({ id: 'RunningScenario' })
export type RunningScenario = z.infer<typeof RunningScenario>
export const RunningScenarios = z.object({ rows: z.array(RunningScenario) }).meta({ id: 'RunningScenarios' })
export type RunningScenarios = z.infer<typeof RunningScenarios>

export const PageRef = RunRef.extend({ page: PartCode, party: z.uuid().optional() })

/** A page with everything that its blocks name, so that a screen asks nobody else. */
export const PageView = z
  .object({
    scenario: z.object({ code: z.string(), sandbox: z.boolean(), name: Words(60) }),
    title: Words(40),
    layout: z.enum(['desk', 'phone', 'wall']),
    blocks: z.array(OwnBlock),
    /** By code of the resource: its name and items. */
    resources: z.record(
      PartCode,
      z.object({ name: z.object({ zh: z.string(), en: z.string() }), items: z.array(Item) }),
    ),
    commands: z.record(PartCode, OwnCommand),
  })
  .meta({ id: 'ScenarioPageView' })
export type PageView = z.infer<typeof PageView>

/** Rows of the table that is a block of a page: what its columns name, of the row of one key all items; personal ones masked. */
export const PageRows = PageRef.extend({
  block: z.coerce.number().int().min(0).max(19),
  /** `item:text` each; items are the block's filters. */
  filter: z
    .union([z.string(), z.array(z.string())])
    .transform((f) => (typeof f === 'string' ? [f] : f))
    .default([]),
  /** Text that one of the columns contains. */
  q: z.string().trim().max(80).optional(),
  /** Only the row of this key. */
  key: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export const PageRowList = z
  .object({
    rows: z.array(
      z.object({ key: z.string(), since: z.iso.datetime(), values: z.record(ItemName, z.unknown()) }),
    ),
    /** Counted up to 10,000. */
    total: z.int(),
  })
  .meta({ id: 'ScenarioPageRows' })
export type PageRowList = z.infer<typeof PageRowList>

export const PagePoints = PageRef.extend({ block: z.coerce.number().int().min(0).max(19) })
export const PagePointList = z
  .object({
    layers: z.array(
      z.object({
        resource: PartCode,
        /** The resource's own name is in Chinese. */
        title: Words(80),
        /** What is shown of personal positions: what for, how old at most, and whether to about a kilometre; null: nothing personal. */
        personal: z.object({ purpose: Words(100), freshMinutes: z.int(), coarse: z.boolean() }).nullable(),
        /** At most 5,000, those that changed last. */
        points: z.array(
          z.object({
            key: z.string(),
            label: z.object({ zh: z.string(), en: z.string() }),
            lon: z.number(),
            lat: z.number(),
            /** By the resource's time item; without one, when the row changed. */
            at: z.iso.datetime(),
          }),
        ),
        more: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ScenarioPagePoints' })
export type PagePointList = z.infer<typeof PagePointList>

export const PageFigures = PageRef.extend({
  block: z.coerce.number().int().min(0).max(19),
  /** Another period or division than the block's own. */
  period: Period.optional(),
  by: ItemName.optional(),
})
const Figure = z.object({
  /** Value of the item, day or month; null: all together. */
  of: z.string().nullable(),
  /** null: the denominator is nought. */
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number().nullable(),
  beside: z.array(z.number()),
})
export const PageFigureList = z
  .object({
    title: Words(40),
    formula: Words(300),
    unit: z.object({ zh: z.string(), en: z.string() }),
    percent: z.boolean(),
    digits: z.int(),
    besides: z.array(Words(40)),
    by: z.array(ItemName),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    /** The whole first; then, where it is divided, the parts. */
    figures: z.array(Figure),
  })
  .meta({ id: 'ScenarioPageFigures' })
export type PageFigureList = z.infer<typeof PageFigureList>
export type Figure = z.infer<typeof Figure>

export const InviteParty = RunRef.extend({ kind: PartCode, key: z.string().min(1).max(300) }).meta({
  id: 'InviteScenarioParty',
})
/** The code is told once: who enters it while signed in acts for the party. */
export const PartyInvited = z
  .object({ id: z.uuid(), invitation: z.string(), until: z.iso.datetime() })
  .meta({ id: 'ScenarioPartyInvited' })
export type PartyInvited = z.infer<typeof PartyInvited>
export const JoinParty = z
  .object({ invitation: z.string().trim().min(8).max(40) })
  .meta({ id: 'JoinScenarioParty' })
export const PartyJoined = z.object({ id: z.uuid(), code: z.string() }).meta({ id: 'ScenarioPartyJoined' })
export const EndParty = z.object({ id: z.uuid() })
export const PartyView = z
  .object({
    id: z.uuid(),
    kind: PartCode,
    key: z.string(),
    state: z.enum(['invited', 'joined', 'ended']),
    by: z.string(),
    at: z.iso.datetime(),
    /** PEM of the SM2 key by which what it signs is checked; null: not joined yet. */
    publicKey: z.string().nullable(),
  })
  .meta({ id: 'ScenarioParty' })
export type PartyView = z.infer<typeof PartyView>
export const PartyList = z.object({ rows: z.array(PartyView) }).meta({ id: 'ScenarioParties' })
export type PartyList = z.infer<typeof PartyList>
