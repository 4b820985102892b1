import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import {
  Ask,
  type Conversation,
  keptDays,
  mostTurns,
  Outcome,
  RateTurn,
  type Turn,
  TurnAnswer,
} from '../contract.ts'
import { tables } from '../tables.ts'

/** Conversations belong to the whole city until a place is known. */
export const everywhere = '50'
const dayMs = 86_400_000

/** A visit to the assistant; its random id is what opens it. */
export const startConversation = defineAction({
  name: 'assistant.start',
  input: z.object({}),
  allow: access.ask,
  async run(_tx, { actor, now, authorise }) {
    authorise({})
    const id = randomUUID()
    const expires = new Date(now.getTime() + keptDays * dayMs)
    const output: Conversation = { id, expiresAt: expires.toISOString(), turns: [], appeal: null }
    return {
      output,
      subject: { type: 'conversation', id, district: everywhere },
      change: { expires: output.expiresAt },
      write: {
        ctes: [
          sql`started as (insert into assistant_conversations (district, id, person, started_at, expires_at)
            values (${everywhere}, ${id}, ${actor.person}, ${now}, ${expires}))`,
        ],
      },
    }
  },
})

/** Someone else's conversation and one that ran out look like none. */
export async function openConversation(tx: Tx, id: string, person: string | null, now: Date) {
  const row = await tables(tx)
    .selectFrom('assistant_conversations')
    .selectAll()
    .where('district', '=', everywhere)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.expires_at <= now || (row.person !== null && row.person !== person))
    throw new Refusal('not-found', 'assistant.no-conversation')
  return row
}

const RecordTurn = Ask.extend({
  outcome: Outcome,
  answer: TurnAnswer,
  confidence: z.number(),
  decision: z.uuid().nullable(),
})

/** Question and answer, the question masked by whoever calls. */
export const recordTurn = defineAction({
  name: 'assistant.ask',
  input: RecordTurn,
  allow: access.ask,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await openConversation(tx, input.id, actor.person, now)
    const { last } = await tables(tx)
      .selectFrom('assistant_turns')
      .select((e) => e.fn.max('seq').as('last'))
      .where('district', '=', everywhere)
      .where('conversation', '=', input.id)
      .executeTakeFirstOrThrow()
    const seq = (last ?? 0) + 1
    if (seq > mostTurns) throw new Refusal('too-many', 'assistant.too-many-turns', { limit: mostTurns })
    const { id, question, outcome, answer, confidence, decision } = input
    const output: Turn = { seq, question, outcome, answer, confidence, helpful: null, at: now.toISOString() }
    return {
      output,
      subject: { type: 'conversation', id, district: everywhere },
      change: { seq, outcome, decision, passages: answer.citations.map((c) => c.passage) },
      write: {
        ctes: [
          sql`asked as (insert into assistant_turns (district, conversation, seq, question, outcome, answer, confidence, decision, at)
            values (${everywhere}, ${id}, ${seq}, ${question}, ${outcome}, ${JSON.stringify(answer)}::jsonb, ${confidence}, ${decision}, ${now}))`,
        ],
      },
    }
  },
})

export const rateTurn = defineAction({
  name: 'assistant.rate',
  input: RateTurn,
  allow: access.ask,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await openConversation(tx, input.id, actor.person, now)
    const { id, seq, helpful } = input
    return {
      output: { seq, helpful },
      subject: { type: 'conversation', id, district: everywhere },
      change: { seq, helpful },
      write: {
        ctes: [
          sql`rated as (update assistant_turns set helpful = ${helpful}
            where district = ${everywhere} and conversation = ${id} and seq = ${seq} returning seq)`,
        ],
        guard: { cte: 'rated', refuse: async () => new Refusal('not-found', 'assistant.no-conversation') },
      },
    }
  },
})

/** The conversation learns which appeal carries it on. */
export const linkAppeal = defineAction({
  name: 'assistant.hand-over',
  input: z.object({ id: z.uuid(), appeal: z.uuid() }),
  allow: access.ask,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await openConversation(tx, input.id, actor.person, now)
    const { id, appeal } = input
    return {
      output: { appeal },
      subject: { type: 'conversation', id, district: everywhere },
      change: { appeal },
      write: {
        ctes: [
          sql`linked as (update assistant_conversations set appeal = ${appeal}
            where district = ${everywhere} and id = ${id})`,
        ],
      },
    }
  },
})

/** Each night: conversations that ran out go, with their questions. */
export const forgetConversations = defineAction({
  name: 'assistant.forget',
  input: z.object({}),
  allow: access.seed,
  async run(tx, { now, authorise }) {
    authorise({})
    const gone = await tables(tx)
      .deleteFrom('assistant_conversations')
      .where('expires_at', '<=', now)
      .executeTakeFirst()
    const count = Number(gone.numDeletedRows)
    return { output: { count }, subject: { type: 'conversation', id: 'expired' }, change: { count } }
  },
})
