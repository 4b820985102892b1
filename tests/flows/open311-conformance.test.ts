import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  PostedRequest,
  Problem,
  RequestUpdate,
  Service,
  ServiceDefinition,
  ServiceRequest,
} from '../../src/modules/open311/contract.ts'
import { readSparkXml } from '../../src/modules/open311/rules.ts'
import { breaches, type Schema } from '../support/json-schema.ts'
import { type ForeignSystem, foreignSystem, lamp } from '../support/open311.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { raw } from '../support/refusals.ts'

/** Our answers against the schemas of the specification's own API description; and both formats against each other. */
const folder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals/open311/spec')
const hasSchemas = existsSync(folder)
if (!hasSchemas) console.warn(`SKIPPED: no Open311 schemas at ${folder}; set REFERENCE_DATA`)
const schema = (file: string): Schema => JSON.parse(readFileSync(join(folder, `schema_${file}`), 'utf8'))

let city: TestPlatform
let app: ForeignSystem
let number = ''

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  app = await foreignSystem(city, await city.as('admin'), {
    name: '街道小程序',
    mayPost: true,
    perMinute: 1000,
  })
  const posted = await app.post('/v2/requests.json', lamp)
  number = posted.body[0].service_request_id
  await app.post('/v2/servicerequestupdates.xml', {
    service_request_id: number,
    update_id: '1',
    status: 'OPEN',
    description: '请尽快处理。',
  })
})
afterAll(() => city?.stop())

describe.skipIf(!hasSchemas)('by the schemas of the specification', () => {
  test('services, every definition, requests', async () => {
    const services = (await app.get('/v2/services.json')).body
    expect(breaches(schema('services.json'), services, schema)).toEqual([])
    for (const { service_code } of services) {
      const definition = (await app.get(`/v2/services/${service_code}.json`)).body
      expect(breaches(schema('service-definition.json'), definition, schema)).toEqual([])
    }
    const definitions = services.filter((s: { metadata: boolean }) => s.metadata)
    expect(definitions.length).toBeGreaterThan(0)
    for (const base of ['/v2', '/test/v2']) {
      if (base === '/test/v2') await app.post('/test/v2/requests.json', lamp)
      for (const withKey of [true, false]) {
        const requests = (await app.get(`${base}/requests.json`, withKey)).body
        expect(requests.length).toBeGreaterThan(0)
        expect(breaches(schema('requests.json'), requests, schema)).toEqual([])
      }
    }
  })

  test('the checker sees what is wrong', () => {
    const good = {
      service_request_id: '1',
      status: 'open',
      service_code: '1',
      requested_datetime: '2026-01-01T00:00:00Z',
    }
    expect(breaches(schema('requests.json'), [good], schema)).toEqual([])
    const bad: object[] = [
      { ...good, status: 'lost' },
      { ...good, service_code: 1 },
      { ...good, requested_datetime: '2026-01-01' },
      { ...good, lat: '29' },
      { status: 'open' },
    ]
    for (const row of bad) expect(breaches(schema('requests.json'), [row], schema)).not.toEqual([])
  })
})

const pairs: readonly [path: () => string, root: string, contract: z.ZodType][] = [
  [() => '/v2/services', 'services', z.array(Service)],
  [() => '/v2/services/0107', 'service_definition', ServiceDefinition],
  [() => '/v2/requests', 'service_requests', z.array(ServiceRequest)],
  [() => `/v2/requests/${number}`, 'service_requests', z.array(ServiceRequest)],
  [() => '/v2/servicerequestupdates', 'service_request_updates', z.array(RequestUpdate)],
  [() => '/v2/requests/nothing', 'errors', z.array(Problem)],
]

describe('the Spark convention', () => {
  test.each(pairs)('%# XML and JSON say the same', async (path, root, contract) => {
    const xml = await app.get(`${path()}.xml`)
    expect(xml.body.slice(0, 38)).toBe('<?xml version="1.0" encoding="UTF-8"?>')
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8')
    const read = readSparkXml(xml.body)
    expect(read.root).toBe(root)
    const json = await app.get(`${path()}.json`)
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(contract.parse(read.value)).toEqual(contract.parse(json.body))
  })

  test('a picture comes with the form, after the key; without a good key none is kept', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const form = (key: string, keyFirst: boolean) => {
      const part = (name: string, value: string) =>
        Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      const picture = Buffer.concat([
        Buffer.from(
          '--x\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
        ),
        png,
        Buffer.from('\r\n'),
      ])
      const fields = Buffer.concat(Object.entries({ api_key: key, ...lamp }).map(([k, v]) => part(k, v)))
      return Buffer.concat([...(keyFirst ? [fields, picture] : [picture, fields]), Buffer.from('--x--\r\n')])
    }
    const send = (body: Buffer) =>
      raw(city, 'POST', '/open311/v2/requests.json', body, {
        'content-type': 'multipart/form-data; boundary=x',
      })
    const files = async () => (await city.platform.kernel.app.pool.query('select * from files')).rowCount
    expect((await send(form('y'.repeat(32), true))).status).toBe(403)
    expect((await send(form(app.key, false))).status).toBe(403)
    expect(await files()).toBe(0)
    const answer = await send(form(app.key, true))
    expect(z.array(PostedRequest).parse(answer.body)).toHaveLength(1)
    expect(await files()).toBe(1)
  })
})
