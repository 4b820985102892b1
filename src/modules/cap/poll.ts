import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { type Answer, ask, OutboundError } from '#kernel/outbound'
import type { CapActions } from './actions.ts'
import type { Fault, Reason } from './contract.ts'
import { type FeedEntry, longestAlert, longestFeed, readAlert, readFeed, writeAlert } from './rules.ts'
import { findSource, type StoredEntry, type StoredSource, secretOf } from './store.ts'
import { tables } from './tables.ts'

export const pollActor = systemActor('cap.poll')

/** One reading of a source, at most; what is left is read the next time. */
const longestRunMs = 5 * 60_000
const mostAtOnce = 200

interface Poll {
  readonly kernel: Kernel
  readonly actions: CapActions
  readonly source: StoredSource
  readonly signal: AbortSignal
}

/** Reads a source once. What goes wrong is told by the source and its entries, never thrown at the queue. */
export async function pollSource(
  kernel: Kernel,
  actions: CapActions,
  { id, forced }: { readonly id: string; readonly forced: boolean },
): Promise<void> {
  const source = await findSource(kernel.app.db, id)
  if (source === undefined || (!source.enabled && !forced)) return
  const poll = { kernel, actions, source, signal: AbortSignal.timeout(longestRunMs) }
  let brought = 0
  let error: Reason | null = null
  let marks: { etag: string | null; modified: string | null } | null = null
  try {
    const answer = await fetchFrom(poll, new URL(source.url), longestFeed, conditionsOf(source))
    if (answer.status !== 304) {
      brought += await takeAnswer(poll, answer)
      marks = { etag: headerOf(answer, 'etag', 500), modified: headerOf(answer, 'last-modified', 100) }
    }
  } catch (failure) {
    error = reasonOf(kernel, failure)
  }
  // What waits is tried also when the feed itself is out of reach or has nothing new.
  brought += await readWaiting(poll)
  await kernel.execute(actions.finishPoll, {
    actor: pollActor,
    input: { source: source.id, error, brought, marks },
  })
}

function conditionsOf({ etag, modified }: StoredSource): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  }
}

function headerOf({ headers }: Answer, name: string, most: number): string | null {
  const value = headers[name]
  return typeof value === 'string' && value.length <= most ? value : null
}

/** One GET; the token goes to the source's own server only. @throws OutboundError */
async function fetchFrom(
  { kernel, source, signal }: Poll,
  url: URL,
  mostBytes: number,
  conditions: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const secret = secretOf(kernel.key, source)
  const isHome = url.origin === new URL(source.url).origin
  const answer = await ask({
    url,
    headers: {
      accept: 'application/cap+xml, application/atom+xml, application/rss+xml, application/xml, text/xml',
      ...conditions,
      ...(secret !== null && isHome ? { authorization: `Bearer ${secret}` } : {}),
    },
    ca: '',
    timeoutMs: source.timeout_seconds * 1000,
    mostBytes,
    signal,
    allowed: kernel.config.pulls.allowed,
  })
  const { status } = answer
  if (status === 401 || status === 403) throw new OutboundError('auth', { status })
  const isUnchanged = status === 304 && Object.keys(conditions).length > 0
  if (status >= 300 && status < 400 && !isUnchanged) throw new OutboundError('redirect', { status })
  if (status !== 200 && !isUnchanged) throw new OutboundError('status', { status })
  return answer
}

/** @returns how many new messages it brought */
async function takeAnswer(poll: Poll, answer: Answer): Promise<number> {
  const { kernel, actions, source } = poll
  const feed = readFeed(answer.body, source.url)
  if (feed.kind === 'unreadable') throw new FaultyDocument([feed.fault])
  if (feed.kind === 'alert') return (await receive(poll, answer.body, null)) ? 1 : 0
  await kernel.execute(actions.noteEntries, {
    actor: pollActor,
    input: { source: source.id, entries: feed.entries.map(seenOf) },
  })
  return 0
}

function seenOf({ key, mark, title, url, inside }: FeedEntry) {
  const alert = inside?.alert
  const xml = alert === undefined ? null : Buffer.from(writeAlert(alert)).toString('base64')
  return { key, mark, title, url, inside: xml }
}

/** A document that came whole and says nothing that could be kept. */
class FaultyDocument extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super('faulty document')
    this.faults = faults
  }
}

async function readWaiting(poll: Poll): Promise<number> {
  const { kernel, source, signal } = poll
  const waiting = await tables(kernel.app.db)
    .selectFrom('cap_entries')
    .selectAll()
    .where('source', '=', source.id)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', kernel.clock.now())
    .orderBy('next_try_at')
    .limit(mostAtOnce)
    .execute()
  let brought = 0
  for (const entry of waiting) {
    if (signal.aborted) break
    if (await readEntry(poll, entry)) brought++
  }
  return brought
}

/** @returns whether it was new */
async function readEntry(poll: Poll, entry: StoredEntry): Promise<boolean> {
  const { kernel, actions, source } = poll
  try {
    if (entry.inside !== null) return await receive(poll, entry.inside, entry.key)
    if (entry.url === null) throw new FaultyDocument([linkMissing])
    const answer = await fetchFrom(poll, new URL(entry.url), longestAlert)
    return await receive(poll, answer.body, entry.key)
  } catch (failure) {
    // What came whole and is wrong will be wrong again; what did not come may come.
    const isFinal = failure instanceof FaultyDocument || failure instanceof Refusal
    const input = { source: source.id, key: entry.key, reason: reasonOf(kernel, failure), isFinal }
    await kernel.execute(actions.failEntry, { actor: pollActor, input })
    return false
  }
}

const linkMissing: Fault = { kind: 'schema', key: 'no-link', at: '', values: {} }

async function receive(poll: Poll, body: Uint8Array, entry: string | null): Promise<boolean> {
  const { kernel, actions, source } = poll
  const { alert, faults } = readAlert(body)
  if (alert === undefined) throw new FaultyDocument(faults)
  const input = { xml: Buffer.from(body).toString('base64'), source: source.id, entry }
  return (await kernel.execute(actions.receive, { actor: pollActor, input })).isNew
}

/** The first fault with how many there are, a server's trouble, or why the platform refused. */
function reasonOf(kernel: Kernel, failure: unknown): Reason {
  if (failure instanceof OutboundError) return failure.reason
  if (failure instanceof FaultyDocument) {
    const [first] = failure.faults
    return {
      key: first?.key ?? 'failed',
      values: { ...first?.values, at: first?.at ?? '', n: failure.faults.length },
    }
  }
  if (failure instanceof Refusal)
    return { key: failure.message, values: { identifier: String(failure.details.identifier ?? '') } }
  kernel.log.error('a CAP source could not be read', failure)
  return { key: 'failed', values: { code: failure instanceof Error ? failure.name : 'unknown' } }
}
