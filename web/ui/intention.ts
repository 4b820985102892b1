import { useRef } from 'react'
import { ApiProblem, api, newIntentionKey } from './api.ts'

/**
 * Sends a write under the key of its intention: whatever is repeated after silence, by itself or by hand, does nothing twice.
 * Another content, or an answer that is one, ends the intention.
 */
export function useIntention(): <T>(path: string, body: object) => Promise<T> {
  const current = useRef<{ readonly content: string; readonly key: string }>(undefined)
  return async <T>(path: string, body: object) => {
    const content = JSON.stringify([path, body])
    if (current.current?.content !== content) current.current = { content, key: newIntentionKey() }
    const { key } = current.current
    const end = () => {
      if (current.current?.key === key) current.current = undefined
    }
    try {
      const answer = await api.post<T>(path, body, key)
      end()
      return answer
    } catch (error) {
      if (error instanceof ApiProblem && error.status < 500 && error.status !== 429) end()
      throw error
    }
  }
}
