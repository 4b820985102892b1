import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  createResource,
  gradeResource,
  linkLineage,
  publishResource,
  retireResource,
  saveDraft,
  saveGradingTable,
  unlinkLineage,
} from './actions.ts'
import {
  DataLevel,
  DueGrade,
  GradingTableView,
  GradingView,
  Lineage,
  ResourcePage,
  ResourceSaved,
  ResourceView,
} from './contract.ts'
import { fileRoutes } from './files.ts'
import {
  getGrading,
  getGradingTable,
  getLineage,
  getResourceQuery,
  listDueGrades,
  listResources,
} from './queries.ts'

const tag = 'catalogue'
const Id = z.object({ id: z.uuid() })

export const catalogueRoutes: readonly Route[] = [
  ...fileRoutes,
  queryRoute('/resources', listResources, { tag, summary: 'Data resources', response: ResourcePage }),
  queryRoute('/resources/:id', getResourceQuery, {
    tag,
    summary: 'One data resource with its versions',
    response: ResourceView,
  }),
  queryRoute('/resources/:id/lineage', getLineage, {
    tag,
    summary: 'Where a resource comes from and what is made of it',
    response: Lineage,
  }),
  queryRoute('/resources/grades/due', listDueGrades, {
    tag,
    summary: 'What waits for a grade or a review',
    response: z.array(DueGrade),
  }),
  queryRoute('/resources/grades/table', getGradingTable, {
    tag,
    summary: 'What grades are read from',
    response: GradingTableView,
  }),
  actionRoute('/resources/grades/table', saveGradingTable, {
    tag,
    summary: 'Save what grades are read from',
  }),
  queryRoute('/resources/:id/grading', getGrading, {
    tag,
    summary: 'Level, reasons, history and proposal of a resource',
    response: GradingView,
  }),
  actionRoute('/resources/:id/grade', gradeResource, {
    tag,
    summary: 'Give a resource its level',
    response: Id.extend({ level: DataLevel, seq: z.int() }),
  }),
  changing('/resources', createResource, 'Describe a new data resource', 201),
  changing('/resources/:id/draft', saveDraft, 'Save what is being prepared'),
  changing('/resources/:id/publish', publishResource, 'Publish the draft as the next version'),
  changing('/resources/:id/retire', retireResource, 'Retire a resource, with the reason'),
  actionRoute('/resources/:id/link', linkLineage, { tag, summary: 'Say what a resource is made from' }),
  actionRoute('/resources/:id/unlink', unlinkLineage, { tag, summary: 'Take a source away' }),
]

function changing(path: string, action: AnyAction, summary: string, status = 200): Route {
  return actionRoute(path, action, {
    tag,
    summary,
    status,
    response: ResourceSaved,
    bodyLimit: 2 * 1024 * 1024,
  })
}
