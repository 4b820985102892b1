import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot, violations } from './support.ts'

/** The presses that a district centre makes all day, each page examined where the work ends. */

const lead = 'gxq.urban'
const asked = 'gxq.housing'
const caller = '19900007777'
const words = ['曾家镇曾家大道路灯坏了三盏，晚上过街看不见车。', '曾家镇菜市场门口积水，下雨天走不过去。']

/** As much of a message as its title surely keeps. */
const start = (text = '') => text.slice(0, 10)

let site: Site
const pages = new Map<string, Page>()

beforeAll(async () => {
  site = await openSite()
}, 240_000)
afterAll(async () => {
  await site?.stop()
})

/** The desk of a person; who comes back finds the scripts loaded. */
async function deskOf(login: string, path: string): Promise<Page> {
  const page = pages.get(login) ?? (await (await site.person('desk', login)).newPage())
  pages.set(login, page)
  await page.goto(path)
  await settled(page)
  return page
}

async function stateOf(login: string, text: string): Promise<string | undefined> {
  const officer = await site.city.as(login)
  return (await officer.get(`/appeals?text=${encodeURIComponent(start(text))}`)).body.rows[0]?.state
}

/** Types a part of a name into a list and takes the first that fits. */
async function choose(form: Locator, label: string, text: string): Promise<void> {
  const box = form.getByRole('combobox', { name: label, exact: true })
  await box.click()
  await box.fill(text)
  const options = form.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await options.getByText(text, { exact: false }).first().click()
}

async function act(page: Page, name: string, text?: string): Promise<void> {
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: new RegExp(`^(\\d\\s*)?${name}$`) })
    .click()
  if (text !== undefined) await page.locator('.action-form textarea').fill(text)
  await page.getByRole('button', { name: new RegExp(`^确认${name}`) }).click()
  await page.locator('.action-form').waitFor({ state: 'detached' })
  await settled(page)
}

test('two calls are taken with the keyboard alone, and the second shows the first', async () => {
  const page = await deskOf('dispatcher', '/desk/new')
  for (const text of words) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
    await page.keyboard.type('曾家镇')
    // The place that the address names comes next in the order.
    await page.getByRole('button', { name: /曾家镇/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type(caller)
    if (text === words[1])
      await page
        .getByRole('link', { name: start(words[0]) })
        .first()
        .waitFor()
    if (text === words[1]) expect(await violations(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('#call-text').inputValue()).toBe('')
    await page.locator('.sent-note').waitFor()
  }
  await shot(page, 'work-1-calls')
  for (const text of words) expect(await stateOf('dispatcher', text)).toBe('submitted')
})

test('both are dispatched at once', async () => {
  const page = await deskOf('dispatcher', '/desk/?tab=dispatch')
  await page.getByRole('checkbox', { name: /选择已显示/ }).check()
  await page.getByRole('button', { name: '派单 2' }).click()
  const form = page.locator('.bulk-bar')
  await choose(form, '分类', '路灯照明')
  await form.getByText('一般', { exact: true }).click()
  await choose(form, '单位', '高新区城市管理局')
  await page.getByRole('button', { name: '派单 2 件' }).click()
  await page.getByText('2 件已办好').waitFor()
  await settled(page)
  await shot(page, 'work-2-bulk')
  expect(await violations(page)).toEqual([])
  for (const text of words) expect(await stateOf('dispatcher', text)).toBe('dispatched')
})

test('the lead accepts, names an officer, asks a co-handler, and answers with what it says', async () => {
  const page = await deskOf(lead, '/desk/?tab=accept')
  await page.getByText(start(words[0])).first().click()
  await act(page, '签收')
  await page.getByRole('toolbar').getByRole('button', { name: '指定经办人' }).click()
  await choose(page.locator('.action-form'), '经办人', '承办人')
  await page.getByRole('button', { name: /^确认指定经办人/ }).click()
  await page.getByRole('toolbar').getByRole('button', { name: '请求协办' }).click()
  await choose(page.locator('.action-form'), '协办单位', '高新区建设局')
  await page.locator('.action-form textarea').fill('请查明灯杆是否属于小区红线内。')
  await page.getByRole('button', { name: /^确认请求协办/ }).click()
  await page.locator('.action-form').waitFor({ state: 'detached' })

  const other = await deskOf(asked, '/desk/?tab=co')
  await other.getByText(start(words[0])).first().click()
  await act(other, '协办答复', '灯杆在红线外，属市政道路照明。')
  await shot(other, 'work-3-co')
  expect(await violations(other)).toEqual([])

  await page.getByText('灯杆在红线外').first().waitFor()
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^(\d\s*)?答复$/ })
    .click()
  await page.locator('.action-form textarea').fill('您好，您的来电已收悉，感谢您的支持。')
  await page.getByText('只说了收到或已转办，不能发出。').waitFor()
  await page
    .locator('.action-form textarea')
    .fill('您好，高新区城市管理局今天已修复三盏路灯，并加装了两盏，感谢您的来电。')
  await page.getByText('写明了做了什么').waitFor()
  await page.getByRole('button', { name: /^确认答复/ }).click()
  await page.locator('.action-form').waitFor({ state: 'detached' })
  await settled(page)
  await shot(page, 'work-4-answered')
  expect(await violations(page)).toEqual([])
  expect(await stateOf(lead, words[0] ?? '')).toBe('answered')
})

test('the list leaves as a file', async () => {
  const page = await deskOf('dispatcher', '/desk/?tab=all')
  for (const [name, ending] of [
    ['Excel', '.xlsx'],
    ['CSV', '.csv'],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name, exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(new RegExp(`^诉求-\\d{4}-\\d{2}-\\d{2}\\${ending}$`))
  }
})

test('the administrator writes a duty', async () => {
  const page = await deskOf('admin', '/desk/duties?category=0103&duty=new')
  await page.getByLabel('条目编号').fill('0103@work-test')
  const drawer = page.getByRole('dialog')
  await choose(drawer, '事项', '房屋质量与安全')
  await drawer.getByLabel('范围', { exact: true }).selectOption('area:cqgxq')
  await choose(drawer, '主办单位', '高新区城市管理局')
  await choose(drawer, '兜底单位', '高新区城市运行和治理中心')
  await drawer.getByLabel('法律依据').fill('城市道路管理条例 第二十一条')
  await drawer.getByLabel('修改理由').fill('单列路灯维修')
  await settled(page)
  expect(await violations(page)).toEqual([])
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.waitFor({ state: 'detached' })
  const admin = await site.city.as('admin')
  expect((await admin.get('/duties/0103@work-test')).body).toMatchObject({ place: 'area:cqgxq', org: lead })
})

test('a day off that the office adds counts in what is left', async () => {
  const page = await deskOf('admin', '/desk/calendar')
  await page.getByRole('button', { name: '修改这一年' }).click()
  const days = page.getByLabel('放假日')
  const year = /^(\d{4})/.exec(await days.inputValue())?.[1] ?? ''
  await days.fill(`${await days.inputValue()}\n${year}-12-30 本地节日`)
  await settled(page)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('本单位录入').first().waitFor()
  await settled(page)
  await shot(page, 'work-5-calendar')
  const { years } = (await site.city.anonymous.get('/calendar')).body
  const saved = years.find((one: { year: number }) => one.year === Number(year))
  expect(saved.holidays).toContainEqual({ date: `${year}-12-30`, name: '本地节日' })
})
