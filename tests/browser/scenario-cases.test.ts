import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCases } from '../support/cased.ts'
import type { Client } from '../support/platform.ts'
import { deliverRows } from '../support/resources.ts'
import { propose, reviewed, scenarioOf, town } from '../support/scenarios.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

/** docs/flows/life-of-a-scenario.md: a case that a package opened, on the screens of its lead and of the department. */

let site: Site
let manager: Client
let scenario = ''

beforeAll(async () => {
  site = await openSite()
}, 120_000)
afterAll(() => site?.stop())

test('a package with cases is published, and a row opens one', async () => {
  manager = await site.city.as('data.town')
  const authority = await site.city.as('data')
  const made = await propose(manager, town, withCases())
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  scenario = made.body.id
  const s = scenarioOf(manager, scenario)
  await reviewed(s, manager, { authority, leader: await site.city.as('leader') })
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
  const fault = { no: 'F-1', what: '凤笙路全熄', kind: 'dark', lamps: 12, place: '500107104' }
  const sent = await deliverRows(manager, (await s.part('faults')).ref, [fault])
  expect(sent.body.counts).toMatchObject({ added: 1 })
}, 240_000)

async function looks(of: Page, name: string): Promise<void> {
  await settled(of)
  await shot(of, `scenario-case-${name}`)
  expect(await violations(of)).toEqual([])
}

test('the department reads kinds of cases, steps and the decision table on the scenario’s page', async () => {
  const desk = await (await site.person('desk', 'data.town')).newPage()
  await desk.goto(`/desk/scenarios?scenario=${scenario}`)
  await desk.getByRole('heading', { name: '决策表：故障由谁处理' }).waitFor()
  await desk.getByRole('cell', { name: '涉及盏数 至少 10' }).waitFor()
  await looks(desk, 'types')
  await desk.close()
})

test('the lead finds it, accepts, is told what is missing, and takes the package’s steps', async () => {
  const desk = await (await site.person('desk', 'gxq.lighting')).newPage()
  await desk.goto('/desk/scenarios/cases')
  await desk.getByRole('link', { name: '路灯维修：凤笙路全熄' }).click()
  await desk.getByText('决策表“故障由谁处理”第 2 行，时限 2 个工作日').waitFor()
  await desk.getByRole('button', { name: '签收' }).click()
  await desk.getByRole('button', { name: '派修' }).click()
  const form = desk.getByRole('form', { name: '派修' })
  await form.getByRole('button', { name: '派修' }).click()
  await form.getByRole('alert').getByText('班组：').waitFor()
  await looks(desk, 'step')
  await form.getByLabel('班组').fill('三班')
  await form.getByRole('button', { name: '派修' }).click()
  await desk.getByRole('button', { name: '修复' }).click()
  const mended = desk.getByRole('form', { name: '修复' })
  await mended.getByLabel('处理情况').fill('换了控制器')
  await mended.getByLabel('更换盏数（选填）').fill('2')
  await mended.getByRole('button', { name: '修复' }).click()
  await desk.getByText('待复核').waitFor()
  expect(await desk.getByRole('button', { name: '复核通过' }).count()).toBe(0)
  await desk.setViewportSize(sizes.phone)
  await looks(desk, 'lead-phone')
  await desk.close()
})

test('the department looks at it and closes it', async () => {
  const desk = await (await site.person('desk', town)).newPage()
  await desk.goto('/desk/scenarios/cases')
  await looks(desk, 'list')
  await desk.getByRole('link', { name: '路灯维修：凤笙路全熄' }).click()
  await desk.getByText('换了控制器').waitFor()
  await desk.getByRole('button', { name: '复核通过' }).click()
  await desk.getByRole('form', { name: '复核通过' }).getByRole('button', { name: '复核通过' }).click()
  await desk.getByText('已办结').waitFor()
  await looks(desk, 'closed')
  await desk.close()
})
