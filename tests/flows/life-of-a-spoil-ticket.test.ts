import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPackage } from '../../src/modules/scenarios/check.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows } from '../support/resources.ts'
import { propose, scenarioOf, town } from '../support/scenarios.ts'

/** docs/flows/life-of-a-spoil-ticket.md: the package in its sandbox, over its own simulated rows. */

type Row = Record<string, string>
type Point = { readonly label: { readonly zh: string; readonly en: string } }
const demo = (resource: string): Row[] =>
  JSON.parse(readFileSync(`examples/construction-spoil/demo/${resource}.json`, 'utf8'))

const site = demo('sites').find((s) => s.place === '50/500107/500107104') as Row
const route = demo('routes').find((r) => r.site === site.code) as Row
const truck = demo('vehicles')[0] as Row
const driver = demo('drivers').find((d) => d.haulier === truck.haulier) as Row
const run = '/scenario-runs/construction-spoil'
const sandbox = true

let city: TestPlatform
let department: Client
let s: ReturnType<typeof scenarioOf>
const parties = new Map<string, { readonly client: Client; readonly party: string }>()

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
})
afterAll(() => city?.stop())

const page = async (name: string, block: number, more = '') =>
  (await department.get(`${run}/pages/${name}/rows?sandbox=true&block=${block}${more}`)).body

async function give(kind: string, command: string, input: object) {
  const { client, party } = parties.get(kind) ?? expect.fail(`nobody acts for the ${kind}`)
  return client.post(`${run}/commands/${command}`, { input, party, sandbox })
}

const cargo = { class: '工程渣土', quantity: 6 }
const number = `${site.code}-FLOW-1`

test('the package is proposed and tried; its registers are there', async () => {
  const manifest = await readPackage('examples/construction-spoil/scenario.json')
  const made = await propose(department, town, manifest)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  s = scenarioOf(department, made.body.id)
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await s.until({ candidate: { state: 'sandbox' } })
  const sites = await page('registers', 0, `&q=${site.code}`)
  expect(sites.rows).toMatchObject([{ values: { code: site.code, name: site.name } }])
})

test('site, haulier and receiver are let in, each for itself', async () => {
  const keys = { site: site.code, haulier: truck.haulier, receiver: route.receiver }
  for (const [n, [kind, key]] of Object.entries(keys).entries()) {
    const client = await city.asResident(`1391234500${n}`)
    const invited = await department.post(`${run}/parties`, { kind, key, sandbox })
    expect(invited.status, JSON.stringify(invited.body)).toBe(201)
    const { invitation } = invited.body
    const joined = await client.post('/scenario-parties/join', { invitation })
    parties.set(kind, { client, party: joined.body.id })
  }
})

test('a ticket is issued, taken over and closed, each step signed, and a second scan changes nothing', async () => {
  const input = {
    entry: 'FLOW-1',
    vehicle: truck.vehicle,
    driver: driver.driver,
    receiver: route.receiver,
    ...cargo,
  }
  const issued = await give('site', 'issue', input)
  expect(issued.body).toMatchObject({ output: { ticket: number, state: '待出场' }, rows: 2 })
  expect((await give('site', 'issue', input)).body).toMatchObject({ output: { again: true }, rows: 0 })
  expect(await give('site', 'issue', { ...input, entry: 'FLOW-2' })).toMatchObject({
    status: 409,
    body: { title: expect.stringContaining('一车一单') },
  })
  expect(await give('receiver', 'issue', input)).toMatchObject({ status: 403 })
  expect((await give('haulier', 'depart', { ticket: number })).body).toMatchObject({
    output: { state: '运输中' },
  })
  const scan = { ticket: number, entry: 'SCAN-1', vehicle: truck.vehicle, ...cargo }
  expect(await give('receiver', 'arrive', { ...scan, vehicle: 'V9999' })).toMatchObject({
    status: 409,
    body: { title: expect.stringContaining('车牌不符') },
  })
  expect((await give('receiver', 'arrive', scan)).body).toMatchObject({ output: { state: '已闭环' } })
  expect((await give('receiver', 'arrive', scan)).body).toMatchObject({ output: { again: true }, rows: 0 })
})

