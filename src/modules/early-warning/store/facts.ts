import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { StoredEvent } from '#kernel/events'
import { nameDevices } from '#modules/devices'
import { type Fact, Level, type PatternContent } from '../contract.ts'

/** A fact, and when the platform learned of it, in milliseconds since the epoch. */
export interface Heard {
  readonly fact: Fact
  readonly known: number
}

interface SignalRow {
  watch: string
  object: string
  mark: string
  at: Date
  found_at: Date
  phase: string
  level: Fact['level']
  place: string | null
  warning: string | null
  kind: string | null
  exercise: boolean | null
}

const ofSignal = sql.raw(`s.watch, s.object, s.mark, s.at, s.found_at, s.phase, s.level, s.place, s.warning,
  w.content->>'kind' as kind, (w.content->>'exercise')::boolean as exercise`)

/**
 * The next signals that patterns have not seen, marked as seen in this transaction.
 * @returns facts of those that a watch gave at the beginning or a rise of an anomaly, and how many signals were taken
 */
export async function takeSignals(tx: Tx, limit: number): Promise<{ taken: number; heard: Heard[] }> {
  const { rows } = await sql<SignalRow>`
    with next as (select watch, object, mark from signals where not correlated order by seq limit ${limit} for update),
    s as (update signals g set correlated = true from next n
      where g.watch = n.watch and g.object = n.object and g.mark = n.mark returning g.*)
    select ${ofSignal} from s left join watches w on w.id = s.watch order by s.seq`.execute(tx)
  return { taken: rows.length, heard: await heardOfSignals(tx, rows) }
}

/** A match of a pattern is no fact of another: its warning is one, when it is raised. */
async function heardOfSignals(tx: Tx | Database, rows: readonly SignalRow[]): Promise<Heard[]> {
  const meant = rows.filter((r) => r.kind !== null && (r.phase === 'onset' || r.phase === 'level'))
  const devices = await nameDevices(tx, [...new Set(meant.map((r) => r.object))])
  return meant.map((r) => ({
    known: r.found_at.getTime(),
    fact: {
      id: `signal ${r.watch} ${r.object} ${r.mark}`,
      source: 'signal',
      kind: r.kind ?? '',
      object: r.object,
      place: r.place,
      point: devices.get(r.object)?.point ?? null,
      at: r.at.getTime(),
      level: r.level,
      exercise: r.exercise === true,
      warning: r.warning,
    },
  }))
}

interface CaseRow {
  id: string
  type: string
  number: string
  place: string
  category: string | null
  created_at: Date
  point: Fact['point']
  details: Record<string, unknown>
}

const ofCase = sql.raw(`id, type, number, place, category, created_at, document->'point' as point,
  case when type = 'warning' then document->'details' else '{}' end as details`)

/** An appeal is a fact when its category is known, at the time when it was made; a warning at that of its first signal. */
function factOfCase(r: CaseRow): Fact[] {
  const base = { id: `${r.type} ${r.id}`, place: r.place, point: r.point }
  if (r.type === 'appeal' && r.category !== null)
    return [
      {
        ...base,
        source: 'appeal',
        kind: r.category,
        object: r.number,
        at: r.created_at.getTime(),
        level: null,
        exercise: false,
        warning: null,
      },
    ]
  if (r.type !== 'warning') return []
  const { kind, object, since, level, exercise } = r.details
  return [
    {
      ...base,
      source: 'warning',
      kind: String(kind),
      object: String(object),
      at: Date.parse(String(since)),
      level: Level.safeParse(level).data ?? null,
      exercise: exercise === true,
      warning: r.id,
    },
  ]
}

/** CAP 1.2 severity as our level; `Unknown` has none. */
const levelOfSeverity: Readonly<Record<string, Fact['level']>> = {
  Extreme: 'red',
  Severe: 'orange',
  Moderate: 'yellow',
  Minor: 'blue',
}

type Mapped = Pick<StoredEvent, 'id' | 'name' | 'at' | 'subject' | 'payload'>

/** The one table of what an event of the outbox says to patterns; those of cases are read from the case. */
const eventFacts: Readonly<Record<string, (e: Mapped) => Fact | undefined>> = {
  'device.silent': (e) => ({
    id: `event ${e.id}`,
    source: 'device-silent',
    kind: '',
    object: e.subject.id,
    place: e.subject.place ?? null,
    point: null,
    at: e.at.getTime(),
    level: null,
    exercise: false,
    warning: null,
  }),
  'cap.received': (e) =>
    e.payload.status !== 'Actual' || e.payload.msgType === 'Cancel'
      ? undefined
      : {
          id: `cap ${e.subject.id}`,
          source: 'cap',
          kind: String(e.payload.event ?? '').slice(0, 80),
          object: String(e.payload.headline ?? e.payload.identifier ?? e.subject.id).slice(0, 200),
          place: e.subject.place ?? null,
          point: null,
          at: Date.parse(String(e.payload.effective ?? e.payload.sent)) || e.at.getTime(),
          level: levelOfSeverity[String(e.payload.severity)] ?? null,
          exercise: e.payload.simulated === true,
          warning: null,
        },
}
const caseEvents = new Set([
  'appeal.submitted',
  'appeal.classified',
  'appeal.dispatched',
  'warning.submitted',
])

