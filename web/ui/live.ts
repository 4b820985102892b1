import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { caseKeys } from './cases.ts'

/** What happened to a case that this reader may see; the text is read through the case's own address. */
export interface LiveEvent {
  readonly name: string
  readonly at: string
  readonly type: string
  readonly id: string
  readonly place: string
  readonly action?: string
  readonly number?: string
  readonly state?: string
  readonly version?: number
}

export type LiveState = 'connecting' | 'live' | 'broken'

/** A burst of events is one refresh. */
const gatherMs = 400
const reopenMs = 5000

/**
 * Listens to /api/v1/live, refreshes what an event changes, and resumes behind the last event after a break.
 * Call it once in an app, below the QueryClientProvider.
 */
export function useLive(enabled: boolean, onEvent: (event: LiveEvent) => void = () => undefined): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const tell = useEffectEvent(onEvent)
  useEffect(() => {
    if (!enabled) return
    const waiting = new Map<string, LiveEvent>()
    const refresh = () => {
      for (const { type, id } of waiting.values()) {
        void client.invalidateQueries({ queryKey: caseKeys.one(type, id) })
        void client.invalidateQueries({ queryKey: caseKeys.track(type, id) })
      }
      for (const type of new Set([...waiting.values()].map((event) => event.type)))
        void client.invalidateQueries({ queryKey: caseKeys.lists(type) })
      waiting.clear()
    }
    let gathering: ReturnType<typeof setTimeout> | undefined
    const stop = listen(setState, (event) => {
      waiting.set(event.id, event)
      clearTimeout(gathering)
      gathering = setTimeout(refresh, gatherMs)
      tell(event)
    })
    return () => {
      clearTimeout(gathering)
      stop()
    }
  }, [client, enabled])
  return state
}

function listen(setState: (state: LiveState) => void, onEvent: (event: LiveEvent) => void): () => void {
  let source: EventSource
  let last = ''
  let reopening: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(`/api/v1/live${last === '' ? '' : `?from=${encodeURIComponent(last)}`}`)
    source.onopen = () => setState('live')
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      if (lastEventId !== '') last = lastEventId
      const event = JSON.parse(data) as LiveEvent
      if (event.type !== undefined) onEvent(event)
    }
    source.onerror = () => {
      setState('broken')
      // The browser repeats by itself unless the server refused; then it is tried anew, from where it broke off.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMs)
    }
  }
  open()
  return () => {
    clearTimeout(reopening)
    source.close()
  }
}
