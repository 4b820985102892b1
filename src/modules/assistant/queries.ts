import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { algorithmApproved } from '#kernel/decisions'
import { maskText } from '#kernel/vault/rules'
import { access } from './access.ts'
import { everywhere, openConversation } from './actions/conversation.ts'
import { answerCode, answerVersion } from './algorithm.ts'
import {
  type Conversation,
  FindSimilar,
  ListPassages,
  type Passage,
  type PassagePage,
  type Shares,
  type Similar,
  type SynonymRow,
} from './contract.ts'
import { type Library, passageView } from './register.ts'
import { tables } from './tables.ts'

export { listChanges } from './queries/changes.ts'

const pageSize = 50

/** A passage for whoever follows a citation; hidden and waiting ones are none. */
export const getPassage = defineQuery({
  name: 'assistant.passage',
  input: z.object({ id: z.uuid() }),
  allow: access.readPassage,
  async run(tx, { input, authorise }): Promise<Passage> {
    authorise({})
    const row = await tables(tx)
      .selectFrom('assistant_passages')
      .selectAll()
      .where('id', '=', input.id)
      .where('status', 'in', ['in-force', 'superseded'])
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'assistant.no-passage')
    return { ...passageView(row), reason: '' }
  },
})

export const getConversation = defineQuery({
  name: 'assistant.conversation',
  input: z.object({ id: z.uuid() }),
  allow: access.ask,
  async run(tx, { actor, input, now, authorise }): Promise<Conversation> {
    authorise({})
    return readConversation(tx, input.id, actor.person, now)
  },
})

export async function readConversation(
  tx: Tx | Database,
  id: string,
  person: string | null,
  now: Date,
): Promise<Conversation> {
  const row = await openConversation(tx as Tx, id, person, now)
  const turns = await tables(tx)
    .selectFrom('assistant_turns')
    .selectAll()
    .where('district', '=', everywhere)
    .where('conversation', '=', id)
    .orderBy('seq')
    .execute()
  return {
    id,
    expiresAt: row.expires_at.toISOString(),
    appeal: row.appeal,
    turns: turns.map(({ seq, question, outcome, confidence, answer, helpful, at }) => ({
      seq,
      question,
      outcome,
      confidence,
      answer,
      helpful,
      at: at.toISOString(),
    })),
  }
}

/** The desk's list: newest changes first. */
export const listPassages = defineQuery({
  name: 'assistant.passages',
  input: ListPassages,
  allow: access.list,
  async run(tx, { input, authorise }): Promise<PassagePage> {
    authorise({})
    let query = tables(tx).selectFrom('assistant_passages')
    if (input.source !== undefined) query = query.where('source', '=', input.source)
    if (input.status !== undefined) query = query.where('status', '=', input.status)
    if (input.text !== undefined && input.text !== '') {
      const like = `%${input.text.replace(/[\\%_]/g, '\\$&')}%`
      query = query.where(sql<boolean>`(title like ${like} or section like ${like} or text like ${like})`)
    }
    const { total } = await query.select((e) => e.fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
    const rows = await query
      .selectAll()
      .orderBy('updated_at', 'desc')
      .orderBy('id')
      .limit(pageSize)
      .offset(input.offset)
      .execute()
    return { rows: rows.map(passageView), total: Number(total) }
  },
})

export const listSynonyms = defineQuery({
  name: 'assistant.synonyms',
  input: z.object({}),
  allow: access.list,
  async run(tx, { authorise }): Promise<SynonymRow[]> {
    authorise({})
    return tables(tx)
      .selectFrom('assistant_synonyms')
      .select(['say', 'means', 'origin'])
      .orderBy('updated_at', 'desc')
      .orderBy('say')
      .execute()
  },
})

const sharesDays = 30

/** What became of the questions of the last thirty days, and those that nothing answered. */
export const readShares = defineQuery({
  name: 'assistant.shares',
  input: z.object({}),
  allow: access.list,
  async run(tx, { now, authorise }): Promise<Shares> {
    authorise({})
    const since = new Date(now.getTime() - sharesDays * 86_400_000)
    const { rows } = await sql<Omit<Shares, 'days' | 'gaps'>>`
      select count(*)::int as questions,
        count(*) filter (where outcome = 'answered')::int as answered,
        count(*) filter (where outcome = 'candidates')::int as candidates,
        count(*) filter (where outcome = 'unknown')::int as unknown,
        count(*) filter (where outcome = 'urgent')::int as urgent,
        count(*) filter (where helpful)::int as helpful,
        count(*) filter (where not helpful)::int as unhelpful,
        (select count(*)::int from assistant_conversations c where started_at >= ${since}
          and exists (select 1 from assistant_turns t where t.district = c.district and t.conversation = c.id)) as conversations,
        (select count(*)::int from assistant_conversations where started_at >= ${since} and appeal is not null) as "handedOver"
      from assistant_turns where at >= ${since}`.execute(tx)
    const gaps = await sql<{ question: string; times: number; last: Date }>`
      select question, count(*)::int as times, max(at) as last from assistant_turns
      where at >= ${since} and (outcome in ('unknown', 'candidates') or helpful = false)
      group by question order by times desc, last desc limit 100`.execute(tx)
    const [figures] = rows
    if (figures === undefined) throw new Error('an aggregate without a row')
    return {
      days: sharesDays,
      ...figures,
      gaps: gaps.rows.map((g) => ({ ...g, last: g.last.toISOString() })),
    }
  },
})

/** Past answers like this message, for the officer who writes one. A read: what is sent is what the officer wrote. */
export function similarQuery(library: (tx: Tx) => Promise<Library>) {
  return defineQuery({
    name: 'assistant.similar',
    input: FindSimilar,
    allow: access.similar,
    async run(tx, { input, authorise }): Promise<Similar> {
      authorise({})
      if (!(await algorithmApproved(tx, { code: answerCode, ...answerVersion }))) return { rows: [] }
      const { index, passages } = await library(tx)
      const accepts = (id: string) => passages.get(id)?.source === 'past-answer'
      const { hits } = index.search(maskText(input.text, 'full').text.slice(0, 500), { limit: 3, accepts })
      return {
        rows: hits.flatMap(({ id, coverage, terms }) => {
          const passage = passages.get(id)
          if (passage === undefined || coverage < leastCoverage) return []
          const { title, text, versionDate } = passage
          const words = terms.filter((t) => t.family === 'word').map((t) => t.term)
          return [{ passage: id, title, text, versionDate, words: [...new Set(words)].slice(0, 5) }]
        }),
      }
    },
  })
}

/** Below this share of the message's words an answer speaks of another matter. */
const leastCoverage = 0.15

/** Whoever may import is asked before a file is read. */
export const mayImport = defineQuery({
  name: 'assistant.import-file',
  input: z.object({}),
  allow: access.edit,
  run: async () => true,
})
