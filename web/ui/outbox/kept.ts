import { ApiProblem, NetworkFailure } from '../api.ts'
import { deviceNow } from '../clock.ts'
import { records } from './database.ts'
import { currentEntries, loadOutbox, removeEntry } from './store.ts'

/** What the server answered, and when: null when it was just now. */
export interface Told<T> {
  readonly answer: T
  /** Milliseconds since 1970 by the device. */
  readonly at: number | null
}

interface Kept<T> {
  readonly id: string
  readonly answer: T
  readonly at: number
}

const all = 'kept:'
/** Answers of one account on one device, the newest ones. */
const mostKept = 60
const longestKeptMs = 14 * 24 * 3_600_000
/** A weak signal is no better than none: after this the kept answer is shown. */
const patienceMs = 4000
/** Whose answers are kept: anybody's until it is known who is signed in, nobody's after signing out. */
let keptFor: { readonly owner: string | undefined } | undefined

/**
 * The server's answer, kept on the device; without a network what was kept last. The account that asked is part of its
 * name, so that nobody reads what another was shown.
 */
export async function keptAnswer<T>(owner: string, what: string, ask: () => Promise<T>): Promise<Told<T>> {
  const id = `${all}${owner}:${what}`
  const fresh = ask().then(async (answer) => {
    await keep(owner, { id, answer, at: deviceNow().getTime() }).catch(() => undefined)
    return { answer, at: null }
  })
  const kept = await records.find<Kept<T>>('drafts', id).catch(() => undefined)
  if (kept === undefined) return fresh
  const last = { answer: kept.answer, at: kept.at }
  return Promise.race([fresh, after(patienceMs).then(() => last)]).catch(async (error: unknown) => {
    if (error instanceof NetworkFailure) return last
    // No longer this account's to read.
    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404))
      await records.remove('drafts', id)
    throw error
  })
}

async function keep(owner: string, record: Kept<unknown>): Promise<void> {
  // It was asked for before somebody signed out, and came after.
  if (keptFor !== undefined && keptFor.owner !== owner) return
  await records.save('drafts', record)
  const mine = await records.listBelow<Kept<unknown>>('drafts', `${all}${owner}:`)
  const newest = mine.toSorted((a, b) => b.at - a.at)
  const old = newest.filter((k, i) => i >= mostKept || record.at - k.at > longestKeptMs)
  for (const { id } of old) await records.remove('drafts', id)
}

/**
 * Leaves on the device nothing of what others than `owner` were shown, nor what programs answered them; without an owner
 * nothing of anybody. What was not sent yet stays: its writer alone sees it and sends it.
 */
export async function forgetRead(owner?: string): Promise<void> {
  keptFor = { owner }
  for (const id of await records.idsBelow('drafts', all))
    if (owner === undefined || !id.startsWith(`${all}${owner}:`)) await records.remove('drafts', id)
  await loadOutbox()
  for (const entry of currentEntries())
    if (entry.state === 'sent' && entry.owner !== owner) await removeEntry(entry.id)
}

/** The answers that the workers of the apps keep: they know no accounts. */
export async function forgetAnswers(): Promise<void> {
  const names = 'caches' in globalThis ? await caches.keys() : []
  await Promise.all(names.filter((n) => /^zhizhi-.+-answers-/.test(n)).map((n) => caches.delete(n)))
}

function after(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
