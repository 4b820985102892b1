import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foodBusinesses, publishedResource } from '../support/resources.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site
let source = ''
let theme = ''

beforeAll(async () => {
  site = await openSite()
  const market = await site.city.as('data.market')
  source = await publishedResource(market, 'gxq.market', foodBusinesses)
  theme = await publishedResource(market, 'gxq.market', {
    ...foodBusinesses,
    name: '重点检查名单',
    kind: 'theme',
  })
  await market.post(`/resources/${theme}/link`, { from: source, how: '按量化等级筛选' })
}, 240_000)
afterAll(() => site?.stop())

async function open(path: string): Promise<Page> {
  const context = await site.person('desk', 'data.market')
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

test('a draft with faults is not sent: each is named and leads to its field; mended, saved and published', async () => {
  const page = await open(`/desk/catalogue?resource=${source}&edit=1`)
  await page.getByLabel('资源名称', { exact: true }).fill('')
  await page.getByLabel('格式表达式（许可证编号）').fill('(a+)+')
  await page.getByRole('button', { name: '保存草稿' }).click()
  const summary = page.locator('.error-summary')
  await summary.getByRole('link', { name: '资源名称：请填写' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-name')
  await page.keyboard.type('餐饮单位')
  await summary.getByRole('link', { name: /不能在重复里再重复/ }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-items-0-pattern')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('格式表达式（许可证编号）').fill('JY\\d{6}')
  await page.getByRole('button', { name: '下移 名称' }).click()
  await page.getByLabel('英文名称（量化等级）').fill('Grade')
  await page.getByText(/^量化等级（3 个取值，0 个有名称）$/).click()
  await page.getByLabel('中文名称（A）').fill('优秀')
  await page.getByLabel('英文名称（A）').fill('Excellent')
  await page.getByText('量化等级（3 个取值，1 个有名称）').waitFor()
  expect(await violations(page)).toEqual([])
  await shot(page, 'catalogue-editor')
  await page.getByLabel('共享类型').selectOption('无条件共享')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('button', { name: '发布草稿' }).click()
  await page.getByLabel('发布说明（使用单位会看到）').fill('改名，无条件共享')
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByText('共享类型由 有条件共享 改为 无条件共享').waitFor()
  await page.getByText('兼容变更').first().waitFor()
  await page.getByText('Grade', { exact: true }).waitFor()
  await page.getByText('A（优秀 / Excellent）').waitFor()
  await shot(page, 'catalogue-named')
  await page.context().close()
})

test('a form fills in from another resource, asks again for a reason, and a post has its holder', async () => {
  const page = await open(`/desk/catalogue?resource=${theme}&edit=1`)
  await page.getByRole('button', { name: '用表单采集' }).click()
  await page.getByLabel('名称怎样取得').selectOption('从别的资源带入')
  const resource = page.getByRole('combobox', { name: '来源资源' })
  await resource.click()
  await page.keyboard.type('餐饮')
  await page.locator('.ant-select-item-option', { hasText: '餐饮单位' }).click()
  await page.getByLabel('来源信息项').selectOption('名称')
  await page.getByLabel('来源主键').selectOption('许可证编号')
  await page.getByLabel('按本表单哪一项查找').selectOption('许可证编号')
  await page.getByLabel('联系电话怎样取得').selectOption('别处已有，仍要再问')
  await page.getByLabel('再问的理由').fill('现场核对能否接通')
  await page.getByRole('combobox', { name: '所有者现任（可空缺）' }).click()
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .first()
    .click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('button', { name: '发布草稿' }).waitFor()
  const market = await site.city.as('data.market')
  const { draft } = (await market.get(`/resources/${theme}`)).body
  expect(draft.form).toMatchObject({
    roles: ['grid-worker'],
    sameAs: { name: { resource: source, item: 'name', keyItem: 'licence', from: 'licence' } },
    again: { phone: '现场核对能否接通' },
  })
  expect(draft.owner.account).toMatch(/^[0-9a-f-]{36}$/)
  await page.context().close()
})

test('lineage is walked by keyboard, in the drawing as in the table', async () => {
  const page = await open(`/desk/catalogue?resource=${theme}`)
  const node = page.locator('.lineage-node[data-here="false"]')
  await node.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('resource') === source)
  await page.context().close()
})

test('a level is given by a person, filled with the proposal', async () => {
  const page = await open(`/desk/catalogue?resource=${theme}`)
  await page.getByRole('button', { name: '确认或修改级别' }).click()
  await page.getByLabel('影响程度 联系电话').selectOption('严重危害')
  await page.getByLabel('定级理由').fill('电话可直接联系到人')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '确认定级' }).click()
  await page.locator('.version-list', { hasText: '电话可直接联系到人' }).getByText('一般数据 3 级').waitFor()
  await page.context().close()
})

test('an import is seen before it is made', async () => {
  const page = await open('/desk/catalogue')
  await page.getByRole('button', { name: '导入' }).click()
  const contract =
    'apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: draft\nschema: [{name: 工地噪声}]\n'
  await page
    .locator('#catalogue-file')
    .setInputFiles({ name: 'a.yaml', mimeType: 'application/yaml', buffer: Buffer.from(contract) })
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByText('合同没有列出信息项').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByText('已新建 1 项、更新 0 项草稿').waitFor()
  await page.getByRole('link', { name: '工地噪声' }).waitFor()
  await page.context().close()
})
