import type { ActionWork, CommandWork, FormWork, Work } from './work.ts'

/** A picture waits as it was taken; `hash` is set once the server has it. */
export interface WaitingPhoto {
  readonly name: string
  readonly blob: Blob | null
  readonly hash: string | null
}

/** What is wrong with an item of a form. */
export interface FormProblem {
  readonly item: string
  readonly reason: string
  readonly expected?: string
}

/** A row as somebody else has left it. */
export interface CurrentRow {
  readonly since: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Why the server said no, in its words, and what it would allow now. */
export interface RefusalNote {
  readonly title: string
  readonly code: string
  readonly trace: string
  readonly state: string | null
  readonly version: number | null
  readonly available: readonly string[]
  /** Of a form: what is wrong, and the row that somebody else has changed meanwhile. */
  readonly problems?: readonly FormProblem[]
  readonly current?: CurrentRow
}

export type EntryState = 'waiting' | 'sending' | 'refused' | 'sent'
/** What a waiting entry waits for. */
export type WaitReason = 'turn' | 'network' | 'sign-in'

/** One intention of a person, kept on the device until the server has answered it. */
export interface Entry {
  /** Also the root of its idempotency keys. */
  readonly id: string
  /** The account that wrote it: nobody else sends it. */
  readonly owner: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly work: Work
  readonly photos: readonly WaitingPhoto[]
  readonly state: EntryState
  readonly reason: WaitReason
  /** Silent attempts since the last answer; spaces the next one. */
  readonly attempts: number
  readonly retryAt: number
  /** What an overloaded or failing server said last. */
  readonly said?: string
  /** Grows when the intention is sent again on a newer version: other content needs another key. */
  readonly round: number
  /** The pictures are part of the case. */
  readonly isAttached: boolean
  readonly refusal: RefusalNote | null
  /** The number that a sent report got. */
  readonly receipt: string | null
  /** What the program answered to a command. */
  readonly output?: unknown
  readonly sentAt: number | null
}

export type Step =
  | { readonly do: 'upload'; readonly index: number }
  | {
      readonly do: 'attach'
      readonly key: string
      readonly caseId: string
      readonly version: number
      readonly files: readonly string[]
    }
  | { readonly do: 'act'; readonly key: string; readonly work: ActionWork }
  | { readonly do: 'give'; readonly key: string; readonly work: CommandWork }
  | {
      readonly do: 'fill'
      readonly key: string
      readonly resource: string
      readonly body: Readonly<Record<string, unknown>>
    }
  | { readonly do: 'submit'; readonly key: string; readonly body: Readonly<Record<string, unknown>> }

export type Happening =
  | { readonly type: 'started' }
  | { readonly type: 'uploaded'; readonly index: number; readonly hash: string }
  | { readonly type: 'attached'; readonly version: number }
  | {
      readonly type: 'sent'
      readonly at: number
      readonly receipt: string | null
      readonly output?: unknown
    }
  | { readonly type: 'silence'; readonly at: number; readonly said?: string }
  | { readonly type: 'signed-out' }
  | { readonly type: 'refused'; readonly note: RefusalNote }
  | { readonly type: 'retry' }
  | { readonly type: 'recovered' }
  | { readonly type: 'case-moved'; readonly version: number }

const firstWaitMs = 5000
const longestWaitMs = 5 * 60_000
/** How long a sent entry stays in sight. */
export const shownAfterSendingMs = 24 * 3_600_000

export function newEntry(
  given: Pick<Entry, 'id' | 'owner' | 'title' | 'createdAt' | 'work' | 'photos'>,
): Entry {
  return {
    ...given,
    state: 'waiting',
    reason: 'turn',
    attempts: 0,
    retryAt: 0,
    round: 0,
    isAttached: false,
    refusal: null,
    receipt: null,
    sentAt: null,
  }
}

/** What has to be sent next: pictures first, then the pictures into the case, then the words. */
export function nextStep(entry: Entry): Step {
  const index = entry.photos.findIndex((photo) => photo.hash === null)
  if (index >= 0) return { do: 'upload', index }
  const files = entry.photos.flatMap((photo) => photo.hash ?? [])
  const { work } = entry
  const key = (step: string) => `${entry.id}-${entry.round}-${step}`
  if (work.kind === 'form')
    return { do: 'fill', key: key('fill'), resource: work.resource, body: fillBody(entry, work, files) }
  if (work.kind === 'command') return { do: 'give', key: key('give'), work }
  if (work.kind === 'report') return { do: 'submit', key: key('submit'), body: { ...work.body, files } }
  if (files.length > 0 && !entry.isAttached)
    return { do: 'attach', key: key('attach'), caseId: work.caseId, version: work.version, files }
  return { do: 'act', key: key('act'), work }
}

/** The entry's id, as a UUID of version 4, is the delivery's: the server takes it once. */
function fillBody(entry: Entry, { values, base }: FormWork, files: readonly string[]) {
  const id = entry.id.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  return { entry: id, values, base, files }
}

/** The next state of an entry. What does not fit the present state changes nothing. */
export function advance(entry: Entry, event: Happening): Entry {
  switch (event.type) {
    case 'started':
      return entry.state === 'waiting' ? { ...entry, state: 'sending' } : entry
    case 'uploaded':
      return {
        ...entry,
        attempts: 0,
        photos: entry.photos.map((photo, i) => (i === event.index ? { ...photo, hash: event.hash } : photo)),
      }
    case 'attached':
      return { ...atVersion(entry, event.version), attempts: 0, isAttached: true }
    case 'sent':
      return {
        ...entry,
        state: 'sent',
        sentAt: event.at,
        receipt: event.receipt,
        ...(event.output === undefined ? {} : { output: event.output }),
        refusal: null,
        photos: emptied(entry),
      }
    case 'silence': {
      const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** entry.attempts)
      return {
        ...entry,
        state: 'waiting',
        reason: 'network',
        attempts: entry.attempts + 1,
        retryAt: event.at + wait,
        ...(event.said === undefined ? {} : { said: event.said }),
      }
    }
    case 'signed-out':
      return { ...entry, state: 'waiting', reason: 'sign-in' }
    case 'refused':
      return { ...entry, state: 'refused', refusal: event.note }
    case 'retry':
      return entry.state === 'sent' || entry.state === 'sending' ? entry : again(entry)
    case 'recovered':
      return entry.state === 'sending' ? { ...entry, state: 'waiting', reason: 'turn', retryAt: 0 } : entry
    case 'case-moved':
      return entry.state === 'waiting' ? atVersion(entry, event.version) : entry
  }
}

