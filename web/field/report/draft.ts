import { useEffect, useRef, useState } from 'react'
import { records } from '../outbox/database.ts'
import type { WaitingPhoto } from '../outbox/entry.ts'
import type { Fix } from '../position.ts'

/** What was seen, before it is sent. */
export interface Draft {
  readonly id: 'report'
  readonly text: string
  readonly address: string
  readonly point: Fix | null
  readonly photos: readonly WaitingPhoto[]
}

export const emptyDraft: Draft = { id: 'report', text: '', address: '', point: null, photos: [] }

/** The draft lives on the phone with its pictures: a call that comes in, or a dead battery, loses nothing. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const current = useRef(draft)
  useEffect(() => {
    records.find<Draft>('drafts', 'report').then(
      (kept) => {
        if (kept === undefined) return
        current.current = kept
        setDraft(kept)
      },
      () => undefined,
    )
  }, [])
  const change = (part: Partial<Draft>) => {
    current.current = { ...current.current, ...part }
    setDraft(current.current)
    // A browser that keeps nothing still lets the person write and send.
    records.save('drafts', current.current).catch(() => undefined)
  }
  const appendText = (said: string) => change({ text: current.current.text + said })
  const clear = () => {
    current.current = emptyDraft
    setDraft(emptyDraft)
    return records.remove('drafts', 'report')
  }
  return { draft, change, appendText, clear }
}
