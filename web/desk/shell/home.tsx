import { Navigate } from '@tanstack/react-router'
import { useSession } from '../../ui/session.tsx'
import { QueuePage } from '../queue/page.tsx'
import { pagesFor } from './nav.ts'

/** The first page of one's own work: the queue of appeals, or for those who have none of it whatever comes first. */
export function HomePage() {
  const { me } = useSession()
  if (me === undefined) return null
  const [first] = pagesFor(me)
  if (first === undefined || first.to === '/') return <QueuePage />
  return <Navigate to={first.to} replace />
}
