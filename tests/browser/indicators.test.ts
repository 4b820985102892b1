import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveAtRandom } from '../support/figures.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
  await liveAtRandom(site.city, 7)
}, 240_000)
afterAll(() => site?.stop())

test('a supervisor looks at indicators, opens the cases behind one, and defines an own', async () => {
  const context = await site.person('desk', 'supervisor')
  const page = await context.newPage()
  page.setDefaultTimeout(90_000)
  await page.goto('/desk/statistics')
  await page.getByLabel('指标分析').check()
  await settled(page)
  await expect.poll(() => page.locator('.figure-value').first().textContent()).toContain('件')
  await shot(page, 'indicators-day')
  await page.getByLabel('按什么分组').selectOption('township')
  await settled(page)
  expect(new URL(page.url()).searchParams.get('by')).toBe('township')
  await shot(page, 'indicators-township')
  await page.setViewportSize(sizes.phone)
  await settled(page)
  await shot(page, 'indicators-phone')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize(sizes.desk)
  await page.getByText('定义本单位指标').click()
  await page.getByLabel('名称', { exact: true }).fill('电话超时率')
  await page.getByLabel('编码（小写字母、数字、连字符）').fill('late-phone')
  await page.getByLabel('依据').fill('本中心二季度考核办法')
  await page.locator('details.card').getByLabel('渠道').selectOption('phone')
  await expect
    .poll(() => page.locator('.indicator-sentence').textContent())
    .toContain('时段内超时才答复的诉求与答复的诉求之比，只计渠道为电话。')
  await page.getByRole('button', { name: '保存指标' }).click()
  await page.getByText('已保存“电话超时率”第 1 版。').waitFor()
  await shot(page, 'indicators-define')
  await page.goto('/desk/statistics?view=indicators&indicators=received,late-phone&by=org')
  await settled(page)
  await page.getByText('电话超时率').first().waitFor()
  await page
    .getByRole('row', { name: /城管|城市管理|综合执法/ })
    .getByRole('link')
    .first()
    .click()
  await page.waitForURL(/\/desk\/\?/)
  expect(new URL(page.url()).searchParams.get('org')).toBe('gxq.urban')
  await settled(page)
  await shot(page, 'indicators-cases')
  await context.close()
})
