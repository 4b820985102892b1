import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
  const register = (await site.city.anonymous.get('/algorithms')).body
  const entry = register.find((a: { code: string }) => a.code === 'assistant.answer')
  const leader = await site.city.as('leader')
  const reason = '试运行：只引用资料'
  await leader.post('/algorithms/judge', {
    code: entry.code,
    version: entry.version,
    status: 'approved',
    reason,
  })
}, 240_000)
afterAll(() => site?.stop())

test('a resident asks, reads the passage, and is handed over to people with the conversation', async () => {
  const context = await site.person('phone')
  const page = await context.newPage()
  const found: string[] = []
  const look = async (name: string, isExamined = true) => {
    await settled(page)
    await shot(page, name)
    if (!isExamined) return
    found.push(...(await violations(page)).map((v) => `${name}: ${v}`))
  }
  await page.goto('/')
  await look('ask-home', false)
  await page.getByRole('link', { name: /问一问/ }).click()
  await look('ask-empty', false)
  const ask = async (question: string) => {
    await page.getByLabel('您的问题').fill(question)
    await page.getByLabel('您的问题').press('Enter')
    await page.getByRole('article', { name: question }).waitFor()
  }
  await ask('低保怎么申请')
  await look('ask-answered')
  await ask('火星上有没有水')
  await ask('身份证搞落了要好多钱')
  await look('ask-more', false)
  await ask('家里燃气泄漏了')
  await look('ask-urgent')
  await expect.poll(() => page.getByRole('link', { name: '拨打 119' }).getAttribute('href')).toBe('tel:119')
  await page
    .getByRole('link', { name: /最低生活保障/ })
    .first()
    .click()
  await page.getByRole('heading', { name: /最低生活保障/ }).waitFor()
  await look('ask-passage')
  await page.goBack()
  await page.getByRole('link', { name: '没有解决，转人工' }).click()
  await page.getByLabel('还要说明什么').fill('问了几次没有解决，请人工回复。')
  await look('ask-people')
  await page.getByRole('button', { name: '交给工作人员' }).click()
  await page.waitForURL(/\/receipt\//)
  await page.goto('/ask')
  await settled(page)
  expect(await page.getByRole('article').count()).toBe(0)
  await page
    .getByRole('button', { name: /老|大字|长辈/ })
    .first()
    .click()
  await ask('结婚登记要带什么')
  await look('ask-elder')
  await context.close()
  expect(found).toEqual([])
}, 240_000)

/** An answered and well rated appeal, whose answer an officer has allowed to be quoted; then a new one of its kind. */
async function secondAppeal(): Promise<string> {
  const { city } = site
  const [dispatcher, housing, supervisor] = await Promise.all(
    ['dispatcher', 'gxq.housing', 'supervisor'].map(city.as),
  )
  const resident = await city.asResident('19900004321')
  const report = async (text: string) => {
    const { id } = (await resident.post('/appeals', { text, where: { address: '金凤镇凤笙路12号' } })).body
    await dispatcher?.post(`/appeals/${id}/dispatch`, {
      version: 1,
      org: 'gxq.housing',
      category: '0101',
      urgency: 'normal',
    })
    await housing?.post(`/appeals/${id}/accept`, { version: 2 })
    return id
  }
  const first = await report('滨湖家园小区电子门禁卡丢失，物业不给补办，请问怎么处理？')
  const text = '门禁卡丢失的，物业应在三个工作日内补办，工本费十元。我局已于11月20日约谈物业公司。'
  await housing?.post(`/appeals/${first}/answer`, { version: 3, text })
  await resident.post(`/appeals/${first}/rate`, { version: 4, score: 5, solved: true })
  await city.platform.kernel.jobs.idle(10_000)
  const [row] = (await supervisor?.get('/assistant/passages?status=waiting'))?.body.rows ?? []
  await supervisor?.post(`/assistant/passages/${row.id}/judge`, {
    version: row.version,
    status: 'in-force',
    reason: '可引用',
  })
  return report('我家门禁卡丢了，小区物业说不给补办，孩子放学进不了门。')
}

test('an officer keeps the library and is shown past answers while writing one', async () => {
  const context = await site.person('desk', 'supervisor')
  const page = await context.newPage()
  const found: string[] = []
  for (const part of ['passages', 'waiting', 'synonyms', 'gaps']) {
    await page.goto(`/desk/assistant?part=${part}`)
    await settled(page)
    await shot(page, `desk-assistant-${part}`)
    found.push(...(await violations(page)).map((v) => `${part}: ${v}`))
  }
  await context.close()
  const id = await secondAppeal()
  const officer = await site.person('desk', 'gxq.housing')
  const desk = await officer.newPage()
  await desk.goto(`/desk/?case=${id}`)
  await desk
    .getByRole('button', { name: /^\d? ?答复/ })
    .first()
    .click()
  await desk.getByText('类似问题的答复').click()
  await settled(desk)
  await shot(desk, 'desk-similar')
  found.push(...(await violations(desk)).map((v) => `similar: ${v}`))
  await desk.getByRole('button', { name: '插入后修改' }).click()
  await expect
    .poll(() => desk.locator('form.action-form textarea').first().inputValue())
    .toContain('工本费十元')
  await officer.close()
  expect(found).toEqual([])
}, 240_000)
