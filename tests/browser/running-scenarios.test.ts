import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { withProgram } from '../support/programmed.ts'
import { deliverRows } from '../support/resources.ts'
import { type Manifest, propose, reviewed, scenarioOf, town } from '../support/scenarios.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let department: Client
let scenario = ''
let phone: BrowserContext
let page: Page

/** A map and a form at the desk, and a wall. */
function withScreens(m: Manifest): void {
  const words = { zh: '维修大屏', en: 'Repairs' }
  const map = { kind: 'map', layers: [{ resource: 'repairs', point: 'point', label: 'no' }] }
  m.resources
    .find((r: Manifest) => r.code === 'repairs')
    .items.push({ name: 'point', title: '位置', type: 'point' })
  m.program.commands[0].input.push({ name: 'point', title: '位置', type: 'point' })
  m.program.code = m.program.code.replace('at: ctx.now,', 'at: ctx.now, point: input.point ?? null,')
  const course = { kind: 'indicator', indicator: 'cost', show: 'course' }
  m.pages[0].blocks.push({ kind: 'command', command: 'repair' }, map, course)
  const who = { roles: ['data-manager'] }
  m.pages.push({ code: 'wall', title: words, layout: 'wall', who, blocks: [course, map] })
}

beforeAll(async () => {
  site = await openSite()
  department = await site.city.as('data.town')
  phone = await site.person('phone')
  await phone.request.post('/api/v1/session/code', { data: { phone: '13912345678' } })
  await phone.request.post('/api/v1/session/phone', { data: { phone: '13912345678', code: site.lastCode() } })
  page = await phone.newPage()
}, 120_000)
afterAll(() => site?.stop())

test('a package with screens is published', async () => {
  const authority = await site.city.as('data')
  const made = await propose(department, town, withProgram(withScreens))
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  scenario = made.body.id
  const s = scenarioOf(department, scenario)
  await reviewed(s, department, { authority, leader: await site.city.as('leader') })
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
  const lamp = (n: number) => ({ cabinet: `LD-000${n}`, road: `科园${n}路`, place: '500107104', lamps: 20 })
  await deliverRows(department, (await s.part('lamps')).ref, [lamp(1), lamp(2)])
}, 240_000)

const stored = async (cabinet: string): Promise<number> =>
  (await department.get(`/scenario-runs/street-lights/pages/desk/rows?block=0&filter=cabinet:${cabinet}`))
    .body.total

async function looks(of: Page, name: string): Promise<void> {
  await settled(of)
  await shot(of, `running-${name}`)
  expect(await violations(of)).toEqual([])
}

test('an officer finds the page, gives a command, is told at the field what is wrong, and reads the answer', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto('/desk/scenarios/run')
  await desk.getByRole('link', { name: '登记维修' }).click()
  await desk.getByRole('heading', { name: '每次费用' }).first().waitFor()
  const form = desk.getByRole('form', { name: '登记维修' })
  await form.getByLabel('cabinet').fill('lamp 1')
  await form.getByRole('button', { name: '登记维修' }).click()
  await form.getByRole('alert').getByText('cabinet：格式不对').waitFor()
  await form.getByLabel('cabinet').fill('LD-9999')
  await form.getByLabel('day').fill('1')
  await form.getByRole('button', { name: '登记维修' }).click()
  await form.getByText('没有控制箱 LD-9999').waitFor()
  await form.getByLabel('cabinet').fill('LD-0001')
  await form.getByLabel('cost（选填）').fill('300')
  await form.getByLabel('位置（选填）').fill('106.37,29.52')
  await form.getByRole('button', { name: '登记维修' }).click()
  await form.getByText('已完成').waitFor()
  // By the title that the package declares, never by the program's own name.
  await form.getByRole('term').filter({ hasText: '累计维修' }).waitFor()
  expect(await form.getByText('repaired').count()).toBe(0)
  await desk.getByRole('listitem').getByRole('button', { name: 'LD-00011' }).waitFor()
  await looks(desk, 'desk')
  await desk.setViewportSize(sizes.phone)
  await looks(desk, 'desk-phone')
  await desk.close()
})

test('a row opens into all of its items, and a command at it starts from them', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto('/desk/scenarios/run/street-lights/desk')
  // The map below the table comes last; until it stands the table moves.
  await settled(desk)
  await desk.getByRole('rowheader').getByRole('button', { name: 'LD-00011' }).click()
  const details = desk.locator('.run-details')
  await details.getByText('LD-0001|1|科园1路').waitFor()
  await details.getByRole('button', { name: '登记维修' }).click()
  expect(await details.getByLabel('cabinet').inputValue()).toBe('LD-0001')
  await looks(desk, 'row')
  await desk.close()
})