test('the office finds it in its table, and corrects it by a new version', async () => {
  const mine = `&key=${number}`
  // No truck is there in the second that the test takes.
  expect((await page('tickets', 0, mine)).rows).toMatchObject([
    {
      values: { number, state: '已闭环', match: '不符', match_note: expect.stringContaining('短于核定路线') },
    },
  ])
  const inDistrict = (await page('tickets', 0, '&filter=place:50/500107')).total
  expect(inDistrict).toBe((await page('tickets', 0)).total)
  expect((await page('tickets', 0, '&filter=place:50/50010')).total).toBe(0)
  const inTown = (await page('tickets', 0, '&filter=place:50/500107/500107104')).total
  expect(inTown).toBeGreaterThan(0)
  expect(inTown).toBeLessThan(inDistrict)
  const input = { ticket: number, arrived_quantity: 5.8, reason: '复磅' }
  const corrected = await department.post(`${run}/commands/correct`, { input, sandbox })
  expect(corrected.body, JSON.stringify(corrected.body)).toMatchObject({ output: { version: 2 } })
  expect((await page('tickets', 2, `&q=${number}`)).rows).toMatchObject([
    { values: { version: 1, reason: '复磅' } },
  ])
})

test('what devices sent without tickets is found, and the rates say what they are made of', async () => {
  // Positions that came before the map of places are passed over, so they are sent once more.
  const rows = demo('positions')
  const last = Math.max(...rows.map((r) => Date.parse(r.at ?? '')))
  const moved = rows.map((r) => ({
    ...r,
    at: new Date(Date.parse(r.at ?? '') + Date.now() - last).toISOString(),
  }))
  expect(
    (await deliverRows(department, (await s.part('positions', sandbox)).ref, moved)).status,
  ).toBeLessThan(300)
  // Those that the demonstration brought along say the same of other times.
  const brought = new Set(demo('findings').map((f) => f.explanation))
  const found = async () => {
    const shown = await page('overview', 8, '&q=没有开具联单&limit=200')
    return shown.rows.filter((r: { values: Row }) => !brought.has(r.values.explanation)).length
  }
  await expect.poll(found, { timeout: 100_000 }).toBeGreaterThan(0)
  const { body } = await department.get(`${run}/pages/overview/figures?sandbox=true&block=0`)
  const [whole] = body.figures
  expect(whole.value).toBeCloseTo((whole.numerator / whole.denominator) * 100, 6)
  expect(whole.value).toBeGreaterThan(50)
  expect(body.besides.map((b: { zh: string }) => b.zh)).toContain('无联单趟次')
})

test('what is found is said in both languages, on pages and on the map, and is searched for in both', async () => {
  const search = async (q: string) =>
    (await page('overview', 8, `&q=${encodeURIComponent(q)}&limit=200`)).rows
  const inEnglish: { key: string; values: Row }[] = await search('no ticket was issued')
  const inChinese: { key: string; values: Row }[] = await search('没有开具联单')
  expect(inEnglish.length).toBeGreaterThan(0)
  expect(inEnglish.map((r) => r.key)).toEqual(inChinese.map((r) => r.key))
  for (const { values } of inEnglish) {
    const [, left] = /驶出(S\d+)/.exec(values.explanation ?? '') ?? expect.fail('no site')
    expect(values.explanation_en).toContain(`truck left ${left} with`)
    expect(Object.keys(values)).not.toContain('severity')
  }
  const { body } = await department.get(`${run}/pages/wall/points?sandbox=true&block=4`)
  expect(body.layers[2].points.map((p: Point) => p.label)).toContainEqual({
    zh: '无联单运输',
    en: 'No ticket',
  })
})

