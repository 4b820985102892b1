import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { Discovery, RequestUpdate, Service, ServiceRequest } from '../../src/modules/open311/contract.ts'
import { readSparkXml } from '../../src/modules/open311/rules.ts'
import { type ForeignSystem, foreignSystem, lamp } from '../support/open311.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { raw } from '../support/refusals.ts'

const clock = fixedClock(new Date('2026-11-24T02:00:00Z'))
let city: TestPlatform
let admin: Client
let dispatcher: Client
let app: ForeignSystem
let other: ForeignSystem
let number = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { ROLES: 'web' } })
  admin = await city.as('admin')
  dispatcher = await city.as('dispatcher')
  app = await foreignSystem(city, admin, { name: '街道小程序', mayPost: true, perMinute: 1000 })
  other = await foreignSystem(city, admin, { name: '另一家平台', mayPost: true, perMinute: 1000 })
})
afterAll(() => city?.stop())

async function caseOf(id: string) {
  const found = (await dispatcher.get(`/appeals?text=${id}`)).body.rows[0]
  return (await dispatcher.get(`/appeals/${found.id}`)).body
}

async function step(officer: Client, name: string, input: object = {}) {
  const { id, version } = await caseOf(number)
  const answer = await officer.post(`/appeals/${id}/${name}`, { version, ...input })
  expect(answer.body).toMatchObject({ version: version + 1 })
  return answer.body
}

const errorOf = (answer: { body: string }) =>
  readSparkXml(answer.body).value as { code: string; description: string }[]

