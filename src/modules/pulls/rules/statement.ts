import type { DatabasePlace } from '../contract/place.ts'
import type { Position } from '../contract/source.ts'

/** Words that change something, lock, wait, or reach outside the database: none has a place in a statement that reads. */
const forbidden = new Set(
  `insert update delete merge replace into truncate drop alter create grant revoke copy call do execute prepare
  deallocate lock unlock set reset begin commit rollback savepoint vacuum analyze reindex cluster listen notify load
  handler kill shutdown outfile dumpfile infile nextval setval set_config pg_sleep pg_sleep_for pg_sleep_until sleep
  benchmark load_file get_lock release_lock lo_import lo_export lo_put lo_create lo_unlink pg_read_file
  pg_read_binary_file pg_ls_dir pg_stat_file pg_terminate_backend pg_cancel_backend pg_reload_conf pg_advisory_lock
  pg_advisory_xact_lock pg_notify dblink dblink_exec dblink_connect query_to_xml database_to_xml xp_cmdshell
  sys_exec sys_eval`.split(/\s+/),
)

export type StatementFault =
  | 'not-a-select'
  | 'several'
  | 'comment'
  | 'escape'
  | 'open-quote'
  | 'forbidden-word'

/**
 * Undefined for one statement that only reads. Stricter than SQL: no comments and no backslashes, since servers differ
 * in how they read them. A read-only transaction and the account's rights stand behind it.
 */
export function faultOfSelect(text: string): { fault: StatementFault; word?: string } | undefined {
  if (/--|\/\*|#/.test(withoutQuoted(text) ?? '')) return { fault: 'comment' }
  if (/\\|\$\w*\$/.test(text)) return { fault: 'escape' }
  const bare = withoutQuoted(text)
  if (bare === undefined) return { fault: 'open-quote' }
  if (bare.includes(';')) return { fault: 'several' }
  const words = bare.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []
  if (words[0] !== 'select' && words[0] !== 'with') return { fault: 'not-a-select' }
  const word = words.find((w) => forbidden.has(w))
  return word === undefined ? undefined : { fault: 'forbidden-word', word }
}

/** Without texts and quoted names; a doubled quote is one inside. Undefined when one stays open. */
function withoutQuoted(text: string): string | undefined {
  const bare = text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`/g, ' q ')
  return /['"`]/.test(bare) ? undefined : bare
}

export interface Statement {
  readonly text: string
  readonly values: readonly (string | number)[]
}

/** Rows after a position in their order; rows whose time lies in the source's own future wait until it has come. */
export function statementOf(place: DatabasePlace, position: Position | null): Statement {
  const q = place.kind === 'postgresql' ? '"' : '`'
  const name = (n: string) =>
    n
      .split('.')
      .map((part) => `${q}${part}${q}`)
      .join('.')
  const from = 'table' in place.from ? name(place.from.table) : `(${place.from.select}) as pulled`
  const mark = (n: number) => (place.kind === 'postgresql' ? `$${n}` : '?')
  const { reads } = place
  if (reads.by === 'all') return { text: `select * from ${from}`, values: [] }
  const key = name(reads.key)
  const known = position?.key ?? null
  if (reads.by === 'key')
    return {
      text: `select * from ${from}${known === null ? '' : ` where ${key} > ${mark(1)}`} order by ${key}`,
      values: known === null ? [] : [known],
    }
  const time = name(reads.time)
  const since = position?.time ?? null
  const now = place.kind === 'postgresql' ? 'now()' : 'now(6)'
  const order = `${time} <= ${now} order by ${time}, ${key}`
  if (since === null) return { text: `select * from ${from} where ${order}`, values: [] }
  if (reads.overlapMinutes > 0)
    return {
      text: `select * from ${from} where ${time} > ${earlier(place, reads.overlapMinutes)} and ${order}`,
      values: [since],
    }
  return {
    text: `select * from ${from} where (${time}, ${key}) > (${mark(1)}, ${mark(2)}) and ${order}`,
    values: [since, known ?? ''],
  }
}

function earlier(place: DatabasePlace, minutes: number): string {
  return place.kind === 'postgresql'
    ? `$1::timestamptz - make_interval(mins => ${minutes})`
    : `cast(? as datetime(6)) - interval ${minutes} minute`
}

/** The position behind a row. @returns a string: the column that the row lacks */
export function positionOf(
  place: DatabasePlace,
  row: Readonly<Record<string, unknown>>,
): Position | null | string {
  const { reads } = place
  if (reads.by === 'all') return null
  const wanted = reads.by === 'key' ? [reads.key] : [reads.time, reads.key]
  const gone = wanted.find((c) => row[c] === undefined || row[c] === null)
  if (gone !== undefined) return gone
  const key = String(row[reads.key])
  return reads.by === 'key' ? { key } : { time: String(row[reads.time]), key }
}
