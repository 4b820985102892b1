import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../src/kernel/clock/index.ts'
import { dayAfter } from '../../src/modules/sharing/rules.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { type Manifest, propose, reviewed, scenarioOf, streetLights, town } from '../support/scenarios.ts'

/** docs/flows/life-of-a-scenario.md: a package asks for data of another department, and looks up what it was given. */

let city: TestPlatform
let department: Client
let market: Client
let authority: Client
let leader: Client
let resource = ''
let s: ReturnType<typeof scenarioOf>
const today = dayOf(new Date())
const until = dayAfter(today, 90)

const code = `export const commands = {
  ask(input, ctx) {
    const [shop] = ctx.look('shops', input.licence)
    if (shop === undefined) ctx.refuse('没有这家店', 'no such shop')
    return { name: shop.name, holder: shop.holder, phone: shop.phone, seats: shop.seats ?? null }
  },
  other(input, ctx) { return ctx.look('people', '1') },
}`

const words = (zh: string) => ({ zh, en: zh })

/** Street lights that ask whose shop a lamp stands before. */
const asking = (change: (m: Manifest) => void = () => {}) =>
  streetLights((m) => {
    m.personal = { processes: true, basis: '《城市照明管理规定》第二十条' }
    m.asks = [
      {
        code: 'shops',
        title: words('路灯旁的餐饮店'),
        why: words('修灯断电前要通知店主'),
        purpose: 'grassroots',
        match: 'licence',
        items: ['licence', 'name', 'holder', 'phone'],
        personal: true,
        demo: [{ licence: 'JY000000', name: '示例店', holder: '示例', phone: '13800000000' }],
      },
    ]
    const who = { roles: ['handler', 'data-manager'] }
    const input = [{ name: 'licence', title: '许可证编号', type: 'text', required: true }]
    m.program = {
      code,
      commands: [
        { code: 'ask', title: words('问店主'), who, input },
        { code: 'other', title: words('问别的'), who },
      ],
    }
    change(m)
  })

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  market = await city.as('data.market')
  authority = await city.as('data')
  leader = await city.as('leader')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 9 }, (_, n) => foodBusiness(n)),
  )
})
afterAll(() => city?.stop())

async function take(client: Client, id: string, action: string, input: object = {}) {
  const { version } = (await client.get(`/data-requests/${id}`)).body
  const done = await client.post(`/data-requests/${id}/${action}`, { version, ...input })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
}

