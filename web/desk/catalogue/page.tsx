import { useFilters } from '../shell/filters.ts'
import { NewResource } from './editor/page.tsx'
import { ResourceList } from './list.tsx'
import { ResourcePageOf } from './resource.tsx'

/** What data there is; one resource where the address names it. */
export function CataloguePage() {
  const [{ resource }] = useFilters()
  if (resource === undefined) return <ResourceList />
  return resource === 'new' ? <NewResource /> : <ResourcePageOf key={resource} id={resource} />
}
