import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { algorithmApproved } from '#kernel/decisions'
import { consume, type StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import { type Message as ClusterMessage, Clusters, defaultSettings, faded } from '#models/clusters'
import { findCategory, matchCategories } from '#modules/duties'
import { issueAlgorithm } from '../algorithm.ts'
import { roadOf, townshipOf } from '../rules.ts'
import {
  clusterOf,
  type Issue,
  lockStream,
  type Placed,
  refreshIssue,
  saveAbsorbed,
  saveMembers,
  saveStream,
  saveTerms,
} from '../store.ts'
import { tables } from '../tables.ts'

const consumer = 'hot-issues'
/** A message costs about a millisecond to place; so many keep a transaction below a second. */
const batch = 200
const everyMs = 500
/** Older messages are not taken in after an approval. */
const backlogDays = 90
const dayMs = 86_400_000
/** Below a keyword match of this score a category is as often wrong as right. */
const leastMatch = 0.3

interface Memory {
  readonly clusters: Clusters
  version: number
}

/** Places each appeal as it comes, while the process lives; several processes take turns. */
export function startIssueStream(kernel: Pick<Kernel, 'app' | 'log' | 'clock'>): () => void {
  let running = true
  let wakeUp: () => void = () => {}
  const stream = createIssueStream(kernel.app.db)
  const loop = async () => {
    while (running) {
      const moved = await stream.next(kernel.clock.now()).catch((error: unknown) => {
        if (running) kernel.log.warn('grouping messages failed', error)
        return 0
      })
      if (moved > 0 || !running) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  void loop()
  return () => {
    running = false
    wakeUp()
  }
}

/**
 * The clusters in memory are a copy of the rows: what others changed is read before a batch, what a batch changed is
 * written with the cursor, and after a failure the copy is thrown away.
 */
export function createIssueStream(db: Database): { next(now: Date): Promise<number> } {
  let memory: Memory | undefined
  const guarded = async (work: () => Promise<number>) => {
    try {
      return await work()
    } catch (error) {
      memory = undefined
      throw error
    }
  }
  const place = async (tx: Tx, ids: readonly string[], now: Date) => {
    memory = await readMemory(tx, memory, now)
    await placeMessages(tx, memory, ids)
  }
  return {
    next: (now) =>
      guarded(async () => {
        const moved = await consume(db, consumer, (tx, events) => handle(tx, events, now, place), batch)
        return moved > 0 ? moved : takeBacklog(db, now, place)
      }),
  }
}

type Place = (tx: Tx, ids: readonly string[], now: Date) => Promise<void>

/** While no approved version runs, messages pass by; those of the last ninety days are taken in after an approval. */
async function handle(tx: Tx, events: readonly StoredEvent[], now: Date, place: Place): Promise<void> {
  const isApproved = (e: StoredEvent) =>
    e.name === 'algorithm.approved' && e.payload.code === issueAlgorithm.code
  if (events.some(isApproved)) await saveStream(tx, { backlog: true })
  const ids = [...new Set(events.filter((e) => e.name === 'appeal.submitted').map((e) => e.subject.id))]
  if (ids.length === 0 || !(await algorithmApproved(tx, issueAlgorithm))) return
  await place(tx, ids, now)
}

async function takeBacklog(db: Database, now: Date, place: Place): Promise<number> {
  const waits = await tables(db).selectFrom('hot_issue_stream').select('backlog').executeTakeFirst()
  if (waits?.backlog !== true) return 0
  return db.transaction().execute(async (tx) => {
    await lockStream(tx)
    const since = new Date(now.getTime() - backlogDays * dayMs)
    const { rows } = await sql<{ id: string }>`select c.id from cases c
      where c.type = 'appeal' and c.created_at > ${since}
        and not exists (select 1 from hot_issue_members m where m.district = c.district and m.message = c.id)
      order by c.created_at, c.id limit ${batch}`.execute(tx)
    const go = rows.length > 0 && (await algorithmApproved(tx, issueAlgorithm))
    if (go)
      await place(
        tx,
        rows.map((r) => r.id),
        now,
      )
    else await saveStream(tx, { backlog: false })
    return go ? rows.length : 0
  })
}

/** Takes in what was changed since the memory was read: everything, the first time. */
async function readMemory(tx: Tx, memory: Memory | undefined, now: Date): Promise<Memory> {
  const { version, total } = await lockStream(tx)
  const known = memory ?? { clusters: new Clusters(defaultSettings), version: -1 }
  if (known.version === version) return known
  const alive = new Date(now.getTime() - defaultSettings.keepDays * dayMs)
  const rows = (await tables(tx)
    .selectFrom('hot_issues')
    .select(['id', 'state', 'messages', 'last_at', 'terms', 'places', 'settled'])
    .where('changed', '>', String(known.version))
    .where('last_at', '>', alive)
    .execute()) as Pick<Issue, 'id' | 'state' | 'messages' | 'last_at' | 'terms' | 'places' | 'settled'>[]
  // A dismissed issue goes on taking its messages, else they would make it anew.
  for (const row of rows)
    if (row.state === 'merged' || row.messages === 0) known.clusters.forget(row.id)
    else known.clusters.restore(clusterOf(row))
  const counts = await tables(tx)
    .selectFrom('hot_issue_terms')
    .select(['term', 'count'])
    .where('changed', '>', String(known.version))
    .where('count', '>=', faded(now.getTime(), defaultSettings.fadeDays))
    .execute()
  known.clusters.restoreCounts({ total, terms: counts.map((r) => [r.term, r.count]) })
  return { ...known, version }
}

interface Message {
  readonly district: string
  readonly id: string
  readonly place: string
  readonly category: string | null
  readonly at: Date
  readonly title: string
  readonly address: string | null
  readonly person: string | null
  readonly body: string
}

async function placeMessages(tx: Tx, memory: Memory, ids: readonly string[]): Promise<void> {
  const messages = await listNew(tx, ids)
  if (messages.length === 0) return
  const version = memory.version + 1
  const placed = messages.map((m): Placed => {
    const category = categoryOf(m)
    const placement = memory.clusters.add(readMessage({ ...m, category }))
    return { ...m, category, placement }
  })
  await saveMembers(tx, placed)
  await saveTerms(tx, memory.clusters.takeCounted(), version)
  await saveStream(tx, { version, total: memory.clusters.total })
  for (const { placement: p } of placed)
    if (p.absorbed.length > 0) await saveAbsorbed(tx, p.cluster, p.absorbed, version)
  for (const [id, of] of Map.groupBy(placed, (p) => p.placement.cluster)) {
    const cluster = memory.clusters.find(id)
    // What the same batch absorbed again lives on in the other.
    if (cluster !== undefined)
      await refreshIssue(tx, { id, district: of[0]?.district ?? '', cluster, version })
  }
  memory.version = version
}

/** The messages that have no place yet, oldest first. */
async function listNew(tx: Tx, ids: readonly string[]): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select c.district, c.id, c.place, c.category, c.created_at as at, c.document->>'title' as title,
      c.document->>'address' as address, (c.document->>'applicant')::uuid as person, t.body
    from cases c join case_texts t on t.district = c.district and t.case_id = c.id
    where c.id = any(${[...ids]}::uuid[]) and c.type = 'appeal'
      and not exists (select 1 from hot_issue_members m where m.district = c.district and m.message = c.id)
    order by c.created_at, c.id`.execute(tx)
  return rows
}

/** An appeal as the clusters read it. */
export function readMessage(m: Omit<Message, 'district' | 'person'>): ClusterMessage {
  return {
    id: m.id,
    at: m.at.getTime(),
    // A title that was cut from the message would count its beginning twice.
    title: m.body.startsWith(m.title.replace(/…$/, '')) ? '' : m.title,
    text: m.body,
    where: roadOf(m.address ?? ''),
    topic: m.category === null ? '' : (findCategory(m.category)?.zh ?? m.category),
    place: townshipOf(m.place),
  }
}

/** Level 2 at most: what keywords say of one message is too uncertain to go deeper. */
export function categoryOf(m: Pick<Message, 'category' | 'title' | 'body'>): string | null {
  const known = m.category ?? matchCategories(`${m.title} ${m.body}`).find((c) => c.score >= leastMatch)?.code
  return known?.slice(0, 4) ?? null
}
