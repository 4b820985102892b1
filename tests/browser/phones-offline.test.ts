import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/platform.ts'
import { withProgram } from '../support/programmed.ts'
import { deliverRows } from '../support/resources.ts'
import { type Manifest, propose, reviewed, scenarioOf, town } from '../support/scenarios.ts'
import { openSite, type Site, settled, shot, violations } from './support.ts'

let site: Site
let department: Client
let guard: BrowserContext
let party = ''

beforeAll(async () => {
  site = await openSite()
  department = await site.city.as('data.town')
}, 120_000)
afterAll(() => site?.stop())

/** For an officer on the road: the command, and what was entered. */
function withRoadPage(m: Manifest): void {
  const [, phone] = m.pages
  const blocks = [phone.blocks[0], { kind: 'table', resource: 'repairs', columns: ['no', 'cabinet'] }]
  const words = { zh: '外勤登记', en: 'On the road' }
  m.pages.push({ code: 'road', title: words, layout: 'phone', who: { roles: ['data-manager'] }, blocks })
}

const run = '/scenario-runs/street-lights'
const stored = async (): Promise<number> =>
  (await department.get(`${run}/pages/desk/rows?block=0&filter=cabinet:LD-0001`)).body.total

async function signIn(phone: BrowserContext, number: string): Promise<void> {
  await phone.request.post('/api/v1/session/code', { data: { phone: number } })
  await phone.request.post('/api/v1/session/phone', { data: { phone: number, code: site.lastCode() } })
}

/** The worker has no way out either: what it answers from now on is the phone's. */
async function cutOff(phone: BrowserContext, page: Page): Promise<void> {
  await phone.setOffline(true)
  const asked = () =>
    page.evaluate(() =>
      fetch('/assets/none.js').then(
        () => 'answered',
        () => 'silence',
      ),
    )
  await expect.poll(asked).toBe('silence')
}

/** The app is left for nothing and opened anew, in the same tab: no document of it is there in between. */
async function reopened(page: Page, path: string): Promise<Page> {
  await page.goto('about:blank')
  await page.goto(path)
  return page
}

/** Until the app is on the phone with everything that it needs, and the phone knows who is signed in. */
async function keptApp(page: Page): Promise<void> {
  // Not `waitForFunction`: it takes the promise of an answer for the answer.
  const isKept = () =>
    page.evaluate(
      async () =>
        navigator.serviceWorker.controller?.state === 'activated' &&
        (await caches.match('/api/v1/me', { ignoreVary: true })) !== undefined,
    )
  await expect.poll(isKept).toBe(true)
}

