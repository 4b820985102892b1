import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Door, json, startDepartment } from '../support/department.ts'
import {
  connectDevice,
  enterDevices,
  postSigned,
  readingsOfSensors,
  sensor,
  topic,
} from '../support/devices.ts'
import type { Client } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site
let market: Client
let department: Door

beforeAll(async () => {
  site = await openSite({ PULL_ALLOW: '127.0.0.1', MQTT_PORT: '0' })
  market = await site.city.as('data.market')
  department = await startDepartment((_request, response) =>
    json(response, { list: [foodBusiness(1), foodBusiness(2, { grade: 'Z' }), foodBusiness(3)] }),
  )
}, 240_000)
afterAll(async () => {
  await site?.stop()
  await department?.stop()
})

test('a data manager tries a source, saves it, runs it and sees what came', async () => {
  await publishedResource(market, 'gxq.market', foodBusinesses)
  const person = await site.person('desk', 'data.market')
  const page = await person.newPage()
  await page.goto('/desk/pulls')
  await page.getByRole('button', { name: '新增来源' }).click()
  await page.getByLabel('来源名称').fill('餐饮许可系统')
  await page.getByLabel('填入的数据资源').selectOption({ index: 1 })
  await page.getByLabel('接口地址').fill(`${department.url}/businesses`)
  await page.getByLabel(/行所在的路径/).fill('list')
  await page.getByLabel('什么时候读').selectOption('manual')
  await page.getByRole('button', { name: '试读 20 行' }).click()
  await page.getByText('读到 3 行，其中 1 行不合约定').waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'pulls-form')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: '现在运行' }).click()
  await page.getByRole('cell', { name: '完成' }).waitFor()
  await settled(page)
  await expect.poll(() => page.getByRole('row').nth(1).textContent()).toMatch(/完成32010$/)
  expect(await violations(page)).toEqual([])
  await shot(page, 'pulls-source')
  await page.goto('/desk/pulls')
  await page.getByText('✓ 正常').waitFor()
  await shot(page, 'pulls-list')
  await person.close()
  const phone = await site.person('phone', 'data.market')
  const small = await phone.newPage()
  await small.goto('/desk/pulls')
  await settled(small)
  expect(await violations(small)).toEqual([])
  await shot(small, 'pulls-phone')
  await phone.close()
})

test('devices on a list and a map; one with its readings and errors; a key is shown once', async () => {
  const id = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const keys = await enterDevices(market, id, [
    sensor('gas-1'),
    sensor('gas-2', { point: { lon: 106.4, lat: 29.6 } }),
    sensor('gas-3', { point: null }),
    sensor('truck-1', { point: null, terminal: { number: '13800138001' } }),
  ])
  const key = keys.get('gas-1') ?? ''
  await postSigned(site.city, 'gas-1', key, [{ ppm: 3 }, { at: '2019-01-01T00:00:00Z', ppm: 1 }])
  const device = await connectDevice(site.city, 'gas-2', keys.get('gas-2') ?? '')
  await device.publishAsync(topic('gas-2'), JSON.stringify({ ppm: 5 }), { qos: 1 })
  await device.endAsync()
  const person = await site.person('desk', 'data.market')
  const page = await person.newPage()
  await page.goto('/desk/devices')
  await page.getByRole('link', { name: 'gas-1' }).waitFor()
  await settled(page)
  await expect.poll(() => page.locator('.device-pin').count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await shot(page, 'devices-list')
  await page.getByRole('button', { name: '登记设备' }).click()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'devices-form')
  await page.getByRole('link', { name: 'gas-1' }).click()
  await page.getByText('时间早于 7 天前').waitFor()
  await page.getByRole('button', { name: '修改登记' }).click()
  await page.getByLabel('名称').fill('后厨燃气探头')
  await page.getByLabel('纬度').fill('')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('link', { name: /纬度应为/ }).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'devices-change')
  await page.getByLabel('纬度').fill('29.6')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存。').waitFor()
  await page.getByRole('heading', { name: 'gas-1 后厨燃气探头' }).waitFor()
  await page.getByRole('button', { name: '更换密钥' }).click()
  await page.getByText('密钥只显示这一次').waitFor()
  await expect.poll(() => page.locator('.device-key').textContent()).toMatch(/^[\w-]{43}$/)
  expect(await violations(page)).toEqual([])
  await shot(page, 'devices-one')
  await page.reload()
  await page.getByText('时间早于 7 天前').waitFor()
  expect(await page.locator('.device-key').count()).toBe(0)
  await page.getByText('没有登记证书，只凭密钥').waitFor()
  await page.getByLabel('证书指纹（SHA-256）').fill('not a fingerprint')
  await page.getByRole('button', { name: '登记证书' }).click()
  await page.locator('.device-certificate .field-error').waitFor()
  await page.getByLabel('证书指纹（SHA-256）').fill(Array(32).fill('AB').join(':'))
  await page.getByRole('button', { name: '登记证书' }).click()
  await page.getByText('ab'.repeat(32)).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await shot(page, 'devices-certificate')
  await page.getByRole('button', { name: '移除证书' }).click()
  await page.getByText('没有登记证书，只凭密钥').waitFor()
  await person.close()
  const phone = await site.person('phone', 'data.market')
  const small = await phone.newPage()
  await small.goto('/desk/devices?device=gas-1')
  await small.getByText('时间早于 7 天前').waitFor()
  await settled(small)
  expect(await violations(small)).toEqual([])
  await shot(small, 'devices-phone')
  // A terminal of which nothing is asked but its number: the page says what that means, until something is.
  await small.goto('/desk/devices?device=truck-1')
  await small.getByText('没有登记终端注册时要报的内容').waitFor()
  await settled(small)
  await shot(small, 'devices-terminal')
  await small.getByRole('button', { name: '修改登记' }).click()
  await small.getByLabel('车牌颜色').selectOption('黄')
  await small.getByRole('button', { name: '保存', exact: true }).click()
  await small.getByRole('link', { name: '填了车牌颜色，也要填车牌号' }).waitFor()
  await settled(small)
  expect(await violations(small)).toEqual([])
  await shot(small, 'devices-change-phone')
  await small.getByLabel('车牌号（或车架号）').fill('渝A·12345')
  await small.getByLabel('终端 ID', { exact: true }).fill('A1B2C3D')
  await small.getByRole('button', { name: '保存', exact: true }).click()
  await small.getByText('已保存。').waitFor()
  await small.getByText('渝A·12345').waitFor()
  expect(await small.getByText('没有登记终端注册时要报的内容').count()).toBe(0)
  await shot(small, 'devices-terminal-asked')
  await phone.close()
})
