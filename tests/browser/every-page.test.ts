import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { foodBusinesses, publishedResource } from '../support/resources.ts'
import { atMost, openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let id = ''
let receipt = ''
let report = ''
let issue = ''
let task = ''
let resource = ''
let finding = ''
let risks = ''

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
  issue = await makeIssue(dispatcher)
  const made = await dispatcher.post(`/hot-issues/${issue}/task`, {
    version: (await dispatcher.get(`/hot-issues/${issue}`)).body.version,
    org: 'gxq.housing',
    demand: '查处夜间施工，督促工地公示许可。',
  })
  task = made.body.id
  resource = await makeLineage(await site.city.as('data.market'))
  const authority = await site.city.as('data')
  await authority.post('/data-checks/run')
  finding = (await authority.get('/data-findings')).body.rows[0]?.id
  risks = (await authority.post('/risk-reports', { year: 2025 })).body.id
}, 120_000)
afterAll(() => site?.stop())

/** Every route of each app's router, by the roles that use it; `:case`, `:receipt`, `:report`, `:issue`, `:task`, `:resource`, `:finding` and `:risks` stand for what is made above. */
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
      '/data',
      '/open',
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
      '/desk/tasks?task=:task',
    ],
  ],
  [
    'data.civil',
    ['/desk/sharing', '/desk/sharing?view=mine', '/desk/sharing?view=matrix', '/desk/sharing/apply'],
  ],
  [
    'data',
    ['/desk/releases', '/desk/sharing?view=clocks', '/desk/operation', '/desk/operation?view=registrations'],
  ],
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
    ],
  ],
  [
    'data',
    [
      '/desk/catalogue/grading-table',
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
  ['gxq.civil', ['/desk/data-checks']],
  ['grid', ['/field/', '/field/report', '/field/outbox', '/field/case/:case', '/field/case/:case/note']],
]

function addressOf(path: string): string {
  return path
    .replace(':case', id)
    .replace(':receipt', receipt)
    .replace(':report', report)
    .replace(':issue', issue)
    .replace(':task', task)
    .replace(':resource', resource)
    .replace(':finding', finding)
    .replace(':risks', risks)
}

/** A theme made from a basic resource, both published. */
async function makeLineage(market: Client): Promise<string> {
  const from = await publishedResource(market, 'gxq.market', foodBusinesses)
  const theme = { ...foodBusinesses, name: '重点检查名单', kind: 'theme' }
  const made = await publishedResource(market, 'gxq.market', theme)
  await market.post(`/resources/${made}/link`, { from, how: '按量化等级筛选' })
  return made
}

/** Three residents and an approved version make an issue; the stream needs a moment. */
async function makeIssue(dispatcher: Client): Promise<string> {
  const leader = await site.city.as('leader')
  const register = (await leader.get('/algorithms')).body as { code: string; version: string }[]
  const entry = register.find((a) => a.code === 'appeal.hot-issue')
  const reason = '试运行：批准首个版本上线'
  await leader.post('/algorithms/judge', {
    code: entry?.code,
    version: entry?.version,
    status: 'approved',
    reason,
  })
  for (let n = 0; n < 3; n++)
    await dispatcher.post('/appeals', {
      text: `凤笙路北侧工地夜间施工，打桩吵得人睡不着，第${n + 1}次反映。`,
      channel: 'phone',
      contact: { name: `来电人${n}`, phone: `1990000${4100 + n}` },
      where: { address: '曾家镇凤笙路 301 号', place: '50/500106/500106108' },
    })
  for (let tries = 0; tries < 300; tries++) {
    const [row] = (await dispatcher.get('/hot-issues')).body.rows
    if (row?.messages === 3) return row.id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return expect.fail('The stream made no issue of three alike appeals within half a minute')
}

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
        await page.goto(addressOf(path))
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