/** What the phone holds of what was read: answers of the worker, and records of the app. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((n) => n.includes('-answers-'))
    const records = await new Promise<IDBValidKey[]>((done, fail) => {
      const opening = indexedDB.open('zhizhi-field')
      opening.onerror = () => fail(opening.error)
      opening.onsuccess = () => {
        const all = opening.result.transaction('drafts').objectStore('drafts').getAllKeys()
        all.onsuccess = () => done(all.result)
      }
    })
    return [...names, ...records.map(String)]
  })
}

test('a package is published, and a guard acts for a party', async () => {
  const authority = await site.city.as('data')
  const made = await propose(department, town, withProgram(withRoadPage))
  const s = scenarioOf(department, made.body.id)
  await reviewed(s, department, { authority, leader: await site.city.as('leader') })
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
  const lamp = { cabinet: 'LD-0001', road: '科园1路', place: '500107104', lamps: 20 }
  await deliverRows(department, (await s.part('lamps')).ref, [lamp])
  guard = await site.person('phone', undefined, true)
  await signIn(guard, '13912345678')
  const invited = await department.post(`${run}/parties`, { kind: 'crew', key: 'LD-0001' })
  const joined = await guard.request.post('/api/v1/scenario-parties/join', {
    data: { invitation: invited.body.invitation },
  })
  party = (await joined.json()).id
}, 240_000)

test('a guard opens the closed app where there is no network, reads what the phone kept, and what is given arrives once', async () => {
  const first = await guard.newPage()
  await first.goto(`/parties/${party}/phone`)
  await first.getByRole('form', { name: '登记维修' }).waitFor()
  await settled(first)
  await keptApp(first)
  await cutOff(guard, first)
  const page = await reopened(first, '/')
  await page.getByRole('link', { name: '我的诉求' }).first().waitFor()
  await page.goto(`/parties/${party}/phone`)
  await page.getByText('没有网络：显示的是手机上存的内容，截至').waitFor()
  await page.getByRole('form', { name: '登记维修' }).waitFor()
  await settled(page)
  await shot(page, 'guard-offline')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('cabinet').fill('LD-0001')
  await page.getByLabel('day').fill('1')
  await page.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await page.getByText('等待发送').waitFor()
  expect(await stored()).toBe(0)

  const again = await reopened(page, `/parties/${party}/phone`)
  await again.getByText('等待发送').waitFor()
  await guard.setOffline(false)
  await again.getByText('已办成').waitFor()
  expect(await stored()).toBe(1)
  await again.reload()
  await again.getByRole('rowheader').getByText('LD-00011').waitFor()
  expect(await stored()).toBe(1)
  expect(await again.getByText('没有网络：显示的是手机上存的内容').count()).toBe(0)
  await again.close()
})

test('the phone holds own pages alone, and nothing of them once another person signs in or the guard signs out', async () => {
  const page = await guard.newPage()
  await page.goto('/parties')
  await page.getByRole('heading', { name: '科园1路' }).waitFor()
  await keptApp(page)
  const held = await kept(page)
  expect(held.filter((name) => name.startsWith('kept:')).length).toBeGreaterThan(2)
  for (const name of held) expect(name).toMatch(/^zhizhi-resident-answers-1$|^kept:[^:]+:running:/)

  // The session of another person, taken in another page of the phone.
  await signIn(guard, '13912345670')
  await page.goto('/parties')
  await page.getByText('您还没有参与方').waitFor()
  const other = await (await guard.request.get('/api/v1/me')).json()
  const records = async () => (await kept(page)).filter((name) => name.startsWith('kept:'))
  await expect.poll(records).toEqual([`kept:${other.id}:running:runs`])

  await page.goto('/mine')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('textbox', { name: '手机号' }).waitFor()
  await expect.poll(records).toEqual([])
  const told = await page.evaluate(async () =>
    (await caches.match('/api/v1/me', { ignoreVary: true }))?.text(),
  )
  expect(told ?? '').not.toContain(other.id)
  await page.close()
})

test('an officer on the road loses nothing: what is given waits on the phone, arrives once, and a refusal stays', async () => {
  const officer = await site.person('phone', 'data.town')
  const page = await officer.newPage()
  await page.goto('/desk/scenarios/run/street-lights/road')
  await page.getByRole('form', { name: '登记维修' }).waitFor()
  await settled(page)
  const before = await stored()
  await officer.setOffline(true)
  await page.getByLabel('cabinet').fill('LD-0001')
  await page.getByLabel('day').fill('20')
  await page.getByRole('button', { name: '存到手机，有网时发送' }).click()
  await page.getByText('等待发送').waitFor()
  expect(await stored()).toBe(before)
  await settled(page)
  await shot(page, 'officer-waiting')
  expect(await violations(page)).toEqual([])
  await officer.setOffline(false)
  await page.getByText('已办成').waitFor()
  expect(await stored()).toBe(before + 1)
  await page.getByLabel('cabinet').fill('LD-9999')
  await page.getByLabel('day').fill('21')
  await page.getByRole('button', { name: '登记维修' }).click()
  await page.getByText('没有控制箱 LD-9999').waitFor()
  await page.reload()
  await page.getByText('没有控制箱 LD-9999').waitFor()
  await page.getByRole('rowheader').getByText('LD-000120').waitFor()
  expect(await stored()).toBe(before + 1)
  await settled(page)
  await shot(page, 'officer-refused')
  await officer.close()
})

test("other apps in the worker's reach are left to the network", async () => {
  const page = await guard.newPage()
  await page.goto('/desk/')
  await page.getByLabel('账号').waitFor()
  const own = await page.evaluate(async () => {
    const cache = await caches.open('zhizhi-resident-assets-1')
    return (await cache.keys()).filter(({ url }) => /\/(desk|antd)-/.test(url)).length
  })
  expect(own).toBe(0)
  await guard.setOffline(true)
  await expect(page.goto('/desk/')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
  await guard.setOffline(false)
  await page.close()
})

test("the field worker's app still opens without a network", async () => {
  const phone = await site.person('phone', 'grid', true)
  const first = await phone.newPage()
  await first.goto('/field/')
  await first.getByRole('heading', { level: 1 }).waitFor()
  await first.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await first.reload()
  await settled(first)
  await keptApp(first)
  await cutOff(phone, first)
  const page = await reopened(first, '/field/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('link', { name: '待发送' }).or(page.getByRole('navigation')).first().waitFor()
  expect(await page.getByLabel('账号').count()).toBe(0)
})
