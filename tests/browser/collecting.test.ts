import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { deliverRows, foodBusiness, formOfBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site
let market: Client
let page: Page
let resource = ''

beforeAll(async () => {
  site = await openSite()
  market = await site.city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', formOfBusinesses)
  await deliverRows(market, resource, [
    foodBusiness(1),
    foodBusiness(2, { grade: '甲级' }),
    foodBusiness(3, { grade: '甲级', seats: '三十' }),
    foodBusiness(4, { grade: '甲级' }),
    foodBusiness(5, { place: '500105' }),
  ])
  page = await (await site.person('desk', 'data.market')).newPage()
}, 240_000)
afterAll(() => site?.stop())

const waiting = async () => (await market.get(`/resources/${resource}/quarantine`)).body.total

test('the monitor leads to what waits for repair', async () => {
  await page.goto('/desk/collection')
  await page.getByRole('heading', { name: '数据汇聚' }).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-1-monitor')
  await page.getByRole('link', { name: '餐饮服务单位', exact: true }).click()
  await page.getByText('测试文件.xlsx').waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-2-deliveries')
})

test('a quarantined row is put right at its field, refused with what remains, and released', async () => {
  await page.getByRole('link', { name: '隔离区' }).click()
  await page.getByRole('button', { name: '修改第 3 行' }).click()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-3-repair')
  const form = page.getByRole('region', { name: '修改第 3 行' })
  await form.getByLabel('量化等级').fill('A')
  await form.getByRole('button', { name: '检查并放行' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('餐位数').fill('30')
  await form.getByRole('button', { name: '检查并放行' }).click()
  await page.getByText('第 3 行已放行。').waitFor()
  expect(await waiting()).toBe(3)
})

test('its like are put right at once; one is discarded and taken back', async () => {
  await page.getByRole('button', { name: '批量替换' }).click()
  await page.getByLabel('信息项').selectOption('grade')
  await page.getByLabel('把', { exact: true }).fill('甲级')
  await page.getByLabel('改为').fill('A')
  await page.getByRole('button', { name: '替换并重试' }).click()
  await page.getByText('放行 2 条，仍待修复 0 条。').waitFor()
  await page.getByRole('button', { name: '修改第 5 行' }).click()
  await page.getByText('弃用', { exact: true }).first().click()
  await page.getByLabel('弃用理由').fill('不在辖区')
  await page.getByRole('button', { name: '弃用' }).click()
  await page.getByText('没有符合条件的隔离数据').waitFor()
  await page.getByLabel('状态').selectOption('discarded')
  await page.getByRole('button', { name: '撤销弃用' }).click()
  await expect.poll(waiting).toBe(1)
})

test('rows, their history and the quality are shown with their numbers', async () => {
  await page.getByRole('link', { name: '数据', exact: true }).click()
  await page.getByRole('button', { name: '“JY000003”的历史' }).click()
  await page.getByRole('heading', { name: '“JY000003”的历史' }).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-4-rows')
  await page.getByRole('link', { name: '质量', exact: true }).click()
  await page.getByText('5 行中 4 行有不合规的值').or(page.getByText('5 行中 3 行有不合规的值')).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-5-quality')
})

test('a file is looked at, its columns put right, and sent', async () => {
  const file = join(tmpdir(), `zhizhi-upload-${process.pid}.csv`)
  writeFileSync(
    file,
    '许可证编号,店名,所在镇街,备注\nJY000100,老张面馆,500107103,无\nJY00010,老李面馆,500107103,无\n',
  )
  await page.getByRole('link', { name: '上传文件' }).click()
  await page.getByLabel('选择 CSV、XLSX 或 JSON 文件').setInputFiles(file)
  await page.getByText('缺少必填项：名称').waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'collection-6-upload')
  await page.getByLabel('店名').selectOption('name')
  await page.getByText('共 2 行，其中 1 行不符合规范').waitFor()
  await page.getByLabel('我已确认不导入这些列').check()
  await page.getByRole('button', { name: '送达 2 行' }).click()
  await page.getByText('收到 2 行：新增 1').waitFor()
})

test('the auditor sees what is wrong and no value', async () => {
  const auditor = await (await site.person('phone', 'auditor')).newPage()
  await auditor.goto(`/desk/collection?resource=${resource}&tab=quarantine`)
  await auditor.getByText('您可以看到问题，看不到数据内容。').waitFor()
  await settled(auditor)
  expect(await violations(auditor)).toEqual([])
  await shot(auditor, 'collection-7-phone')
  expect(await auditor.getByText('JY00010').count()).toBe(0)
})

test('a grid worker fills a form in without a network; it is sent when there is one', async () => {
  const context = await site.person('phone', 'grid')
  const phone = await context.newPage()
  await phone.goto('/field/collect')
  await phone.getByRole('link', { name: '餐饮服务单位' }).waitFor()
  await settled(phone)
  expect(await violations(phone)).toEqual([])
  await shot(phone, 'collection-8-forms')
  await context.setOffline(true)
  await phone.getByRole('link', { name: '餐饮服务单位' }).click()
  await phone.getByLabel('许可证编号').fill('JY000200')
  await phone.getByLabel('餐位数（选填）').fill('很多')
  await phone.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await phone.getByRole('alert').getByText('餐位数：不是整数').waitFor()
  await settled(phone)
  expect(await violations(phone)).toEqual([])
  await shot(phone, 'collection-9-form-errors')
  await phone.getByLabel('餐位数（选填）').fill('12')
  await phone.getByLabel('名称').fill('巷口小面')
  await phone.getByLabel('所在镇街').selectOption('50/500107/500107104')
  await phone.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await phone.getByText('等待发送').waitFor()
  expect(await violations(phone)).toEqual([])
  const stored = async () => (await market.get(`/resources/${resource}/row-history?key=JY000200`)).body.states
  expect(await stored()).toBeUndefined()
  await context.setOffline(false)
  await phone.getByText('已送达').first().waitFor()
  expect((await stored()).map((s: { data: { name: string } }) => s.data.name)).toEqual(['巷口小面'])
})

test('when somebody else changed the row meanwhile, both versions are shown and the worker decides', async () => {
  const context = await site.person('phone', 'grid')
  const phone = await context.newPage()
  await phone.goto('/field/collect')
  await phone.getByRole('link', { name: '餐饮服务单位' }).click()
  await phone.getByText('修改已有的一条').click()
  await phone.getByRole('button', { name: /JY000200/ }).click()
  await context.setOffline(true)
  await phone.getByLabel('餐位数（选填）').fill('41')
  await deliverRows(market, resource, [foodBusiness(200, { name: '巷口小面馆', place: '500107104' })])
  await phone.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await context.setOffline(false)
  await phone.getByRole('heading', { name: '两个版本' }).waitFor()
  await settled(phone)
  expect(await violations(phone)).toEqual([])
  await shot(phone, 'collection-10-versions')
  await phone.getByRole('button', { name: '用我改的内容' }).click()
  await phone.getByText('已送达').first().waitFor()
  const { states } = (await market.get(`/resources/${resource}/row-history?key=JY000200`)).body
  expect(states.map((s: { data: { name: string; seats: number } }) => [s.data.name, s.data.seats])).toEqual([
    ['巷口小面馆', 41],
    ['巷口小面馆', 40],
    ['巷口小面', 12],
  ])
  // What the form does not ask stays as the office sent it.
  expect(states[0].data).toMatchObject({ holder: '张甲', grade: 'C' })
})
