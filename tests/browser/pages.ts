import { readFileSync } from 'node:fs'

/** Every route of each app's router, by the roles that use it; `:case` and the like stand for what the test makes. */
export const pages: readonly [login: string | undefined, paths: readonly string[]][] = [
  [
    undefined,
    [
      '/',
      '/report',
      '/report/where',
      '/report/who',
      '/report/check',
      '/mine',
      '/data',
      '/open',
      '/open/:case',
      '/needs',
      '/needs/:need',
      '/offer',
      '/warnings',
      '/care',
      '/parties',
      '/parties/:case/phone',
      '/ask',
      '/ask/people',
      '/ask/passage/:passage',
      '/receipt/:number/:case',
      '/track/:number/:case',
      '/appeal/:case',
      '/nothing-here',
      '/desk/',
      '/desk/sign-in',
      '/field/',
      '/command/',
      '/command/run/street-lights/wall',
    ],
  ],
  ['data.civil', ['/desk/exchange', '/desk/exchange?tab=log', '/desk/exchange?tab=examples']],
  [
    'dispatcher',
    [
      '/desk/',
      '/desk/?case=:case',
      '/desk/new',
      '/desk/import',
      '/desk/statistics',
      '/desk/duties?category=0103',
      '/desk/algorithms',
      '/desk/hot-issues',
      '/desk/hot-issues?issue=:issue',
      '/desk/tasks',
      '/desk/tasks?task=:task',
      '/desk/nothing-here',
    ],
  ],
  [
    'gxq.urban',
    [
      '/desk/',
      '/desk/?case=:case',
      '/desk/statistics',
      '/desk/me',
      '/desk/scenarios/cases',
      '/field/',
      '/field/case/:case/accept',
    ],
  ],
  [
    'supervisor',
    [
      '/desk/',
      '/desk/duties/check',
      '/desk/duties/precedents',
      '/desk/assessment',
      '/desk/statistics?view=indicators&by=org',
      '/desk/assistant',
      '/desk/assistant?part=synonyms',
      '/desk/supervision?org=gxq.urban',
      '/desk/supervision/ladder',
      '/desk/reports',
      '/desk/reports?report=:report',
      '/desk/tasks?task=:task',
    ],
  ],
  [
    'data.civil',
    [
      '/desk/sharing',
      '/desk/sharing?grant=:grant&show=rows',
      '/desk/sharing?view=mine',
      '/desk/sharing?view=matrix',
      '/desk/sharing?view=watches',
      '/desk/sharing/apply',
    ],
  ],
  ['data', ['/desk/sharing?view=clocks', '/desk/operation', '/desk/operation?view=registrations']],
  ['data.town', ['/desk/operation?product=new', '/desk/operation?view=held']],
  ['leader', ['/desk/algorithms', '/command/', '/command/?list=overdue']],
  ['auditor', ['/desk/audit', '/desk/open311']],
  [
    'admin',
    [
      '/desk/duties?category=0103',
      '/desk/urgency',
      '/desk/accounts?org=gxq.center',
      '/desk/calendar',
      '/desk/territory',
      '/desk/open311',
    ],
  ],
  [
    'data.market',
    [
      '/desk/protection',
      '/desk/protection?resource=:resource',
      '/desk/protection?view=assessments',
      '/desk/protection?view=corrections',
      '/desk/protection?view=retention',
      '/desk/',
      '/desk/catalogue',
      '/desk/catalogue?q=nothing-like-it',
      '/desk/catalogue?resource=new',
      '/desk/catalogue?resource=:resource',
      '/desk/catalogue?resource=:resource&edit=1',
      '/desk/catalogue/grades',
      '/desk/linkage',
      '/desk/linkage?linkage=new',
      '/desk/collection',
      '/desk/collection?resource=:resource',
      '/desk/collection?view=tasks',
      '/desk/pulls',
      '/desk/pulls?source=:source',
      '/desk/pulls?view=letters',
      '/desk/devices',
      '/desk/devices?device=:device',
      '/desk/sharing?grant=:grant',
    ],
  ],
  [
    'data',
    [
      '/desk/care?view=groups',
      '/desk/catalogue/grading-table',
      '/desk/releases',
      '/desk/scenarios',
      '/desk/scenarios?scenario=new',
      '/desk/scenarios?scenario=:scenario',
      '/desk/scenarios/run',
      '/desk/scenarios/run/street-lights/desk',
      '/desk/scenarios/needs',
      '/desk/scenarios/needs?tab=offers',
      '/desk/scenarios/needs?offer=:offer',
      '/desk/data-checks',
      '/desk/data-checks?view=findings',
      '/desk/data-checks?finding=:finding',
      '/desk/data-checks?view=duties',
      '/desk/data-checks?view=duties&edit=duties',
      '/desk/data-checks?view=parameters',
      '/desk/data-checks?view=reports',
      '/desk/data-checks?report=:risks',
    ],
  ],
  ['gxq.civil', ['/desk/data-checks', '/desk/scenarios/needs?need=new', '/desk/scenarios/needs?need=:need']],
  ['data.market', ['/desk/control', '/desk/control?view=models', '/desk/control?view=calendar']],
  ['civil', ['/desk/care', '/desk/care?view=groups']],
  [
    'warning',
    [
      '/desk/warnings',
      '/desk/warnings?warning=:warning',
      '/desk/warnings?view=watches',
      '/desk/warnings?watch=:watch',
      '/desk/warnings?watch=new',
      '/desk/warnings?view=patterns',
      '/desk/warnings?pattern=new',
      '/desk/warnings?view=silences',
      '/desk/warnings?view=limits',
      '/desk/warnings?view=accuracy',
      '/desk/warnings?view=reports',
      '/desk/cap?tab=published&warning=:warning',
      '/desk/cap',
      '/desk/cap?tab=published',
      '/desk/cap?tab=sources',
    ],
  ],
  ['city', ['/desk/warnings?view=limits']],
  [
    'grid',
    [
      '/field/',
      '/field/report',
      '/field/outbox',
      '/field/case/:case',
      '/field/case/:case/note',
      '/field/collect',
      '/field/collect/:form',
      '/field/collect/:form/:case',
    ],
  ],
]

/** The routers, and the path below which each app stands. */
const routers = [
  ['web/resident/router.tsx', ''],
  ['web/field/router.tsx', '/field'],
  ['web/desk/router.tsx', '/desk'],
] as const

/** Routes of the routers that no address above opens. */
export function forgottenRoutes(): string[] {
  const opened = pages.flatMap(([, paths]) => paths.map((path) => (path.split('?')[0] ?? '').split('/')))
  return routesOf().filter((route) => {
    const parts = route.split('/')
    return !opened.some(
      (path) => path.length === parts.length && parts.every((p, n) => p.startsWith('$') || p === path[n]),
    )
  })
}

/** Every path that a router names, read from its text: the routers themselves need a browser. */
export function routesOf(): string[] {
  return routers.flatMap(([file, base]) => {
    const text = readFileSync(file, 'utf8')
    const found = [...text.matchAll(/(?:\bpage\(|\bpath: )'([^']+)'/g)]
    return found.map(([, path]) => `${base}${path}`)
  })
}
