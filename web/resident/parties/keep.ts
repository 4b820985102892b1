import { useEffect, useMemo } from 'react'
import { keptAnswer } from '../../ui/outbox/kept.ts'
import { registerWorker } from '../../ui/register-worker.ts'
import type { Keep } from '../../ui/running/run.ts'
import { useSession } from '../../ui/session.tsx'

/** Keeps what was read of scenarios on the phone, each account's apart. */
export function useKeep(owner: string): Keep {
  return useMemo<Keep>(() => (what, ask) => keptAnswer(owner, `running:${what}`, ask), [owner])
}

/** The app of somebody who acts for a party opens without a network; who files an appeal is spared the download. */
export function useOpensOffline(isParty: boolean): void {
  const { refetch } = useSession()
  useEffect(() => {
    if (!isParty) return
    registerWorker('/service-worker.js', '/')
    // Signing in made the worker forget who it was.
    if (navigator.serviceWorker?.controller != null) void refetch()
  }, [isParty, refetch])
}
