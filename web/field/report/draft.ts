import { useEffect, useRef, useState } from 'react'
import { records } from '../../ui/outbox/database.ts'
import type { WaitingPhoto } from '../../ui/outbox/entry.ts'
import type { Fix } from '../../ui/position.ts'

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
  // What comes in before the kept draft is read, such as the position, joins it and does not replace it.
  const early = useRef<Partial<Draft> | null>({})
  const put = (next: Draft) => {
    current.current = next
    setDraft(next)
  }
  useEffect(() => {
    const begin = (kept: Draft | undefined) => {
      const part = early.current ?? {}
      early.current = null
      current.current = { ...current.current, ...kept, ...part }
      setDraft(current.current)
    }
    records.find<Draft>('drafts', 'report').then(begin, () => begin(undefined))
  }, [])
  const change = (part: Partial<Draft>) => {
    put({ ...current.current, ...part })
    if (early.current !== null) early.current = { ...early.current, ...part }
    // A browser that keeps nothing still lets the person write and send.
    else records.save('drafts', current.current).catch(() => undefined)
  }
  const appendText = (said: string) => change({ text: current.current.text + said })
  const clear = () => {
    put(emptyDraft)
    return records.remove('drafts', 'report')
  }
  return { draft, change, appendText, clear }
}
