import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantedSources, org } from '../support/linkage.ts'
import type { Client } from '../support/platform.ts'
import { openSite, type Site, settled, shot, sizes, violations } from './support.ts'

let site: Site
let town: Client
let page: Page

beforeAll(async () => {
  site = await openSite()
  town = await site.city.as('data.town')
  await grantedSources(site.city)
  page = await (await site.person('desk', 'data.town')).newPage()
}, 240_000)
afterAll(() => site?.stop())

/** The page is sound at both sizes; it stays at the desk's. */
async function examined(name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(sizes[size])
    await settled(page)
    expect(await violations(page)).toEqual([])
    await shot(page, `linkage-${name}-${size}`)
  }
}
const linkage = async () => (await town.get('/linkages')).body.rows[0]

test('a linkage is made of grants; what is missing is said at its field', async () => {
  await page.goto('/desk/linkage')
  await page.getByText('还没有关联').waitFor()
  await examined('1-empty')
  await page.getByRole('link', { name: '新建关联' }).click()
  await page.getByRole('group', { name: '来源 2' }).waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').getByText('来源 2：请选择授权').waitFor()
  await examined('2-faults')
  await page.getByLabel('名称').fill('救助对象关联')
  await page.getByLabel('用途').fill('核对救助对象，避免重复和遗漏')
  await page.getByLabel('法律依据').fill('《社会救助暂行办法》第五十八条')
  await page.getByLabel('直接关联的概率（%）').fill('95')
  await page.getByLabel('交人判断的概率（%）').fill('1')
  for (const [n, resource] of ['低保对象', '经营者'].entries()) {
    const source = page.getByRole('group', { name: `来源 ${n + 1}` })
    const grant = await source
      .getByLabel('授权')
      .locator('option', { hasText: resource })
      .getAttribute('value')
    await source.getByLabel('授权').selectOption(grant ?? '')
    await source.getByLabel('记录编号').selectOption({ label: '编号' })
    for (const [field, item] of [
      ['姓名', '姓名'],
      ['出生日期', '出生日期'],
      ['证件号码', '证件号'],
      ['住址', '住址'],
    ] as const)
      await source.getByLabel(field, { exact: true }).selectOption({ label: item })
    // The phone is given masked: it is not offered.
    await expect
      .poll(() => source.getByLabel('电话', { exact: true }).locator('option').allTextContents())
      .toEqual(['（没有）', '编号', '姓名', '出生日期', '证件号', '住址'])
  }
  await examined('3-form')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('不能开始：关联算法还没有批准。').waitFor()
  await examined('4-blocked')
  expect((await linkage()).content.sources).toHaveLength(2)
  await page.getByRole('link', { name: '判断存疑' }).click()
  await page.getByText('还没有完成过关联').waitFor()
  await page.getByRole('link', { name: '返回关联列表' }).click()
})

test('a run shows how far it is, and what it came to, without a reload', async () => {
  const leader = await site.city.as('leader')
  const register = (await leader.get('/algorithms')).body as { code: string; version: string }[]
  const entry = register.find((a) => a.code === 'linkage.person')
  await leader.post('/algorithms/judge', { ...entry, status: 'approved', reason: '试运行：批准首个版本' })
  await page.reload()
  await page.getByRole('button', { name: '开始关联' }).click()
  await page.getByText('不能开始：上一次关联还在进行。').waitFor()
  await page.getByRole('list', { name: '运行进度' }).waitFor()
  await shot(page, 'linkage-5-running')
  await page.getByText('读取 480 条记录').waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: /对存疑待判断/ }).waitFor()
  await examined('6-done')
})

test('a pair is judged by keys, with a reason, and judged again', async () => {
  const { waiting } = await linkage()
  await page.getByRole('link', { name: /对存疑待判断/ }).click()
  await page.getByRole('heading', { name: `第 1 对，共 ${waiting} 对` }).waitFor()
  await examined('7-pair')
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('textbox', { name: '理由' }).fill('同名的邻居')
  await page.keyboard.press('Enter')
  await page.getByText('已认定为不同主体。').waitFor()
  expect((await linkage()).waiting).toBe(waiting - 1)
  await page.keyboard.press('u')
  await page.getByText('认定为不同主体：同名的邻居').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: '电话核实为同一人' }).click()
  await examined('8-again')
  await page.getByRole('button', { name: '确认：是同一主体' }).click()
  await page.getByText('已认定为同一主体。').waitFor()
  await page.getByRole('link', { name: '认定为同一主体' }).click()
  await page.getByText('认定为同一主体：电话核实为同一人').waitFor()
})

test('the records of an entity are found, parted and merged', async () => {
  const { id } = await linkage()
  await page.goto(`/desk/linkage?linkage=${id}&view=entity`)
  await page.getByLabel('记录编号').first().fill('A7')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('heading', { name: '这个主体共 2 条记录' }).waitFor()
  await examined('9-entity')
  const part = page.getByRole('region', { name: '拆开：两条记录不是同一主体' })
  await part.getByLabel('理由').fill('电话核实不是同一人')
  await part.getByRole('button', { name: '拆开', exact: true }).click()
  await page.getByRole('heading', { name: '只有这一条记录' }).waitFor()
  const merge = page.getByRole('region', { name: '合并：另一条记录也是同一主体' })
  await merge.getByLabel('来源').selectOption('1')
  await merge.getByLabel('记录编号').fill('nobody')
  await merge.getByLabel('理由').fill('误拆，核对后合并')
  await merge.getByRole('button', { name: '合并', exact: true }).click()
  await merge.getByText('最近一次关联里没有这条记录').waitFor()
  await merge.getByLabel('记录编号').fill('B7')
  await merge.getByRole('button', { name: '合并', exact: true }).click()
  await page.getByRole('heading', { name: '这个主体共 2 条记录' }).waitFor()
})

test('the auditor sees the linkages and no record', async () => {
  const auditor = await (await site.person('phone', 'auditor')).newPage()
  await auditor.goto('/desk/linkage')
  await auditor.getByText('读取 480 条记录').waitFor()
  expect(await auditor.getByRole('button', { name: '重新关联' }).count()).toBe(0)
  await auditor.goto(`/desk/linkage?linkage=${(await linkage()).id}&view=doubts`)
  await auditor.getByText('记录内容只有开展关联的单位的数据管理员可以查看。').waitFor()
  await settled(auditor)
  expect(await violations(auditor)).toEqual([])
  expect((await (await site.city.as('auditor')).get('/linkages')).body.rows[0].org).toBe(org)
})
