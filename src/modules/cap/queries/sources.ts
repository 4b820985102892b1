import { sql } from 'kysely'
import { z } from 'zod'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import { type EntryView, type SourceList, SourceRef, type SourceRow, type SourceView } from '../contract.ts'
import { getSource, type StoredEntry, type StoredSource } from '../store.ts'
import { tables } from '../tables.ts'

interface Counts {
  readonly source: string
  readonly waiting: number
  readonly dead: number
}

const none = { waiting: 0, dead: 0 }

export const listSourcesQuery = defineQuery({
  name: 'cap.list-sources',
  input: z.object({}),
  allow: access.see,
  async run(tx, { actor }): Promise<SourceList> {
    const rows = await tables(tx).selectFrom('cap_sources').selectAll().orderBy('name').limit(500).execute()
    const { rows: counted } = await sql<Counts>`
      select source, count(*) filter (where state = 'waiting' and tries > 0)::int as waiting,
        count(*) filter (where state = 'dead')::int as dead
      from cap_entries where state in ('waiting', 'dead') group by source`.execute(tx)
    const counts = new Map(counted.map((c) => [c.source, c]))
    return {
      rows: rows.map((row) => sourceRow(row, counts.get(row.id) ?? none)),
      may: { manage: mayEver(access.manage, actor) },
    }
  },
})

export const getSourceQuery = defineQuery({
  name: 'cap.get-source',
  input: SourceRef,
  allow: access.see,
  async run(tx, { actor, input, authorise }): Promise<SourceView> {
    authorise({})
    const source = await getSource(tx, input.id)
    const entries = await tables(tx)
      .selectFrom('cap_entries')
      .selectAll()
      .where('source', '=', source.id)
      .orderBy(sql`(state = 'dead') desc`)
      .orderBy('seen_at', 'desc')
      .orderBy('key')
      .limit(100)
      .execute()
    const count = (state: string) => entries.filter((e) => e.state === state && e.tries > 0).length
    return {
      ...sourceRow(source, { waiting: count('waiting'), dead: count('dead') }),
      entries: entries.map(entryView),
      may: { manage: mayEver(access.manage, actor) },
    }
  },
})

function entryView(e: StoredEntry): EntryView {
  const { key, title, url, state, tries, reason } = e
  return { key, title, url, state, tries, reason, seenAt: e.seen_at.toISOString() }
}

function sourceRow(s: StoredSource, { waiting, dead }: Omit<Counts, 'source'>): SourceRow {
  return {
    id: s.id,
    name: s.name,
    url: s.url,
    places: s.places,
    everyMinutes: s.every_minutes,
    timeoutSeconds: s.timeout_seconds,
    enabled: s.enabled,
    hasSecret: s.secret !== null,
    simulated: s.simulated,
    revision: s.revision,
    failures: s.failures,
    error: s.error,
    nextRunAt: s.next_run_at?.toISOString() ?? null,
    lastRunAt: s.last_run_at?.toISOString() ?? null,
    lastGoodAt: s.last_good_at?.toISOString() ?? null,
    lastNew: s.last_new,
    waiting,
    dead,
  }
}
