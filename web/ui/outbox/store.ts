import { useSyncExternalStore } from 'react'
import { newIntentionKey } from '../api.ts'
import { deviceNow } from '../clock.ts'
import { records } from './database.ts'
import {
  advance,
  countUnsent,
  type Entry,
  type Happening,
  isOutdated,
  newEntry,
  type WaitingPhoto,
} from './entry.ts'
import type { Work } from './work.ts'

interface Outbox {
  readonly entries: readonly Entry[]
  readonly isLoaded: boolean
}

const listeners = new Set<() => void>()
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhizhi-outbox') : null
let outbox: Outbox = { entries: [], isLoaded: false }

function change(entries: readonly Entry[]): void {
  outbox = { entries: entries.toSorted((a, b) => a.createdAt - b.createdAt), isLoaded: true }
  for (const tell of listeners) tell()
}

/** Reads what the device holds; what an earlier page was sending when it closed waits again, under its old key. */
export async function loadOutbox(): Promise<void> {
  const entries = await records.list<Entry>('outbox')
  const now = deviceNow().getTime()
  for (const entry of entries.filter((e) => isOutdated(e, now))) await records.remove('outbox', entry.id)
  change(entries.filter((e) => !isOutdated(e, now)))
}

channel?.addEventListener('message', () => void loadOutbox())

/** Saved on the device first, shown after: what the screen calls kept is kept. */
export async function saveEntries(entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) await records.save('outbox', entry)
  const ids = new Set(entries.map((e) => e.id))
  change([...outbox.entries.filter((e) => !ids.has(e.id)), ...entries])
  channel?.postMessage('changed')
}

export async function removeEntry(id: string): Promise<void> {
  await records.remove('outbox', id)
  change(outbox.entries.filter((e) => e.id !== id))
  channel?.postMessage('changed')
}

export interface NewEntry {
  readonly owner: string
  readonly title: string
  readonly work: Work
  readonly photos: readonly WaitingPhoto[]
}

export async function addEntry(given: NewEntry): Promise<Entry> {
  const entry = newEntry({ ...given, id: newIntentionKey(), createdAt: deviceNow().getTime() })
  await saveEntries([entry])
  // Asks the browser not to clear what waits when the phone runs out of room.
  void navigator.storage?.persist?.()
  return entry
}

/** Applies what happened to the entry as it is now, and keeps it. */
export async function record(id: string, event: Happening): Promise<Entry | undefined> {
  const entry = outbox.entries.find((e) => e.id === id)
  if (entry === undefined) return undefined
  const next = advance(entry, event)
  await saveEntries([next])
  return next
}

export function currentEntries(): readonly Entry[] {
  return outbox.entries
}

export function subscribeOutbox(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export function useOutbox() {
  const { entries, isLoaded } = useSyncExternalStore(subscribeOutbox, () => outbox)
  return { entries, isLoaded, unsent: countUnsent(entries) }
}
