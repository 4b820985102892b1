import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  checkPackage,
  connect,
  type ScenarioConnection,
  type ScenarioManifest,
  ZhizhiError,
} from '../../sdk/scenario-client.ts'
import { newPackage, readPackage } from '../../src/modules/scenarios/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { propose, reviewed, scenarioOf, town } from '../support/scenarios.ts'

/** An enterprise begins a scenario from the starter, and works with it from its own system by the SDK. */

let city: TestPlatform
let department: Client
let url = ''
let folder = ''
let manifest: ScenarioManifest
let s: ReturnType<typeof scenarioOf>

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  url = await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  folder = await mkdtemp(join(tmpdir(), 'scenario-'))
})
afterAll(async () => {
  await city?.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = '/scenario-runs/street-repair'
const rows = async (page: string, block: number, more = '') =>
  (await department.get(`${run}/pages/${page}/rows?block=${block}${more}`)).body

test('the starter under a new code conforms, and is refused with the reason when it is spoiled', async () => {
  await newPackage(process.cwd(), 'street-repair', join(folder, 'mine'))
  manifest = (await readPackage(join(folder, 'mine/scenario.json'))) as ScenarioManifest
  expect(manifest.code).toBe('street-repair')
  expect(await checkPackage({ url }, manifest)).toEqual({ conforms: true, findings: [] })
  const spoiled = { ...manifest, version: 'new' } as ScenarioManifest
  expect(await checkPackage({ url, language: 'en' }, spoiled)).toMatchObject({
    conforms: false,
    findings: [{ path: 'version' }],
  })
  await expect(newPackage(process.cwd(), 'street-repair', join(folder, 'mine'))).rejects.toThrow()
  await expect(newPackage(process.cwd(), 'Street', join(folder, 'other'))).rejects.toThrow('no code')
})

test('it runs in the sandbox over its demo rows, and warns as an exercise', async () => {
  const made = await propose(department, town, manifest)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  s = scenarioOf(department, made.body.id)
  await reviewed(s, department, { authority: await city.as('data'), leader: await city.as('leader') })
  const { body } = await department.get(`${run}/pages/desk/figures?block=0&sandbox=true`)
  expect(body.figures).toEqual([{ of: null, value: 25, numerator: 1, denominator: 4, beside: [3] }])
  const { layers } = (await department.get(`${run}/pages/desk/points?block=2&sandbox=true`)).body
  expect(layers[0].points).toHaveLength(3)
  const officer = await city.as('warning')
  const warnings = async () => (await officer.get('/early-warning/warnings?limit=100')).body.rows
  await expect
    .poll(warnings, { timeout: 60_000 })
    .toContainEqual(
      expect.objectContaining({ kind: 'street-repair-waits-sandbox', object: 'SS-03', exercise: true }),
    )
})

test('published, the enterprise’s system delivers rows and reads what changed; a key opens nothing else', async () => {
  const authority = await city.as('data')
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
  expect((await (await city.as('gxq.civil')).post(`${run}/keys`, { name: '企业系统' })).status).toBe(403)
  const issued = await department.post(`${run}/keys`, { name: '企业系统' })
  expect(issued.status).toBe(201)
  const scenario = connect({ url, key: issued.body.key, retries: 0 })
  const thing = (n: number) => ({ thing: `T-${n}`, name: `设施${n}`, place: '500107104', state: '正常' })
  const many = Array.from({ length: 5001 }, (_, n) => thing(n))
  const delivery = '7b0c6a51-32cf-4b5e-9f57-0f6f0f1a2b3c'
  expect((await scenario.deliver('things', many, delivery)).counts).toMatchObject({ sent: 5001, added: 5001 })
  expect((await scenario.deliver('things', many, delivery)).counts).toMatchObject({ sent: 5001, added: 5001 })
  await expect(scenario.deliver('residents', [])).rejects.toMatchObject({ status: 404 })
  const refused = await scenario.changes('residents').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ZhizhiError)
  await department.post(`${run}/commands/report`, { input: { thing: 'T-7', what: '灯不亮' } })
  const seen = await first(scenario, 'faults')
  expect(seen).toMatchObject([{ kind: 'added', data: { thing: 'T-7', what: '灯不亮', state: '待修' } }])
  const keys = async () => (await department.get(`${run}/keys`)).body.rows
  expect(await keys()).toMatchObject([{ name: '企业系统', state: 'active', usedAt: expect.any(String) }])
  const reader = await department.post(`${run}/keys`, { name: '只读系统' })
  const usedAt = async () => (await keys()).find((k: { id: string }) => k.id === reader.body.id).usedAt
  expect(await usedAt()).toBeNull()
  await first(connect({ url, key: reader.body.key }), 'faults')
  const used = await usedAt()
  expect(used).toEqual(expect.any(String))
  await first(connect({ url, key: reader.body.key }), 'faults')
  expect(await usedAt()).toBe(used)
  expect((await department.post(`/scenario-keys/${issued.body.id}/end`)).status).toBe(200)
  await expect(scenario.changes('faults')).rejects.toMatchObject({ status: 401 })
  await expect(connect({ url, key: 'x'.repeat(43) }).changes('faults')).rejects.toMatchObject({ status: 401 })
})

test('rows of a resource on which no scenario stands make no work for the programs', async () => {
  const market = await city.as('data.market')
  const elsewhere = await publishedResource(market, 'gxq.market', foodBusinesses)
  expect((await deliverRows(market, elsewhere, [foodBusiness(1)])).status).toBe(201)
  const { kernel } = city.platform
  expect(await kernel.jobs.idle(60_000)).toBe(true)
  const { rows: made } = await kernel.app.pool.query(
    "select distinct data->>'resource' as resource from pgboss.job where name = 'scenario.react' and data->>'resource' is not null",
  )
  const resources = made.map((r) => r.resource)
  expect(resources).toContain((await s.part('things')).ref)
  expect(resources).not.toContain(elsewhere)
})

test('a fault is repaired by command; the figures say so', async () => {
  const [fault] = (await rows('desk', 4)).rows
  const repaired = await department.post(`${run}/commands/repair`, { input: { no: fault.key } })
  expect(repaired.body).toMatchObject({ output: { no: fault.key, hours: 0 }, rows: 2 })
  const { body } = await department.get(`${run}/pages/desk/figures?block=0`)
  expect(body.figures).toMatchObject([{ value: 100, numerator: 1, denominator: 1 }])
})

/** The first page of a feed that has something. */
async function first(scenario: ScenarioConnection, resource: string) {
  for await (const page of scenario.follow(resource, { pollMs: 50 })) return page.changes
  return []
}