/** What a batch of the outbox says to patterns. */
export async function heardOfEvents(tx: Tx, events: readonly Mapped[]): Promise<Heard[]> {
  const direct = events.flatMap((e) => {
    const fact = eventFacts[e.name]?.(e)
    return fact === undefined ? [] : [{ fact, known: e.at.getTime() }]
  })
  // A case that an event tells of again is known since the last one: what it is may only have come with it.
  const cases = new Map(
    events.filter((e) => caseEvents.has(e.name)).map((e) => [e.subject.id, e.at.getTime()]),
  )
  if (cases.size === 0) return withPoints(tx, direct)
  const { rows } = await sql<CaseRow>`
    select ${ofCase} from cases where id = any(${[...cases.keys()]}::uuid[])`.execute(tx)
  const told = rows.flatMap((r) => factOfCase(r).map((fact) => ({ fact, known: cases.get(r.id) ?? 0 })))
  return [...(await withPoints(tx, direct)), ...told]
}

async function withPoints(tx: Tx, heard: readonly Heard[]): Promise<Heard[]> {
  const silent = heard.filter(({ fact }) => fact.source === 'device-silent')
  const devices = await nameDevices(
    tx,
    silent.map(({ fact }) => fact.object),
  )
  return heard.map((h) =>
    h.fact.source === 'cap'
      ? h
      : { ...h, fact: { ...h.fact, point: devices.get(h.fact.object)?.point ?? null } },
  )
}

/** What was in a period, oldest first, as far as a pattern's conditions may ask for it. */
export async function readPastFacts(
  tx: Tx,
  content: PatternContent,
  period: { readonly from: Date; readonly until: Date },
  limit: number,
): Promise<{ readonly facts: readonly Fact[]; readonly cut: boolean }> {
  const sources = new Set(content.combination.conditions.map((c) => c.source))
  const there = (column: string) =>
    sql<boolean>`exists (select 1 from unnest(${content.places}::text[]) as p (path)
      where ${sql.ref(column)} = p.path or starts_with(${sql.ref(column)}, p.path || '/'))`
  const during = (column: string) =>
    sql<boolean>`${sql.ref(column)} >= ${period.from}::timestamptz and ${sql.ref(column)} < ${period.until}::timestamptz`
  const facts: Fact[] = []
  let cut = false
  const take = async <R extends object>(
    query: RawBuilder<R>,
    of: (rows: readonly R[]) => Fact[] | Promise<Fact[]>,
  ) => {
    const { rows } = await query.execute(tx)
    cut ||= rows.length >= limit
    for (const fact of await of(rows)) facts.push(fact)
  }
  if (sources.has('signal'))
    await take(
      sql<SignalRow>`select ${ofSignal} from signals s join watches w on w.id = s.watch
        where ${during('s.at')} and ${there('s.place')} and s.phase in ('onset', 'level') order by s.at limit ${limit}`,
      async (rows) => (await heardOfSignals(tx, rows)).map((h) => h.fact),
    )
  for (const type of ['appeal', 'warning'] as const)
    if (sources.has(type))
      await take(
        sql<CaseRow>`select ${ofCase} from cases where type = ${type} and ${during('created_at')} and ${there('place')}
          order by created_at limit ${limit}`,
        (rows) => rows.flatMap(factOfCase),
      )
  if (sources.has('device-silent') || sources.has('cap'))
    await take(
      sql<Mapped>`select id, name, at, subject, payload from events
        where ${during('at')} and name in ('device.silent', 'cap.received') order by at limit ${limit}`,
      async (rows) => (await heardOfEvents(tx, rows)).map((h) => h.fact),
    )
  return { facts: facts.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)), cut }
}

/** Of the oldest event that the outbox still holds; it forgets after some days. */
export async function oldestEvent(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select min(at) as at from events`.execute(tx)
  return rows[0]?.at ?? null
}

/** What people said of warnings, by id. */
export async function readVerdicts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; verdict: string }>`
    select id, document->'details'->'verdict'->>'verdict' as verdict from cases
    where id = any(${ids}::uuid[]) and document->'details'->'verdict'->>'verdict' is not null`.execute(tx)
  return new Map(rows.map((r) => [r.id, r.verdict]))
}
