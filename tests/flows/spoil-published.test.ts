import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/kernel/clock/index.ts'
import { dayAfter } from '../../src/modules/sharing/rules.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows } from '../support/resources.ts'
import { type Manifest, propose, scenarioOf, town } from '../support/scenarios.ts'
import {
  casesAbout,
  demo,
  loadedOut,
  passReviews,
  putRight,
  type Row,
  registers,
  run,
  spoilPackage,
} from '../support/spoil.ts'

/** docs/flows/life-of-a-spoil-ticket.md, for real: from the proposal to a second version, with what is refused on the way. */

const site = demo('sites').find((r) => r.place === '50/500107/500107104') as Row
const route = demo('routes').find((r) => r.site === site.code) as Row
const [truck, other] = demo('vehicles') as [Row, Row]
const driver = demo('drivers').find((d) => d.haulier === truck.haulier) as Row
const enforcement = 'gxq.enforcement'

let city: TestPlatform
let department: Client
let authority: Client
let leader: Client
let officer: Client
let manifest: Manifest
let s: ReturnType<typeof scenarioOf>
const parties = new Map<string, { readonly client: Client; readonly party: string }>()

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  authority = await city.as('data')
  leader = await city.as('leader')
  officer = await city.as('warning')
  manifest = await spoilPackage()
})
afterAll(() => city?.stop())

async function give(kind: string, command: string, input: object): Promise<Answer> {
  const { client, party } = parties.get(kind) ?? expect.fail(`nobody acts for the ${kind}`)
  return client.post(`${run}/commands/${command}`, { input, party })
}
const rowsOf = async (page: string, block: number, more = '') =>
  (await department.get(`${run}/pages/${page}/rows?block=${block}${more}`)).body.rows
const ticketRate = async (more = '') => {
  const { body } = await department.get(`${run}/pages/overview/figures?block=0${more}`)
  return body.figures as { of: string | null; numerator: number; denominator: number; beside: number[] }[]
}
const send = async (resource: string, rows: readonly object[]) =>
  deliverRows(department, (await s.part(resource)).ref, rows)

const cargo = { class: '工程渣土', quantity: 6 }
const entering = (entry: string) => ({
  entry,
  vehicle: truck.vehicle,
  driver: driver.driver,
  receiver: route.receiver,
  ...cargo,
})
const arriving = (ticket: string, entry: string) => ({ ticket, entry, vehicle: truck.vehicle, ...cargo })

const passed = async (m: Manifest) =>
  passReviews(s, m, { department, authority, leader, admin: await city.as('admin') })

describe('before it runs', () => {
  test('it is proposed, tried, assessed and reviewed by three others', async () => {
    const made = await propose(department, town, manifest)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    s = scenarioOf(department, made.body.id)
    await passed(manifest)
    expect((await s.step(department, 'publish')).status).toBe(403)
  })

  test('a door that refuses in the midst puts it back with that door’s sentence, and nothing half-installed works', async () => {
    const { pool } = city.platform.kernel.app
    const exists = (active: boolean) =>
      pool.query('update organizations set active = $1 where code = $2', [active, enforcement])
    // The organization that the duty names is gone: resources are in place by the time the first watch is refused.
    await exists(false)
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'new', running: null, candidate: { state: 'reviewed' } })
    const { life, versions } = await s.view()
    expect(life[0]).toMatchObject({ action: 'failed', reason: '“无联单运输”：没有这个单位，或已停用。' })
    expect(versions[0].problem.zh).toBe(life[0].reason)
    await expect
      .poll(() => s.parts({ sandbox: false, state: 'active' }), { timeout: 100_000 })
      .toHaveLength(0)
    const [half] = await s.parts({ sandbox: false, code: 'sites' })
    expect((await deliverRows(department, half?.ref ?? '', demo('sites'))).status).toBe(409)
    const given = await department.post(`${run}/commands/daily-check`, { input: {} })
    expect(given.status).toBe(404)
    expect((await department.get(`${run}/pages/overview`)).status).toBe(404)
    expect(await s.parts({ sandbox: true, state: 'removed' })).toEqual([])
    await exists(true)
  })
})