test('trucks stand on the map of officers where they were last, exactly for the department alone, and each look is noted', async () => {
  const trucksOn = async (who: Client, code = 'wall') =>
    (await who.get(`${run}/pages/${code}/points?sandbox=true&block=4`)).body.layers[3]
  const own = await trucksOn(department)
  expect(own).toMatchObject({
    title: { en: 'Trucks on the road' },
    personal: { freshMinutes: 30, coarse: false },
  })
  const labels: string[] = own.points.map((p: Point) => p.label.zh)
  expect(labels.length).toBeGreaterThan(0)
  expect(new Set(labels).size).toBe(labels.length)
  for (const label of labels) expect(label).toMatch(/^V\d{4}$/)
  const above = await trucksOn(await city.as('leader'), 'overview')
  expect(above.personal.coarse).toBe(true)
  const coarse = (n: number) => Number(n.toFixed(2))
  for (const { label, lon, lat } of above.points) {
    const exact = own.points.find((p: Point) => p.label.zh === label.zh)
    expect([lon, lat]).toEqual([coarse(exact.lon), coarse(exact.lat)])
    expect([lon, lat]).not.toEqual([exact.lon, exact.lat])
  }
  expect(above.points.length).toBe(own.points.length)
  const { client, party } = parties.get('site') ?? expect.fail('nobody acts for the site')
  expect((await client.get(`${run}/pages/wall/points?sandbox=true&block=4&party=${party}`)).status).toBe(403)
  const auditor = await city.as('auditor')
  const gathered = async () => {
    const { rows } = await city.platform.kernel.app.pool.query(
      'select looks, shown from gathered_reads where shown @> \'["page wall", "resource positions"]\'',
    )
    return rows
  }
  // A map that looks again by itself writes no entry each time: who looks at what and why stands there once, and is counted.
  const [{ looks }] = await gathered()
  await trucksOn(department)
  const { body: reads } = await auditor.get('/audit?action=scenario.page-points&outcome=read')
  const firsts: string[] = reads.map((r: { actor_id: string; change: { shown: string[] } }) =>
    [r.actor_id, ...r.change.shown].join(),
  )
  expect(firsts).toContainEqual(expect.stringContaining(own.personal.purpose.zh))
  expect(new Set(firsts).size).toBe(firsts.length)
  const shown = expect.arrayContaining([own.personal.purpose.zh])
  expect(await gathered()).toEqual([{ looks: looks + 1, shown }])
})

test('a truck that has said nothing for half an hour is no more on the map', async () => {
  const { ref } = await s.part('positions', sandbox)
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const row = { point: '106.31,29.41', speed: 30, place: '500107104' }
  await deliverRows(department, ref, [
    { ...row, vehicle: 'V8001', at: at(31) },
    { ...row, vehicle: 'V8002', at: at(20) },
    { ...row, vehicle: 'V8002', at: at(2), point: '106.33,29.43' },
    { ...row, vehicle: 'V8002', at: at(9) },
  ])
  const { body } = await department.get(`${run}/pages/wall/points?sandbox=true&block=4`)
  const [, , , { points }] = body.layers
  const of = (label: string) => points.filter((p: Point) => p.label.zh === label)
  expect(of('V8001')).toEqual([])
  expect(of('V8002')).toMatchObject([{ lon: 106.33, lat: 29.43 }])
})

test('a warning says in words what was found, in both languages', async () => {
  const officer = await city.as('warning')
  const said = async () => {
    const { rows } = (await officer.get('/early-warning/warnings?limit=100')).body
    const raised = rows.find((w: { kind: string }) => w.kind === 'spoil-no-ticket-sandbox')
    if (raised === undefined) return []
    const { signals } = (await officer.get(`/early-warning/warnings/${raised.id}/evidence`)).body
    const { details } = (await officer.get(`/warnings/${raised.id}`)).body
    return [details, ...signals].map(({ said: zh, saidInEnglish: en }) => ({ zh, en }))
  }
  await expect.poll(async () => (await said()).length, { timeout: 60_000 }).toBeGreaterThan(1)
  for (const { zh, en } of await said()) {
    expect(zh).toContain('没有开具联单')
    expect(en).toContain('no ticket was issued')
  }
})

test('what is to be put right is a case, whose title and evidence are in both languages', async () => {
  const handler = await city.as(town)
  const cases = async () => (await handler.get('/scenario-cases?limit=20')).body.rows
  await expect.poll(async () => (await cases()).length, { timeout: 60_000 }).toBeGreaterThan(0)
  const [row] = await cases()
  expect(row.title).toMatch(/^【沙箱】渣土限期整改：V\d+的准运证/)
  expect(row.titleInEnglish).toMatch(/^Sandbox: Spoil: to be put right: The permit of V\d+ end/)
  const { details } = (await handler.get(`/scenario-cases/${row.id}`)).body
  const evidence = details.evidence.find((e: { title: { en: string } }) => e.title.en === 'Evidence')
  expect(evidence).toMatchObject({
    value: expect.stringContaining('的准运证'),
    label: { en: expect.stringMatching(/^The permit of V\d+ ends? on 2026-12-20\.$/) },
  })
  const titles = details.evidence.map((e: { title: { en: string } }) => e.title.en)
  expect(titles).not.toContain('Evidence in English')
})
