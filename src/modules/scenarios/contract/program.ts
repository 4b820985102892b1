import { z } from 'zod'
import { Role } from '#kernel/identity/define'
import { Item, ItemName, ItemType, ValueLabels } from '#modules/catalogue/contract'
import { PartCode, Words } from './words.ts'

/** Source text of a program, in characters. */
export const mostCode = 300_000

/** Kinds of outside parties that a department lets take part: a site, a haulier, a receiving place. */
export const PartyKind = z.object({
  code: PartCode,
  title: Words(40),
  /** `code` of the resource whose keys name the parties of this kind. */
  resource: PartCode,
  /** The item of it that says what such a party is called. */
  label: ItemName,
})
export type PartyKind = z.infer<typeof PartyKind>

/** Who may see a page or give a command: officers of the department's places by role, outside parties by kind. */
export const Who = z
  .object({ roles: z.array(Role).max(12).default([]), parties: z.array(PartCode).max(10).default([]) })
  .meta({ id: 'ScenarioWho' })
export type Who = z.infer<typeof Who>

/** A value of a command's answer, as screens list it. What no command declares is not shown. */
export const AnswerPart = z.object({
  /** The key under which the program's function returns it. */
  name: ItemName,
  title: Words(40),
  kind: ItemType,
  /** The key of the same in English, where the program says it in both languages. */
  english: ItemName.optional(),
  /** What values of a text are called on screens. */
  labels: ValueLabels.optional(),
})
export type AnswerPart = z.infer<typeof AnswerPart>

/** What somebody does: values in, a function of the program, rows out or a refusal. All of it or nothing. */
export const OwnCommand = z
  .object({
    /** Also the name of the program's function: `commands['depart']`. */
    code: PartCode,
    title: Words(40),
    /** What is said beside the button. */
    hint: Words(200).optional(),
    who: Who,
    input: z.array(Item).max(30).default([]),
    /** What its answer holds, in the order in which it is listed. */
    output: z.array(AnswerPart).max(20).default([]),
    /** Items of the input that the screen fills, so that nobody types them. */
    filling: z
      .object({
        /** A text: the number of the record on the phone, one for each intention, however often it is sent. */
        record: ItemName.optional(),
        /** A time: when it was given by the device's clock, which may be long before it arrives. */
        at: ItemName.optional(),
        /** Texts that a camera may read from a code; where it cannot they are typed. */
        scan: z.array(ItemName).max(10).default([]),
      })
      .optional(),
    /**
     * Personal items of own rows that its answer may hold in clear, each with what for. Every other personal value that the
     * program was given is masked in the answer.
     */
    shows: z
      .array(z.object({ resource: PartCode, item: ItemName, purpose: Words(200) }))
      .max(20)
      .optional(),
  })
  .meta({ id: 'ScenarioCommand' })
export type OwnCommand = z.infer<typeof OwnCommand>

/** What follows of itself: changes of a resource in their order, through a function of the program, once each. */
export const OwnReaction = z
  .object({
    code: PartCode,
    resource: PartCode,
    /** Rows and notes that the function will ask for, by an item of the change: fetched together instead of one by one. */
    with: z
      .array(z.object({ resource: PartCode, item: ItemName }))
      .max(5)
      .default([]),
    notes: z.array(ItemName).max(5).default([]),
    /** Notes of a fixed name that it always asks for. */
    always: z.array(z.string().min(1).max(200)).max(10).default([]),
  })
  .meta({ id: 'ScenarioReaction' })
export type OwnReaction = z.infer<typeof OwnReaction>

/**
 * Code of a package: one ES module without imports that exports `commands` and `reactions`. It runs in an interpreter of
 * its own (QuickJS), sees values and gives values, and reaches neither network nor files nor clock.
 */
export const OwnProgram = z
  .object({
    code: z.string().min(1).max(mostCode),
    commands: z.array(OwnCommand).max(40).default([]),
    reactions: z.array(OwnReaction).max(10).default([]),
  })
  .meta({ id: 'ScenarioProgram' })
export type OwnProgram = z.infer<typeof OwnProgram>

/** What one call may take; the same for every scenario. */
export const callLimits = {
  /** Milliseconds of computing in all rounds of a call. */
  commandMs: 250,
  reactionMs: 1000,
  memoryBytes: 32 * 1024 * 1024,
  stackBytes: 512 * 1024,
  /** Times that a call may ask for rows it was not given. */
  rounds: 60,
  rows: 2000,
  notes: 2000,
  noteBytes: 8192,
  /** Notes that a scenario keeps in all. */
  allNotes: 200_000,
  outputBytes: 64 * 1024,
  /** Changes that a reaction is given at once. */
  batch: 1000,
} as const
