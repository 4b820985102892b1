import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot, violations } from './support.ts'

/** A neighbour joins while typing; an officer sees why two cases look the same, merges and splits them. */

const town = '50/500107/500107104'
const first = '金凤镇凤笙路 12 号小区三栋的楼道灯坏了一个星期，晚上老人下楼看不见路，物业一直不来修。'
const again = '金凤镇凤笙路12号小区三栋楼道灯坏了好几天了，晚上下楼什么都看不见，物业也不来修。'

let site: Site
let main = ''
let second = ''

beforeAll(async () => {
  site = await openSite()
  const report = async (phone: string, text: string) =>
    (await (await site.city.asResident(phone)).post('/appeals', { text, where: { place: town } })).body.id
  main = await report('19900006661', first)
  second = await report('19900006662', again)
  const dispatcher = await site.city.as('dispatcher')
  const { version } = (await dispatcher.get(`/appeals/${main}`)).body
  const input = { version, org: 'gxq.housing', category: '0103', urgency: 'normal' }
  expect((await dispatcher.post(`/appeals/${main}/dispatch`, input)).status).toBe(200)
}, 240_000)
afterAll(() => site?.stop())

test('a neighbour sees it while typing, signs in and joins; the draft is theirs to keep', async () => {
  const page = await (await site.person('phone')).newPage()
  await page.goto('/report')
  await settled(page)
  await page.getByLabel('用自己的话说就行').fill(again)
  await page.getByText('附近已有人反映类似的事').waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'join-1-typing')
  await page.getByRole('link', { name: '我也遇到了，登录后一起关注' }).click()
  await page.getByLabel('手机号', { exact: true }).fill('19900006663')
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.getByLabel('6 位验证码').fill(await code(page))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('link', { name: '回到正在写的内容' }).click()
  await page.getByRole('button', { name: '我也遇到了，一起关注' }).click()
  await page.getByText('已经关注，不用再提交了').waitFor()
  await settled(page)
  await shot(page, 'join-2-joined')
  await page.getByRole('button', { name: '看办到哪一步，清空草稿' }).click()
  await page.getByText('这是您关注的诉求').waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'join-3-followed')
  await page.goto('/mine')
  await settled(page)
  await expect.poll(() => page.locator('.follow-mark').textContent()).toBe('关注')
  await shot(page, 'join-4-mine')
})

async function code(page: Page): Promise<string> {
  await expect.poll(() => site.lastCode()).toMatch(/^\d{6}$/)
  await settled(page)
  return site.lastCode()
}

test('the dispatcher sees what is shared, merges, and splits again', async () => {
  const page = await (await site.person('desk', 'dispatcher')).newPage()
  await page.goto(`/desk/?tab=all&case=${second}`)
  await settled(page)
  await page.getByText('很可能是同一件事').first().waitFor()
  await expect.poll(() => page.locator('.similar mark').count()).toBeGreaterThan(0)
  expect(await violations(page)).toEqual([])
  await shot(page, 'join-5-similar')
  await act(page, '并案', '同一楼道同一盏灯')
  await expect.poll(() => stateOf(second)).toBe('merged')
  await settled(page)
  await shot(page, 'join-6-merged')
  await act(page, '拆分', '核实不是同一栋')
  await expect.poll(() => stateOf(second)).not.toBe('merged')
  await page.goto(`/desk/?tab=all&case=${main}`)
  await settled(page)
  await shot(page, 'join-7-followers')
  await expect.poll(() => page.locator('.case-head .mark-followers').textContent()).toContain('人关注')
})

async function act(page: Page, name: string, reason: string): Promise<void> {
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: new RegExp(`^(\\d\\s*)?${name}$`) })
    .click()
  if (name === '并案') {
    await page.locator('.main-case input').first().check()
    await shot(page, 'join-5b-merge-form')
  }
  await page.locator('.action-form textarea').fill(reason)
  await page.getByRole('button', { name: new RegExp(`^确认${name}`) }).click()
  await page.locator('.action-form').waitFor({ state: 'detached' })
}

async function stateOf(id: string): Promise<string> {
  return (await (await site.city.as('dispatcher')).get(`/appeals/${id}`)).body.state
}
