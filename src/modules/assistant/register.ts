import type { Database, Tx } from '#kernel/database'
import { Retrieval } from '#models/retrieval'
import type { PassageStatus, Source } from './contract.ts'
import { type Passages, tables } from './tables.ts'

export interface KnownPassage {
  readonly id: string
  readonly district: string
  readonly source: Source
  readonly title: string
  readonly section: string
  readonly text: string
  readonly versionDate: string | null
}

/** What may be quoted now: the index, and the passages that it names. */
export interface Library {
  readonly stamp: string
  readonly index: Retrieval
  readonly passages: ReadonlyMap<string, KnownPassage>
}

/** A title says more than a text, and keywords are what people say. */
const settings = {
  familyWeights: { word: 0.5, pair: 1, character: 0.5 },
  fieldWeights: { title: 2, keywords: 1.5, section: 0.5, text: 1 },
  k1: 1.2,
  b: 0.9,
  synonymWeight: 0.7,
}
export const retrievalSettings = settings

/**
 * Keeps one index in the memory of the process. Each use asks for the list's stamp, a single row; after a change only
 * the passages that changed are read and put in or taken out.
 */
export function createLibrary(): (db: Database | Tx) => Promise<Library> {
  const index = new Retrieval(settings)
  const passages = new Map<string, KnownPassage>()
  let stamp = ''
  let read = new Date(0)
  let running: Promise<void> = Promise.resolve()
  const refresh = async (db: Database | Tx): Promise<void> => {
    const now = await tables(db).selectFrom('assistant_library').select('stamp').executeTakeFirstOrThrow()
    if (now.stamp === stamp) return
    // Two changes may have ended in another order than they began: a minute is read once more.
    const since = new Date(read.getTime() - 60_000)
    const changed = await tables(db)
      .selectFrom('assistant_passages')
      .selectAll()
      .where('updated_at', '>=', since)
      .orderBy('updated_at')
      .execute()
    for (const row of changed) take(index, passages, row)
    const synonyms = await tables(db).selectFrom('assistant_synonyms').select(['say', 'means']).execute()
    index.setSynonyms(synonyms)
    read = changed.at(-1)?.updated_at ?? read
    stamp = now.stamp
  }
  return async (db) => {
    const mine = running.then(() => refresh(db))
    running = mine.catch(() => {})
    await mine
    return { stamp, index, passages }
  }
}

function take(index: Retrieval, passages: Map<string, KnownPassage>, row: RowOf): void {
  if (row.status !== 'in-force') {
    index.remove(row.id)
    passages.delete(row.id)
    return
  }
  const { id, district, source, title, section, text, keywords } = row
  index.add({ id, fields: { title, keywords, section, text } })
  passages.set(id, { id, district, source, title, section, text, versionDate: dayOf(row.version_date) })
}

type RowOf = Omit<Passages, 'version_date' | 'keywords' | 'url' | 'reason' | 'version'> & {
  keywords: string
  url: string
  reason: string
  version: number
  version_date: Date | string | null
}

/** A day in Shanghai as 2026-11-24; the driver gives a date as local midnight or as text. */
export function dayOf(value: Date | string | null): string | null {
  if (value === null) return null
  if (typeof value === 'string') return value.slice(0, 10)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`
}

export function passageView(row: RowOf) {
  return {
    id: row.id,
    district: row.district,
    source: row.source,
    document: row.document,
    section: row.section,
    title: row.title,
    text: row.text,
    versionDate: dayOf(row.version_date),
    url: row.url,
    status: row.status as PassageStatus,
    reason: row.reason,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  }
}
