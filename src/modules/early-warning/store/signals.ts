import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Level, SettledAs, SignalView } from '../contract.ts'
import { isSilenced } from '../rules.ts'
import { tables } from '../tables.ts'
import type { Found } from '../watching.ts'

/** Stores what was found; what was found before stays as it is. Of a watch that was switched off nothing more is kept. */
export async function putSignals(db: Database | Tx, found: readonly Found[], now: Date): Promise<void> {
  if (found.length === 0) return
  const json = JSON.stringify(
    found.map(({ reading: r, ...f }) => ({
      ...f,
      at: new Date(f.at).toISOString(),
      expected: r.expected,
      lower: r.lower,
      upper: r.upper,
      score: r.score,
      reason: r.reason,
      trace: r.trace,
      // Nothing to warn of: an end, or an anomaly below the lowest level.
      settled: f.level === null && f.phase !== 'end' ? 'below' : null,
    })),
  )
  await sql`
    insert into signals (watch, object, mark, at, found_at, phase, value, expected, lower, upper, score, level, reason, said, said_in_english, trace, place, settled)
    select watch, object, mark, at, ${now}::timestamptz, phase, value, expected, lower, upper, score, level, reason, said, "saidInEnglish", trace, place, settled
    from jsonb_to_recordset(${json}::jsonb) as i (watch uuid, object text, mark text, at timestamptz, phase text,
      value double precision, expected double precision, lower double precision, upper double precision,
      score double precision, level text, reason text, said text, "saidInEnglish" text, trace jsonb, place text, settled text)
    where not exists (select from watches w where w.id = i.watch and w.state <> 'on')
    on conflict do nothing`.execute(db)
}

/** Objects of which signals wait, the one that waits longest first. */
export async function listWaiting(db: Database, limit: number): Promise<{ watch: string; object: string }[]> {
  const { rows } = await sql<{ watch: string; object: string }>`
    select watch, object from signals where settled is null group by watch, object order by min(seq) limit ${limit}`.execute(
    db,
  )
  return rows
}

export interface WaitingSignal {
  readonly mark: string
  readonly at: Date
  readonly phase: SignalView['phase']
  readonly value: number | null
  readonly level: Level | null
  readonly reason: string
  readonly said: string | null
  readonly saidInEnglish: string | null
  readonly place: string | null
}

const mostAtOnce = 1000

/** The signals of an object that nobody has settled, in the order in which they were found. */
export async function readWaiting(tx: Tx, watch: string, object: string): Promise<WaitingSignal[]> {
  return tables(tx)
    .selectFrom('signals')
    .select([
      'mark',
      'at',
      'phase',
      'value',
      'level',
      'reason',
      'said',
      'said_in_english as saidInEnglish',
      'place',
    ])
    .where('watch', '=', watch)
    .where('object', '=', object)
    .where('settled', 'is', null)
    .orderBy('seq')
    .limit(mostAtOnce)
    .execute()
}

export async function settle(
  tx: Tx,
  watch: string,
  object: string,
  signals: readonly WaitingSignal[],
  as: SettledAs,
  warning: string | null,
): Promise<void> {
  await tables(tx)
    .updateTable('signals')
    .set({ settled: as, warning })
    .where('watch', '=', watch)
    .where('object', '=', object)
    .where(
      'mark',
      'in',
      signals.map((s) => s.mark),
    )
    .execute()
}

/** The silence that speaks of this object now, by the platform's clock. */
export async function findSilence(
  tx: Tx,
  about: { readonly kind: string; readonly object: string; readonly place: string },
  now: Date,
): Promise<string | undefined> {
  const rows = await tables(tx)
    .selectFrom('silences')
    .select(['id', 'kind', 'object', 'place'])
    .where('until', '>', now)
    .where('since', '<=', now)
    .where('ended_at', 'is', null)
    .execute()
  return rows.find((s) => isSilenced(s, about))?.id
}

/** Open warnings that could hold back one of this object: of the same object, or of a place around it. */
export async function listAround(
  tx: Tx,
  object: string,
  place: string,
): Promise<
  { kind: string; object: string; level: Level; place: string; warning: string; exercise: boolean }[]
> {
  const around = place.split('/').map((_, n, parts) => parts.slice(0, n + 1).join('/'))
  const isExercise = sql<boolean>`coalesce((coalesce(w.content, p.content)->>'exercise')::boolean, false)`
  return tables(tx)
    .selectFrom('open_warnings as o')
    .leftJoin('watches as w', 'w.id', 'o.watch')
    .leftJoin('patterns as p', 'p.id', 'o.watch')
    .select(['o.kind', 'o.object', 'o.level', 'o.place', 'o.warning', isExercise.as('exercise')])
    .where('o.object', 'in', [...new Set([object, ...around])])
    .execute()
}
