import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { propose, streetLights } from '../support/scenarios.ts'

/** docs/flows/needs-and-offers.md */

const town = 'town.500107104'
const place = '50/500107/500107104'
let city: TestPlatform
let office: Client
let authority: Client
let resident: Client
let stranger: Client
let other: Client

beforeAll(async () => {
  city = await createTestPlatform()
  office = await city.as('data.town')
  other = await city.as('data.civil')
  authority = await city.as('data')
  resident = await city.asResident('13912345678')
  stranger = await city.asResident('13912345679')
})
afterAll(() => city?.stop())

const need = (change: object = {}) => ({
  org: town,
  title: '路灯故障要先于来电发现',
  wanted: '路灯坏了往往等到居民来电才知道，希望用电表读数发现熄灭的路灯并派人维修。',
  tags: ['路灯', '物联感知'],
  places: [place],
  data: '路灯台账、电表读数（按天）。',
  until: '2099-12-31',
  reason: '夜间报修多',
  ...change,
})
const offer = (change: object = {}) => ({
  enterprise: '示例照明科技有限公司',
  creditCode: '91350100M000100Y43',
  contact: { name: '李明', phone: '13812345670' },
  title: '用电表读数发现熄灭的路灯',
  ability: '每十五分钟读取电表，判断哪些路灯熄灭，把位置交给维修人员。',
  tags: ['路灯'],
  places: ['50/500107/500107103'],
  ...change,
})
const enter = async (who: Client, path: string, body: object) => {
  const made = await who.post(path, body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}
/** A step on the newest revision that the authority sees. */
const step = async (who: Client, path: string, name: string, more: object = {}): Promise<Answer> => {
  const { revision } = (await authority.get(path)).body
  return who.post(`${path}/${name}`, { revision, reason: '按流程办理', ...more })
}
const notices = async (who: Client) =>
  (await who.get('/notices?limit=100')).body.rows.map((n: { template: string }) => n.template)

let needPath = ''
let offerPath = ''
let offerId = ''

describe('a need', () => {
  test('is entered by whoever may speak for the organization, and read by everybody', async () => {
    expect((await other.post('/scenario-needs', need())).status).toBe(403)
    expect((await resident.post('/scenario-needs', need())).status).toBe(403)
    expect((await city.anonymous.post('/scenario-needs', need())).status).toBe(401)
    needPath = `/scenario-needs/${await enter(office, '/scenario-needs', need())}`
    const { body } = await city.anonymous.get(needPath)
    expect(body).toMatchObject({ state: 'open', org: town, by: null, life: null, may: [], match: null })
    const { body: seen } = await office.get(needPath)
    expect(seen).toMatchObject({ by: '蒋明（街道数据管理员）', may: ['edit', 'match', 'withdraw'] })
    expect(seen.life).toMatchObject([{ action: 'enter', reason: '夜间报修多' }])
    expect((await other.get(needPath)).body.may).toEqual([])
  })

  test.each([
    ['a day that is over', { until: '2020-01-01' }, '截止日期 2020-01-01 已过'],
    ['a place that is none', { places: ['50/500107/500107999'] }, '没有 50/500107/500107999 这个地点'],
  ])('for %s is refused', async (_, change, title) => {
    const { status, body } = await office.post('/scenario-needs', need(change))
    expect([status, body.title]).toEqual([400, title])
  })

  test('hides a telephone number that was written into it from everybody, and from the search', async () => {
    const wanted = '请联系王工 13987654321，讨论井盖位移的监测办法。'
    const path = `/scenario-needs/${await enter(office, '/scenario-needs', need({ title: '井盖位移监测', wanted, tags: ['井盖'] }))}`
    expect((await city.anonymous.get(path)).body.wanted).not.toContain('13987654321')
    expect((await office.get(path)).body.wanted).toContain('13987654321')
    const found = async (q: string) =>
      (await city.anonymous.get(`/scenario-needs?q=${encodeURIComponent(q)}`)).body.total
    expect(await found('13987654321')).toBe(0)
    expect(await found('井盖 监测')).toBe(1)
  })

  test('is found by tag, by a place around or within it, and by its state', async () => {
    const total = async (query: string) => (await city.anonymous.get(`/scenario-needs?${query}`)).body.total
    expect(await total(`tag=${encodeURIComponent('物联感知')}`)).toBe(1)
    expect(await total('place=50/500107')).toBe(2)
    expect(await total(`place=${place}/500107104001`)).toBe(2)
    expect(await total('place=50/500106')).toBe(0)
    expect(await total('state=matched')).toBe(0)
    expect(await total('limit=1&offset=1')).toBe(2)
  })
})

describe('an offer', () => {
  test('is entered by a signed-in person for an enterprise, and seen by nobody else until it is listed', async () => {
    expect((await city.anonymous.post('/scenario-offers', offer())).status).toBe(401)
    expect((await office.post('/scenario-offers', offer())).status).toBe(403)
    expect(
      (await resident.post('/scenario-offers', offer({ creditCode: '91350100M000100Y44' }))).status,
    ).toBe(400)
    offerId = await enter(resident, '/scenario-offers', offer())
    offerPath = `/scenario-offers/${offerId}`
    for (const who of [city.anonymous, stranger, office]) {
      expect((await who.get(offerPath)).status).toBe(404)
      expect((await who.get('/scenario-offers')).body.total).toBe(0)
    }
    expect((await resident.get('/scenario-offers?own=true')).body.rows).toMatchObject([{ state: 'waiting' }])
    expect((await authority.get('/scenario-offers?state=waiting')).body.total).toBe(1)
  })

  test('is listed by the data authority alone', async () => {
    for (const who of [office, resident, stranger])
      expect((await step(who, offerPath, 'list')).status).toBe(403)
    expect((await step(authority, offerPath, 'list', { reason: '资料齐全' })).status).toBe(200)
    expect((await step(authority, offerPath, 'refuse')).status).toBe(409)
    expect((await city.anonymous.get('/scenario-offers')).body.rows).toMatchObject([
      { id: offerId, state: 'listed' },
    ])
    expect(await notices(resident)).toContain('notice.scenario-offer-listed')
  })

  test('shows its contact and who entered it to officers, and to nobody else', async () => {
    const { body: seen } = await office.get(offerPath)
    expect(seen.contact).toEqual({ name: '李明', phone: '13812345670' })
    expect(seen.by.phone).toMatch(/^139\*+\d{4}$/)
    expect((await resident.get(offerPath)).body).toMatchObject({ contact: { name: '李明' }, by: null })
    for (const who of [city.anonymous, stranger, await city.as('auditor')])
      expect((await who.get(offerPath)).body).toMatchObject({ contact: null, by: null })
    const { kernel } = city.platform
    const stored = await kernel.app.db
      .withTables<{ scenario_offers: { contact: Buffer } }>()
      .selectFrom('scenario_offers')
      .select('contact')
      .execute()
    expect(stored.map((r) => r.contact.toString('utf8')).join()).not.toContain('13812345670')
  })

  test('that is refused is told why, to whoever entered it', async () => {
    const path = `/scenario-offers/${await enter(resident, '/scenario-offers', offer({ title: '包治百病的平台' }))}`
    expect((await step(authority, path, 'refuse', { reason: '没有说明能做什么' })).status).toBe(200)
    expect((await resident.get(path)).body).toMatchObject({ state: 'refused', refusal: '没有说明能做什么' })
    expect((await stranger.get(path)).status).toBe(404)
    expect(await notices(resident)).toContain('notice.scenario-offer-refused')
  })

  test('of one person waits with at most four others', async () => {
    for (let n = 0; n < 5; n++)
      await enter(stranger, '/scenario-offers', offer({ title: `等待审核的供给 ${n}` }))
    const { status, body } = await stranger.post('/scenario-offers', offer())
    expect([status, body.limit]).toEqual([429, 5])
  })
})

describe('a match', () => {
  let unrelated = ''

  test('is proposed with reasons in words and no grade', async () => {
    const one = { title: '老年食堂配餐', ability: '为社区食堂按营养师的食谱配送午餐。', tags: ['养老'] }
    unrelated = await enter(resident, '/scenario-offers', offer({ ...one, places: [place] }))
    expect((await step(authority, `/scenario-offers/${unrelated}`, 'list')).status).toBe(200)
    for (const who of [city.anonymous, resident, other])
      expect((await who.get(`${needPath}/fits`)).status).toBe(who === city.anonymous ? 401 : 403)
    const { body } = await office.get(`${needPath}/fits`)
    expect(body.rows.map((r: { offer: { id: string } }) => r.offer.id)).toEqual([offerId])
    expect(body.rows[0].reasons).toEqual([
      { kind: 'tags', tags: ['路灯'] },
      { kind: 'words', words: expect.arrayContaining([expect.stringContaining('电表读数')]) },
      { kind: 'district', places: ['50/500107/500107103'] },
    ])
    expect(Object.keys(body.rows[0]).sort()).toEqual(['offer', 'reasons'])
  })

  test('is confirmed by the need’s organization with a reason, and both sides hear of it', async () => {
    expect((await step(other, needPath, 'match', { offer: offerId })).status).toBe(403)
    expect((await step(authority, needPath, 'match', { offer: offerId })).status).toBe(403)
    expect((await step(office, needPath, 'match', { offer: offerId, reason: ' ' })).status).toBe(400)
    const { revision } = (await office.get(needPath)).body
    expect((await step(office, needPath, 'match', { offer: offerId, reason: '现场看过' })).status).toBe(200)
    const late = await office.post(`${needPath}/withdraw`, { revision, reason: '不需要了' })
    expect(late).toMatchObject({ status: 409, body: { current: revision + 1 } })
    expect((await city.anonymous.get(needPath)).body).toMatchObject({
      state: 'matched',
      match: { offer: offerId, enterprise: '示例照明科技有限公司', listed: true },
    })
    expect((await city.anonymous.get(offerPath)).body.needs).toMatchObject([{ org: town, state: 'matched' }])
    for (const who of [office, resident]) expect(await notices(who)).toContain('notice.scenario-need-matched')
  })

  test('names the scenario that came of it, on both', async () => {
    const code = 'street-lights'
    expect((await step(office, needPath, 'scenario', { code })).status).toBe(400)
    expect((await propose(office, town, streetLights())).status).toBe(201)
    expect((await step(office, needPath, 'scenario', { code })).status).toBe(200)
    expect((await city.anonymous.get(needPath)).body.scenario).toBe(code)
    expect((await city.anonymous.get(offerPath)).body.needs).toMatchObject([{ scenario: code }])
  })

  test('ends with the offer when the enterprise takes that back, and the need is open again', async () => {
    expect((await step(stranger, offerPath, 'withdraw')).status).toBe(403)
    expect((await step(resident, offerPath, 'withdraw', { reason: '产能已满' })).status).toBe(200)
    const { body } = await office.get(needPath)
    expect(body).toMatchObject({ state: 'open', match: null, scenario: null })
    expect(body.life[0]).toMatchObject({
      action: 'offer-withdrawn',
      reason: '产能已满',
      by: '示例照明科技有限公司',
    })
    expect(await notices(office)).toContain('notice.scenario-need-reopened')
    expect((await step(office, needPath, 'match', { offer: offerId })).status).toBe(409)
    expect((await city.anonymous.get(offerPath)).status).toBe(404)
  })

  test('is given up or closed by the organization, step by step', async () => {
    expect((await step(office, needPath, 'close')).status).toBe(409)
    expect((await step(office, needPath, 'match', { offer: unrelated })).status).toBe(200)
    expect((await step(office, needPath, 'reopen', { reason: '谈不拢' })).status).toBe(200)
    expect((await step(office, needPath, 'match', { offer: unrelated })).status).toBe(200)
    expect((await step(office, needPath, 'close')).status).toBe(200)
    expect((await office.get(needPath)).body).toMatchObject({ state: 'closed', may: ['scenario'] })
    const steps = (await office.get(needPath)).body.life.map((s: { action: string }) => s.action)
    expect(steps).toEqual([
      'close',
      'match',
      'reopen',
      'match',
      'offer-withdrawn',
      'scenario',
      'match',
      'enter',
    ])
  })

  test('of two that confirm at once is one', async () => {
    const path = `/scenario-needs/${await enter(office, '/scenario-needs', need({ title: '两人同时确认' }))}`
    const both = await Promise.all([1, 2].map(() => step(office, path, 'match', { offer: unrelated })))
    expect(both.map((r) => r.status).sort()).toEqual([200, 409])
  })
})

describe('lists and pages', () => {
  test('show every reader the same', async () => {
    const withdrawn = await enter(office, '/scenario-needs', need({ title: '不再需要的需求' }))
    expect((await step(office, `/scenario-needs/${withdrawn}`, 'withdraw')).status).toBe(200)
    const readers = {
      anonymous: city.anonymous,
      resident,
      stranger,
      office,
      authority,
      auditor: await city.as('auditor'),
      clerk: await city.as('clerk'),
    }
    for (const kind of ['/scenario-needs', '/scenario-offers']) {
      const idsOf = async (who: Client): Promise<string[]> =>
        (await who.get(`${kind}?limit=100`)).body.rows.map((r: { id: string }) => r.id)
      const all = await idsOf(authority)
      expect(all.length).toBeGreaterThan(3)
      for (const [name, who] of Object.entries(readers)) {
        const listed = await idsOf(who)
        for (const id of all)
          expect([name, id, (await who.get(`${kind}/${id}`)).status]).toEqual([
            name,
            id,
            listed.includes(id) ? 200 : 404,
          ])
      }
      expect((await idsOf(city.anonymous)).length).toBeLessThan(all.length)
    }
  })

  test('are files too, with what the reader may see and no contact', async () => {
    const { body, headers } = await city.anonymous.get('/scenario-needs/export.csv?state=closed')
    expect(headers['content-type']).toContain('text/csv')
    expect(String(body)).toMatch(/路灯故障要先于来电发现,.*,已完成,路灯；物联感知/)
    const offers = String((await authority.get('/scenario-offers/export.csv')).body)
    expect(offers).toContain('包治百病的平台')
    expect(offers).not.toContain('13812345670')
    expect(String((await city.anonymous.get('/scenario-offers/export.csv')).body)).not.toContain(
      '包治百病的平台',
    )
  })
})
