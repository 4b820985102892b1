import { useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLive } from '../ui/live.ts'
import { runKey } from '../ui/running/run.ts'
import { useSession } from '../ui/session.tsx'
import { router } from './router.tsx'

/** The resident's app; a signed-in resident sees own cases move by themselves, and what waits on the phone is sent. */
export function App() {
  const { me, isSignedIn } = useSession()
  const owner = isSignedIn ? me?.id : undefined
  useLive(isSignedIn)
  useSending(owner)
  return <RouterProvider router={router} />
}

/** The sender is loaded apart, so that nobody waits for it. */
function useSending(owner: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (owner === undefined) return
    let isGone = false
    let stop: (() => void) | undefined
    const begin = async () => {
      const { startSending } = await import('../ui/outbox/sender.ts')
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