describe('for real', () => {
  test('it is published, the sandbox is gone, the registers are delivered', async () => {
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'published', running: '1.0.0', candidate: null })
    for (const r of registers) {
      const sent = await send(r, demo(r))
      expect(sent.body.counts, r).toMatchObject({ added: demo(r).length, quarantined: 0 })
    }
    await expect.poll(() => s.parts({ sandbox: true, state: 'active' }), { timeout: 100_000 }).toHaveLength(0)
    expect(await rowsOf('registers', 0, `&q=${site.code}`)).toMatchObject([{ values: { name: site.name } }])
    expect((await ticketRate())[0]).toMatchObject({ numerator: 0, denominator: 0 })
  })

  test('site, haulier and receiver are invited and join', async () => {
    const keys = { site: site.code, haulier: truck.haulier, receiver: route.receiver }
    for (const [n, [kind, key]] of Object.entries(keys).entries()) {
      const client = await city.asResident(`1391234520${n}`)
      const { invitation } = (await department.post(`${run}/parties`, { kind, key })).body
      const joined = await client.post('/scenario-parties/join', { invitation })
      expect(joined.status, JSON.stringify(joined.body)).toBe(200)
      parties.set(kind, { client, party: joined.body.id })
    }
  })

  test('a ticket is issued, departs and arrives, and the rate counts it', async () => {
    const ticket = `${site.code}-REAL-1`
    const issued = await give('site', 'issue', entering('REAL-1'))
    expect(issued.body, JSON.stringify(issued.body)).toMatchObject({ output: { ticket, state: '待出场' } })
    expect((await give('haulier', 'depart', { ticket })).body.output.state).toBe('运输中')
    expect((await give('receiver', 'arrive', arriving(ticket, 'SCAN-1'))).body.output.state).toBe('已闭环')
    expect((await ticketRate())[0]).toMatchObject({ numerator: 1, denominator: 1 })
    const [row] = await rowsOf('tickets', 0, `&key=${ticket}`)
    for (const step of ['exit', 'haul', 'arrival'])
      expect(row.values[`${step}_signature`], step).toMatch(/^sm2:/)
  })
})

describe('a violation', () => {
  let id = ''
  let handler: Client
  const act = async (client: Client, action: string, input: object = {}) => {
    const { version } = (await officer.get(`/warnings/${id}`)).body
    return client.post(`/warnings/${id}/${action}`, { version, ...input })
  }

  test('a truck loaded out without a ticket is a real warning of the organization that the duty names, with its evidence', async () => {
    const sent = await send('positions', loadedOut(site, other.vehicle ?? '', 110))
    expect(sent.body.counts, JSON.stringify(sent.body)).toMatchObject({ added: 110 })
    const raised = async () =>
      (await officer.get('/early-warning/warnings?limit=100')).body.rows.filter(
        (w: { kind: string }) => w.kind === 'spoil-no-ticket',
      )
    await expect.poll(raised, { timeout: 100_000 }).toHaveLength(1)
    const [warning] = await raised()
    const place = site.place
    expect(warning).toMatchObject({ object: other.vehicle, exercise: false, lead: enforcement, place })
    id = warning.id
    const [finding] = await rowsOf('overview', 8, `&q=${other.vehicle}`)
    expect(finding.values).toMatchObject({ title: '无联单运输', place: site.place })
    expect(finding.values.explanation).toContain(`驶出${site.code}`)
    const { signals } = (await officer.get(`/early-warning/warnings/${id}/evidence`)).body
    expect(signals).toMatchObject([{ phase: 'onset', value: 3, level: 'orange', settled: 'raised' }])
  })

  test('its handler accepts and reports, and the officer closes it; others may not', async () => {
    handler = await city.as(enforcement)
    // Another office does not even see it.
    expect((await act(await city.as('gxq.civil'), 'accept')).status).toBe(404)
    expect((await act(officer, 'acknowledge')).body.state).toBe('acknowledged')
    const { body } = await officer.get(`/warnings/${id}`)
    expect(body.details).toMatchObject({ exercise: false, plan: expect.stringContaining('停止装车') })
    expect((await act(handler, 'accept')).body.state).toBe('handling')
    const report = { text: '路面拦查，责令补办并立案', cause: '工地出口无人值守' }
    expect((await act(handler, 'report', report)).body.state).toBe('handled')
    expect((await act(handler, 'close', { verdict: 'true', note: '属实' })).status).toBe(403)
    expect((await act(officer, 'close', { verdict: 'true', note: '轨迹与照片相符' })).body.state).toBe(
      'closed',
    )
  })

  test('the rate falls by the trip that was found, and the figure leads to the ticket and to the trip', async () => {
    expect((await ticketRate())[0]).toMatchObject({ numerator: 1, denominator: 2, beside: [1, 0, 0, 1] })
    const ofPlace = (await ticketRate('&by=place')).find((f) => f.of === site.place)
    expect(ofPlace).toMatchObject({ numerator: 1, denominator: 2 })
    expect(await rowsOf('tickets', 4)).toMatchObject([
      { values: { vehicle: other.vehicle, state: '未持联单' } },
    ])
    const [listed] = await rowsOf('tickets', 0, `&filter=place:${site.place}`)
    const [ticket] = await rowsOf('tickets', 0, `&key=${listed.key}`)
    expect(ticket.values).toMatchObject({
      number: `${site.code}-REAL-1`,
      plate: expect.stringContaining('*'),
    })
  })
})

