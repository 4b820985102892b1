import { z } from 'zod'

export const Source = z.enum(['guide', 'regulation', 'past-answer'])
export type Source = z.infer<typeof Source>

export const PassageStatus = z.enum(['waiting', 'in-force', 'superseded', 'hidden'])
export type PassageStatus = z.infer<typeof PassageStatus>

/** What became of a question. */
export const Outcome = z.enum(['answered', 'candidates', 'unknown', 'urgent'])
export type Outcome = z.infer<typeof Outcome>

/** Most questions in one conversation. */
export const mostTurns = 30
/** How long a conversation is kept. */
export const keptDays = 30
export const mostImported = 5000

export const Passage = z
  .object({
    id: z.uuid(),
    district: z.string(),
    source: Source,
    document: z.string(),
    section: z.string(),
    title: z.string(),
    text: z.string(),
    /** Day of the text that was taken in, as 2026-11-24. */
    versionDate: z.string().nullable(),
    url: z.string(),
    status: PassageStatus,
    reason: z.string(),
    version: z.int(),
    updatedAt: z.string(),
  })
  .meta({ id: 'AssistantPassage' })
export type Passage = z.infer<typeof Passage>

const Span = z.tuple([z.int(), z.int()])

/** A passage as an answer quotes it: sentences of its text, word for word, and the question's words in them. */
export const Citation = z
  .object({
    passage: z.uuid(),
    source: Source,
    title: z.string(),
    section: z.string(),
    versionDate: z.string().nullable(),
    quote: z.string(),
    marks: z.array(Span),
  })
  .meta({ id: 'AssistantCitation' })
export type Citation = z.infer<typeof Citation>

export const TurnAnswer = z.object({
  citations: z.array(Citation),
  /** Sentences that a configured language model wrote from the passages; null: the passage speaks for itself. */
  wording: z.string().nullable(),
  /** Words of the question that found the passage. */
  words: z.array(z.string()),
  /** Emergency numbers of an urgent question. */
  urgent: z.string().nullable(),
})
export type TurnAnswer = z.infer<typeof TurnAnswer>

export const Turn = z
  .object({
    seq: z.int(),
    question: z.string(),
    outcome: Outcome,
    confidence: z.number(),
    answer: TurnAnswer,
    helpful: z.boolean().nullable(),
    at: z.string(),
  })
  .meta({ id: 'AssistantTurn' })
export type Turn = z.infer<typeof Turn>

export const Conversation = z
  .object({ id: z.uuid(), expiresAt: z.string(), turns: z.array(Turn), appeal: z.uuid().nullable() })
  .meta({ id: 'AssistantConversation' })
export type Conversation = z.infer<typeof Conversation>

export const Question = z.string().trim().min(2).max(300)
export const Ask = z.object({ id: z.uuid(), question: Question }).meta({ id: 'AssistantAsk' })
export type Ask = z.infer<typeof Ask>

export const RateTurn = z.object({ id: z.uuid(), seq: z.int().min(1).max(mostTurns), helpful: z.boolean() })

export const HandOver = z
  .object({
    id: z.uuid(),
    text: z.string().trim().min(5).max(2000),
    address: z.string().trim().max(200).optional(),
    anonymous: z.boolean().default(false),
    contact: z
      .object({
        name: z.string().trim().max(50).optional(),
        phone: z
          .string()
          .trim()
          .regex(/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/)
          .optional(),
      })
      .default({}),
  })
  .meta({ id: 'AssistantHandOver' })
export type HandOver = z.infer<typeof HandOver>

export const PassageRow = z.object({
  district: z.string().max(20).default(''),
  source: z.enum(['guide', 'regulation']),
  document: z.string().trim().min(1).max(200),
  section: z.string().trim().max(60).default(''),
  title: z.string().trim().min(1).max(200),
  keywords: z.string().max(1000).default(''),
  text: z.string().trim().min(5).max(20_000),
  versionDate: z.iso.date().nullable().default(null),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
})
export type PassageRow = z.infer<typeof PassageRow>

