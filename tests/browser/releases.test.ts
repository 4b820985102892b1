import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let market: Client

beforeAll(async () => {
  site = await openSite()
  market = await site.city.as('data.market')
  const resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 120 }, (_, n) => foodBusiness(n, { granted: `20${10 + (n % 10)}-06-01` })),
  )
}, 240_000)
afterAll(() => site?.stop())

/** The page is sound at both sizes; it stays at the desk's. */
async function examined(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(sizes[size])
    await settled(page)
    expect(await violations(page)).toEqual([])
    await shot(page, `releases-${name}-${size}`)
  }
}

test('the provider plans with what is proposed, computes, looks at the result and submits', async () => {
  const page = await (await site.person('desk', 'data.market')).newPage()
  await page.goto('/desk/releases')
  await page.getByText('还没有匿名化发布').waitFor()
  await examined(page, '1-empty')
  await page.getByRole('link', { name: '新建发布' }).click()
  await page.getByLabel('从哪项数据资源').click()
  await page.getByText('餐饮服务单位').click()
  await page.getByLabel('负责人的处理').waitFor()
  await expect.poll(() => page.getByLabel('负责人的处理').inputValue()).toBe('identifier')
  await page.getByRole('button', { name: '保存方案' }).click()
  await page.getByRole('alert').getByText('请填写标题').waitFor()
  await examined(page, '2-faults')
  await page.getByLabel('标题').fill('餐饮单位结构数据')
  await page.getByLabel('内容说明').fill('按镇街和发证年份，供选址研究')
  await page.getByLabel('发布理由').fill('数据开放计划')
  await page.getByLabel('提供至').fill('2099-12-31')
  await page.getByLabel('负责人的处理').selectOption('plain')
  await page.getByRole('button', { name: '保存方案' }).click()
  await page.getByRole('alert').getByText('负责人 能直接指向个人').waitFor()
  await page.getByLabel('负责人的处理').selectOption('identifier')
  await page.getByRole('button', { name: '保存方案' }).click()
  await page.getByRole('button', { name: '计算最优级别' }).click()
  await page.getByRole('heading', { name: '各列处理前后' }).waitFor()
  await page.getByRole('heading', { name: '其他选择' }).waitFor()
  await examined(page, '3-result')
  await page.getByRole('button', { name: '提交审批' }).click()
  await page.getByText('待审批').waitFor()
  const { rows } = (await market.get('/releases')).body
  expect(rows).toMatchObject([{ title: '餐饮单位结构数据', state: 'submitted' }])
  await page.close()
})

test('the authority approves; anybody finds the card on a phone and fetches the file', async () => {
  const page = await (await site.person('desk', 'data')).newPage()
  await page.goto('/desk/releases')
  await page.getByRole('link', { name: '餐饮单位结构数据' }).click()
  await page.getByRole('button', { name: '批准发布' }).click()
  await page.getByLabel('理由').fill('风险可接受')
  await examined(page, '4-judging')
  await page.getByRole('form').getByRole('button', { name: '批准发布' }).click()
  await page.getByText('已发布').waitFor()
  await page.close()
  const visitor = await (await site.person('phone')).newPage()
  await visitor.goto('/open')
  await visitor.getByRole('link', { name: /餐饮单位结构数据/ }).click()
  await visitor.getByText('风险可接受').waitFor()
  await examined(visitor, '5-card')
  const [download] = await Promise.all([
    visitor.waitForEvent('download'),
    visitor.getByRole('link', { name: /下载 CSV/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^FB000001-餐饮单位结构数据\.csv$/)
  await visitor.close()
})