test('the department lets a party in by a code, which a person enters on the phone', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto(`/desk/scenarios?scenario=${scenario}`)
  await desk.getByLabel('编号（在“路灯控制箱”中的主键）').fill('LD-0001')
  await desk.getByRole('button', { name: '生成邀请码' }).click()
  const told = await desk.getByText('邀请码：').textContent()
  await desk.getByText('已邀请').waitFor()
  await looks(desk, 'scenario')
  await page.goto('/parties')
  await looks(page, 'join')
  await page.getByLabel('邀请码').fill(told?.replace('邀请码：', '') ?? '')
  await page.getByRole('button', { name: '加入' }).click()
  await page.getByRole('heading', { name: '科园1路' }).waitFor()
  await looks(page, 'parties')
})

test('a command without a network waits on the phone and is given once when there is one', async () => {
  await page.getByRole('link', { name: '登记维修' }).click()
  await page.getByRole('form', { name: '登记维修' }).waitFor()
  await settled(page)
  await phone.setOffline(true)
  await page.getByLabel('cabinet').fill('LD-0002')
  await page.getByLabel('day').fill('7')
  await page.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await page.getByText('等待发送').waitFor()
  await looks(page, 'waiting')
  expect(await stored('LD-0002')).toBe(0)
  await phone.setOffline(false)
  await page.getByText('已办成').waitFor()
  expect(await stored('LD-0002')).toBe(1)
  await looks(page, 'sent')
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByRole('heading', { name: '本机上的提交' }).waitFor({ state: 'hidden' })
})

test('what the program refused stays with its reason until it is put right or dismissed', async () => {
  await page.getByLabel('cabinet').fill('LD-9999')
  await page.getByLabel('day').fill('8')
  await page.getByRole('button', { name: '登记维修' }).click()
  await page.getByText('没有控制箱 LD-9999').waitFor()
  await page.reload()
  const refused = page.getByRole('article', { name: '登记维修' }).first()
  await refused.getByText('没有控制箱 LD-9999').waitFor()
  await refused.getByRole('button', { name: '修改后再交' }).click()
  await looks(page, 'refused')
  await refused.getByLabel('cabinet').fill('LD-0002')
  await refused.getByRole('button', { name: '登记维修' }).click()
  await page.getByText('已办成').waitFor()
  expect(await stored('LD-0002')).toBe(2)
  expect(await page.getByText('没有控制箱 LD-9999').count()).toBe(0)
})

test('the wall shows the page alone', async () => {
  const wall = await (await site.person('desk', 'data.town')).newPage()
  await wall.goto('/command/run/street-lights/wall')
  await wall.getByRole('heading', { name: '路灯维修 · 维修大屏' }).waitFor()
  expect(await wall.getByRole('navigation').count()).toBe(0)
  await looks(wall, 'wall')
})

test('a resource that somebody retired is told on the page of its scenario, and put back there', async () => {
  const s = scenarioOf(department, scenario)
  const { ref } = await s.part('lamps')
  const { revision } = (await department.get(`/resources/${ref}`)).body
  await department.post(`/resources/${ref}/retire`, { revision, reason: '以为不用了' })
  const path = `/desk/scenarios?scenario=${scenario}`
  const [desk, small] = [await site.person('desk', 'data.town'), await site.person('phone', 'data')]
  const reader = await desk.newPage()
  await reader.goto(path)
  await reader.getByText('场景所用的路灯控制箱在数据目录里被停用').waitFor()
  expect(await reader.getByRole('button', { name: '恢复停用的资源' }).count()).toBe(0)
  await looks(reader, 'lost')
  const page = await small.newPage()
  await page.goto(path)
  await page.getByText('▲ 被人停用').waitFor()
  await page.getByRole('button', { name: '恢复停用的资源' }).click()
  const form = page.getByRole('form', { name: '恢复停用的资源' })
  await form.getByRole('textbox').fill('查过了，误停用')
  await looks(page, 'put-back')
  await form.getByRole('button', { name: '恢复停用的资源' }).click()
  await page.getByText('▲ 被人停用').waitFor({ state: 'hidden' })
  await page.getByText('查过了，误停用').waitFor()
  await expect.poll(() => s.part('lamps')).toMatchObject({ state: 'active', adrift: null })
  await looks(page, 'back')
  await Promise.all([desk.close(), small.close()])
})
