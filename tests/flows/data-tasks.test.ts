import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

const hour = 3_600_000
const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let city: TestPlatform
let market: Client
let authority: Client
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
}

/** What the clock starts every five minutes. */
async function look() {
  const job = city.platform.modules.flatMap((m) => m.jobs ?? []).find((j) => j.name === 'collection.look')
  await job?.run(city.platform.kernel, {})
}
const tasks = async (client = market) => (await client.get('/data-tasks?limit=50')).body.rows
const act = (client: Client, c: { id: string; version: number }, action: string, input: object = {}) =>
  client.post(`/data-tasks/${c.id}/${action}`, { version: c.version, ...input })

test('a delivery that does not come opens one task for the department that owes it', async () => {
  await look()
  expect(await tasks()).toEqual([])
  await later(36 * hour)
  await look()
  expect(await tasks()).toEqual([]) // a cycle of a day and a grace of twelve hours: in time to the instant
  clock.advance(60_000)
  await look()
  await look()
  const [task, ...others] = await tasks()
  expect(others).toEqual([])
  expect(task).toMatchObject({ state: 'assigned', title: '餐饮服务单位：数据逾期未到', lead: 'gxq.market' })
  const page = await market.get(`/data-tasks/${task.id}`)
  expect(page.body.details).toMatchObject({
    resource,
    reasons: ['late'],
    lateSince: '2027-03-02T14:00:00.000Z',
  })
  expect(page.body.can.toSorted()).toEqual(['accept', 'assign', 'note', 'report'])
  expect(await tasks(await city.as('data.civil'))).toEqual([])
  expect(await tasks(authority)).toHaveLength(1)
  const monitor = (await authority.get('/collection/monitor')).body
  expect(monitor).toMatchObject({ late: 1, rows: [{ id: resource, isLate: true, task: task.id }] })
})

test('a task is assigned to a handler or a data manager of the provider, and to nobody else', async () => {
  const idOf = async (client: Client, org: string, as: string, name: string) =>
    (await client.get(`/officers?org=${org}&as=${as}`)).body.find((o: { name: string }) =>
      o.name.includes(name),
    )?.id
  const assign = async (assignee: string) => {
    const [task] = await tasks()
    return act(market, task, 'assign', { assignee })
  }
  const manager = await idOf(market, 'gxq.market', 'data-post', '数据管理员')
  const [handler] = (await market.get('/officers?org=gxq.market')).body
  expect([manager, handler?.id]).toEqual([expect.any(String), expect.any(String)])
  expect(manager).not.toBe(handler.id)
  for (const assignee of [manager, handler.id, manager]) {
    expect((await assign(assignee)).status).toBe(200)
    const mine = (await market.get('/data-tasks?scope=mine')).body.rows
    expect(mine).toHaveLength(assignee === manager ? 1 : 0)
  }
  const elsewhere = await idOf(await city.as('data.civil'), 'gxq.civil', 'data-post', '数据管理员')
  expect((await assign(elsewhere)).status).toBe(400)
  const auditor = await city.as('auditor')
  expect((await assign((await auditor.get('/session')).body.id)).status).toBe(400)
})

test('the department accepts and reports; the authority may send it back; nobody else acts', async () => {
  const [task] = await tasks()
  expect((await act(authority, task, 'accept')).status).toBe(403)
  expect((await act(market, task, 'accept')).body.state).toBe('accepted')
  const report = { text: '前置机断电，今日恢复' }
  expect((await act(market, { ...task, version: task.version + 1 }, 'report', report)).body.state).toBe(
    'reported',
  )
  expect((await act(market, { ...task, version: task.version + 2 }, 'close')).status).toBe(403)
  const back = await act(authority, { ...task, version: task.version + 2 }, 'rework', {
    reason: '请说明何时补齐',
  })
  expect(back.body.state).toBe('accepted')
  expect((await market.get(`/data-tasks/${task.id}`)).body.details.report).toBeNull()
})

test('when the data arrives the task ends by itself, and the next lateness opens another', async () => {
  await deliverRows(market, resource, [foodBusiness(1)])
  await look()
  const [task] = await tasks()
  expect(task.state).toBe('closed')
  const { timeline } = (await market.get(`/data-tasks/${task.id}`)).body
  expect(timeline.at(-1)).toMatchObject({ action: 'settle' })
  await later(40 * hour)
  await look()
  const all = await tasks()
  expect(all.map((c: { state: string }) => c.state).toSorted()).toEqual(['assigned', 'closed'])
})

test('rows that wait too long and a low score are reasons too', async () => {
  const quiet = { ...foodBusinesses, cycle: { every: 1, unit: 'irregular', graceHours: 0 } }
  const poor = await publishedResource(market, 'gxq.market', { ...quiet, name: '小作坊' })
  await deliverRows(
    market,
    poor,
    [1, 2, 3].map((n) => foodBusiness(n, { place: '500105', grade: '', seats: '', phone: '' })),
  )
  await look()
  const find = async () => (await tasks()).find((c: { title: string }) => c.title.startsWith('小作坊'))
  expect(await find()).toBeDefined()
  const { details } = (await market.get(`/data-tasks/${(await find()).id}`)).body
  // Five of eight cells filled, every row out of scope: 25 · 5/8 + 25 + 20 + 15 + 0.
  expect(details).toMatchObject({ reasons: ['quality'], waiting: 3, score: 75.625 })
  const open = city.platform.modules.flatMap((m) => m.actions ?? []).find((a) => a.name === 'data-task.open')
  if (open === undefined) throw new Error('no such action')
  const actor = systemActor('test')
  const again = city.platform.kernel.execute(open, { actor, input: { resource: poor } })
  await expect(again).rejects.toMatchObject({ code: 'not-now', message: 'data-task.open-already' })
})
