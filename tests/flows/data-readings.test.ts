import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { CheckedCity, type Found } from '../support/data-checks.ts'
import { createTestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** Reading of data beside its own history: who sees a finding about it, and who judges. */

const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let c: CheckedCity
let resource = ''
let grant = ''

beforeAll(async () => {
  const city = await createTestPlatform({ clock })
  await city.platform.working
  c = new CheckedCity(city, clock)
  await c.later(0)
  resource = await publishedResource(c.market, 'gxq.market', foodBusinesses)
  await deliverRows(
    c.market,
    resource,
    [1, 2, 3].map((n) => foodBusiness(n)),
  )
  grant = await c.givenGrant(resource)
})
afterAll(() => c?.city.stop())

test('reading far above the own history is seen by the person, the supervisor and the authority; a person judges it', async () => {
  for (let n = 0; n < 12; n++) {
    for (let reads = 0; reads < 2; reads++) await c.market.get(`/resources/${resource}/rows?limit=5`)
    await c.later(1)
  }
  for (let reads = 0; reads < 60; reads++) await c.market.get(`/resources/${resource}/rows?limit=5`)
  await c.later(1)
  await c.look()
  const found = await c.openOf('reading-officer')
  expect(found?.lines).toMatchObject([
    { key: 'odd-reads', values: { value: '60', median: '2', mad: '0', days: '12', limit: '6' } },
  ])
  const { id = '', case: check = '' } = found ?? {}
  const supervisor = await c.city.as('supervisor')
  expect((await c.authority.get(`/data-findings/${id}`)).body).toMatchObject({
    person: '郑凯（市场监管局数据管理员）',
    isMine: false,
  })
  expect((await supervisor.get(`/data-findings/${id}`)).status).toBe(200)
  const own = (await c.market.get('/data-findings/own')).body.rows
  expect(own.map((f: Found) => f.id)).toEqual([id])
  expect((await c.market.get(`/data-findings/${id}`)).body).toMatchObject({ isMine: true })
  expect((await c.market.get(`/data-check-cases/${check}`)).status).toBe(404)
  const leader = await c.city.as('leader')
  expect((await leader.get(`/data-findings/${id}`)).status).toBe(404)
  expect(JSON.stringify((await leader.get(`/data-check-cases/${check}`)).body)).not.toContain('郑凯')
  expect((await c.civil.get(`/data-findings/${id}`)).status).toBe(404)
  expect((await c.civil.post(`/data-findings/${id}/explain`, { text: '不是我' })).status).toBe(403)
  expect((await c.market.post(`/data-findings/${id}/explain`, { text: '当天核对年报' })).status).toBe(200)
  expect((await supervisor.get(`/data-findings/${id}`)).body.statement.text).toBe('当天核对年报')
  expect(await c.templates(c.market)).toContain('data-check.notice.about-you')
  await c.later(1)
  await c.look()
  expect((await c.openOf('reading-officer'))?.id).toBe(id) // what happened does not go away
  const judge = await c.city.as('supervisor')
  const { pool } = c.city.platform.kernel.app
  const about = (login: string) =>
    pool.query(
      'update data_findings set account = (select id from accounts where login = $2) where id = $1',
      [id, login],
    )
  await about('supervisor')
  expect((await c.act(judge, check, 'answer', { outcome: 'done', text: '我自己没有问题' })).status).toBe(403)
  await about('data.market')
  await c.act(judge, check, 'answer', { outcome: 'done', text: '已与本人核实，为年报核对所需' })
  expect((await c.act(judge, check, 'close')).body).toMatchObject({ status: 409 })
  expect((await c.act(c.authority, check, 'close')).body.state).toBe('closed')
  await c.look()
  expect(await c.openOf('reading-officer')).toBeUndefined()
})

test('calls of an organization far above its own history open a check for it', async () => {
  const { pool } = c.city.platform.kernel.app
  const call = (at: string) => {
    const id = randomUUID()
    const record = {
      consumer: 'gxq.civil',
      provider: 'gxq.market',
      grant,
      outcome: 'given',
      rows: 2,
      items: ['name'],
    }
    return pool.query("insert into exchanges (id, at, record, hash) values ($1, $2, $3, '\\x00')", [
      id,
      at,
      record,
    ])
  }
  const noon = (ago: number) => `${c.inDays(-ago)}T04:00:00Z`
  for (let ago = 2; ago <= 14; ago++) for (let n = 0; n < 3; n++) await call(noon(ago))
  for (let n = 0; n < 260; n++) await call(noon(1))
  await c.look()
  const found = await c.openOf('reading-consumer')
  expect(found?.subject).toBe('gxq.civil')
  expect(found?.lines.map((l) => l.key)).toEqual(['odd-reads', 'odd-rows'])
  expect((await c.civil.get(`/data-check-cases/${found?.case}`)).body.can).toContain('answer')
})
