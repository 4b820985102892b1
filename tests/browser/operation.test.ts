import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let market: Client
let operator: Client
let authority: Client
let resource = ''
let grant = ''

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const terms = {
  items: ['grade', 'place', 'seats', 'granted'],
  rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
  from: today,
  until: '2099-12-31',
  callsPerDay: 1000,
}

beforeAll(async () => {
  site = await openSite()
  market = await site.city.as('data.market')
  operator = await site.city.as('data.town')
  authority = await site.city.as('data')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 90 }, (_, n) => foodBusiness(n)),
  )
  const asked = await operator.post('/data-requests', {
    resource,
    consumer: 'town.500107104',
    purpose: 'operation',
    use: '餐饮业景气指数产品',
    legalBasis: '《重庆市公共数据资源授权运营管理实施办法（试行）》',
    terms,
    security: { title: '运营负责人', measures: '仅在平台内计算' },
  })
  await market.post(`/data-requests/${asked.body.id}/approve`, { version: 1, terms })
  await market.post(`/data-requests/${asked.body.id}/switch-on`, { version: 2 })
  grant = (await operator.get(`/grants?resource=${resource}`)).body.rows[0].id
}, 240_000)
afterAll(() => site?.stop())

async function pageOf(login: string): Promise<Page> {
  return (await site.person('desk', login)).newPage()
}

/** The page is sound at both sizes; it stays at the desk's. */
async function examined(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(sizes[size])
    await settled(page)
    expect(await violations(page)).toEqual([])
    await shot(page, `operation-${name}-${size}`)
  }
}

test('the operator writes a product; what is missing is said at its field', async () => {
  const page = await pageOf('data.town')
  await page.goto('/desk/operation')
  await page.getByText('还没有运营产品').waitFor()
  await page.getByRole('link', { name: '新建产品' }).click()
  await page.getByRole('group', { name: '查询 1', exact: true }).waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').getByText('查询 1：请选择授权').waitFor()
  await examined(page, '1-faults')
  await page.getByLabel('名称').fill('餐饮业景气指数')
  await page.getByLabel('用途').fill('按等级统计餐饮单位，供商圈选址参考')
  await page.getByLabel('每次查询的价格（元）').fill('1')
  await page.getByLabel('标题').fill('各等级家数')
  await page.getByLabel('授权', { exact: true }).selectOption(grant)
  await page.getByRole('button', { name: '增加分组' }).click()
  await page.getByLabel('分组 1').selectOption({ label: '量化等级' })
  await examined(page, '2-form')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '提交登记' }).click()
  await page.getByText('产品正在等待登记。').waitFor()
  const [product] = (await operator.get('/operation/products')).body.rows
  expect(product).toMatchObject({ state: 'submitted', content: { price: 100, templates: [{ grant }] } })
  expect(product.content.templates[0].groupBy).toEqual([{ item: 'grade', by: 'value' }])
  await page.close()
})

test('the authority confirms the resource and registers the product, with reasons', async () => {
  const registration = { scope: '餐饮业统计', until: '2099-12-31', monthlyEpsilon: 1 }
  await market.post(`/operation/registrations/${resource}`, registration)
  const page = await pageOf('data')
  await page.goto('/desk/operation?view=registrations')
  await page.getByText('本月还剩 1，共 1').waitFor()
  await page.getByRole('button', { name: '确认登记' }).click()
  await page.getByLabel('理由').fill('同意')
  await examined(page, '3-registration')
  await page.getByRole('form').getByRole('button', { name: '确认登记' }).click()
  await page.getByText('已确认').waitFor()
  await page.goto('/desk/operation')
  await page.getByRole('link', { name: '餐饮业景气指数' }).click()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByLabel('理由').fill('用途明确')
  await page.getByRole('form').getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('已登记').waitFor()
  await page.close()
})

test('a question is answered in a table whose picture says the same; a held one waits for its provider', async () => {
  const [product] = (await operator.get('/operation/products')).body.rows
  const page = await pageOf('data.town')
  await page.goto(`/desk/operation?product=${product.id}`)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('region', { name: '“各等级家数”的结果' }).getByRole('row').nth(1).waitFor()
  await page.getByRole('cell', { name: '1.00 元' }).first().waitFor()
  await examined(page, '4-answer')
  const content = {
    ...product.content,
    templates: [{ ...product.content.templates[0], id: 'waits', review: true }],
  }
  const ref = { id: product.id, operator: product.operator, content }
  await operator.post('/operation/products', { ...ref, revision: product.revision })
  await operator.post(`/operation/products/${product.id}/submit`, { revision: product.revision + 1 })
  await authority.post(`/operation/products/${product.id}/register`, {
    revision: product.revision + 2,
    reason: '增加审核',
  })
  await page.reload()
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('note').getByText('结果正在等待提供单位审核').waitFor()
  await page.close()
  const provider = await pageOf('data.market')
  await provider.goto('/desk/operation?view=held')
  await provider.getByRole('button', { name: '放行', exact: true }).click()
  await provider.getByLabel('理由').fill('不涉及个体')
  await examined(provider, '5-held')
  await provider.getByRole('form').getByRole('button', { name: '放行' }).click()
  await provider.getByText('没有待审的结果').waitFor()
  const runs = (await operator.get(`/operation/products/${product.id}/runs`)).body.rows
  expect(runs[0]).toMatchObject({ template: 'waits', state: 'done', reason: '不涉及个体' })
  await provider.close()
})
