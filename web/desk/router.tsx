import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading } from '../ui/states.tsx'
import type { Filters } from './shell/filters.ts'
import { HomePage } from './shell/home.tsx'
import { Missing } from './shell/missing.tsx'
import { Shell } from './shell/shell.tsx'
import { SignInPage } from './shell/sign-in.tsx'

/** Every page keeps its filters in the address, so that a link opens the same view. */
const root = createRootRoute({
  component: Shell,
  notFoundComponent: Missing,
  validateSearch: (search: Record<string, unknown>): Filters => search as Filters,
})

const page = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const

const operation = createRoute({
  ...page('/operation'),
  component: lazyRouteComponent(() => import('./operation/page.tsx'), 'OperationPage'),
})

const releases = createRoute({
  ...page('/releases'),
  component: lazyRouteComponent(() => import('./releases/page.tsx'), 'ReleasesPage'),
})

const scenarios = createRoute({
  ...page('/scenarios'),
  component: lazyRouteComponent(() => import('./scenarios/page.tsx'), 'ScenariosPage'),
})

const running = createRoute({
  ...page('/scenarios/run'),
  component: lazyRouteComponent(() => import('./running/list.tsx'), 'RunningPage'),
})

const runPage = createRoute({
  ...page('/scenarios/run/$code/$page'),
  component: lazyRouteComponent(() => import('./running/page.tsx'), 'RunPage'),
})
const scenarioCases = createRoute({
  ...page('/scenarios/cases'),
  component: lazyRouteComponent(() => import('./scenario-cases/page.tsx'), 'ScenarioCasesPage'),
})
const needs = createRoute({
  ...page('/scenarios/needs'),
  component: lazyRouteComponent(() => import('./scenarios/needs/page.tsx'), 'NeedsPage'),
})

