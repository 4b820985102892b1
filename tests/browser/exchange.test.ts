import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExchangeClient } from '../../sdk/exchange-client.mjs'
import { createPair } from '../../src/modules/exchange/signing.ts'
import { untilSealed } from '../support/audit.ts'
import {
  fetchInto,
  foodResource,
  grantFor,
  type Managers,
  managersOf,
  origin,
  systemFor,
} from '../support/exchange.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let m: Managers
let grant = ''
beforeAll(async () => {
  site = await openSite()
  m = await managersOf(site.city)
  grant = await grantFor(m, await foodResource(m, 30))
}, 240_000)
afterAll(() => site?.stop())

test('a data manager registers a system, the authority confirms it, both see what it read', async () => {
  const context = await site.person('desk', 'data.civil')
  const page = await context.newPage()
  await page.goto('/desk/exchange')
  await settled(page)
  await shot(page, 'exchange-empty')
  const pair = createPair('ecdsa-p256-sha256')
  await page.getByRole('button', { name: '登记系统' }).first().click()
  const form = page.getByRole('region', { name: '登记系统' })
  await form.getByLabel('系统名称').fill('社会救助系统')
  await form.getByLabel('联系岗位').fill('信息科 023-12345678')
  await form.getByLabel('公钥（PEM）').fill(pair.publicKey)
  await form.getByRole('button', { name: '登记系统' }).click()
  await page.getByText('等待数据主管部门确认').waitFor()
  await settled(page)
  await shot(page, 'exchange-registered')
  expect(await violations(page)).toEqual([])

  const authority = await (await site.person('desk', 'data')).newPage()
  await authority.goto('/desk/exchange')
  await authority.getByRole('button', { name: '确认启用' }).click()
  await authority.getByText('已启用').waitFor()
  await settled(authority)
  await shot(authority, 'exchange-authority')

  const client = await createExchangeClient({ url: origin, key: pair.secret, fetch: fetchInto(site.city) })
  for (let n = 0; n < 6; n++) await client.rows(grant, { purpose: 'assistance', limit: 5 + n })
  await client.rows(grant, { purpose: 'statistics' }).catch(() => {})
  const second = await systemFor(site.city, m, { alg: 'sm2-sm3' })
  await second.client.rows(grant, { purpose: 'assistance' })
  await untilSealed(site.city.platform)
  for (const size of ['desk', 'phone'] as const) {
    await page.setViewportSize(sizes[size])
    for (const tab of ['systems', 'log', 'usage', 'examples']) {
      await page.goto(`/desk/exchange?tab=${tab}`)
      await settled(page)
      await shot(page, `exchange-${tab}-${size}`)
      expect([tab, await violations(page)]).toEqual([tab, []])
    }
  }
  await page.setViewportSize(sizes.desk)
  await page.goto('/desk/exchange?tab=log')
  await page.getByRole('button', { name: '查看签名和证明' }).first().click()
  await page.getByText('记录与审计链一致').waitFor()
  await settled(page)
  await shot(page, 'exchange-detail-desk')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize(sizes.phone)
  await settled(page)
  await shot(page, 'exchange-detail-phone')
  expect(await violations(page)).toEqual([])
})
