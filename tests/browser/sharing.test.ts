import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

/** Data is asked for, decided, simulated, switched on and read, each by whose work it is. */

let site: Site
let resource = ''

beforeAll(async () => {
  site = await openSite()
  const market = await site.city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  const rows = Array.from({ length: 9 }, (_, n) => foodBusiness(n))
  await deliverRows(market, resource, rows)
}, 240_000)
afterAll(() => site?.stop())

async function open(login: string, path: string, size: 'desk' | 'phone' = 'desk'): Promise<Page> {
  const context = await site.person(size, login)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function expectClean(page: Page, name: string): Promise<void> {
  await settled(page)
  await shot(page, name)
  expect(await violations(page)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0)
}

test('from asking to reading', async () => {
  const civil = await open('data.civil', `/desk/sharing/apply?resource=${resource}`)
  await civil.getByRole('button', { name: '提交申请' }).click()
  await civil.getByRole('link', { name: '请选择用途' }).click()
  await expect.poll(() => civil.evaluate(() => document.activeElement?.id)).toBe('apply-purpose')
  await expectClean(civil, 'sharing-apply-faults')
  await civil.getByLabel('用途', { exact: true }).selectOption('assistance')
  await civil.getByLabel('具体用来做什么').fill('核对低保家庭成员是否经营餐饮店')
  await civil.getByLabel('依据（法规名称和条款）').fill('《社会救助暂行办法》第五十八条')
  await civil.getByLabel('安全责任岗位').fill('信息科科长')
  await civil.getByLabel('安全措施').fill('仅在政务外网使用，不落地保存')
  await civil.getByLabel('负责人的脱敏方式').selectOption('')
  await civil.getByLabel('负责人需要明文的理由').fill('要与救助对象的姓名核对')
  await civil.getByRole('checkbox', { name: '餐位数 seats' }).uncheck()
  await civil.getByRole('button', { name: '增加条件' }).click()
  await civil.getByLabel('信息项', { exact: true }).selectOption('grade')
  await civil.getByLabel('比较').selectOption('=')
  await civil.getByLabel('值', { exact: true }).selectOption('A')
  await expectClean(civil, 'sharing-apply')
  await civil.getByRole('button', { name: '提交申请' }).click()
  await civil.getByRole('heading', { name: '餐饮服务单位', level: 1 }).waitFor()
  await expectClean(civil, 'sharing-request-asked')
  const request = new URL(civil.url()).searchParams.get('request')

  const market = await open('data.market', '/desk/sharing')
  await market.getByRole('link', { name: '餐饮服务单位' }).waitFor()
  await expectClean(market, 'sharing-requests')
  await market.getByRole('link', { name: '餐饮服务单位' }).click()
  await market.getByRole('button', { name: '同意', exact: true }).click()
  // What was asked in clear with a reason stays clear; the phone comes masked.
  await expect.poll(() => market.getByLabel('负责人的脱敏方式').inputValue()).toBe('')
  await expect.poll(() => market.getByLabel('联系电话的脱敏方式').inputValue()).toBe('partial')
  await market.getByLabel('负责人的脱敏方式').selectOption('partial')
  await expectClean(market, 'sharing-approve')
  await market.getByRole('form', { name: '同意' }).getByRole('button', { name: '同意', exact: true }).click()
  await market.getByRole('button', { name: '启用授权' }).waitFor()
  await market.getByRole('button', { name: '开始模拟' }).click()
  await market.getByText('共 3 条符合').waitFor()
  await expect.poll(() => market.getByRole('cell', { name: '138****0000' }).count()).toBe(1)
  await expectClean(market, 'sharing-simulated')
  await market.getByRole('button', { name: '启用授权' }).click()
  await market.getByText('已提供').first().waitFor()

  await civil.goto(`/desk/sharing?request=${request}`)
  await civil.getByRole('link', { name: '查看授权' }).click()
  await civil.getByRole('link', { name: '查看数据' }).click()
  await civil.getByLabel('这次为了什么看').selectOption('statistics')
  await civil.getByRole('button', { name: '查看', exact: true }).click()
  await civil.getByText('用途与授权不符').waitFor()
  await civil.getByLabel('这次为了什么看').selectOption('assistance')
  await civil.getByRole('button', { name: '查看', exact: true }).click()
  await civil.getByText('本页 3 条').waitFor()
  await expect.poll(() => civil.getByRole('cell', { name: '138****0000' }).count()).toBe(1)
  expect(await civil.getByText('13800000000').count()).toBe(0)
  await expectClean(civil, 'sharing-viewer')
}, 240_000)

test('who may see what, one grant with its use, and the clocks', async () => {
  const authority = await open('data', '/desk/sharing?view=matrix')
  await expectClean(authority, 'sharing-matrix')
  await authority.getByRole('link', { name: /有效/ }).first().click()
  await authority.getByText('这项授权说的是').waitFor()
  await expectClean(authority, 'sharing-grant')
  await authority.goto('/desk/sharing?view=clocks')
  await authority.getByText('没有核对过原文').waitFor()
  await expectClean(authority, 'sharing-clocks')
  await authority.getByLabel('有条件共享答复').fill('8')
  await authority.getByRole('button', { name: '保存时限表' }).click()
  await authority.getByText('第 1 版').waitFor()
  const civil = await open('data.civil', '/desk/sharing?view=mine')
  await civil.getByRole('link', { name: '餐饮服务单位' }).waitFor()
  await expectClean(civil, 'sharing-mine')
}, 240_000)

test('on a phone', async () => {
  const town = await open('data.town', `/desk/sharing/apply?resource=${resource}`, 'phone')
  await expectClean(town, 'sharing-phone-apply')
  await town.getByRole('button', { name: '一键申请本辖区数据（回流）' }).click()
  await town.getByRole('heading', { name: '餐饮服务单位', level: 1 }).waitFor()
  await expectClean(town, 'sharing-phone-request')
  const market = await open('data.market', '/desk/sharing', 'phone')
  await expectClean(market, 'sharing-phone-requests')
  await market.goto('/desk/sharing?view=matrix')
  await market.getByRole('link', { name: /有效/ }).first().click()
  await market.getByText('这项授权说的是').waitFor()
  await expectClean(market, 'sharing-phone-grant')
}, 240_000)
