import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPackage } from '../../src/modules/scenarios/index.ts'
import type { Client } from '../support/platform.ts'
import { deliverRows } from '../support/resources.ts'
import { propose, scenarioOf, town } from '../support/scenarios.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

/** docs/flows/life-of-a-spoil-ticket.md on the screens, in the sandbox of the package: simulated rows, exercises. */

type Row = Record<string, string>
const demo = (resource: string): Row[] =>
  JSON.parse(readFileSync(`examples/construction-spoil/demo/${resource}.json`, 'utf8'))
const place = demo('sites').find((s) => s.place === '50/500107/500107104') as Row
const route = demo('routes').find((r) => r.site === place.code) as Row
const truck = demo('vehicles')[0] as Row
const driver = demo('drivers').find((d) => d.haulier === truck.haulier) as Row
const run = '/scenario-runs/construction-spoil'

let site: Site
let department: Client
let s: ReturnType<typeof scenarioOf>
const pages = new Map<string, Page>()

beforeAll(async () => {
  site = await openSite()
  department = await site.city.as('data.town')
}, 240_000)
afterAll(() => site?.stop())

test('the package is tried, and site, haulier and receiver are let in', async () => {
  const manifest = await readPackage('examples/construction-spoil/scenario.json')
  const made = await propose(department, town, manifest)
  s = scenarioOf(department, made.body.id)
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await s.until({ candidate: { state: 'sandbox' } })
  const keys = { site: place.code, haulier: truck.haulier, receiver: route.receiver }
  for (const [n, [kind, key]] of Object.entries(keys).entries())
    pages.set(kind, await partyPage(`1391234510${n}`, kind, key))
})

/** Somebody who was let in, with the page of the party open on the phone. */
async function partyPage(phone: string, kind: string, key: string | undefined): Promise<Page> {
  const context = await site.person('phone')
  await context.request.post('/api/v1/session/code', { data: { phone } })
  await context.request.post('/api/v1/session/phone', { data: { phone, code: site.lastCode() } })
  const invited = await department.post(`${run}/parties`, { kind, key, sandbox: true })
  const { invitation } = invited.body
  const joined = await context.request.post('/api/v1/scenario-parties/join', { data: { invitation } })
  const page = await context.newPage()
  await page.goto(`/parties/${(await joined.json()).id}/${kind}`)
  return page
}

const of = (kind: string) => pages.get(kind) ?? expect.fail(`nobody acts for the ${kind}`)

async function looks(page: Page, name: string): Promise<void> {
  await settled(page)
  await shot(page, `spoil-${name}`)
  expect(await violations(page)).toEqual([])
}

const rows = async (page: string, block: number, more: string) =>
  (await department.get(`${run}/pages/${page}/rows?sandbox=true&block=${block}${more}`)).body.rows

let ticket = ''

test('the site issues a ticket at its exit, on the phone', async () => {
  const page = of('site')
  const form = page.getByRole('form', { name: '开单出场' })
  await form.getByLabel('车辆').fill(truck.vehicle ?? '')
  await form.getByLabel('司机').fill(driver.driver ?? '')
  await form.getByLabel('去向').fill(route.receiver ?? '')
  await form.getByLabel('类别').selectOption('工程渣土')
  await form.getByLabel('方量').fill('6')
  await form.getByRole('button', { name: '开单出场' }).click()
  await page.getByText('已办成').first().waitFor()
  const [open] = await rows('tickets', 0, '&filter=state:待出场&limit=1')
  ticket = open.key
  expect(open.values).toMatchObject({ state: '待出场' })
  await looks(page, 'site')
})

test('the haulier takes it over, and the receiver closes it by a scan', async () => {
  const haulier = of('haulier')
  const taking = haulier.getByRole('form', { name: '承运出场' })
  await taking.getByLabel('联单').fill(ticket)
  await taking.getByRole('button', { name: '承运出场' }).click()
  await haulier.getByText('已办成').first().waitFor()
  await looks(haulier, 'haulier')
  const receiver = of('receiver')
  const form = receiver.getByRole('form', { name: '进场接收' })
  await form.getByLabel('联单').fill(ticket)
  await form.getByLabel('车辆').fill(truck.vehicle ?? '')
  await form.getByLabel('类别').selectOption('工程渣土')
  await form.getByLabel('方量').fill('6')
  await form.getByRole('button', { name: '进场接收' }).click()
  await receiver.getByText('已办成').first().waitFor()
  await looks(receiver, 'receiver')
  expect(await rows('tickets', 0, `&key=${ticket}`)).toMatchObject([{ values: { state: '已闭环' } }])
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto('/desk/scenarios/run/construction-spoil/tickets?sandbox=1')
  await desk.getByRole('rowheader').getByRole('button', { name: ticket }).first().waitFor()
  await looks(desk, 'tickets')
  await desk.close()
})