export const ImportPassages = z.object({ rows: z.array(PassageRow).min(1).max(mostImported) })

export const ImportedPassages = z
  .object({
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    superseded: z.int(),
    problems: z.array(z.object({ line: z.int(), reason: z.string() })),
  })
  .meta({ id: 'AssistantImported' })
export type ImportedPassages = z.infer<typeof ImportedPassages>

export const JudgePassage = z
  .object({
    id: z.uuid(),
    version: z.int(),
    status: z.enum(['in-force', 'superseded', 'hidden']),
    reason: z.string().trim().min(2).max(500),
    /** A past answer may be shortened before it is allowed. */
    text: z.string().trim().min(5).max(5000).optional(),
  })
  .meta({ id: 'JudgePassage' })

export const SynonymRow = z
  .object({ say: z.string(), means: z.array(z.string()), origin: z.enum(['project', 'desk']) })
  .meta({ id: 'AssistantSynonym' })
export type SynonymRow = z.infer<typeof SynonymRow>

const Word = z.string().trim().min(1).max(20)
export const SaveSynonym = z.object({ say: Word, means: z.array(Word).min(1).max(12) })
export const RemoveSynonym = z.object({ say: Word })

/** A passage as far as people and imports change it. */
export const PassageContent = z.object({
  title: z.string(),
  keywords: z.string(),
  text: z.string(),
  url: z.string(),
  versionDate: z.string().nullable(),
  status: PassageStatus,
  reason: z.string(),
})
export type PassageContent = z.infer<typeof PassageContent>
export const SynonymContent = SynonymRow.omit({ say: true })
export type SynonymContent = z.infer<typeof SynonymContent>

export const ChangeKind = z.enum(['passage', 'synonym'])
export type ChangeKind = z.infer<typeof ChangeKind>

const changed = { id: z.uuid(), subject: z.string(), title: z.string(), by: z.string(), at: z.string() }
/** One change; null where there was nothing before, or is nothing after. */
export const LibraryChange = z
  .discriminatedUnion('kind', [
    z.object({
      ...changed,
      kind: z.literal('passage'),
      before: PassageContent.nullable(),
      after: PassageContent.nullable(),
      /** False once something newer changed the same passage or word. */
      isNewest: z.boolean(),
    }),
    z.object({
      ...changed,
      kind: z.literal('synonym'),
      before: SynonymContent.nullable(),
      after: SynonymContent.nullable(),
      isNewest: z.boolean(),
    }),
  ])
  .meta({ id: 'AssistantChange' })
export type LibraryChange = z.infer<typeof LibraryChange>

export const ListChanges = z.object({
  kind: ChangeKind,
  subject: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

/** Brings back what stood there before a change; allowed for the newest change of a passage or a word. */
export const RestoreChange = z.object({ id: z.uuid() })

export const ListPassages = z.object({
  text: z.string().max(100).optional(),
  source: Source.optional(),
  status: PassageStatus.optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const PassagePage = z
  .object({ rows: z.array(Passage), total: z.int() })
  .meta({ id: 'AssistantPassagePage' })
export type PassagePage = z.infer<typeof PassagePage>

export const Shares = z
  .object({
    days: z.int(),
    questions: z.int(),
    answered: z.int(),
    candidates: z.int(),
    unknown: z.int(),
    urgent: z.int(),
    helpful: z.int(),
    unhelpful: z.int(),
    conversations: z.int(),
    handedOver: z.int(),
    gaps: z.array(z.object({ question: z.string(), times: z.int(), last: z.string() })),
  })
  .meta({ id: 'AssistantShares' })
export type Shares = z.infer<typeof Shares>

export const FindSimilar = z.object({ text: z.string().trim().min(2).max(2000) })
export const Similar = z
  .object({
    rows: z.array(
      z.object({
        passage: z.uuid(),
        title: z.string(),
        text: z.string(),
        versionDate: z.string().nullable(),
        words: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'SimilarAnswers' })
export type Similar = z.infer<typeof Similar>