describe('from discovery to closed', () => {
  test('discovery names both endpoints; services say which need a definition', async () => {
    const found = await app.get('/discovery.json', false)
    const { endpoints } = Discovery.parse(found.body)
    expect(endpoints.map((e) => [e.type, new URL(e.url).pathname])).toEqual([
      ['production', '/open311/v2'],
      ['test', '/open311/test/v2'],
    ])
    const services = (await app.get('/v2/services.json', false)).body.map((s: unknown) => Service.parse(s))
    expect(services.length).toBeGreaterThan(50)
    const lamps = services.find((s: Service) => s.service_code === '0107')
    expect(lamps).toMatchObject({
      service_name: '市政设施',
      metadata: true,
      type: 'realtime',
      group: '城乡建设',
    })
    const definition = (await app.get('/v2/services/0107.json', false)).body
    expect(definition.attributes.map((a: { code: string }) => a.code)).toEqual([
      'EMERGENCY',
      'SUBTYPE',
      'DANGER',
    ])
    const english = await raw(city, 'GET', '/open311/v2/services.xml', undefined, { 'accept-language': 'en' })
    expect(english.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(english.body).toContain('<group>Urban and rural construction</group>')
  })

  test('a report becomes an appeal in the queue, with the category that was chosen', async () => {
    const answer = await app.post('/v2/requests.xml', {
      ...lamp,
      'attribute[SUBTYPE]': '010701',
      account_id: 'u-7',
    })
    expect(answer.status).toBe(200)
    const [posted] = readSparkXml(answer.body).value as Record<string, string>[]
    expect(posted).toMatchObject({ account_id: 'u-7', service_notice: expect.stringContaining('已收到') })
    number = posted?.service_request_id ?? ''
    const found = await caseOf(number)
    expect(found).toMatchObject({ channel: 'api', category: '010701', state: 'submitted' })
    expect(found.timeline[0]).toMatchObject({
      action: 'submit',
      actorKind: 'client',
      actorName: '街道小程序',
    })
    expect(found.applicant).toEqual({ name: '李建国', phone: '13812345678' })
  })

  test('everyone sees it without who reported it and where exactly; who reported it sees where', async () => {
    const shown = ServiceRequest.parse((await app.get(`/v2/requests/${number}.json`, false)).body[0])
    expect(shown).toMatchObject({
      status: 'open',
      service_code: '0107',
      lat: 29.463,
      long: 106.339,
      media_url: null,
    })
    expect(shown.description).toContain('路灯坏了三天')
    for (const secret of ['李建国', '13812345678', '501', '凤笙路12号'])
      expect(JSON.stringify(shown)).not.toContain(secret)
    expect(shown.address).toMatch(/镇，.*区，重庆市$/)
    const own = ServiceRequest.parse((await app.get(`/v2/requests/${number}.json`)).body[0])
    expect(own).toMatchObject({ lat: 29.4632, long: 106.3385, address: lamp.address_string })
    const list = await raw(city, 'GET', `/open311/v2/requests.xml?service_code=0107&status=open`, undefined)
    expect(list.body).toContain(`<service_request_id>${number}</service_request_id>`)
  })

  test('a comment comes in, once; an officer sees who wrote it', async () => {
    const comment = {
      service_request_id: number,
      update_id: 'c-1',
      status: 'OPEN',
      updated_datetime: '2026-11-24T00:00:00Z',
      description: '昨晚又有人摔倒，请加快。',
    }
    const first = await app.post('/v2/servicerequestupdates.json', comment)
    expect(first.body).toEqual([{ update_id: `${number}-2` }])
    expect((await app.post('/v2/servicerequestupdates.json', comment)).body).toEqual(first.body)
    const found = await caseOf(number)
    expect(found.version).toBe(2)
    expect(found.timeline[1]).toMatchObject({
      action: 'comment',
      actorKind: 'client',
      input: { text: comment.description },
    })
    const fixed = await app.post('/v2/servicerequestupdates.xml', {
      ...comment,
      update_id: 'c-2',
      status: 'fixed',
    })
    expect(fixed.status).toBe(200)
    const after = await caseOf(number)
    expect(after).toMatchObject({ state: 'submitted' })
    expect(after.timeline[2].input.text).toContain('对方系统标记：FIXED')
  })

  test('the answer goes out as an update, and closing closes it for everyone', async () => {
    await step(dispatcher, 'dispatch', { org: 'gxq.urban', category: '010701', urgency: 'normal' })
    const handler = await city.as('gxq.urban')
    await step(handler, 'accept')
    await step(handler, 'note', { text: '内部：预算从二科出。' })
    await step(handler, 'answer', { text: '您好，路灯已于今日更换灯头并恢复照明。联系人张伟13912345678。' })
    const updates = (await app.get('/v2/servicerequestupdates.json')).body.map((u: unknown) =>
      RequestUpdate.parse(u),
    )
    expect(updates.map((u: RequestUpdate) => u.status)).toEqual([
      'unchanged',
      'unchanged',
      'investigating',
      'investigating',
      'in_progress',
    ])
    expect(updates.at(-1).description).toContain('路灯已于今日更换灯头')
    expect(JSON.stringify(updates)).not.toMatch(/13912345678|预算/)
    const open = (await app.get(`/v2/requests/${number}.json`, false)).body[0]
    expect(open).toMatchObject({ status: 'open', agency_responsible: expect.stringContaining('城') })
    await step(dispatcher, 'close')
    const closed = (await app.get(`/v2/requests/${number}.json`, false)).body[0]
    expect(closed).toMatchObject({ status: 'closed', status_notes: expect.stringContaining('恢复照明') })
    expect((await app.get('/v2/servicerequestupdates.xml')).body).toContain('<status>closed</status>')
    const late = await app.post('/v2/servicerequestupdates.xml', {
      service_request_id: number,
      update_id: 'c-3',
      status: 'OPEN',
      updated_datetime: '2026-11-24T00:00:00Z',
      description: '谢谢。',
    })
    expect([late.status, errorOf(late)[0]?.code]).toEqual([400, '400'])
  })

  test('who reported it may have it opened again', async () => {
    const wish = {
      service_request_id: number,
      update_id: 'c-4',
      status: 'REOPEN',
      updated_datetime: '2026-11-24T00:00:00Z',
      description: '灯又灭了。',
    }
    expect((await app.post('/v2/servicerequestupdates.xml', wish)).status).toBe(200)
    expect(await caseOf(number)).toMatchObject({ state: 'dispatched', reopened: 1 })
  })
})

describe('what is not for everyone', () => {
  test('a service about persons answers with a token; only who reported learns more', async () => {
    const answer = await app.post('/v2/requests.json', {
      service_code: '0501',
      address_id: '500107103',
      description: '工地拖欠我们三个月工资，一共十二个人。',
      phone: '111111111',
      email: 'a@example.org',
      'attribute[colour]': 'red',
    })
    expect(answer.body[0].service_request_id).toBeUndefined()
    expect(answer.body[0].service_notice).toMatch(/token.*未登记.*邮箱.*colour/)
    const { token } = answer.body[0]
    const [opened] = (await app.get(`/v2/tokens/${token}.json`, false)).body
    expect(opened.token).toBe(token)
    const id = opened.service_request_id
    for (const system of [app, other])
      expect((await system.get(`/v2/requests/${id}.json`, system === other)).status).toBe(404)
    expect((await app.get(`/v2/requests/${id}.json`)).body[0]).toMatchObject({ service_code: '0501' })
    const all = await raw(city, 'GET', '/open311/v2/requests.json', undefined)
    expect(JSON.stringify(all.body)).not.toContain(id)
    const updates = await app.get('/v2/servicerequestupdates.json', false)
    expect(JSON.stringify(updates.body)).not.toContain(id)
    expect((await app.get('/v2/tokens/nothing.xml')).status).toBe(404)
  })

  test('what residents told the city itself is shown by service and township, without a word of theirs', async () => {
    const text = '小区门口的窨井盖不见了，住在凤笙路8号的老人差点掉下去。'
    const { body } = await city.anonymous.post('/appeals', { text, where: { address: '金凤镇凤笙路8号' } })
    const hidden = await raw(city, 'GET', `/open311/v2/requests/${body.number}.json`, undefined)
    expect(hidden.status).toBe(404)
    await dispatcher.post(`/appeals/${body.id}/classify`, { version: 1, category: '0107', urgency: 'urgent' })
    const shown = await raw(city, 'GET', `/open311/v2/requests/${body.number}.json`, undefined)
    expect(shown.body[0]).toMatchObject({ description: null, service_code: '0107' })
    expect(JSON.stringify(shown.body)).not.toMatch(/凤笙路|老人/)
  })

  test('bulk CSV has the columns of the format and the same limits', async () => {
    const answer = await raw(city, 'GET', '/open311/v2/bulk.csv', undefined)
    const [head, ...lines] = answer.body.trim().split('\r\n')
    expect(head).toBe(
      'service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,service_name,service_subtype,description,agency_responsible,address,lat,long',
    )
    expect(lines.some((l: string) => l.startsWith(number))).toBe(true)
    expect(answer.body).not.toMatch(/13812345678|李建国|拖欠/)
  })
})

describe('the test endpoint', () => {
  test('answers in full and is kept apart from production', async () => {
    const reader = await foreignSystem(city, admin, { name: '正在接入的系统', mayPost: false })
    const before = await city.platform.kernel.app.pool.query('select count(*)::int as n from cases')
    const answer = await reader.post('/test/v2/requests.json', lamp)
    const id = answer.body[0].service_request_id
    expect([id.slice(0, 5), answer.body[0].service_notice]).toEqual([
      'TEST-',
      expect.stringContaining('模拟'),
    ])
    const [shown] = (await reader.get(`/test/v2/requests/${id}.json`)).body
    expect(ServiceRequest.parse(shown)).toMatchObject({ status: 'open', service_code: '0107' })
    expect((await reader.get(`/v2/requests/${id}.json`)).status).toBe(404)
    expect((await reader.get(`/test/v2/requests/${number}.json`)).status).toBe(404)
    const update = { service_request_id: id, update_id: 't-1', status: 'FIXED', description: '已修好。' }
    expect((await reader.post('/test/v2/servicerequestupdates.xml', update)).status).toBe(200)
    expect((await reader.get(`/test/v2/requests.json?service_request_id=${id}`)).body[0].status).toBe(
      'closed',
    )
    expect((await reader.get('/test/v2/servicerequestupdates.json')).body).toMatchObject([
      { service_request_id: id, status: 'fixed' },
    ])
    const after = await city.platform.kernel.app.pool.query('select count(*)::int as n from cases')
    expect(after.rows).toEqual(before.rows)
    const { rows } = await city.platform.kernel.app.pool.query('select document::text from open311_tests')
    expect(JSON.stringify(rows)).not.toMatch(/李建国|13812345678|501室/)
    const refused = await reader.post('/v2/requests.xml', lamp)
    expect([refused.status, errorOf(refused)[0]?.description]).toEqual([
      403,
      expect.stringContaining('测试端点'),
    ])
  })
})
