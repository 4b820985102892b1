import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  PostedRequest,
  Problem,
  Service,
  ServiceDefinition,
  ServiceRequest,
  TokenAnswer,
} from '../../src/modules/open311/contract.ts'
import { findService, readForm, readPosted, readSparkXml, sparkXml } from '../../src/modules/open311/rules.ts'

/** The specification's examples and real servers' answers, read by the contracts that our own answers follow. */
const folder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals/open311')
const hasData = existsSync(folder)
if (!hasData) console.warn(`SKIPPED: no Open311 specification at ${folder}; set REFERENCE_DATA`)
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

/** Codes such as 001 stand unquoted in three of the specification's JSON examples, which makes them no JSON. */
const invalidExamples = [
  'examples/01_get-service-list_example-response.json',
  'examples/10_get-service-requests_example-response.json',
  'examples/12_get-service-request_example-response.json',
]
const mended = (text: string) => text.replace(/:\s*(0\d+)\s*,/g, ':"$1",')
/** An example of an answer stands below its status line. */
const bodyOf = (text: string) => text.slice(text.search(/[<[{]/))

const documents: readonly [path: string, contract: z.ZodType, rows: number][] = [
  ['examples/00_get-service-list_example-response.xml', z.array(Service), 3],
  ['examples/01_get-service-list_example-response.json', z.array(Service), 3],
  ['examples/05_post-service-request_example-response.xml', z.array(PostedRequest), 1],
  ['examples/06_post-service-request_example-response.json', z.array(PostedRequest), 1],
  ['examples/07_get-service_request_id-from-a-token_example-response.xml', z.array(TokenAnswer), 1],
  ['examples/08_get-service_request_id-from-a-token_example-response.json', z.array(TokenAnswer), 1],
  ['examples/09_get-service-requests_example-response.xml', z.array(ServiceRequest), 2],
  ['examples/10_get-service-requests_example-response.json', z.array(ServiceRequest), 2],
  ['examples/11_get-service-request_example-response.xml', z.array(ServiceRequest), 1],
  ['examples/12_get-service-request_example-response.json', z.array(ServiceRequest), 1],
  ['examples/13_errors_example-response.txt', z.array(Problem), 1],
  ['examples/14_errors_example-response.txt', z.array(Problem), 1],
  ['fixtures/open311status_requests_many.xml', z.array(ServiceRequest), 2],
  ['fixtures/open311status_requests_single.xml', z.array(ServiceRequest), 1],
  ['fixtures/open311status_service_requests.json', z.array(ServiceRequest), 2],
  ['fixtures/open311status_service_list.json', z.array(Service), 3],
  ['fixtures/open311status_services_giessen.xml', z.array(Service), 8],
]

function answerOf(path: string): unknown {
  const text = bodyOf(read(path))
  if (text.startsWith('<')) return readSparkXml(text).value
  return JSON.parse(invalidExamples.includes(path) ? mended(text) : text)
}

describe.skipIf(!hasData)('the specification and real servers', () => {
  test('the extensions that San Francisco answers with are read', () => {
    const text = read('spec/GeoReport_v2_Extensions.md').split('~~~')[3] ?? ''
    const [request] = z.array(ServiceRequest).parse(JSON.parse(text))
    expect(request?.extended_attributes?.channel).toBe('android')
    expect(request?.notes?.map((n) => n.type)).toEqual(['submitted', 'opened'])
  })

  test.each(documents)('%s', (path, contract, rows) => {
    expect(contract.parse(answerOf(path))).toHaveLength(rows)
  })

  test('both formats of a definition say the same, save the type of a code', () => {
    const [xml, json] = ['02', '03'].map((n) =>
      ServiceDefinition.parse(
        answerOf(`examples/${n}_get-service-definition_example-response.${n === '02' ? 'xml' : 'json'}`),
      ),
    )
    expect(xml).toEqual(json)
    expect(xml?.attributes[0]).toMatchObject({ code: 'WHISHETN', required: true, order: 1 })
  })

  test('XML and JSON of the same requests read alike, except for the leading zero that JSON cannot have', () => {
    const [xml, json] = ['11', '12'].map((n) => {
      const path = `examples/${n}_get-service-request_example-response.${n === '11' ? 'xml' : 'json'}`
      return z.array(ServiceRequest).parse(answerOf(path))
    })
    expect(xml).toEqual(json)
    expect(xml?.[0]).toMatchObject({
      service_code: '006',
      status: 'closed',
      lat: 37.762221815,
      description: null,
    })
  })

  test('exactly three of the JSON examples are no JSON', () => {
    const broken = documents
      .map(([path]) => path)
      .filter((path) => path.endsWith('.json'))
      .filter((path) => {
        try {
          JSON.parse(read(path))
          return false
        } catch {
          return true
        }
      })
    expect(broken).toEqual(invalidExamples)
  })

  test('what a real server sent is written again without a change of meaning', () => {
    const sent = z.array(ServiceRequest).parse(answerOf('fixtures/open311status_requests_many.xml'))
    expect(z.array(ServiceRequest).parse(readSparkXml(sparkXml('service_requests', sent)).value)).toEqual(
      sent,
    )
  })

  test('the example of a POST is read; what does not fit this city is named', () => {
    const body = read('examples/04_post-service-request_example-request.txt').trim().split('\n').at(-1) ?? ''
    const form = readForm(new URLSearchParams(body))
    expect(form.fields.get('media_url')).toBe('http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg')
    expect([...form.attributes]).toEqual([
      ['WHISPAWN', ['123456']],
      ['WHISDORN', ['COISL001']],
    ])
    const category = { code: '0107', zh: '市政设施', en: 'Municipal facilities' }
    expect(readPosted({ form, category, findPath: () => undefined })).toEqual([
      { message: 'open311.bad-point', values: {} },
    ])
    const here = readForm(new URLSearchParams(body.replace(/lat=[^&]*&long=[^&]*/, 'lat=29.46&long=106.33')))
    expect(readPosted({ form: here, category, findPath: () => undefined })).toMatchObject({
      category: '0107',
      contact: { name: 'john smith' },
      accountId: '123456',
      notices: [
        { message: 'open311.notice.phone' },
        { message: 'open311.notice.email' },
        { message: 'open311.notice.ignored', values: { names: 'WHISPAWN, WHISDORN' } },
      ],
    })
  })
})

test('a service is found by its level-2 code alone', () => {
  const tree = [{ code: '01', zh: '城', en: 'City', children: [{ code: '0107', zh: '灯', en: 'Lamps' }] }]
  expect(findService(tree, '0107')?.category.zh).toBe('灯')
  for (const code of ['01', '', '010', '010701', '__proto__', '0108'])
    expect(findService(tree, code)).toBeUndefined()
})
