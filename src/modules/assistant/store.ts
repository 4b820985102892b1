import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '#kernel/identity/define'
import type { ChangeKind, PassageContent, SynonymContent } from './contract.ts'
import { dayOf } from './register.ts'
import type { Passages } from './tables.ts'

/** Tells every process that its index is old; a CTE of the action that changed passages or synonyms. */
export const newStamp = sql`stamped as (update assistant_library set stamp = gen_random_uuid())`

interface Change {
  readonly kind: ChangeKind
  readonly district: string
  /** Id of the passage, or the word. */
  readonly subject: string
  readonly title: string
  readonly before: PassageContent | SynonymContent | null
  readonly after: PassageContent | SynonymContent | null
}

/** A row of the history; a CTE of the action that makes the change, or a statement of its own. */
export function noted(change: Change, { actor, now }: { actor: Actor; now: Date }): RawBuilder<unknown> {
  const { kind, district, subject, title } = change
  const json = (value: Change['before']) => (value === null ? null : JSON.stringify(value))
  return sql`insert into assistant_changes (district, id, kind, subject, title, before, after, by_name, at)
    values (${district}, ${uuidv7()}, ${kind}, ${subject}, ${title.slice(0, 200)}, ${json(change.before)}::jsonb,
      ${json(change.after)}::jsonb, ${actor.name}, ${now})`
}

type Stored = Pick<Passages, 'title' | 'text' | 'status'> & {
  readonly keywords: string
  readonly url: string
  readonly reason: string
  readonly version_date: Date | string | null
}

export function contentOf(row: Stored): PassageContent {
  const { title, keywords, text, url, status, reason } = row
  return { title, keywords, text, url, versionDate: dayOf(row.version_date), status, reason }
}
