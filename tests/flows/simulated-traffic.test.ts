import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoDistrict } from '../../examples/construction-spoil/simulation/demo.ts'
import { drive } from '../../examples/construction-spoil/traffic/driver.ts'
import { readMemory } from '../../examples/construction-spoil/traffic/memory.ts'
import { type Clock, systemClock } from '../../src/kernel/clock/index.ts'
import { readPackage } from '../../src/modules/scenarios/check.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { type Manifest, propose, scenarioOf } from '../support/scenarios.ts'

/** docs/flows/life-of-a-spoil-ticket.md: the demo city's trucks are driven through the doors, over HTTP, minute after minute. */

const run = '/scenario-runs/construction-spoil'
const folder = mkdtempSync(join(tmpdir(), 'zhizhi-traffic-'))
const file = join(folder, 'traffic.json')
const registers = new Set(['sites', 'hauliers', 'vehicles', 'drivers', 'receivers', 'routes'])

/** The package without what happened in its demonstration. */
const registersOf = (m: Manifest): Manifest => ({
  ...m,
  demo: m.demo.filter((d: { resource: string }) => registers.has(d.resource)),
})

/** Two of its sites and their trucks: parties are let in a few a minute. */
const district = (() => {
  const all = demoDistrict()
  const sites = all.sites.slice(0, 2)
  return { ...all, sites, trucks: all.trucks.filter((t) => sites.some((site) => site.code === t.site)) }
})()
const simulated = district.trucks.length + district.sites.length + district.receivers.length

/** Ten o’clock in the morning in Shanghai; time passes when the test says so. */
const minuteMs = 60_000
let now = Date.parse('2026-12-02T02:00:00Z')
const clock: Clock = { now: () => new Date(now), calendar: systemClock.calendar }

let city: TestPlatform
let department: Client
let s: ReturnType<typeof scenarioOf>
let url: string

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  // Codes to phones are shown, as they are in the demo city; what else it is filled with is not needed here.
  Object.assign(city.platform.kernel.config, { demo: true })
  department = await city.as('data.urban')
  url = await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  const manifest = registersOf((await readPackage('examples/construction-spoil/scenario.json')) as Manifest)
  const made = await propose(department, 'gxq.urban', manifest)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  s = scenarioOf(department, made.body.id)
})
afterAll(async () => {
  await city?.stop()
  rmSync(folder, { recursive: true })
})

const page = async (name: string, block: number, more = '') =>
  (await department.get(`${run}/pages/${name}/rows?sandbox=true&block=${block}&limit=200${more}`)).body

/** The traffic, started; what it said, and how it is ended. */
function started() {
  const said: string[] = []
  const ending = new AbortController()
  const { signal } = ending
  const done = drive({
    district,
    url,
    file,
    everyMs: 100,
    signal,
    now: () => now,
    say: (line) => said.push(line),
  })
  return {
    said,
    async end() {
      ending.abort()
      await done
    },
  }
}

interface Ticket {
  readonly key: string
  readonly values: { readonly state: string; readonly vehicle: string; readonly version: number }
}
const tickets = async (): Promise<Ticket[]> => (await page('tickets', 0)).rows
const closed = async () => (await tickets()).filter((t) => t.values.state === '已闭环').length
const devices = async () => (await department.get('/devices?q=模拟车流&limit=500')).body.total
const parties = async (): Promise<{ state: string }[]> =>
  (await department.get(`${run}/parties?sandbox=true`)).body.rows

test('before the sandbox is open it waits, and says so once', async () => {
  const traffic = started()
  await expect.poll(() => traffic.said).toEqual(['waits: its sandbox is not open'])
  await traffic.end()
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await s.until({ candidate: { state: 'sandbox' } })
})

