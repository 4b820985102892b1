import { readFileSync } from 'node:fs'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchJob } from '../../src/kernel/decisions/index.ts'
import { withCases } from '../support/cased.ts'
import { saveSource } from '../support/department.ts'
import { enterDevices, readingsOfSensors, sensor } from '../support/devices.ts'
import { exchangeTerms } from '../support/exchange.ts'
import { grantInState } from '../support/granted.ts'
import type { Client } from '../support/platform.ts'
import { deliverRows, foodBusinesses, formOfBusinesses, publishedResource } from '../support/resources.ts'
import { gasLeak } from '../support/warnings.ts'
import { forgottenRoutes, pages, routesOf } from './pages.ts'
import { atMost, openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
/** What a path's `:name` stands for. */
const made: Record<string, string> = {}

beforeAll(async () => {
  site = await openSite()
  const dispatcher = await site.city.as('dispatcher')
  const body = {
    text: '金凤镇老街路灯坏了三盏，晚上看不见路。',
    anonymous: true,
    where: { address: '金凤镇老街' },
  }
  const answer = await site.city.anonymous.post('/appeals', body)
  const { id } = answer.body
  await dispatcher.post(`/appeals/${id}/dispatch`, {
    version: 1,
    org: 'gxq.urban',
    category: '0103',
    urgency: 'normal',
  })
  const supervisor = await site.city.as('supervisor')
  const asked = { scope: 'area:cqgxq', kind: 'day', from: '2025-11-03' }
  const report = (await supervisor.post('/reports', asked)).body.id
  const passage = (await supervisor.get('/assistant/passages')).body.rows[0].id
  const issue = await makeIssue(dispatcher)
  const { body: task } = await dispatcher.post(`/hot-issues/${issue}/task`, {
    version: (await dispatcher.get(`/hot-issues/${issue}`)).body.version,
    org: 'gxq.housing',
    demand: '查处夜间施工，督促工地公示许可。',
  })
  Object.assign(made, { case: id, number: answer.body.number, report, passage, issue, task: task.id })
  Object.assign(made, await makeData(await site.city.as('data.market')))
  const authority = await site.city.as('data')
  await authority.post('/data-checks/run')
  const finding = (await authority.get('/data-findings')).body.rows[0]?.id
  const risks = (await authority.post('/risk-reports', { year: 2025 })).body.id
  const proposal = { org: 'gxq.market', manifest: withCases(), reason: '路灯报修多' }
  const scenario = (await authority.post('/scenarios', proposal)).body.id
  Object.assign(made, { finding, risks, scenario }, await makeWishes(authority), await makeWarning())
  // Runs by the hour: the register shows what it found only then.
  await watchJob.run(site.city.platform.kernel, {})
}, 240_000)
afterAll(() => site?.stop())

function addressOf(path: string): string {
  return path.replace(
    /:(\w+)/g,
    (_, name: string) => made[name] ?? expect.fail(`Nothing is made for ${path}`),
  )
}

/** A need and a listed offer that fits it. */
async function makeWishes(authority: Client) {
  const civil = await site.city.as('gxq.civil')
  const tags = ['养老']
  const need = await civil.post('/scenario-needs', {
    org: 'gxq.civil',
    title: '独居老人用水异常提醒',
    wanted: '希望从智能水表读数发现独居老人长时间未用水，及时上门查看。',
    tags,
    places: [],
    until: '2099-12-31',
    reason: '上门查看不及时',
  })
  const resident = await site.city.asResident('13912345670')
  const offer = await resident.post('/scenario-offers', {
    enterprise: '示例水务科技有限公司',
    creditCode: '91350100M000100Y43',
    contact: { name: '李明', phone: '13812345670' },
    title: '水表读数异常分析',
    ability: '按小时分析智能水表读数，发现长时间未用水的户。',
    tags,
    places: [],
  })
  const { id } = offer.body
  await authority.post(`/scenario-offers/${id}/list`, { revision: 1, reason: '资料齐全' })
  return { need: need.body.id, offer: id }
}

/** A source, a device, a form and a grant, each with its resource. */
async function makeData(market: Client) {
  const resource = await makeLineage(market)
  const form = await publishedResource(market, 'gxq.market', formOfBusinesses)
  const place = { kind: 'folder', path: 'licences' }
  const source = await saveSource(market, form, place)
  const readings = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const [device] = (await enterDevices(market, readings, [sensor('7')])).keys()
  const terms = { ...exchangeTerms, masks: { phone: 'partial' as const } }
  const grant = await grantInState(site.city, { resource, terms, consumer: 'gxq.civil', state: 'active' })
  return { resource, form, source, device, grant }
}

/** A watch of gas sensors, and the warning of one of them. */
async function makeWarning() {
  const market = await site.city.as('data.market')
  const officer = await site.city.as('warning')
  const resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const content = { ...gasLeak, resource, exercise: true }
  const { body: draft } = await officer.post('/early-warning/watches', { content })
  const on = { version: draft.version, on: true, reason: '试运行' }
  await officer.post(`/early-warning/watches/${draft.id}/switch`, on)
  for (let n = 0; n < 300; n++) {
    const at = new Date(site.city.platform.kernel.clock.now().getTime() + n).toISOString()
    await deliverRows(market, resource, [{ device: 'gas-1', at, place: '500107103', ppm: '320' }], {
      channel: 'api',
    })
    const [row] = (await officer.get('/early-warning/warnings')).body.rows
    if (row !== undefined) return { watch: draft.id, warning: row.id }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return expect.fail('A gas sensor at 320 ppm raised no warning within half a minute')
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

test('no page of any router is left out', () => {
  const texts = ['resident', 'field', 'desk'].map((app) => readFileSync(`web/${app}/router.tsx`, 'utf8'))
  expect(routesOf()).toHaveLength(texts.join().split('createRoute(').length - 1)
  expect(forgottenRoutes()).toEqual([])
})

const appOf = (path: string) => /^\/(desk|field|command)\//.exec(path)?.[1] ?? 'resident'

/** As by a link within an app: what the app has loaded stays. Another app, or the first page, is opened. */
async function goOn(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank' || appOf(new URL(page.url()).pathname) !== appOf(path)) {
    await page.goto(path)
    return
  }
  await page.evaluate((to) => {
    Object.assign(window, { changedAt: performance.now() })
    window.history.pushState({}, '', to)
  }, path)
}

/** What the page waits for; the live stream never ends. */
function loadingOf(page: Page): ReadonlySet<Request> {
  const loading = new Set<Request>()
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') loading.add(request)
  })
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => void loading.delete(request))
  return loading
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
      const loading = loadingOf(page)
      const found: Record<string, string[]> = {}
      for (const path of paths) {
        await page.setViewportSize(sizes.phone)
        await goOn(page, addressOf(path))
        for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
          await page.setViewportSize(sizes[size])
          // Until the next page's own parts are there, the former one stands.
          do await settled(page)
          while (loading.size > 0)
          await shot(page, `${login ?? 'anyone'}-${size}${path.replace(/[^\w-]+/g, '-')}`)
          const list = await violations(page)
          if (list.length > 0) found[`${path} ${size}`] = list
        }
      }
      await context.close()
      expect(found).toEqual({})
      expect(errors).toEqual([])
    }))
