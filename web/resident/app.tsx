import { RouterProvider } from '@tanstack/react-router'
import { useLive } from '../ui/live.ts'
import { useSession } from '../ui/session.tsx'
import { router } from './router.tsx'

/** The resident's app; a signed-in resident sees own cases move by themselves. */
export function App() {
  const { isSignedIn } = useSession()
  useLive(isSignedIn)
  return <RouterProvider router={router} />
}
