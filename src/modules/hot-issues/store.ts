import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { cleanText, nameSpans, wordCutter } from '#models/classifier'
import { type Placement, type StoredCluster, topicMark } from '#models/clusters'
import { findCategory } from '#modules/duties'
import { findPlace } from '#modules/territory'
import { commonPlace, type HeatMessage, heatFrom, issueName, matterWords } from './rules.ts'
import { type IssueRow, tables } from './tables.ts'

/** Members whose terms are looked at for the words of an issue. */
const readMembers = 60
const shownWords = 12

export type Issue = Omit<
  IssueRow,
  'changed' | 'settled' | 'terms' | 'places' | 'first_at' | 'last_at' | 'hot_at'
> & {
  readonly changed: string
  readonly settled: boolean
  readonly terms: [string, number][]
  readonly places: [string, number][]
  readonly first_at: Date
  readonly last_at: Date
  readonly hot_at: Date | null
}

/** One message that was placed, as it is stored. */
export interface Placed {
  readonly district: string
  readonly id: string
  readonly at: Date
  readonly person: string | null
  readonly place: string
  readonly category: string | null
  readonly placement: Placement
}

/** Locks the stream, so that clusters are changed one after the other. */
export async function lockStream(tx: Tx): Promise<{ version: number; total: number; backlog: boolean }> {
  const row = await tables(tx)
    .selectFrom('hot_issue_stream')
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { version: Number(row.version), total: row.total, backlog: row.backlog }
}

export async function saveStream(
  tx: Tx,
  change: { version?: number; total?: number; backlog?: boolean },
): Promise<void> {
  await tables(tx).updateTable('hot_issue_stream').set(change).execute()
}

/** A message that stands there already is left as it is. */
export async function saveMembers(tx: Tx, placed: readonly Placed[]): Promise<void> {
  const rows = placed.map(({ placement: p, ...m }) => ({
    district: m.district,
    message: m.id,
    issue: p.cluster,
    state: 'member',
    at: m.at.toISOString(),
    person: m.person,
    place: m.place,
    category: m.category,
    terms: p.terms,
    score: p.isNew ? 0 : p.score,
    reasons: p.reasons.slice(0, shownWords),
  }))
  await sql`insert into hot_issue_members (district, message, issue, state, at, person, place, category, terms, score, reasons)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (district text, message uuid, issue uuid, state text,
      at timestamptz, person uuid, place text, category text, terms jsonb, score double precision, reasons jsonb)
    on conflict on constraint hot_issue_members_pk do nothing`.execute(tx)
}

/** Clusters that the algorithm found to be one: the members move, and an officer can part them again. */
export async function saveAbsorbed(
  tx: Tx,
  into: string,
  absorbed: readonly string[],
  version: number,
): Promise<void> {
  await sql`update hot_issue_members set issue = ${into}, moved_from = issue
    where issue = any(${[...absorbed]}::uuid[])`.execute(tx)
  await tables(tx)
    .updateTable('hot_issues')
    .set({ state: 'merged', merged_into: into, changed: version })
    .where('id', 'in', [...absorbed])
    .execute()
}

export async function saveTerms(
  tx: Tx,
  counted: readonly (readonly [string, number])[],
  version: number,
): Promise<void> {
  await sql`insert into hot_issue_terms (term, count, changed)
    select t->>0, (t->>1)::double precision, ${version}::bigint from jsonb_array_elements(${JSON.stringify(counted)}::jsonb) as t
    on conflict on constraint hot_issue_terms_pk do update set count = excluded.count, changed = excluded.changed`.execute(
    tx,
  )
}

export async function findIssue(tx: Tx | Database, id: string): Promise<Issue | undefined> {
  const row = await tables(tx).selectFrom('hot_issues').selectAll().where('id', '=', id).executeTakeFirst()
  return row as Issue | undefined
}

/** The cluster of an issue as the model knows it. */
export function clusterOf(
  issue: Pick<Issue, 'id' | 'messages' | 'last_at' | 'terms' | 'places' | 'settled'>,
): StoredCluster {
  const { id, messages, last_at, terms, places, settled } = issue
  return { id, count: messages, lastAt: last_at.getTime(), terms, places, settled }
}

