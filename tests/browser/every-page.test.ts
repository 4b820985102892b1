import { afterAll, beforeAll, expect, test } from 'vitest'
import { atMost, openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let id = ''
let receipt = ''
let report = ''

beforeAll(async () => {
  site = await openSite()
  const dispatcher = await site.city.as('dispatcher')
  const body = {
    text: '金凤镇老街路灯坏了三盏，晚上看不见路。',
    anonymous: true,
    where: { address: '金凤镇老街' },
  }
  const answer = await site.city.anonymous.post('/appeals', body)
  id = answer.body.id
  receipt = `${answer.body.number}/${id}`
  await dispatcher.post(`/appeals/${id}/dispatch`, {
    version: 1,
    org: 'gxq.urban',
    category: '0103',
    urgency: 'normal',
  })
  const supervisor = await site.city.as('supervisor')
  const asked = { scope: 'area:cqgxq', kind: 'day', from: '2025-11-03' }
  report = (await supervisor.post('/reports', asked)).body.id
}, 120_000)
afterAll(() => site?.stop())

/** Every route of each app's router, by the roles that use it; `:case`, `:receipt` and `:report` stand for those above. */
const pages: readonly [login: string | undefined, paths: readonly string[]][] = [
  [
    undefined,
    [
      '/',
      '/report',
      '/report/where',
      '/report/who',
      '/report/check',
      '/mine',
      '/ask',
      '/ask/people',
      '/receipt/:receipt',
      '/track/:receipt',
      '/appeal/:case',
      '/nothing-here',
      '/desk/',
      '/field/',
      '/command/',
    ],
  ],
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
      '/desk/nothing-here',
    ],
  ],
  [
    'gxq.urban',
    ['/desk/', '/desk/?case=:case', '/desk/statistics', '/desk/me', '/field/', '/field/case/:case/accept'],
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
    ],
  ],
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
  ['grid', ['/field/', '/field/report', '/field/outbox', '/field/case/:case', '/field/case/:case/note']],
]

/** Two people at once: one page waits for the server while the other is examined. */
const inTurn = atMost(2)

for (const [login, paths] of pages)
  test.concurrent(`axe finds nothing for ${login ?? 'anyone'}, on a phone and at a desk`, () =>
    inTurn(async () => {
      const context = await site.person('phone', login)
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      const found: Record<string, string[]> = {}
      for (const path of paths) {
        await page.setViewportSize(sizes.phone)
        await page.goto(path.replace(':case', id).replace(':receipt', receipt).replace(':report', report))
        for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
          await page.setViewportSize(sizes[size])
          await settled(page)
          await shot(page, `${login ?? 'anyone'}-${size}${path.replace(/[^\w-]+/g, '-')}`)
          const list = await violations(page)
          if (list.length > 0) found[`${path} ${size}`] = list
        }
      }
      await context.close()
      expect(found).toEqual({})
      expect(errors).toEqual([])
    }))
