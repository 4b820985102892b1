import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { isSignedBy, verifierOf } from '../../src/modules/exchange/index.ts'
import { skipChange } from '../../src/modules/scenarios/actions.ts'
import { callLimits } from '../../src/modules/scenarios/contract.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { withProgram } from '../support/programmed.ts'
import { deliverRows } from '../support/resources.ts'
import { type Manifest, propose, reading, reviewed, scenarioOf, town } from '../support/scenarios.ts'

/** docs/flows/life-of-a-scenario.md: what a package does once it runs. */

let city: TestPlatform
let department: Client
let handler: Client
let resident: Client
let leader: Client
let other: Client
let authority: Client
let s: ReturnType<typeof scenarioOf>

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  handler = await city.as('gxq.civil')
  authority = await city.as('data')
  leader = await city.as('leader')
  resident = await city.asResident('13912345678')
  other = await city.asResident('13912345679')
})
afterAll(() => city?.stop())

const run = '/scenario-runs/street-lights'
const command = (who: Client, name: string, input: object = {}, more: object = {}) =>
  who.post(`${run}/commands/${name}`, { input, ...more })
const rows = async (who: Client, page: string, block: number, more = '') =>
  (await who.get(`${run}/pages/${page}/rows?block=${block}${more}`)).body
const states = async () => (await rows(department, 'desk', 2)).rows.map((r: { values: object }) => r.values)

describe('a package with a program', () => {
  test.each<[string, (m: Manifest) => void, string]>([
    ['that does not run', (m) => (m.program.code = 'export const commands = {'), 'program.code'],
    ['without a declared function', (m) => (m.program.commands[0].code = 'mend'), 'program.commands.0'],
    ['with a function that nobody declared', (m) => m.program.commands.pop(), 'program.code'],
    ['with a party page that shows all', (m) => delete m.pages[1].blocks[1].own, 'pages.1.blocks.1'],
    [
      'with a column that is not there',
      (m) => m.pages[0].blocks[0].columns.push('price'),
      'pages.0.blocks.0',
    ],
    [
      'with a time that is filled into what it does not ask for',
      (m) => (m.program.commands[0].filling = { at: 'day' }),
      'program.commands.0.filling',
    ],
    [
      'with a map on a page of parties',
      (m) =>
        m.pages[1].blocks.push({
          kind: 'map',
          layers: [{ resource: 'repairs', point: 'point', label: 'no' }],
        }),
      'pages.1.blocks.2',
    ],
    ['for nobody', (m) => (m.program.commands[1].who = {}), 'program.commands.1.who'],
  ])('%s is refused', async (_, change, path) => {
    const { body } = await city.anonymous.post('/scenarios/check', { manifest: withProgram(change) })
    expect(body.conforms).toBe(false)
    expect(body.findings.map((f: { path: string }) => f.path)).toContain(path)
  })

  test('runs in the sandbox, over its demo rows, and is published', async () => {
    const made = await propose(department, town, withProgram())
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    s = scenarioOf(department, made.body.id)
    await reviewed(s, department, { authority, leader })
    const sandbox = async () => (await rows(department, 'desk', 2, '&sandbox=true')).rows.length
    await expect.poll(sandbox, { timeout: 60_000 }).toBeGreaterThan(2)
    expect((await command(department, 'repair', { cabinet: 'LD-0001', day: '1' })).status).toBe(404)
    const tried = await command(department, 'repair', { cabinet: 'LD-0001', day: '1' }, { sandbox: true })
    expect(tried.body).toEqual({ output: { repaired: 1 }, rows: 1 })
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'published' })
    const lamps = await s.part('lamps')
    await deliverRows(department, lamps.ref, [
      { cabinet: 'LD-0001', road: '科园一路', place: '500107104', lamps: 20 },
      { cabinet: 'LD-0002', road: '科园二路', place: '500107104', lamps: 20 },
    ])
    expect((await rows(department, 'desk', 0)).rows).toEqual([])
  })
})

