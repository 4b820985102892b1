import { type Selectable, sql } from 'kysely'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { type MasterKey, openSecret } from '#kernel/vault'
import { access } from '../access.ts'
import { sourceSubject } from '../actions/sources.ts'
import { type LetterContent, type LetterPage, LetterRef, ListLetters, letterStates } from '../contract.ts'
import { letterContext } from '../store.ts'
import type { LetterTable } from '../tables.ts'
import { letterView } from './views.ts'
import { visibleTo } from './visible.ts'

type Found = Selectable<LetterTable> & { source_name: string; provider: string; total: number }

/** What could not be read, of all sources that the reader may watch, newest first. */
export const listLetters = defineQuery({
  name: 'pulls.letters',
  input: ListLetters,
  allow: access.watch,
  async run(tx, { actor, input }): Promise<LetterPage> {
    const { state, source, q = '' } = input
    const conditions = [
      visibleTo(actor),
      ...(state === undefined ? [] : [sql<boolean>`l.state = ${state}`]),
      ...(source === undefined ? [] : [sql<boolean>`l.source = ${source}::uuid`]),
      ...(q === '' ? [] : [sql<boolean>`strpos(lower(l.name), lower(${q}::text)) > 0`]),
    ]
    const { rows } = await sql<Found>`
      select l.*, s.name as source_name, s.provider, (count(*) over ())::int as total
      from pull_letters l join pull_sources s on s.id = l.source where ${sql.join(conditions, sql` and `)}
      order by l.at desc, l.id limit ${input.limit} offset ${input.offset}`.execute(tx)
    const { rows: counts } = await sql<{ state: (typeof letterStates)[number]; count: number }>`
      select l.state, count(*)::int as count from pull_letters l join pull_sources s on s.id = l.source
      where ${visibleTo(actor)} group by l.state`.execute(tx)
    const { rows: sources } = await sql<{ id: string; name: string }>`
      select distinct s.id, s.name from pull_letters l join pull_sources s on s.id = l.source
      where ${visibleTo(actor)} order by s.name limit 500`.execute(tx)
    const counted = new Map(counts.map((c) => [c.state, c.count]))
    return {
      rows: rows.map((l) => ({
        ...letterView(l),
        source: l.source,
        sourceName: l.source_name,
        provider: l.provider,
        settledAt: l.settled_at?.toISOString() ?? null,
        settledReason: l.settled_reason,
        hasContent: l.content !== null,
        may: { settle: allows(access.settle, actor, sourceSubject(l.source, l.provider)) },
      })),
      total: rows[0]?.total ?? 0,
      states: Object.fromEntries(letterStates.map((s) => [s, counted.get(s) ?? 0])) as LetterPage['states'],
      sources,
    }
  },
})

/** The beginning of what came, for those whose data it is. */
export function readLetter(key: () => MasterKey) {
  return defineQuery({
    name: 'pulls.letter-content',
    input: LetterRef,
    allow: access.settle,
    async run(tx, { input, authorise, logRead }): Promise<LetterContent> {
      const { rows } = await sql<Selectable<LetterTable> & { provider: string }>`
        select l.*, s.provider from pull_letters l join pull_sources s on s.id = l.source
        where l.source = ${input.source}::uuid and l.id = ${input.id}::uuid`.execute(tx)
      const [letter] = rows
      if (letter === undefined) throw new Refusal('not-found', 'pulls.no-letter', { id: input.id })
      const subject = sourceSubject(letter.source, letter.provider)
      authorise(subject)
      if (letter.content === null) throw new Refusal('not-found', 'pulls.letter-empty', { id: input.id })
      const bytes = Buffer.from(openSecret(key(), letter.content, letterContext(letter.id)), 'base64')
      logRead(subject, [`letter ${letter.id}`])
      return { reason: letter.reason, text: bytes.toString('utf8'), bytes: bytes.length, cut: letter.cut }
    },
  })
}
