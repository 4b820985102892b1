import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../src/kernel/audit/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { sparkXml, w3c } from '../../src/modules/open311/rules.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** A server of another city, as small as the protocol allows: it keeps what it is sent and says what it is told to. */
interface OtherCity {
  readonly url: string
  readonly requests: URLSearchParams[]
  readonly updates: URLSearchParams[]
  readonly says: Record<string, unknown>[]
  /** What it answers instead, while set. */
  trouble: { status: number; body: string; location?: string } | undefined
  stop(): void
}

const partnerKey = 'the-key-that-the-partner-gave'

async function otherCity(): Promise<OtherCity> {
  const city = { requests: [], updates: [], says: [], trouble: undefined } as unknown as {
    -readonly [K in keyof OtherCity]: OtherCity[K]
  }
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://other')
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : url.searchParams
    const answer = (root: Parameters<typeof sparkXml>[0], value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(sparkXml(root, value))
    if (city.trouble !== undefined) {
      const { status, body, location } = city.trouble
      return response.writeHead(status, location === undefined ? {} : { location }).end(body)
    }
    if (form.get('api_key') !== partnerKey)
      return answer('errors', [{ code: 403, description: 'Invalid api_key' }], 403)
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /v2/services.xml':
        return answer('services', [
          {
            service_code: 'LAMP',
            service_name: '路灯',
            description: '',
            metadata: false,
            type: 'batch',
            keywords: '',
            group: '市政',
          },
        ])
      case 'POST /v2/requests.xml':
        city.requests.push(form)
        return answer('service_requests', [{ token: 'tok-1' }])
      case 'GET /v2/tokens/tok-1.xml':
        return answer('service_requests', [{ service_request_id: 'THEIRS-9', token: 'tok-1' }])
      case 'POST /v2/servicerequestupdates.xml':
        city.updates.push(form)
        city.says.push(echo(form, `echo-${city.updates.length}`))
        return answer('service_request_updates', [{ update_id: `echo-${city.updates.length}` }])
      case 'GET /v2/servicerequestupdates.xml':
        return answer('service_request_updates', city.says)
      default:
        return answer('errors', [{ code: 404, description: 'nothing here' }], 404)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  city.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v2`
  city.stop = () => server.close()
  return city
}

/** Servers give out what they were told, too. */
function echo(form: URLSearchParams, id: string) {
  const [request, status, description] = ['service_request_id', 'status', 'description'].map((f) =>
    form.get(f),
  )
  return {
    update_id: id,
    service_request_id: request,
    status,
    updated_datetime: w3c(clock.now()),
    description,
  }
}

const clock = fixedClock(new Date('2026-11-24T02:00:00Z'))
let city: TestPlatform
let other: OtherCity
let admin: Client
let dispatcher: Client
let partner = ''
let id = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { ROLES: 'web' } })
  other = await otherCity()
  admin = await city.as('admin')
  dispatcher = await city.as('dispatcher')
  const body = {
    text: '两区交界处的路灯坏了，我叫李建国，电话13812345678。',
    where: { address: '金凤镇凤笙路12号3栋2单元501室' },
  }
  id = (await city.anonymous.post('/appeals', body)).body.id
})
afterAll(async () => {
  other?.stop()
  await city?.stop()
})

/** The job as the clock would start it. */
async function exchange(): Promise<void> {
  const jobs = city.platform.modules.flatMap((m) => m.jobs ?? [])
  await jobs.find((j) => j.name === 'open311.exchange')?.run(city.platform.kernel, {})
}

const forward = () => dispatcher.post(`/appeals/${id}/forward`, { partner, serviceCode: 'LAMP' })
const view = async () => (await dispatcher.get(`/appeals/${id}`)).body
const partnerView = async () => (await admin.get('/open311/clients')).body.partners[0]

test('a partner is off until an administrator switches it on; its key is kept sealed', async () => {
  const input = { name: '邻区平台', url: other.url, jurisdiction: 'next.example', key: partnerKey }
  expect((await dispatcher.post('/open311/partners', input)).status).toBe(403)
  for (const url of ['http://example.org/v2', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'no address'])
    expect((await admin.post('/open311/partners', { ...input, url })).status).toBe(400)
  partner = (await admin.post('/open311/partners', input)).body.id
  expect((await forward()).status).toBe(409)
  const { key: _key, ...rest } = input
  expect((await admin.post('/open311/partners', { ...rest, id: partner, enabled: true })).status).toBe(200)
  const { rows } = await city.platform.kernel.app.pool.query(
    'select p::text as t from open311_partners p union all select change::text from audit_entries union all select response::text from idempotency_keys',
  )
  expect(JSON.stringify(rows)).not.toContain(partnerKey)
  expect((await partnerView()).enabled).toBe(true)
})

test('an appeal is reported with its place and masked words, and nobody’s name or number', async () => {
  const stranger = await city.as('gxq.education')
  expect((await stranger.post(`/appeals/${id}/forward`, { partner, serviceCode: 'LAMP' })).status).toBe(404)
  expect((await stranger.get(`/appeals/${id}/forwards`)).status).toBe(404)
  expect((await city.anonymous.get(`/appeals/${id}/forwards`)).status).toBe(401)
  expect((await city.anonymous.get(`/open311/partners/${partner}/services`)).status).toBe(401)
  expect((await dispatcher.get(`/open311/partners/${partner}/services`)).body).toEqual([
    { code: 'LAMP', name: '路灯', group: '市政' },
  ])
  other.trouble = { status: 500, body: 'down' }
  expect((await dispatcher.get(`/open311/partners/${partner}/services`)).status).toBe(503)
  other.trouble = undefined
  const forwards = async () => (await dispatcher.get(`/appeals/${id}/forwards`)).body
  expect(await forwards()).toEqual({
    links: [],
    partners: [{ id: partner, name: '邻区平台' }],
    can: { forward: true },
  })
  expect((await forward()).status).toBe(200)
  expect((await forward()).status).toBe(409)
  expect(await forwards()).toMatchObject({ links: [{ state: 'waiting', externalId: null }], partners: [] })
  await exchange()
  expect(other.requests).toHaveLength(1)
  const sent = Object.fromEntries(other.requests[0] ?? [])
  expect(sent).toMatchObject({ service_code: 'LAMP', jurisdiction_id: 'next.example', api_key: partnerKey })
  expect(sent.description).toContain('路灯坏了')
  expect(JSON.stringify(sent)).not.toMatch(/李建国|13812345678|501室/)
  await exchange()
  expect(other.requests).toHaveLength(1)
  expect((await forwards()).links).toMatchObject([
    { name: '邻区平台', serviceCode: 'LAMP', state: 'taken', externalId: 'THEIRS-9' },
  ])
})

test('our steps go there once, and their echo does not come back', async () => {
  const { version } = await view()
  await dispatcher.post(`/appeals/${id}/note`, { version, text: '内部：先问邻区。' })
  await dispatcher.post(`/appeals/${id}/comment`, {
    version: version + 1,
    text: '请告知何时维修，联系13912345678。',
  })
  await exchange()
  await exchange()
  expect(other.updates.map((u) => [u.get('service_request_id'), u.get('status')])).toEqual([
    ['THEIRS-9', 'UNCHANGED'],
  ])
  expect(other.updates[0]?.get('description')).toMatch(/何时维修/)
  expect(other.updates[0]?.get('description')).not.toContain('13912345678')
  expect((await view()).version).toBe(version + 2)
})

test('what the partner says becomes a comment, once, and is not sent back', async () => {
  const before = (await view()).version
  other.says.push({
    update_id: 'u-77',
    service_request_id: 'THEIRS-9',
    status: 'fixed',
    updated_datetime: w3c(clock.now()),
    description: '<b>已更换</b>灯头 & 线路。',
  })
  other.says.push({
    update_id: 'u-78',
    service_request_id: 'SOMEONE-ELSE',
    status: 'fixed',
    updated_datetime: null,
    description: '与我们无关。',
  })
  await exchange()
  clock.advance(60_000)
  await exchange()
  const found = await view()
  expect(found.version).toBe(before + 1)
  expect(found.timeline.at(-1)).toMatchObject({
    action: 'comment',
    actorKind: 'system',
    input: { text: '邻区平台：<b>已更换</b>灯头 & 线路。（状态：fixed）' },
  })
  expect(other.updates).toHaveLength(1)
  expect(await partnerView()).toMatchObject({
    links: 1,
    lastError: null,
    lastRunAt: clock.now().toISOString(),
  })
})

const troubles: readonly [what: string, trouble: NonNullable<OtherCity['trouble']>, error: RegExp][] = [
  ['is down', { status: 503, body: '' }, /503/],
  [
    'says why',
    { status: 400, body: sparkXml('errors', [{ code: 400, description: 'bad date' }]) },
    /400: bad date/,
  ],
  ['sends no XML', { status: 200, body: '{"a":1}' }, /no XML/],
  ['sends entities', { status: 200, body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, /no XML/],
  [
    'breaks the contract',
    { status: 200, body: '<service_request_updates><request_update/></service_request_updates>' },
    /contract/,
  ],
  ['sends us elsewhere', { status: 302, body: '', location: 'http://127.0.0.1:1/' }, /302/],
]
test.each(troubles)('a partner that %s is noted, and nothing is lost', async (_what, trouble, error) => {
  other.trouble = trouble
  const id = `late-${trouble.status}-${trouble.body.length}`
  other.says.push({
    update_id: id,
    service_request_id: 'THEIRS-9',
    status: null,
    updated_datetime: w3c(clock.now()),
    description: `补充${id}`,
  })
  clock.advance(60_000)
  await exchange()
  expect((await partnerView()).lastError).toMatch(error)
  other.trouble = undefined
  clock.advance(60_000)
  await exchange()
  expect(await partnerView()).toMatchObject({ lastError: null })
  expect((await view()).timeline.at(-1).input.text).toBe(`邻区平台：补充${id}`)
})

test('after the end nothing is added, and a partner that is switched off hears nothing', async () => {
  await dispatcher.post(`/appeals/${id}/dispatch`, {
    version: (await view()).version,
    org: 'gxq.urban',
    category: '0107',
    urgency: 'normal',
  })
  const handler = await city.as('gxq.urban')
  await handler.post(`/appeals/${id}/accept`, { version: (await view()).version })
  await handler.post(`/appeals/${id}/answer`, {
    version: (await view()).version,
    text: '您好，邻区已更换灯头，今晚恢复照明。',
  })
  await dispatcher.post(`/appeals/${id}/close`, { version: (await view()).version })
  await exchange()
  expect(other.updates.map((u) => u.get('status'))).toEqual([
    'UNCHANGED',
    'INVESTIGATING',
    'INVESTIGATING',
    'IN_PROGRESS',
    'CLOSED',
  ])
  const { version } = await view()
  other.says.push({
    update_id: 'u-99',
    service_request_id: 'THEIRS-9',
    status: null,
    updated_datetime: w3c(clock.now()),
    description: '再补充。',
  })
  await exchange()
  expect((await view()).version).toBe(version)
  await admin.post('/open311/partners', { id: partner, name: '邻区平台', url: other.url, enabled: false })
  const { lastRunAt } = await partnerView()
  clock.advance(60_000)
  await exchange()
  expect((await partnerView()).lastRunAt).toBe(lastRunAt)
  expect((await verifyAudit(city.platform.kernel.app.db)).flaws).toEqual([])
})
