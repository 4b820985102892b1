import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { runKey } from '../running/run.ts'
import { forgetRead } from './kept.ts'

/**
 * Sends what waits on the device for whoever is signed in, and forgets what others were shown. The sender is loaded apart,
 * so that nobody waits for it.
 */
export function useSending(owner: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (owner === undefined) return
    let isGone = false
    let stop: (() => void) | undefined
    const begin = async () => {
      await forgetRead(owner)
      const { startSending } = await import('./sender.ts')
      if (!isGone) stop = startSending(owner, () => void client.invalidateQueries({ queryKey: runKey }))
    }
    // Without a network it is loaded at the next visit; what waits is kept.
    begin().catch(() => undefined)
    return () => {
      isGone = true
      stop?.()
    }
  }, [owner, client])
}
