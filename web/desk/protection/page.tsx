import { useFilters } from '../shell/filters.ts'
import { AssessmentsPage } from './assessments.tsx'
import { KindsPage } from './kinds.tsx'
import { ProtectedList } from './list.tsx'

/** Personal information in data resources: what they hold, and what is assessed before it is given. */
export function ProtectionPage() {
  const [{ resource, view }] = useFilters()
  if (view === 'assessments') return <AssessmentsPage />
  return resource === undefined ? <ProtectedList /> : <KindsPage key={resource} id={resource} />
}
