import { useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { appeals, refreshCase } from '../ui/cases.ts'
import { useLive } from '../ui/live.ts'
import { forgetRead } from '../ui/outbox/kept.ts'
import { startSending } from '../ui/outbox/sender.ts'
import { useSession } from '../ui/session.tsx'
import { useOnline } from '../ui/states.tsx'
import { router } from './router.tsx'

/** Sends what waits for whoever is signed in, and lets cases move by themselves while there is a network. */
export function App() {
  const { me, isSignedIn } = useSession()
  const isOnline = useOnline()
  const client = useQueryClient()
  const owner = isSignedIn ? me?.id : undefined
  useLive(isSignedIn && isOnline)
  useEffect(() => {
    if (owner === undefined) return
    void forgetRead(owner).catch(() => undefined)
    return startSending(owner, ({ work }) => {
      void refreshCase(client, appeals.type, work.kind === 'action' ? work.caseId : '')
    })
  }, [owner, client])
  return <RouterProvider router={router} />
}