test('trucks report by signed HTTP and stand on the wall; tickets are issued, signed by three and closed', async () => {
  const traffic = started()
  // Until one trip is over and another one under way.
  for (let n = 0; n < 60 && Math.min(await closed(), Object.keys(kept().open).length) === 0; n++) {
    now += 5 * minuteMs
    await sent()
  }
  await traffic.end()
  const { layers } = (await department.get(`${run}/pages/wall/points?sandbox=true&block=4`)).body
  const onRoad: { label: { zh: string } }[] = layers[3].points
  expect(onRoad.length).toBeGreaterThan(0)
  for (const { label } of onRoad) expect(label.zh).toMatch(/^V00\d\d$/)
  const all = await tickets()
  const one = all.find((t) => t.values.state === '已闭环') ?? expect.fail('no ticket was closed')
  const [{ values }] = (await page('tickets', 0, `&key=${one.key}`)).rows
  for (const name of ['exit_signature', 'haul_signature', 'arrival_signature'])
    expect(values[name]).toMatch(/^sm2:/)
  expect(await devices()).toBe(simulated)
  const gates = (await department.get(`/devices?q=地磅和摄像头（模拟车流）&limit=500`)).body.rows
  expect(gates.some((d: { readings: number }) => d.readings > 0)).toBe(true)
  // It holds keys: for nobody else.
  expect(statSync(file).mode & 0o077).toBe(0)
})

const kept = () => readMemory(file)
const readings = async () => {
  const { rows } = (await department.get('/devices?q=模拟车流&limit=500')).body
  return rows.reduce((sum: number, d: { readings: number }) => sum + d.readings, 0)
}

/** Nothing of what has happened by now is left to be sent. */
const sent = () => expect.poll(() => [kept().read, kept().said], { timeout: 150_000 }).toEqual([now, now])

async function allSent(): Promise<void> {
  const traffic = started()
  await sent()
  await traffic.end()
  expect(traffic.said).toEqual([`${district.trucks.length} simulated trucks are at work`])
}

/** Time passes until a truck reports. */
async function goesOn(): Promise<void> {
  const before = await readings()
  const later = () => {
    now += 5 * minuteMs
    return readings()
  }
  await expect.poll(later, { interval: 300 }).toBeGreaterThan(before)
}

test('started again it goes on: nothing is there twice, also when a quarter of an hour is sent once more', async () => {
  await allSent()
  const before = [await tickets(), await devices(), await parties(), await readings()]
  // As if it had been cut off before it could note what it had sent.
  const cut = Math.max(kept().since, now - 14 * minuteMs)
  writeFileSync(file, JSON.stringify({ ...kept(), read: cut, said: cut }))
  await allSent()
  expect([await tickets(), await devices(), await parties(), await readings()]).toEqual(before)
})

test('where its keys are lost, the devices get others; a sandbox that ends is waited for, and the next one has devices of its own', async () => {
  const { open, sessions } = kept()
  expect(Object.keys(open).length).toBeGreaterThan(0)
  // A phone is sent one code a minute, and here no minute passes: the sessions stay.
  writeFileSync(file, JSON.stringify({ sessions }))
  const traffic = started()
  // Of tickets that were left open it learns from the city.
  await expect.poll(() => kept().open).toEqual(open)
  await goesOn()
  expect(await devices()).toBe(simulated)
  const manifest = await readPackage('examples/construction-spoil/scenario.json')
  const authority = await city.as('data')
  expect((await s.step(authority, 'review-privacy', { passed: false })).status).toBe(200)
  await expect.poll(() => traffic.said, { timeout: 60_000 }).toContain('waits: its sandbox is not open')
  const again = { manifest: { ...registersOf(manifest as Manifest), version: '1.0.1' } }
  expect((await s.step(department, 'versions', again)).status).toBe(200)
  expect((await s.step(department, 'sandbox')).status).toBe(200)
  await expect.poll(devices, { timeout: 150_000 }).toBe(2 * simulated)
  await goesOn()
  await traffic.end()
  const { states } = (await department.get('/devices?q=模拟车流')).body
  expect(states.off).toBe(simulated)
  expect(states.alive).toBeGreaterThan(0)
})

test('the program ends with whoever started it', async () => {
  const program = ['examples/construction-spoil/drive.ts', '--url', 'http://127.0.0.1:9', '--state', file]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const [line] = await once(child.stdout ?? expect.fail('it has no output'), 'data')
  expect(String(line)).toContain('cannot be reached')
  child.disconnect()
  expect(await ended).toBe(0)
})
