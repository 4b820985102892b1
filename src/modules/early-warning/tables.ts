import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type {
  ConsentState,
  Fact,
  Level,
  PatternContent,
  PatternRule,
  Phase,
  Reach,
  SettledAs,
  WatchContent,
  WatchState,
} from './contract.ts'
import type { PatternState } from './rules.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

export interface WatchTable {
  id: string
  version: number
  state: WatchState
  resource: string
  content: Json<WatchContent>
  owner: string | null
  /** Version that a process reads by. */
  taken: ColumnType<number | null, never, number>
  changed_at: Time
  changed_by: string
}

export interface SignalTable {
  watch: string
  object: string
  mark: string
  seq: GeneratedAlways<string>
  at: Time
  found_at: Time
  phase: Phase
  value: number | null
  expected: number | null
  lower: number | null
  upper: number | null
  score: number
  level: Level | null
  reason: string
  said: string | null
  said_in_english: string | null
  trace: Json<Record<string, number>>
  place: string | null
  settled: SettledAs | null
  warning: string | null
  correlated: ColumnType<boolean, never, boolean>
}

type EarlyWarningTables = {
  watches: WatchTable
  stream_cursors: {
    resource: string
    partition: number
    partitions: number
    tx: string
    seq: string
    holder: string | null
    until: Time
    reads_by: ColumnType<string, string | undefined, string>
  }
  series_states: {
    watch: string
    object: string
    version: number
    at: Date | null
    late: string
    state: Json<unknown>
    tx: ColumnType<string, never, never>
    seq: ColumnType<string, never, never>
  }
  signals: SignalTable
  watch_consents: {
    id: string
    watch: string
    resource: string
    provider: string
    owner: string | null
    reach: Json<Reach>
    purpose: string
    state: ConsentState
    asked_at: Time
    asked_by: string
    answered_at: ColumnType<Date | null, never, Date>
    answered_by: ColumnType<string | null, never, string>
    reason: ColumnType<string, never, string>
  }
  patterns: Omit<WatchTable, 'resource' | 'content' | 'owner'> & { content: Json<PatternContent> }
  pattern_states: {
    pattern: string
    version: number
    part: string
    due: Time | null
    lost: string
    state: Json<PatternState>
    used_at: Time
  }
  pattern_matches: {
    pattern: string
    object: string
    mark: string
    at: Time
    rule: Json<PatternRule>
    facts: Json<readonly Fact[]>
  }
  open_warnings: {
    kind: string
    object: string
    warning: string
    watch: string
    level: Level
    place: string
    last_at: Time
    calm_at: Time
  }
  silences: {
    id: string
    kind: string | null
    object: string | null
    place: string
    since: Time
    until: Time
    reason: string
    owner: string
    made_at: Time
    ended_at: ColumnType<Date | null, Date | null, Date | null>
    told_at: ColumnType<Date | null, Date | null, Date | null>
    held: ColumnType<string, number | undefined, number | string>
  }
  missed_events: {
    id: string
    kind: string
    domain: string
    place: string
    at: Time
    text: string
    noted_at: Time
    noted_by: string
  }
  warning_limits: {
    level: Level
    acknowledge_minutes: number
    handle_hours: number
    version: number
    changed_at: ColumnType<Date | null, Date, Date>
    changed_by: string | null
    reason: string
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<EarlyWarningTables>()
}
