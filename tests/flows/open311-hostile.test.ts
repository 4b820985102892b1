import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/kernel/audit/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import type { ServiceRequest } from '../../src/modules/open311/contract.ts'
import { readSparkXml } from '../../src/modules/open311/rules.ts'
import { type ForeignSystem, foreignSystem, lamp, postForm } from '../support/open311.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { inside, raw } from '../support/refusals.ts'

// Not before the seals of the template, whose entries would seem to have been slipped in.
const clock = fixedClock(new Date())
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
  number = (await app.post('/v2/requests.json', lamp)).body[0].service_request_id
})
afterAll(() => city?.stop())

const errorOf = (answer: { body: string }) =>
  readSparkXml(answer.body).value as { code: string; description: string }[]

describe('hostile callers', () => {
  const wrong: readonly [what: string, fields: Record<string, string>, status: number][] = [
    ['no service', { service_code: '' }, 400],
    ['an unknown service', { service_code: '9999' }, 404],
    ['a prototype as service', { service_code: '__proto__' }, 404],
    ['no place', { lat: '', long: '', address_string: '' }, 400],
    ['half a point', { long: '' }, 400],
    ['a point elsewhere', { lat: '42.36', long: '-71.06' }, 400],
    ['a point that is none', { lat: '1e1', long: 'NaN' }, 400],
    ['too long a description', { description: '路'.repeat(4001) }, 400],
    ['a script as media', { media_url: 'javascript:alert(1)' }, 400],
    ['an attribute outside of the list', { 'attribute[SUBTYPE]': '020101' }, 400],
    ['another city', { jurisdiction_id: 'sfgov.org' }, 404],
    ['a wrong key', { api_key: 'x'.repeat(32) }, 403],
    ['no key', { api_key: '' }, 403],
  ]
  test.each(wrong)('%s is refused in the shape of the format', async (_what, fields, status) => {
    const answer = await app.post('/v2/requests.xml', { ...lamp, ...fields })
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/xml; charset=utf-8'])
    const errors = errorOf(answer)
    expect(errors.length).toBeGreaterThan(0)
    for (const e of errors) {
      expect(e.code).toBe(String(status))
      expect(e.description).toMatch(/\p{Script=Han}/u)
      expect(e.description).not.toMatch(inside)
    }
  })

  test('markup, control characters and broken characters stay text', async () => {
    const description = `<b>灯</b> & "坏了" ]]> \u0001\u000b 井盖 ${'\ud800'}`
    const answer = await app.post('/v2/requests.json', { ...lamp, description })
    expect(answer.status).toBe(200)
    const id = answer.body[0].service_request_id
    const xml = (await app.get(`/v2/requests/${id}.xml`)).body
    const [shown] = readSparkXml(xml).value as ServiceRequest[]
    expect(shown?.description).toContain('<b>灯</b> & "坏了" ]]>')
  })

  test('a key of others neither comments nor reads; the audit keeps that it tried', async () => {
    const update = { service_request_id: number, update_id: 'x', status: 'OPEN', description: '冒名评论。' }
    expect((await other.post('/v2/servicerequestupdates.xml', update)).status).toBe(404)
    expect((await other.get('/v2/servicerequestupdates.json')).body).toEqual([])
    const { rows } = await city.platform.kernel.app.pool.query(
      `select action, actor_id from audit_entries where outcome = 'refused' and action like 'open311.%'`,
    )
    expect(rows).toContainEqual({ action: 'open311.post-update', actor_id: other.id })
    expect(rows).toContainEqual({ action: 'open311.client', actor_id: 'anonymous' })
    expect(rows).toContainEqual({ action: 'open311.post-request', actor_id: 'anonymous' })
  })

  test('queries are bounded; what is no resource is not found', async () => {
    const status = async (path: string) => (await raw(city, 'GET', `/open311${path}`, undefined)).status
    expect(
      await status('/v2/requests.xml?start_date=2025-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z'),
    ).toBe(400)
    expect(await status('/v2/requests.xml?start_date=yesterday')).toBe(400)
    expect(await status('/v2/requests.xml?status=lost')).toBe(400)
    expect(await status('/v2/requests.xml?page=0')).toBe(400)
    expect(await status('/v2/requests.xml?jurisdiction_id=&start_date=&status=')).toBe(200)
    expect(await status("/v2/requests.xml?service_request_id=' or 1=1 --")).toBe(200)
    expect(await status('/v2/requests.yaml')).toBe(404)
    expect(await status('/v2/services/0107')).toBe(404)
    expect(await status('/v2/services/9999.json')).toBe(404)
    expect(await status('/v9/anything.json')).toBe(404)
    const missing = await raw(city, 'GET', '/open311/v2/requests/SQ1.json', undefined)
    expect(missing.body).toEqual([{ code: '404', description: expect.any(String) }])
  })

  test('the key opens this door only, and JSON or nonsense is no form', async () => {
    const session = await raw(city, 'GET', '/api/v1/appeals', undefined, {
      authorization: `Bearer ${app.key}`,
    })
    expect([401, 403]).toContain(session.status)
    const json = await raw(
      city,
      'POST',
      '/open311/v2/requests.json',
      JSON.stringify({ ...lamp, api_key: app.key }),
      {
        'content-type': 'application/json',
      },
    )
    expect(json.status).toBe(403)
    const nonsense = await raw(city, 'POST', '/open311/v2/requests.json', '\u0000', { 'content-type': 'x/y' })
    expect([nonsense.status, nonsense.body[0]?.code]).toEqual([400, '400'])
    const foreign = await raw(city, 'POST', '/api/v1/appeals', 'text=x', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(foreign.status).toBe(400)
  })

  test('too many calls a minute are refused and counted; a revoked key opens nothing', async () => {
    const hasty = await foreignSystem(city, admin, { name: '过快的系统', mayPost: true, perMinute: 2 })
    const statuses = []
    for (let n = 0; n < 4; n++) statuses.push((await hasty.get('/v2/services.json')).status)
    expect(statuses.slice(0, 2)).toEqual([200, 200])
    expect(statuses).toContain(429)
    const view = (await admin.get('/open311/clients')).body
    const shown = view.clients.find((c: { id: string }) => c.id === hasty.id)
    expect(shown).toMatchObject({ calls: 4, requests: 0, lastUsedAt: expect.any(String) })
    expect(shown.refused).toBeGreaterThan(0)
    expect(view.requests.map((r: { number: string }) => r.number)).toContain(number)
    await admin.post(`/open311/clients/${hasty.id}/revoke`, { reason: '调用过快，约谈后再发' })
    expect((await hasty.get('/v2/services.json')).status).toBe(403)
    expect((await postForm(city, '/v2/requests.xml', { api_key: hasty.key, ...lamp })).status).toBe(403)
    for (const officer of [dispatcher, city.anonymous])
      expect([401, 403]).toContain((await officer.get('/open311/clients')).status)
    expect(
      (await dispatcher.post('/open311/clients', { name: '私发', contact: '无人', mayPost: true })).status,
    ).toBe(403)
  })

  test('the same report sent twice under its own number is one appeal; no key stands anywhere', async () => {
    const report = { ...lamp, 'attribute[fixmystreet_id]': '8801' }
    const [a, b] = [await app.post('/v2/requests.json', report), await app.post('/v2/requests.json', report)]
    expect(b.body).toEqual(a.body)
    const { rows } = await city.platform.kernel.app.pool.query(
      'select change::text as t from audit_entries union all select response::text from idempotency_keys union all select c::text from open311_clients c',
    )
    for (const system of [app, other]) expect(JSON.stringify(rows)).not.toContain(system.key)
    expect((await verifyAudit(city.platform.kernel.app.db)).flaws).toEqual([])
  })
})