test('a truck without a ticket becomes a warning, which is answered for', async () => {
  const positions = demo('positions')
  const last = Math.max(...positions.map((r) => Date.parse(r.at ?? '')))
  const moved = positions.map((r) => ({
    ...r,
    at: new Date(Date.parse(r.at ?? '') + Date.now() - last).toISOString(),
  }))
  const { ref } = await s.part('positions', true)
  expect((await deliverRows(department, ref, moved)).status).toBeLessThan(300)
  const officer = await site.city.as('warning')
  const raised = async (): Promise<{ id: string; kind: string }[]> =>
    (await officer.get('/early-warning/warnings?limit=100')).body.rows.filter(
      (w: { kind: string }) => w.kind === 'spoil-no-ticket-sandbox',
    )
  await expect.poll(async () => (await raised()).length, { timeout: 120_000 }).toBeGreaterThan(0)
  const [warning] = await raised()
  const at = async (login: string) => {
    const page = await (await site.person('desk', login)).newPage()
    await page.goto(`/desk/warnings?warning=${warning?.id}`)
    return page
  }
  const watch = await at('warning')
  await watch.getByRole('toolbar').getByRole('button', { name: '确认', exact: true }).click()
  await watch.getByRole('heading', { name: '发现了什么' }).waitFor()
  await watch.getByText('没有开具联单').first().waitFor()
  const handler = await at(town)
  await handler.getByRole('toolbar').getByRole('button', { name: '接收' }).click()
  await handler.getByRole('toolbar').getByRole('button', { name: '上报结果' }).click()
  const form = handler.getByRole('form', { name: '上报结果' })
  await form.getByRole('textbox').nth(0).fill('已到现场核查，责令补开联单并教育驾驶员')
  await form.getByRole('textbox').nth(1).fill('工地出口无人值守')
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'hidden' })
  await looks(handler, 'warning')
  await watch.reload()
  await watch.getByRole('toolbar').getByRole('button', { name: '核定并办结' }).click()
  const closing = watch.getByRole('form', { name: '核定并办结' })
  await closing.getByLabel('属实').check()
  await closing.getByRole('textbox').first().fill('现场照片与轨迹相符')
  await closing.locator('button[type=submit]').click()
  await closing.waitFor({ state: 'hidden' })
  expect((await officer.get(`/warnings/${warning?.id}`)).body).toMatchObject({ state: 'closed' })
})

test('the wall has trucks in the middle and everything in one look, without a scrollbar', async () => {
  for (const lang of ['zh', 'en'] as const) {
    const wall = await (await site.person('desk', 'data.town')).newPage()
    await wall.setViewportSize({ width: 1920, height: 1080 })
    await wall.goto(`/command/run/construction-spoil/wall?sandbox=1&lang=${lang}`)
    const trucks = { zh: '路上的渣土车', en: 'Trucks on the road' }[lang]
    await wall.getByRole('heading', { name: new RegExp(`${trucks} [1-9]`) }).waitFor()
    await wall.getByText({ zh: '用途：', en: 'For: ' }[lang]).waitFor()
    await looks(wall, `wall-${lang}`)
    const texts = await wall.locator('td, th, h1, h2, h3, dt, dd, p, li').allTextContents()
    if (lang === 'en') expect(chineseSentences(texts)).toEqual([])
    const over = await wall.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      const isOut = (e: Element) =>
        getComputedStyle(e).visibility !== 'hidden' && e.getBoundingClientRect().bottom > innerHeight
      const lines = [...document.querySelectorAll('.run-wall tr, .run-wall li, .run-wall article')]
      return {
        width: scrollWidth - innerWidth,
        height: scrollHeight - innerHeight,
        out: lines.filter(isOut).length,
      }
    })
    expect(over).toEqual({ width: 0, height: 0, out: 0 })
    await wall.close()
  }
})

test('in English what is found is told in English, on the overview, in the warning and in the case', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto('/desk/scenarios/run/construction-spoil/overview?sandbox=1&lang=en')
  const findings = desk.getByRole('region', { name: 'Table 9: Findings' })
  await findings
    .getByText(/no ticket was issued/)
    .first()
    .waitFor()
  expect(chineseSentences(await findings.getByRole('cell').allTextContents())).toEqual([])
  await findings.getByRole('rowheader').getByRole('button').first().click()
  await desk.getByText('Evidence', { exact: true }).last().waitFor()
  expect(await desk.getByText('Evidence in English').count()).toBe(0)
  await looks(desk, 'overview-en')
  const officer = await site.city.as('warning')
  const { rows: raised } = (await officer.get('/early-warning/warnings?limit=100')).body
  const spoil = raised.find((w: { kind: string }) => w.kind === 'spoil-no-ticket-sandbox')
  const warning = await (await site.person('desk', 'warning')).newPage()
  await warning.goto(`/desk/warnings?warning=${spoil.id}&lang=en`)
  await warning
    .getByText(/no ticket was issued/)
    .first()
    .waitFor()
  expect(await warning.getByText('没有开具联单').count()).toBe(0)
  await looks(warning, 'warning-en')
  await warning.close()
  await desk.goto('/desk/scenarios/cases?lang=en')
  await desk
    .getByRole('link', { name: /^Sandbox: Spoil: to be put right: The permit of V\d+ ends on/ })
    .first()
    .click()
  await desk.getByRole('heading', { name: 'Evidence' }).waitFor()
  expect(
    chineseSentences(await desk.getByRole('main').locator('p, dd, h1, h2, h3, li').allTextContents()),
  ).toEqual([])
  await looks(desk, 'case-en')
  await desk.close()
})

/** Those of the texts that are Chinese sentences; names of places and people are none. */
const chineseSentences = (texts: readonly string[]) =>
  texts.filter((text) => /[\u4e00-\u9fff].*[，。；：]/.test(text))

test('in English the tables, filters and values are in English', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto('/desk/scenarios/run/construction-spoil/tickets?sandbox=1&lang=en')
  const table = desk.getByRole('region', { name: 'Table 1: Tickets' })
  await table.getByRole('columnheader', { name: 'Ticket', exact: true }).waitFor()
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(
    expect.arrayContaining(['State', 'Match', 'Site', 'Class', 'Left, m³', 'What does not fit']),
  )
  await table.getByRole('cell', { name: 'Closed' }).first().waitFor()
  expect(await desk.getByLabel('State').first().locator('option').allTextContents()).toContain('On the road')
  await looks(desk, 'tickets-en')
})