interface Refresh {
  readonly id: string
  /** Of the first message; kept where the issue is there already. */
  readonly district: string
  /** Undefined: the model has let go of it. */
  readonly cluster: StoredCluster | undefined
  readonly version: number
  readonly name?: string | undefined
  /** A person decided: from now on the algorithm merges it with nothing. */
  readonly byHand?: boolean
}

/** Brings an issue's row in line with its members: counts, heat, words, name, place. */
export async function refreshIssue(
  tx: Tx,
  { id, district, cluster, version, name, byHand = false }: Refresh,
): Promise<void> {
  const before = await findIssue(tx, id)
  const members = await listForHeat(tx, id)
  const times = members.map((m) => m.at)
  const heat = heatFrom(members)
  const terms = cluster?.terms.toSorted(([, a], [, b]) => b - a) ?? []
  const said = terms.filter(([term]) => !term.startsWith(topicMark))
  // What is merged away keeps its place: whoever merged it may part it again.
  const place =
    members.length === 0 && before !== undefined ? before.place : commonPlace(countPlaces(members))
  const category = commonest(members.map((m) => m.category))
  const words = members.length < 2 ? [] : await wordsOf(tx, id, said)
  const isNamed = name !== undefined || before?.named_by === 'person'
  const row = {
    version: (before?.version ?? 0) + 1,
    changed: version,
    name: isNamed ? (name ?? before?.name ?? '') : nameOf(place, words, category),
    named_by: isNamed ? ('person' as const) : ('algorithm' as const),
    settled: byHand || (before?.settled ?? false),
    place,
    category,
    words,
    terms: JSON.stringify(terms),
    places: JSON.stringify(cluster?.places ?? []),
    messages: members.length,
    people: heat.people,
    anonymous: members.filter((m) => m.person === null).length,
    weight: heat.weight,
    first_at: new Date(Math.min(...times, before?.first_at.getTime() ?? Infinity)),
    last_at: new Date(members.length === 0 ? (before?.last_at.getTime() ?? 0) : Math.max(...times)),
    hot_at: heat.hotAt === null ? (before?.hot_at ?? null) : new Date(heat.hotAt),
  }
  await tables(tx)
    .insertInto('hot_issues')
    .values({
      district: before?.district ?? district,
      id,
      state: 'open',
      merged_into: null,
      task: null,
      reason: null,
      ...row,
    })
    .onConflict((c) => c.columns(['district', 'id']).doUpdateSet(row))
    .execute()
}

interface MemberFacts extends HeatMessage {
  readonly place: string
  readonly category: string | null
}

async function listForHeat(tx: Tx, id: string): Promise<MemberFacts[]> {
  const { rows } = await sql<Omit<MemberFacts, 'at'> & { at: Date }>`
    select m.at, m.person, m.place, m.category,
      greatest(coalesce(cardinality(c.people), 0) - case when m.person is null then 0 else 1 end, 0) as followers
    from hot_issue_members m left join cases c on c.district = m.district and c.id = m.message
    where m.issue = ${id} and m.state = 'member'`.execute(tx)
  return rows.map((r) => ({ ...r, at: r.at.getTime() }))
}

async function wordsOf(tx: Tx, id: string, terms: StoredCluster['terms']): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('hot_issue_members')
    .select('terms')
    .where('issue', '=', id)
    .where('state', '=', 'member')
    .orderBy('at', 'desc')
    .limit(readMembers)
    .execute()
  const holders = new Map<string, number>()
  for (const row of rows) for (const [term] of row.terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  return matterWords(terms, (term) => holders.get(term) ?? 0, showsName, shownWords)
}

/** Whether the term shows a person's name: as a name it stands in no heading. */
function showsName(term: string): boolean {
  return nameSpans(cleanText(term), wordCutter()).length > 0
}

function nameOf(place: string, words: readonly string[], category: string | null): string {
  const at = findPlace(place.split('/').at(-1) ?? '')?.name ?? ''
  return issueName(at, words, category === null ? null : (findCategory(category)?.zh ?? null))
}

function countPlaces(members: readonly MemberFacts[]): [string, number][] {
  return [...Map.groupBy(members, (m) => m.place)].map(([place, all]) => [place, all.length])
}

function commonest(values: readonly (string | null)[]): string | null {
  const counts = Map.groupBy(
    values.filter((v) => v !== null),
    (v) => v,
  )
  const [first] = [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  return first?.[0] ?? null
}
