import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { ActionPage } from './case/action-page.tsx'
import { CasePage } from './case/page.tsx'
import { EntryFormPage, FormPage } from './collect/form-page.tsx'
import { CollectPage } from './collect/page.tsx'
import { Layout } from './layout.tsx'
import { MissingPage } from './missing-page.tsx'
import { OutboxPage } from './outbox/page.tsx'
import { ReportPage } from './report/page.tsx'
import { TasksPage } from './tasks/page.tsx'

// Nothing is loaded later: without a network there is no later.
const root = createRootRoute({
  component: Layout,
  notFoundComponent: MissingPage,
  errorComponent: MissingPage,
})
const page = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const

const routeTree = root.addChildren([
  createRoute({ ...page('/'), component: TasksPage }),
  createRoute({ ...page('/case/$id'), component: CasePage }),
  createRoute({ ...page('/case/$id/$action'), component: ActionPage }),
  createRoute({ ...page('/report'), component: ReportPage }),
  createRoute({ ...page('/collect'), component: CollectPage }),
  createRoute({ ...page('/collect/$id'), component: FormPage }),
  createRoute({ ...page('/collect/$id/$entry'), component: EntryFormPage }),
  createRoute({ ...page('/outbox'), component: OutboxPage }),
])

export const router = createRouter({ routeTree, basepath: '/field', scrollRestoration: true })
