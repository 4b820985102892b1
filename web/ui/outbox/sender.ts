import type { StoredFile } from '#kernel/files/define'
import type { CommandAnswer } from '#modules/scenarios/contract'
import { ApiProblem, NetworkFailure, request } from '../api.ts'
import { deviceNow } from '../clock.ts'
import {
  type CurrentRow,
  type Entry,
  type FormProblem,
  followers,
  type Happening,
  nextStep,
  nextToSend,
  type RefusalNote,
  type Step,
} from './entry.ts'
import { shrinkPhoto } from './shrink.ts'
import { currentEntries, loadOutbox, record, saveEntries, subscribeOutbox } from './store.ts'

const lookAgainMs = 5000
/** A phone that has signal and no throughput: better to try again than to wait for ever. */
const answerMs = 60_000

interface Saved {
  readonly version: number
}

/** Runs one step; what it returns is what happened. */
async function perform(entry: Entry, step: Step): Promise<Happening & { version?: number }> {
  const now = () => deviceNow().getTime()
  const signal = AbortSignal.timeout(answerMs)
  const post = <T>(path: string, body: unknown, key: string) =>
    request<T>('POST', path, { body, key, signal })
  switch (step.do) {
    case 'upload':
      return { type: 'uploaded', index: step.index, hash: await upload(entry, step.index, signal) }
    case 'attach': {
      const { version } = await post<Saved>(
        `/appeals/${step.caseId}/attach`,
        { files: step.files, version: step.version },
        step.key,
      )
      return { type: 'attached', version }
    }
    case 'act': {
      const { caseId, action, input, version } = step.work
      const saved = await post<Saved>(`/appeals/${caseId}/${action}`, { ...input, version }, step.key)
      return { type: 'sent', at: now(), receipt: null, version: saved.version }
    }
    case 'give': {
      const { scenario, command, sandbox, party, input } = step.work
      const { output } = await post<CommandAnswer>(
        `/scenario-runs/${scenario}/commands/${command}`,
        { sandbox, party, input },
        step.key,
      )
      return { type: 'sent', at: now(), receipt: null, output }
    }
    case 'fill': {
      await post(`/resources/${step.resource}/form`, step.body, step.key)
      return { type: 'sent', at: now(), receipt: null }
    }
    case 'submit': {
      const { number } = await post<{ number: string }>('/appeals', step.body, step.key)
      return { type: 'sent', at: now(), receipt: number }
    }
  }
}

async function upload(entry: Entry, index: number, signal: AbortSignal): Promise<string> {
  const photo = entry.photos[index]
  if (photo === undefined || photo.blob === null) throw new Error('The picture is no longer on this device')
  const form = new FormData()
  form.append('file', await shrinkPhoto(photo.blob), photo.name)
  const [stored] = await request<StoredFile[]>('POST', '/files', { body: form, signal })
  if (stored === undefined) throw new Error('The server stored no file')
  return stored.hash
}

/** What a failed step means: silence and overload are tried again by themselves, a "no" waits for the person. */
export function happeningOf(error: unknown, at: number): Happening {
  const isSilence =
    error instanceof NetworkFailure || (error instanceof DOMException && error.name !== 'DataCloneError')
  if (isSilence) return { type: 'silence', at }
  if (!(error instanceof ApiProblem)) return { type: 'refused', note: { ...nothing, title: String(error) } }
  if (error.status === 401) return { type: 'signed-out' }
  if (error.status >= 500 || error.status === 429) return { type: 'silence', at, said: error.message }
  return { type: 'refused', note: noteOf(error) }
}

const nothing: RefusalNote = {
  title: '',
  code: 'unavailable',
  trace: '',
  state: null,
  version: null,
  available: [],
}

function noteOf({ message, code, trace, details }: ApiProblem): RefusalNote {
  const { state, version, available, problems, current } = details
  return {
    title: message,
    code,
    trace,
    state: typeof state === 'string' ? state : null,
    version: typeof version === 'number' ? version : null,
    available: Array.isArray(available) ? available.filter((name) => typeof name === 'string') : [],
    ...(Array.isArray(problems) ? { problems: problems as FormProblem[] } : {}),
    ...(isRow(current) ? { current } : {}),
  }
}

function isRow(current: unknown): current is CurrentRow {
  return typeof current === 'object' && current !== null && 'since' in current && 'data' in current
}

/** Sends an entry to its end. False when it has to wait. */
async function send(id: string, onSent: (entry: Entry) => void): Promise<boolean> {
  let entry = await record(id, { type: 'started' })
  while (entry?.state === 'sending') {
    let happened: Happening & { version?: number }
    try {
      happened = await perform(entry, nextStep(entry))
    } catch (error) {
      happened = happeningOf(error, deviceNow().getTime())
    }
    const before: Entry = entry
    entry = await record(id, happened)
    if (happened.version !== undefined)
      await saveEntries(followers(currentEntries(), before, happened.version))
  }
  if (entry?.state === 'sent') onSent(entry)
  return entry?.state === 'sent' || entry?.state === 'refused'
}

/**
 * Sends what waits, one after the other: as soon as it is kept, when the network comes back, and every few seconds while
 * something waits. A lock lets one tab send, so that two do not wait for the same answer.
 */
export function startSending(owner: string, onSent: (entry: Entry) => void): () => void {
  let isStopped = false
  let isBusy = false
  const sendAll = async () => {
    while (!isStopped && navigator.onLine) {
      const entry = nextToSend(currentEntries(), owner, deviceNow().getTime())
      if (entry === undefined || !(await send(entry.id, onSent))) return
    }
  }
  const look = async () => {
    if (isBusy || isStopped || nextToSend(currentEntries(), owner, deviceNow().getTime()) === undefined)
      return
    isBusy = true
    try {
      await oneTab(sendAll)
    } finally {
      isBusy = false
    }
  }
  const begin = async () => {
    await loadOutbox()
    // Nobody sends while the lock is free: what stands at "sending" was cut off.
    await oneTab(async () => {
      for (const { id, state } of currentEntries())
        if (state === 'sending') await record(id, { type: 'recovered' })
    })
    await look()
  }
  const lookSoon = () => void look()
  const timer = setInterval(lookSoon, lookAgainMs)
  const unsubscribe = subscribeOutbox(lookSoon)
  window.addEventListener('online', lookSoon)
  void begin()
  return () => {
    isStopped = true
    clearInterval(timer)
    unsubscribe()
    window.removeEventListener('online', lookSoon)
  }
}

async function oneTab(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work()
  await navigator.locks.request('zhizhi-outbox', { ifAvailable: true }, (lock) =>
    lock === null ? undefined : work(),
  )
}