/** After a conflict the person confirms: the same words on the case as it is now, under a new key. */
function again(entry: Entry): Entry {
  const refused = entry.refusal
  const renewed = refused === null ? entry : { ...entry, round: entry.round + 1 }
  const rebased = refused?.version == null ? renewed : atVersion(renewed, refused.version)
  return {
    ...onCurrent(rebased, refused),
    state: 'waiting',
    reason: 'turn',
    attempts: 0,
    retryAt: 0,
    refusal: null,
  }
}

/** The person has seen both versions and holds by the own one: it is sent as a change of the row as it is now. */
function onCurrent(entry: Entry, refused: RefusalNote | null): Entry {
  if (entry.work.kind !== 'form' || refused?.current === undefined) return entry
  return { ...entry, work: { ...entry.work, base: refused.current.since } }
}

function atVersion(entry: Entry, version: number): Entry {
  return entry.work.kind === 'action' ? { ...entry, work: { ...entry.work, version } } : entry
}

/** Sent pictures no longer need room on the phone. */
function emptied(entry: Entry): WaitingPhoto[] {
  return entry.photos.map((photo) => ({ ...photo, blob: null }))
}

/** The same words from the same person get the same answer. */
const final: readonly string[] = ['forbidden', 'not-found', 'invalid']

/** True when trying again can succeed: a state that no longer allows the action will not change its mind. */
export function canRetry(entry: Entry): boolean {
  if (entry.state === 'waiting') return true
  if (entry.state !== 'refused') return false
  const { work, refusal } = entry
  if (work.kind === 'report' || refusal === null) return true
  if (work.kind === 'command') return !final.includes(refusal.code)
  if (work.kind === 'form') return refusal.current !== undefined || !final.includes(refusal.code)
  if (final.includes(refusal.code)) return false
  const knowsWhatIsPossible = refusal.code === 'conflict' || refusal.code === 'not-now'
  return !knowsWhatIsPossible || refusal.available.includes(work.action)
}

function caseOf(entry: Entry): string | null {
  return entry.work.kind === 'action' ? entry.work.caseId : null
}

/** What goes in the order in which it was written: steps of one case, commands of one party, of one officer in a scenario. */
function laneOf({ work }: Entry): string | null {
  if (work.kind === 'action') return work.caseId
  return work.kind === 'command' ? (work.party ?? `${work.scenario} ${work.sandbox}`) : null
}

/** A refused step of a case leaves nothing to build on; a refused command says nothing of the party's next one. */
function holdsBack({ work, state }: Entry): boolean {
  return work.kind !== 'command' || state !== 'refused'
}

/**
 * The entry whose turn it is: the oldest that may go now. Within a lane an answer never overtakes the acceptance before
 * it, nor an arrival its departure.
 */
export function nextToSend(entries: readonly Entry[], owner: string, now: number): Entry | undefined {
  const ordered = entries.filter((e) => e.owner === owner && e.state !== 'sent').toSorted(byAge)
  return ordered.find((entry, i) => {
    if (entry.state !== 'waiting' || entry.retryAt > now) return false
    const lane = laneOf(entry)
    return lane === null || !ordered.slice(0, i).some((e) => laneOf(e) === lane && holdsBack(e))
  })
}

function byAge(a: Entry, b: Entry): number {
  return a.createdAt - b.createdAt || a.id.localeCompare(b.id)
}

/** What a step on a case means for the entries behind it: they were written for the case as that step leaves it. */
export function followers(entries: readonly Entry[], sent: Entry, version: number): Entry[] {
  const where = caseOf(sent)
  if (where === null) return []
  return entries
    .filter((e) => e.id !== sent.id && caseOf(e) === where && e.state === 'waiting' && byAge(sent, e) < 0)
    .map((e) => advance(e, { type: 'case-moved', version }))
}

/** Waiting, being sent or refused: what the badge counts. */
export function countUnsent(entries: readonly Entry[]): number {
  return entries.filter((e) => e.state !== 'sent').length
}

export function isOutdated(entry: Entry, now: number): boolean {
  return entry.sentAt !== null && now - entry.sentAt > shownAfterSendingMs
}