/** The department applies as for any data; the provider decides. */
async function granted(purpose: string, items: readonly string[], given: object = {}): Promise<string> {
  const terms = { items, masks: {}, rows: [], from: today, until }
  const made = await department.post('/data-requests', {
    consumer: town,
    resource,
    purpose,
    use: '断电前通知店主',
    legalBasis: '《城市照明管理规定》第二十条',
    security: { title: '街道信息科科长', measures: '仅在政务外网使用，不落地保存' },
    terms,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await take(market, made.body.id, 'approve', { terms: { ...terms, ...given } })
  await take(market, made.body.id, 'switch-on')
  return (await market.get(`/data-requests/${made.body.id}`)).body.details.grant
}

const ask = (licence: string, sandbox = false) =>
  department.post('/scenario-runs/street-lights/commands/ask', { sandbox, input: { licence } })
const asks = async (who = department) => (await who.get(`/scenarios/${id}/asks`)).body
let id = ''
const bind = (grant: string, who = department) =>
  who.post(`/scenarios/${id}/asks/shops/bind`, { grant, reason: '修灯断电前通知店主' })

test('what it asks for is checked', async () => {
  const found = async (change: (m: Manifest) => void) => {
    const { body } = await city.anonymous.post('/scenarios/check', { manifest: asking(change) })
    return body.findings.map((f: { path: string }) => f.path)
  }
  expect(await found(() => {})).toEqual([])
  expect(await found((m) => (m.asks[0].match = 'road'))).toContain('asks.0.items')
  expect(await found((m) => m.asks[0].items.push('religion'))).toContain('asks.0.items')
  expect(await found((m) => (m.personal = { processes: false }))).toContain('asks.0.personal')
  expect(await found((m) => (m.program = null))).toContain('asks.0')
})

test('in the sandbox it looks up its own demonstration and nothing else', async () => {
  const made = await propose(department, town, asking())
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  id = made.body.id
  s = scenarioOf(department, id)
  await reviewed(s, department, { authority, leader })
  expect((await ask('JY000000', true)).body.output).toMatchObject({ name: '示例店' })
  expect((await ask('JY000001', true)).body.title).toContain('没有这家店')
  const other = await department.post('/scenario-runs/street-lights/commands/other', {
    sandbox: true,
    input: {},
  })
  expect(other.status).toBe(409)
})

test('it is not published before a grant of the department meets it; one that does not fit is refused', async () => {
  const early = await s.step(authority, 'publish')
  expect([early.status, early.body.title]).toEqual([409, expect.stringContaining('路灯旁的餐饮店')])
  expect((await asks()).rows).toMatchObject([
    { ask: { code: 'shops' }, grant: null, fitting: [], mayBind: true },
  ])
  const wrongPurpose = await granted('statistics', ['licence', 'name', 'holder', 'phone'])
  const tooLittle = await granted('grassroots', ['licence', 'name'])
  expect((await asks()).rows[0].fitting).toEqual([])
  for (const grant of [wrongPurpose, tooLittle, id]) expect((await bind(grant)).status).toBe(400)
  const { revision } = (await market.get(`/grants/${tooLittle}`)).body
  const ended = await market.post(`/grants/${tooLittle}/end`, { revision, reason: '信息项不够，重新申请' })
  expect(ended.status).toBe(200)
  const fits = await granted('grassroots', ['licence', 'name', 'holder', 'phone', 'seats'], {
    items: ['licence', 'name', 'holder', 'phone'],
    masks: { phone: 'partial' },
    callsPerDay: 4,
  })
  expect((await asks()).rows[0].fitting).toMatchObject([{ id: fits, provider: 'gxq.market', until }])
  expect((await asks(authority)).rows[0]).toMatchObject({ fitting: [], mayBind: false })
  expect((await bind(fits, market)).status).toBe(403)
  expect((await bind(fits, authority)).status).toBe(403)
  expect((await bind(fits)).status).toBe(200)
  expect((await asks()).rows[0].grant).toMatchObject({ id: fits, resource: '餐饮服务单位', state: 'active' })
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
})

test('for real it gets what the grant gives, masked and counted; personal values do not leave by its answer', async () => {
  const { body } = await ask('JY000002')
  expect(body.output).toEqual({ name: '小面馆2号', holder: '张*', phone: '138****0002', seats: null })
  expect((await ask('JY999999')).body.title).toContain('没有这家店')
  const [bound] = (await asks()).rows
  const uses = (await market.get(`/grants/${bound.grant.id}/uses`)).body
  expect(JSON.stringify(uses)).toContain('"calls":1')
  const { life } = await s.view()
  expect(life.map((l: { action: string }) => l.action)).toContain('bind-grant')
})

test('a used-up day, a suspended grant and one that was taken away refuse, and nothing of the call is kept', async () => {
  for (let n = 0; n < 3; n++) await ask('JY000003')
  const full = await ask('JY000003')
  expect(full.status).toBe(403)
  const [bound] = (await asks()).rows
  const { revision } = (await market.get(`/grants/${bound.grant.id}`)).body
  const reason = '数据质量待核实'
  expect((await market.post(`/grants/${bound.grant.id}/suspend`, { revision, reason })).status).toBe(200)
  expect((await ask('JY000003')).status).toBe(403)
  expect((await department.post(`/scenarios/${id}/asks/shops/unbind`, { reason: '不再需要' })).status).toBe(
    200,
  )
  expect((await ask('JY000003')).body.title).toContain('还没有授权')
})
