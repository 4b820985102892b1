import { useFilters } from '../shell/filters.ts'
import { KindsPage } from './kinds.tsx'
import { ProtectedList } from './list.tsx'

/** Personal information in data resources; one resource where the address names it. */
export function ProtectionPage() {
  const [{ resource }] = useFilters()
  return resource === undefined ? <ProtectedList /> : <KindsPage key={resource} id={resource} />
}
