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
}, 120_000)
afterAll(() => site?.stop())

test('a resident asks, reads the passage, and is handed over to people with the conversation', async () => {
  const context = await site.person('phone')
  const page = await context.newPage()
  const found: string[] = []
  const look = async (name: string) => {
    await settled(page)
    await shot(page, name)
    found.push(...(await violations(page)).map((v) => `${name}: ${v}`))
  }
  await page.goto('/')
  await look('ask-home')
  await page.getByRole('link', { name: /问一问/ }).click()
  await look('ask-empty')
  const ask = async (question: string) => {
    await page.getByLabel('您的问题').fill(question)
    await page.getByLabel('您的问题').press('Enter')
    await page.getByRole('article', { name: question }).waitFor()
  }
  await ask('低保怎么申请')
  await look('ask-answered')
  await ask('火星上有没有水')
  await ask('身份证搞落了要好多钱')
  await look('ask-more')
  await ask('家里燃气泄漏了')
  await look('ask-urgent')
  expect(await page.getByRole('link', { name: '拨打 119' }).getAttribute('href')).toBe('tel:119')
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
}, 120_000)

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
  expect(found).toEqual([])
}, 120_000)