const routeTree = root.addChildren([
  createRoute({ ...page('/'), component: HomePage }),
  createRoute({ ...page('/sign-in'), component: SignInPage }),
  createRoute({
    ...page('/new'),
    component: lazyRouteComponent(() => import('./entry/page.tsx'), 'EntryPage'),
  }),
  createRoute({
    ...page('/import'),
    component: lazyRouteComponent(() => import('./import/page.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...page('/statistics'),
    component: lazyRouteComponent(() => import('./statistics/page.tsx'), 'StatisticsPage'),
  }),
  createRoute({
    ...page('/assessment'),
    component: lazyRouteComponent(() => import('./assessment/page.tsx'), 'AssessmentPage'),
  }),
  createRoute({
    ...page('/hot-issues'),
    component: lazyRouteComponent(() => import('./hot-issues/page.tsx'), 'HotIssuesPage'),
  }),
  createRoute({
    ...page('/warnings'),
    component: lazyRouteComponent(() => import('./warnings/page.tsx'), 'WarningsPage'),
  }),
  createRoute({
    ...page('/tasks'),
    component: lazyRouteComponent(() => import('./hot-issues/tasks.tsx'), 'TasksPage'),
  }),
  createRoute({
    ...page('/control'),
    component: lazyRouteComponent(() => import('./control/page.tsx'), 'ControlPage'),
  }),
  createRoute({
    ...page('/care'),
    component: lazyRouteComponent(() => import('./care/page.tsx'), 'CarePage'),
  }),
  createRoute({
    ...page('/collection'),
    component: lazyRouteComponent(() => import('./collection/page.tsx'), 'CollectionPage'),
  }),
  createRoute({
    ...page('/linkage'),
    component: lazyRouteComponent(() => import('./linkage/page.tsx'), 'LinkagePage'),
  }),
  createRoute({
    ...page('/supervision'),
    component: lazyRouteComponent(() => import('./supervision/page.tsx'), 'SupervisionPage'),
  }),
  createRoute({
    ...page('/supervision/ladder'),
    component: lazyRouteComponent(() => import('./supervision/ladder-page.tsx'), 'LadderPage'),
  }),
  createRoute({
    ...page('/reports'),
    component: lazyRouteComponent(() => import('./reports/page.tsx'), 'ReportsPage'),
  }),
  createRoute({
    ...page('/duties'),
    component: lazyRouteComponent(() => import('./duties/page.tsx'), 'DutiesPage'),
  }),
  createRoute({
    ...page('/duties/check'),
    component: lazyRouteComponent(() => import('./duties/check-page.tsx'), 'DutyCheckPage'),
  }),
  createRoute({
    ...page('/duties/precedents'),
    component: lazyRouteComponent(() => import('./duties/precedents-page.tsx'), 'PrecedentsPage'),
  }),
  createRoute({
    ...page('/urgency'),
    component: lazyRouteComponent(() => import('./duties/urgency-page.tsx'), 'UrgencyPage'),
  }),
  createRoute({
    ...page('/calendar'),
    component: lazyRouteComponent(() => import('./calendar/page.tsx'), 'CalendarPage'),
  }),
  createRoute({
    ...page('/territory'),
    component: lazyRouteComponent(() => import('./territory/page.tsx'), 'TerritoryPage'),
  }),
  createRoute({
    ...page('/algorithms'),
    component: lazyRouteComponent(() => import('./algorithms/page.tsx'), 'AlgorithmsPage'),
  }),
  createRoute({
    ...page('/assistant'),
    component: lazyRouteComponent(() => import('./assistant/page.tsx'), 'AssistantPage'),
  }),
  createRoute({
    ...page('/catalogue'),
    component: lazyRouteComponent(() => import('./catalogue/page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    ...page('/catalogue/grades'),
    component: lazyRouteComponent(() => import('./catalogue/due.tsx'), 'DueGradesPage'),
  }),
  createRoute({
    ...page('/catalogue/grading-table'),
    component: lazyRouteComponent(() => import('./catalogue/grading-table.tsx'), 'GradingTablePage'),
  }),
  createRoute({
    ...page('/protection'),
    component: lazyRouteComponent(() => import('./protection/page.tsx'), 'ProtectionPage'),
  }),
  createRoute({
    ...page('/data-checks'),
    component: lazyRouteComponent(() => import('./data-checks/page.tsx'), 'DataChecksPage'),
  }),
  createRoute({
    ...page('/accounts'),
    component: lazyRouteComponent(() => import('./accounts/page.tsx'), 'AccountsPage'),
  }),
  createRoute({
    ...page('/open311'),
    component: lazyRouteComponent(() => import('./open311/page.tsx'), 'Open311Page'),
  }),
  createRoute({
    ...page('/exchange'),
    component: lazyRouteComponent(() => import('./exchange/page.tsx'), 'ExchangePage'),
  }),
  createRoute({
    ...page('/pulls'),
    component: lazyRouteComponent(() => import('./pulls/page.tsx'), 'PullsPage'),
  }),
  createRoute({
    ...page('/devices'),
    component: lazyRouteComponent(() => import('./devices/page.tsx'), 'DevicesPage'),
  }),
  createRoute({
    ...page('/cap'),
    component: lazyRouteComponent(() => import('./cap/page.tsx'), 'CapPage'),
  }),
  createRoute({
    ...page('/me'),
    component: lazyRouteComponent(() => import('./me/page.tsx'), 'MyAccountPage'),
  }),
  createRoute({
    ...page('/sharing'),
    component: lazyRouteComponent(() => import('./sharing/page.tsx'), 'SharingPage'),
  }),
  createRoute({
    ...page('/sharing/apply'),
    component: lazyRouteComponent(() => import('./sharing/apply.tsx'), 'ApplyPage'),
  }),
  operation,
  releases,
  scenarios,
  running,
  runPage,
  scenarioCases,
  needs,
  createRoute({
    ...page('/audit'),
    component: lazyRouteComponent(() => import('./audit/page.tsx'), 'AuditPage'),
  }),
])

export const router = createRouter({
  routeTree,
  basepath: '/desk',
  defaultPendingComponent: Loading,
  // Plain text in the address: a category such as 10 is a code and not a number.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries(search))
      if (value !== undefined && value !== '') params.set(name, String(value))
    const text = params.toString()
    return text === '' ? '' : `?${text}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
