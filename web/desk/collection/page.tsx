import './collection.css'
import { useFilters } from '../shell/filters.ts'
import { MonitorPage } from './monitor.tsx'
import { ResourcePage } from './resource.tsx'
import { DataTaskPage } from './task.tsx'
import { DataTasksPage } from './tasks.tsx'

/** What arrives, by resource; one resource, one task or all tasks where the address names them. */
export function CollectionPage() {
  const [filters] = useFilters()
  if (filters.task !== undefined) return <DataTaskPage key={filters.task} id={filters.task} />
  if (filters.resource !== undefined) return <ResourcePage key={filters.resource} id={filters.resource} />
  return filters.view === 'tasks' ? <DataTasksPage /> : <MonitorPage />
}
