import { hasRole, useSession } from '../../ui/session.tsx'
import { useFilters } from '../shell/filters.ts'
import { AssessmentsPage } from './assessments.tsx'
import { CorrectionsPage } from './corrections.tsx'
import { IdentityPage } from './identity.tsx'
import { KindsPage } from './kinds.tsx'
import { ProtectedList } from './list.tsx'
import { RetentionList } from './retention.tsx'

/** Personal information in data resources: what they hold, what is assessed before it is given, what people ask. */
export function ProtectionPage() {
  const [{ resource, view }] = useFilters()
  const { me } = useSession()
  const oversees = (['data-manager', 'data-authority', 'auditor'] as const).some((r) => hasRole(me, r))
  if (me !== undefined && !oversees) return <IdentityPage />
  if (view === 'assessments') return <AssessmentsPage />
  if (view === 'corrections') return <CorrectionsPage />
  if (view === 'retention') return <RetentionList />
  return resource === undefined ? <ProtectedList /> : <KindsPage key={resource} id={resource} />
}
