import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignSystem, lamp } from '../support/open311.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 240_000)
afterAll(() => site?.stop())

test('an administrator gives a key, sees what came in, and revokes it', async () => {
  const context = await site.person('desk', 'admin')
  const page = await context.newPage()
  await page.goto('/desk/open311')
  await settled(page)
  await shot(page, 'open311-empty')
  await page.getByRole('button', { name: '签发密钥' }).click()
  await page.getByLabel('系统名称').fill('街道小程序')
  await page.getByLabel('联系方式').fill('数据科 023-12345678')
  await page.getByLabel('可以向正式端点提交').check()
  await page.getByRole('button', { name: '签发', exact: true }).click()
  const key = await page.getByRole('status').locator('strong').textContent()
  expect(key?.length).toBe(32)
  await shot(page, 'open311-created')
  const admin = await site.city.as('admin')
  const other = await foreignSystem(site.city, admin, { name: '正在接入的系统', mayPost: false })
  await other.post('/test/v2/requests.xml', lamp)
  await other.post('/v2/requests.xml', lamp)
  const third = await foreignSystem(site.city, admin, { name: '物业服务平台', mayPost: true })
  await third.post('/v2/requests.xml', lamp)
  await third.post('/v2/requests.xml', { ...lamp, service_code: '0501' })
  await admin.post('/open311/partners', {
    name: '邻区平台',
    url: 'https://open311.example.org/v2',
    jurisdiction: 'next.example',
  })
  await page.reload()
  await settled(page)
  const row = page.getByRole('row').filter({ hasText: '正在接入的系统' })
  await row.getByLabel('停用 正在接入的系统').click()
  await row.getByLabel('理由').fill('测试结束')
  await row.getByRole('button', { name: '停用', exact: true }).click()
  await page.getByText('已停用：测试结束').waitFor()
  await settled(page)
  for (const size of ['desk', 'phone'] as const) {
    await page.setViewportSize(sizes[size])
    await settled(page)
    await shot(page, `open311-${size}`)
    expect(await violations(page)).toEqual([])
  }
})