describe('a command', () => {
  test('stores what the program says, once for one key', async () => {
    const input = { cabinet: 'LD-0001', day: '2026-03-04', cost: 300 }
    const once = () =>
      department.post(`${run}/commands/repair`, { input }, { 'idempotency-key': 'one-repair' })
    expect((await once()).body).toEqual({ output: { repaired: 1 }, rows: 1 })
    expect((await once()).body).toEqual({ output: { repaired: 1 }, rows: 1 })
    expect((await command(department, 'repair', input)).body).toEqual({ output: { known: true }, rows: 0 })
    expect(await rows(department, 'desk', 0)).toMatchObject({
      total: 1,
      rows: [{ values: { cabinet: 'LD-0001', by: town } }],
    })
  })

  test('that two give at once is given one after another', async () => {
    const same = await Promise.all(
      Array.from({ length: 8 }, () =>
        command(department, 'repair', { cabinet: 'LD-0002', day: '5', cost: 100 }),
      ),
    )
    expect(same.map((r) => r.status)).toEqual(Array(8).fill(200))
    expect(same.filter((r) => r.body.rows === 1)).toHaveLength(1)
    expect((await rows(department, 'desk', 0, '&filter=cabinet:LD-0002')).total).toBe(1)
  })

  test('is refused by the program in both languages, by its items, and to whom it is not for', async () => {
    const refused = await command(department, 'repair', { cabinet: 'LD-9999', day: '1' })
    expect(refused).toMatchObject({
      status: 409,
      body: { title: '没有控制箱 LD-9999', sentence: { en: 'no cabinet LD-9999' } },
    })
    const wrong = await command(department, 'repair', { cabinet: 'lamp 1' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.problems.map((p: { item: string }) => p.item)).toEqual(['cabinet', 'day'])
    expect(
      (await command(department, 'repair', { cabinet: 'LD-0001', day: '1', colour: 'red' })).status,
    ).toBe(400)
    expect((await command(handler, 'hang')).status).toBe(403)
    expect((await command(resident, 'repair', { cabinet: 'LD-0001', day: '9' })).status).toBe(403)
    expect((await command(city.anonymous, 'repair', { cabinet: 'LD-0001', day: '9' })).status).toBe(401)
    expect((await command(department, 'paint')).status).toBe(404)
    expect((await handler.get(`${run}/pages/desk`)).status).toBe(403)
  })

  test('that runs for ever or writes what is against the contract is cut off, and nothing is kept', async () => {
    expect(await command(department, 'hang')).toMatchObject({ status: 409 })
    expect(await command(department, 'spoil')).toMatchObject({ status: 409 })
    expect((await rows(department, 'desk', 0)).total).toBe(2)
    expect((await s.view()).measures).toMatchObject({
      refused30: 1,
      failed30: 2,
      callMs30: expect.any(Number),
    })
    expect((await command(department, 'repair', { cabinet: 'LD-0001', day: '6', cost: 200 })).status).toBe(
      200,
    )
  })

  test('that keeps more notes than a scenario may is refused, and nothing is kept', async () => {
    const { pool } = city.platform.kernel.app
    const full = (by: number) =>
      pool.query('update scenario_sizes set notes = notes + $1 where sandbox = 0', [by])
    await full(callLimits.allNotes)
    const cabinet = 'LD-0002'
    expect(await command(department, 'repair', { cabinet, day: '60' })).toMatchObject({
      status: 429,
      body: { limit: callLimits.allNotes },
    })
    await full(-callLimits.allNotes)
    expect((await rows(department, 'desk', 0, `&key=${cabinet}60`)).rows).toEqual([])
  })

  test('counts in figures, whole and by part', async () => {
    const { body } = await department.get(`${run}/pages/desk/figures?block=1`)
    expect(body.figures).toEqual([
      { of: null, value: 200, numerator: 600, denominator: 3, beside: [3] },
      { of: 'LD-0001', value: 250, numerator: 500, denominator: 2, beside: [2] },
      { of: 'LD-0002', value: 100, numerator: 100, denominator: 1, beside: [1] },
    ])
    expect((await department.get(`${run}/pages/desk/figures?block=1&by=said`)).status).toBe(400)
  })
})

describe('a party', () => {
  let party = ''

  test('is let in by a code that is told once, and sees its own', async () => {
    const invite = (who: Client, key = 'LD-0001') => who.post(`${run}/parties`, { kind: 'crew', key })
    expect((await invite(handler)).status).toBe(403)
    expect((await invite(department, 'LD-7777')).status).toBe(400)
    const { status, body } = await invite(department)
    expect(status).toBe(201)
    expect((await resident.post('/scenario-parties/join', { invitation: 'ABCD-EFGH-2345' })).status).toBe(404)
    const joined = await resident.post('/scenario-parties/join', {
      invitation: body.invitation.toLowerCase(),
    })
    expect(joined.status).toBe(200)
    expect((await other.post('/scenario-parties/join', { invitation: body.invitation })).status).toBe(404)
    party = joined.body.id
    expect((await resident.get('/scenario-runs')).body.rows).toMatchObject([
      {
        code: 'street-lights',
        sandbox: false,
        pages: [{ code: 'phone' }],
        parties: [{ id: party, key: 'LD-0001', label: '科园一路' }],
      },
    ])
    expect((await other.get('/scenario-runs')).body.rows).toEqual([])
    expect((await other.get(`${run}/pages/phone?party=${party}`)).status).toBe(403)
    expect((await rows(resident, 'phone', 1, `&party=${party}`)).rows).toEqual([])
  })

  test('signs what it says; anybody with its public key can check it', async () => {
    const done = await command(resident, 'repair', { cabinet: 'LD-0001', day: '7' }, { party })
    expect(done.body.rows).toBe(1)
    const own = await rows(resident, 'phone', 1, `&party=${party}&key=LD-00017`)
    const { said, signature } = own.rows[0].values
    const [scheme, by, sealed] = signature.split(':')
    expect([scheme, by]).toEqual(['sm2', party])
    const { publicKey } = (await authority.get(`${run}/parties`)).body.rows[0]
    const check = (t: string) => isSignedBy(verifierOf(publicKey), t, Buffer.from(sealed, 'base64'))
    expect([check(said), check(`${said}!`)]).toEqual([true, false])
  })

  test('is nobody else: whoever else names it acts for it neither by command nor on its page', async () => {
    for (const who of [department, handler, leader, authority, other, city.anonymous]) {
      const status = who === city.anonymous ? 401 : 403
      const given = await command(who, 'repair', { cabinet: 'LD-0001', day: '70' }, { party })
      expect(given.status).toBe(status)
      expect((await who.get(`${run}/pages/phone?party=${party}`)).status).toBe(status)
      expect((await who.get(`${run}/pages/phone/rows?block=1&party=${party}`)).status).toBe(status)
    }
    expect(
      (await rows(department, 'desk', 0, '&filter=cabinet:LD-0001')).rows.map((r: { key: string }) => r.key),
    ).not.toContain('LD-000170')
  })

  test('may nothing any more once the department ends it', async () => {
    expect((await department.post(`/scenario-parties/${party}/end`)).status).toBe(200)
    expect((await command(resident, 'repair', { cabinet: 'LD-0001', day: '8' }, { party })).status).toBe(403)
    expect((await resident.get(`${run}/pages/phone?party=${party}`)).status).toBe(403)
  })
})

describe('a reaction', () => {
  const deliver = async (all: object[]) => deliverRows(department, (await s.part('readings')).ref, all)

  test('has every change once, in its order', async () => {
    await deliver([reading('LD-0001', 220, 1), reading('LD-0002', 220, 2)])
    for (let n = 0; n < 5; n++) await deliver([reading('LD-0001', 221, n)])
    await expect
      .poll(states, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ cabinet: 'LD-0001', readings: 6, dark: 4, road: '科园一路' }),
        ]),
      )
  })

  test('leaves out a change that it fails on, and goes on', async () => {
    await deliver([reading('LD-0001', 220, 5), reading('LD-0002', 220, 499), reading('LD-0001', 220, 6)])
    await expect
      .poll(states, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([expect.objectContaining({ cabinet: 'LD-0001', readings: 8, dark: 6 })]),
      )
    expect(await states()).toEqual(
      expect.arrayContaining([expect.objectContaining({ cabinet: 'LD-0002', readings: 1 })]),
    )
  })

  test('that another process has left out already costs no second change', async () => {
    const late = { code: 'street-lights', sandbox: false, reaction: 'dark', position: '0-0', problem: 'late' }
    const { kernel } = city.platform
    const answer = await kernel.execute(skipChange, { actor: systemActor('test'), input: late })
    expect(answer).toEqual({ faults: 1 })
  })

  test('stands still while the scenario is suspended, and goes on where it was', async () => {
    expect((await s.step(leader, 'suspend')).status).toBe(200)
    expect((await command(department, 'repair', { cabinet: 'LD-0001', day: '11' })).status).toBe(409)
    expect((await department.get(`${run}/pages/desk`)).status).toBe(409)
    expect((await deliver([reading('LD-0001', 220, 7)])).status).toBe(409)
    expect((await s.step(leader, 'resume')).status).toBe(200)
    await deliver([reading('LD-0001', 220, 8)])
    await expect
      .poll(states, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([expect.objectContaining({ cabinet: 'LD-0001', readings: 9, dark: 8 })]),
      )
  })
})