test('a permit that ends is a case of transport with the police beside, put right, confirmed and in the tables', async () => {
  const until = dayAfter(dayOf(new Date()), 10)
  const ending: Row = { ...demo('vehicles')[3], place: site.place ?? '', permit_until: until }
  await send('vehicles', [ending])
  const transport = await city.as('gxq.transport')
  const found = async () => {
    await department.post(`${run}/commands/daily-check`, { input: {} })
    return casesAbout(transport, ending.vehicle ?? '')
  }
  await expect.poll(found, { timeout: 100_000 }).toHaveLength(1)
  const [opened] = await found()
  expect(opened).toMatchObject({ lead: 'gxq.transport', urgency: 'normal', state: 'opened' })
  await expect
    .poll(async () => (await casesAbout(transport, ending.vehicle ?? ''))[0].co)
    .toEqual(expect.arrayContaining(['gxq.police', 'gxq.market']))
  await putRight(opened.id, transport, await city.as(town))
  const rows = () => rowsOf('overview', 9, `&q=${ending.vehicle}`)
  await expect.poll(rows, { timeout: 100_000 }).toMatchObject([{ values: { stage: 'done', over: true } }])
})

describe('suspended', () => {
  test('commands and deliveries are refused at once; resumed they are taken again', async () => {
    const ticket = `${site.code}-REAL-2`
    expect((await give('site', 'issue', entering('REAL-2'))).body.output.ticket).toBe(ticket)
    expect((await s.step(leader, 'suspend')).status).toBe(200)
    const refused = [
      await give('haulier', 'depart', { ticket }),
      await send('positions', loadedOut(site, other.vehicle ?? '', 2)),
      await send('sites', demo('sites')),
      await department.get(`${run}/pages/overview`),
    ]
    expect(refused.map((r) => [r.status, r.body.title.includes('已暂停')])).toEqual(
      Array(refused.length).fill([409, true]),
    )
    expect((await s.step(leader, 'resume')).status).toBe(200)
    expect((await give('haulier', 'depart', { ticket })).body.output.state).toBe('运输中')
    expect((await send('sites', demo('sites'))).status).toBe(201)
  })
})

describe('a new version', () => {
  const second = '一车一单（新版）'
  const [open, later] = [`${site.code}-REAL-2`, `${site.code}-REAL-3`]

  test('is refused at a door in the midst: the one that runs goes on as it was', async () => {
    const { pool } = city.platform.kernel.app
    manifest = await spoilPackage((m) => {
      m.version = '1.1.0'
      m.program.code = m.program.code.replace('一车一单', second)
      const [first] = m.resources
      m.resources.unshift({ ...first, code: 'yards', name: '渣土车停车场' })
      m.resources.find((r: Manifest) => r.code === 'sites').abstract += '（新版）'
    })
    const saved = await s.step(department, 'versions', { manifest })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    await passed(manifest)
    // Somebody retired a resource of the running version: neither the new one nor the old one can have it back.
    const { ref } = await s.part('inspections')
    const { revision } = (await department.get(`/resources/${ref}`)).body
    const retired = await department.post(`/resources/${ref}/retire`, { revision, reason: '误操作' })
    expect(retired.status, JSON.stringify(retired.body)).toBe(200)
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'published', running: '1.0.0', candidate: { state: 'reviewed' } })
    const { versions } = await s.view()
    expect(versions[0].problem.zh).toContain('“路面检查记录”：')
    expect(await s.parts({ sandbox: false, state: 'active', code: 'yards' })).toEqual([])
    const sites = (await department.get(`/resources/${(await s.part('sites')).ref}`)).body
    expect(sites).toMatchObject({ version: 3, draft: null })
    expect(sites.content.abstract).not.toContain('新版')
    const refused = await give('site', 'issue', entering('REAL-3'))
    expect([refused.status, refused.body.title.includes(second)]).toEqual([409, false])
    // Retiring has no step back, so the database itself is put right.
    await pool.query(`update catalogue_resources set state = 'published', retired_at = null where id = $1`, [
      ref,
    ])
  })

  test('published, it closes the ticket that was open, and its own rules hold from then on', async () => {
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'published', running: '1.1.0', candidate: null })
    const refused = await give('site', 'issue', entering('REAL-3'))
    expect([refused.status, refused.body.title]).toEqual([409, expect.stringContaining(second)])
    const closed = await give('receiver', 'arrive', arriving(open, 'SCAN-2'))
    expect(closed.body, JSON.stringify(closed.body)).toMatchObject({ output: { state: '已闭环' } })
    expect((await give('site', 'issue', entering('REAL-3'))).body.output.ticket).toBe(later)
    expect((await ticketRate())[0]).toMatchObject({ numerator: 2, denominator: 4, beside: [1, 1, 0, 2] })
  })

  test('reactions go on where the version before had read, and find for real', async () => {
    const third = demo('vehicles')[2] as Row
    await send('positions', loadedOut(site, third.vehicle ?? '', 110))
    const found = () => rowsOf('overview', 8, `&q=${third.vehicle}`)
    await expect.poll(found, { timeout: 100_000 }).toMatchObject([{ values: { title: '无联单运输' } }])
    // Once each: nothing was read again.
    expect(await rowsOf('overview', 8, `&q=${other.vehicle}`)).toHaveLength(1)
  })
})
