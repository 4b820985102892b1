import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import type { Overview } from '../../src/modules/supervision/contract.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusinesses, publishedResource } from '../support/resources.ts'

/** What runs late beside appeals climbs the same ladder and stands on the same overview; the limits are the office's. */

const hour = 3_600_000
/** A Monday morning in Shanghai. */
const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let city: TestPlatform
let market: Client
let authority: Client
let supervisor: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await later(0)
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
})
afterAll(() => city?.stop())

/** Sessions end with the day. */
async function later(milliseconds: number) {
  clock.advance(milliseconds)
  market = await city.as('data.market')
  authority = await city.as('data')
  supervisor = await city.as('supervisor')
}

async function run(name: string) {
  const job = city.platform.modules.flatMap((m) => m.jobs ?? []).find((j) => j.name === name)
  await job?.run(city.platform.kernel, {})
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
}

const templatesOf = async (who: Client) =>
  (await who.get('/notices?channel=in-app&limit=100')).body.rows.map((n: { template: string }) => n.template)
const workOf = async () => ((await supervisor.get('/supervision/overview')).body as Overview).work
const taskOf = async () => (await market.get('/data-tasks?limit=50')).body.rows[0]
const steps = async (path: string) =>
  (await supervisor.get(path)).body.timeline
    .map((s: { action: string }) => s.action)
    .filter((a: string) => a === 'escalate' || a === 'remind')

test('the data authority sets the limits; a task that opens later has them', async () => {
  const shown = (await authority.get('/sharing/clocks')).body
  expect(shown.rows[0].care).toMatchObject({ personAnswer: 15, taskAccept: 1, taskWork: 3, score: 80 })
  const care = { ...shown.rows[0].care, taskAccept: 2, taskWork: 5, source: '本区数据管理办法第九条' }
  const saved = await authority.post('/sharing/clocks', { ...shown, rows: [{ ...shown.rows[0], care }] })
  expect(saved.status).toBe(200)
  const wrong = { ...shown, version: 1, rows: [{ ...shown.rows[0], care: { ...care, taskWork: 0 } }] }
  expect((await authority.post('/sharing/clocks', wrong)).status).toBe(400)
  await later(36 * hour + 60_000)
  await run('collection.look')
  const page = await market.get(`/data-tasks/${(await taskOf()).id}`)
  expect(page.body.details).toMatchObject({ resource, workingDays: 5, acceptDays: 2 })
  // Whoever looks after the provider's data is told that it opened; the authority has nothing to do yet.
  expect((await templatesOf(market)).filter((t: string) => t === 'data-task.officer.submit')).toHaveLength(1)
  expect(await templatesOf(await city.as('data.civil'))).not.toContain('data-task.officer.submit')
  expect(await templatesOf(authority)).not.toContain('data-task.officer.submit')
  // It opened on a Tuesday night: two working days to accept end on Thursday, five to finish on Tuesday.
  const dues = page.body.clocks.map((k: { name: string; due: string }) => [k.name, k.due.slice(0, 10)])
  expect(dues).toEqual([
    ['accept', '2027-03-04'],
    ['answer', '2027-03-09'],
  ])
})

test('a reminder, then the rungs: the provider, the supervisor, the leader', async () => {
  const path = `/data-tasks/${(await taskOf()).id}`
  await later(38 * hour)
  await run('supervision.remind')
  expect(await steps(path)).toEqual(['remind'])
  expect(await templatesOf(market)).toContain('data-task.officer.remind')
  expect(await workOf()).toMatchObject([{ type: 'data-task', overdue: 0, today: 1, cases: [] }])
  await later(8 * hour)
  await run('supervision.escalate')
  expect(await templatesOf(market)).toContain('data-task.officer.escalate')
  const { number, id } = await taskOf()
  expect(await workOf()).toMatchObject([
    { type: 'data-task', overdue: 1, rungs: [1, 0, 0], cases: [{ id, number, org: 'gxq.market', rung: 1 }] },
  ])
  await later(24 * hour)
  await run('supervision.escalate')
  expect(await templatesOf(supervisor)).toContain('data-task.officer.escalate')
  await later(72 * hour)
  await run('supervision.escalate')
  expect(await templatesOf(await city.as('leader'))).toContain('data-task.officer.escalate')
  expect(await workOf()).toMatchObject([{ type: 'data-task', overdue: 1, rungs: [0, 0, 1] }])
  expect(await steps(path)).toEqual(['remind', 'escalate', 'escalate', 'escalate'])
})

test('no button lets a person climb, and what others oversee is not on the overview', async () => {
  const { id } = await taskOf()
  const page = await market.get(`/data-tasks/${id}`)
  expect(page.body.can).not.toContain('escalate')
  const { version } = page.body
  expect((await market.post(`/data-tasks/${id}/escalate`, { version })).status).toBe(403)
  expect((await market.get('/supervision/overview')).status).toBe(403)
})

test('every step that tells an officer has its sentence in both languages', () => {
  const messages = Object.assign({}, ...city.platform.modules.map((m) => m.messages ?? {}))
  const told = city.platform.modules
    .flatMap((m) => m.caseTypes ?? [])
    .flatMap(({ type, tellsNew, actions }) => [
      ...(tellsNew === undefined ? [] : [`${type}.officer.submit`]),
      ...Object.entries(actions).flatMap(([name, { tells }]) =>
        tells === undefined ? [] : [`${type}.officer.${name}`],
      ),
    ])
  expect(told.length).toBeGreaterThan(40)
  expect(told.filter((key) => !(messages[key]?.zh && messages[key]?.en))).toEqual([])
})
