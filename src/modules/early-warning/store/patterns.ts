import { sql } from 'kysely'
import { Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import { currentPosition } from '#kernel/events'
import type { PatternContent, WatchState } from '../contract.ts'
import type { Match, Pattern, PatternState } from '../rules.ts'
import { tables } from '../tables.ts'

export interface StoredPattern {
  readonly id: string
  readonly version: number
  readonly state: WatchState
  readonly content: PatternContent
  readonly changed_at: Date
  /** Version that a process looks by; null: none yet. */
  readonly taken: number | null
}

export async function findPattern(tx: Tx | Database, id: string): Promise<StoredPattern | undefined> {
  return tables(tx).selectFrom('patterns').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getPattern(tx: Tx | Database, id: string): Promise<StoredPattern> {
  const pattern = await findPattern(tx, id)
  if (pattern === undefined) throw new Refusal('not-found', 'early-warning.no-pattern', { id })
  return pattern
}

/** Patterns that are on, and a number that is another one whenever any pattern was changed. */
export async function readPatterns(
  db: Tx | Database,
): Promise<{ readonly changed: string; readonly patterns: readonly StoredPattern[] }> {
  const changed = await lastPatternChange(db)
  const patterns = await tables(db).selectFrom('patterns').selectAll().where('state', '=', 'on').execute()
  return { changed, patterns }
}

/** The sum of all versions, which grows with every change. */
export async function lastPatternChange(db: Tx | Database): Promise<string> {
  const sum = await tables(db)
    .selectFrom('patterns')
    .select((e) => e.fn.sum('version').as('versions'))
    .executeTakeFirst()
  return String(sum?.versions ?? '0')
}

/** Notes that a process looks by these versions. */
export async function takeUpPatterns(db: Database, taken: readonly StoredPattern[]): Promise<void> {
  const fresh = taken.filter((p) => p.taken !== p.version)
  if (fresh.length === 0) return
  const json = JSON.stringify(fresh.map(({ id, version }) => ({ id, version })))
  await sql`
    update patterns p set taken = i.version from jsonb_to_recordset(${json}::jsonb) as i (id uuid, version integer)
    where p.id = i.id and p.version = i.version`.execute(db)
}

/** Lets a consumer of the outbox begin with what happens from now on; one that has begun goes on. */
export async function beginConsumer(db: Database, consumer: string): Promise<void> {
  const { tx, seq } = await currentPosition(db)
  await db
    .insertInto('event_cursors')
    .values({ consumer, tx, seq: String(seq) })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** One group of a pattern: what is read and saved together. */
export interface Part {
  readonly pattern: Pattern
  readonly part: string
}
export interface KeptPart extends Part {
  readonly state: PatternState
  readonly due: number | null
}

export const partKey = (pattern: string, part: string) => `${pattern} ${part}`

/** States of the parts by `partKey`; one of another version is of another rule and is left out. */
export async function readParts(tx: Tx, parts: readonly Part[]): Promise<Map<string, PatternState>> {
  if (parts.length === 0) return new Map()
  const json = JSON.stringify(parts.map((p) => ({ p: p.pattern.id, v: p.pattern.version, g: p.part })))
  const { rows } = await sql<{ pattern: string; part: string; state: PatternState }>`
    select s.pattern, s.part, s.state from jsonb_to_recordset(${json}::jsonb) as i (p uuid, v integer, g text)
    join pattern_states s on s.pattern = i.p and s.part = i.g and s.version = i.v`.execute(tx)
  return new Map(rows.map((r) => [partKey(r.pattern, r.part), r.state]))
}

export async function saveParts(tx: Tx, parts: readonly KeptPart[], now: Date): Promise<void> {
  if (parts.length === 0) return
  const json = JSON.stringify(
    parts.map((p) => ({
      p: p.pattern.id,
      v: p.pattern.version,
      g: p.part,
      d: p.due === null ? null : new Date(p.due).toISOString(),
      l: p.state.lost,
      s: p.state,
    })),
  )
  await sql`
    insert into pattern_states as old (pattern, version, part, due, lost, state, used_at)
    select p, v, g, d, l, s, ${now}::timestamptz
    from jsonb_to_recordset(${json}::jsonb) as i (p uuid, v integer, g text, d timestamptz, l bigint, s jsonb)
    on conflict (pattern, part) do update set version = excluded.version, due = excluded.due, lost = excluded.lost,
      state = excluded.state, used_at = excluded.used_at`.execute(tx)
}

/** Whether there is a signal that no pattern has seen, or a part that is due: mostly there is neither. */
export async function hasWaiting(db: Database, now: Date): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select exists (select from signals where not correlated)
    or exists (select from pattern_states where due <= ${now}) as waits`.execute(db)
  return rows[0]?.waits === true
}

/** Parts in which something may by now have failed to follow. */
export async function listDue(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ pattern: string; version: number; part: string; state: PatternState }[]> {
  return tables(tx)
    .selectFrom('pattern_states')
    .select(['pattern', 'version', 'part', 'state'])
    .where('due', '<=', now)
    .orderBy('due')
    .limit(limit)
    .execute()
}

/** Forgets states of patterns that are on no more or are another version, and those unused for so long that no fact of them counts. */
export async function dropParts(tx: Tx | Database, unusedSince: Date): Promise<void> {
  await sql`
    delete from pattern_states s where s.used_at < ${unusedSince}::timestamptz or not exists (
      select 1 from patterns p where p.id = s.pattern and p.version = s.version and p.state = 'on')`.execute(
    tx,
  )
}

export interface FoundMatch extends Match {
  readonly pattern: StoredPattern
}

/** Keeps matches as signals of their pattern, with their facts; what was kept before stays as it is. */
export async function putMatches(tx: Tx, found: readonly FoundMatch[], now: Date): Promise<void> {
  if (found.length === 0) return
  const json = JSON.stringify(
    found.map(({ pattern: { id, content }, ...m }) => ({
      pattern: id,
      object: m.object,
      mark: m.key,
      at: new Date(m.at).toISOString(),
      level: content.level,
      place: m.place,
      trace: { facts: m.facts.length },
      facts: m.facts,
      rule: ruleOf(content),
    })),
  )
  const rows = sql`jsonb_to_recordset(${json}::jsonb) as i (pattern uuid, object text, mark text, at timestamptz,
    level text, place text, trace jsonb, facts jsonb, rule jsonb)`
  await sql`insert into pattern_matches (pattern, object, mark, at, rule, facts)
    select pattern, object, mark, at, rule, facts from ${rows} on conflict do nothing`.execute(tx)
  await sql`insert into signals (watch, object, mark, at, found_at, phase, score, level, reason, trace, place)
    select pattern, object, mark, at, ${now}::timestamptz, 'onset', 1, level, 'pattern', trace, place from ${rows}
    on conflict do nothing`.execute(tx)
}

export function ruleOf({ combination, window, together, places }: PatternContent): Pattern['rule'] {
  return { combination, window, together, places }
}

export function patternOf({
  id,
  version,
  content,
}: Pick<StoredPattern, 'id' | 'version' | 'content'>): Pattern {
  return { id, version, rule: ruleOf(content), latenessMinutes: content.latenessMinutes }
}
