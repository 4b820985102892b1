import { useSyncExternalStore } from 'react'
import { newIntentionKey } from '../../ui/api.ts'
import { readSetting, writeSetting } from '../../ui/settings.ts'
import { type Draft, type DraftPhoto, emptyDraft } from './draft.ts'

/** What opens the public progress of an appeal; kept on the device for people without an account. */
export interface SavedReceipt {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly named: boolean
}

interface Saved {
  readonly draft: Draft
  readonly receipts: readonly SavedReceipt[]
  /** False when the browser refuses to keep anything. */
  readonly isKept: boolean
}

const receiptLimit = 20
const listeners = new Set<() => void>()
let saved: Saved = read()

function read(): Saved {
  const draft = parse<Draft | null>(readSetting('draft'), null)
  const empty = emptyDraft(newIntentionKey())
  return {
    draft: draft === null ? empty : { ...empty, ...draft },
    receipts: parse<SavedReceipt[]>(readSetting('receipts'), []),
    isKept: true,
  }
}

function parse<T>(text: string | null, otherwise: T): T {
  try {
    return text === null ? otherwise : (JSON.parse(text) as T)
  } catch {
    return otherwise
  }
}

function change(next: Saved): void {
  saved = next
  for (const tell of listeners) tell()
}

/** Every letter is kept at once: closing the page loses nothing. */
export function changeDraft(part: Partial<Draft>): void {
  const draft = { ...saved.draft, ...part }
  change({ ...saved, draft, isKept: writeSetting('draft', JSON.stringify(draft)) })
}

export function addPhoto(photo: DraftPhoto): void {
  const others = saved.draft.photos.filter((p) => p.hash !== photo.hash)
  changeDraft({ photos: [...others, photo] })
}

export function removePhoto(hash: string): void {
  changeDraft({ photos: saved.draft.photos.filter((p) => p.hash !== hash) })
}

/** Spoken sentences come in late, when the text may have changed. */
export function appendText(text: string): void {
  changeDraft({ text: saved.draft.text + text })
}

/** The server has the appeal: the draft ends, the receipt stays. */
export function finishDraft(receipt: SavedReceipt): void {
  const receipts = [receipt, ...saved.receipts.filter((r) => r.id !== receipt.id)].slice(0, receiptLimit)
  writeSetting('receipts', JSON.stringify(receipts))
  writeSetting('draft', null)
  change({ draft: emptyDraft(newIntentionKey()), receipts, isKept: saved.isKept })
}

/** The matter is settled without a report of one's own. */
export function dropDraft(): void {
  writeSetting('draft', null)
  change({ ...saved, draft: emptyDraft(newIntentionKey()) })
}

export function clearReceipts(): void {
  writeSetting('receipts', null)
  change({ ...saved, receipts: [] })
}

/** Two tabs write on one draft, so that both submit the same appeal under the same key. */
function subscribe(tell: () => void): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === 'zhizhi.draft' || event.key === 'zhizhi.receipts') change(read())
  }
  listeners.add(tell)
  window.addEventListener('storage', follow)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', follow)
  }
}

export function useDraft(): Saved {
  return useSyncExternalStore(subscribe, () => saved)
}
