import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site
let resident: Page
let number = ''
let lead = ''

beforeAll(async () => {
  site = await openSite()
  const leader = await site.city.as('leader')
  const [{ code, version }] = (await site.city.anonymous.get('/algorithms')).body
  await leader.post('/algorithms/judge', {
    code,
    version,
    status: 'approved',
    reason: '浏览器测试：批准首个版本',
  })
  resident = await (await site.person('phone')).newPage()
}, 240_000)
afterAll(() => site?.stop())

test('a resident reports on the phone, step by step', async () => {
  await resident.goto('/')
  await settled(resident)
  expect(await violations(resident)).toEqual([])
  await resident.getByRole('link', { name: '我要反映' }).first().click()
  await resident
    .getByLabel('用自己的话说就行')
    .fill('金凤镇凤笙路小区三栋的楼道灯坏了一个星期，晚上老人下楼看不见路，物业一直不来修，希望尽快处理。')
  await resident.getByRole('button', { name: '继续' }).click()
  await resident.getByLabel('地址或地点名称').fill('高新区金凤镇凤笙路 12 号')
  await resident.getByRole('button', { name: '继续' }).click()
  await resident.getByText('留下电话').click()
  await resident.getByLabel('手机号', { exact: true }).fill('19900008888')
  await resident.getByRole('button', { name: '继续' }).click()
  await settled(resident)
  await shot(resident, 'walk-1-check')
  await resident.getByRole('button', { name: '提交诉求' }).click()
  await resident.waitForURL(/\/receipt\//)
  await settled(resident)
  expect(await violations(resident)).toEqual([])
  number = /SQ\d+/.exec((await resident.locator('main').textContent()) ?? '')?.[0] ?? ''
  expect(number).toMatch(/^SQ\d{14}$/)
  await shot(resident, 'walk-2-receipt')
})

test('the dispatcher sees the proposal with its words and sends it in two clicks', async () => {
  expect(await site.city.platform.kernel.jobs.idle(15_000)).toBe(true)
  const dispatcher = await site.city.as('dispatcher')
  const [row] = (await dispatcher.get(`/appeals?text=${number}`)).body.rows
  const page = await (await site.person('desk', 'dispatcher')).newPage()
  await page.goto(`/desk/?case=${row.id}`)
  await settled(page)
  await page.getByText(number).filter({ visible: true }).first().click()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'walk-3-desk')
  if (row.state === 'submitted') {
    const { handedOver } = (await dispatcher.get(`/appeals/${row.id}`)).body.details.proposal
    const why = page.locator('.proposal-person li')
    await expect.poll(() => why.count()).toBe(handedOver.reasons.length)
    expect((await why.allTextContents()).join('')).toMatch(/把握|获批|暂停|从未见过|很接近|没有学过|写明/)
    await page.getByRole('button', { name: /按建议派单/ }).click()
    // The dispatch waits five seconds for second thoughts.
    await expect
      .poll(async () => (await dispatcher.get(`/appeals/${row.id}`)).body.state, { timeout: 20_000 })
      .toBe('dispatched')
  }
  const view = (await dispatcher.get(`/appeals/${row.id}`)).body
  expect(view.state).toBe('dispatched')
  lead = view.lead
})

test('the department accepts and answers on the desk', async () => {
  const page = await (await site.person('desk', lead)).newPage()
  await page.goto('/desk/')
  await settled(page)
  await shot(page, 'walk-3b-handler')
  await page.getByText(number).filter({ visible: true }).first().click()
  await page
    .getByRole('button', { name: /^(\d\s*)?签收/ })
    .first()
    .click()
  await confirm(page)
  await page
    .getByRole('button', { name: /^(\d\s*)?答复/ })
    .first()
    .click()
  await page
    .locator('textarea')
    .first()
    .fill('您好，楼道灯已于今日更换完毕，共三盏，物业将每周巡查一次，感谢您的反映。')
  await confirm(page)
  const handler = await site.city.as(lead)
  await expect
    .poll(async () => (await handler.get(`/appeals?text=${number}`)).body.rows[0]?.state, { timeout: 20_000 })
    .toBe('answered')
  await settled(page)
  await shot(page, 'walk-4-answered')
})

test('the resident signs in by phone, reads the answer and rates it', async () => {
  await resident.goto('/mine')
  await settled(resident)
  await shot(resident, 'walk-4b-mine')
  await resident.getByLabel('手机号', { exact: true }).fill('19900008888')
  await resident.getByRole('button', { name: '发送验证码' }).click()
  await resident.getByLabel('6 位验证码').waitFor()
  await resident.getByLabel('6 位验证码').fill(site.lastCode())
  await resident.getByRole('button', { name: '登录' }).click()
  await resident.getByText(number).first().waitFor()
  await resident.locator('a[href^="/appeal/"]').first().click()
  await resident.getByText('楼道灯已于今日更换完毕').first().waitFor()
  await settled(resident)
  expect(await violations(resident)).toEqual([])
  await resident.getByRole('button', { name: '评价办理结果' }).click()
  await resident.getByText('非常满意').click()
  await resident.getByText('解决了', { exact: true }).click()
  await resident.getByRole('button', { name: '提交评价' }).click()
  await resident.getByText('您的评价').waitFor()
  await shot(resident, 'walk-5-rated')
  expect(await site.city.platform.kernel.jobs.idle(15_000)).toBe(true)
  const dispatcher = await site.city.as('dispatcher')
  expect((await dispatcher.get(`/appeals?text=${number}`)).body.rows[0].state).toBe('closed')
})

/** Forms with nothing to fill are done at the first click; the others have a button that confirms. */
async function confirm(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^确认/ }).first()
  await button.waitFor({ timeout: 3000 }).then(
    () => button.click(),
    () => {},
  )
  await settled(page)
}
