import { RouterProvider } from '@tanstack/react-router'
import { useLive } from '../ui/live.ts'
import { useSending } from '../ui/outbox/use-sending.ts'
import { useSession } from '../ui/session.tsx'
import { useOnline } from '../ui/states.tsx'
import { router } from './router.tsx'

/** The resident's app; a signed-in resident sees own cases move by themselves, and what waits on the phone is sent. */
export function App() {
  const { me, isSignedIn } = useSession()
  const isOnline = useOnline()
  const owner = isSignedIn ? me?.id : undefined
  useLive(isSignedIn && isOnline)
  useSending(owner)
  return <RouterProvider router={router} />
}
