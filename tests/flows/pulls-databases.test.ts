import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import {
  type DepartmentDatabase,
  pullNow,
  saveSource,
  startDepartmentDatabase,
} from '../support/department.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { hasMariadb, type Mariadb, startMariadb } from '../support/services.ts'

let city: TestPlatform
let market: Client

beforeAll(async () => {
  city = await createTestPlatform({ env: { PULL_ALLOW: '127.0.0.1' } })
  market = await city.as('data.market')
})
afterAll(() => city?.stop())

const resource = (change: object = {}) =>
  publishedResource(market, 'gxq.market', { ...foodBusinesses, ...change })
const many = (n: number, from = 1) => Array.from({ length: n }, (_, i) => foodBusiness(from + i))

/** The same of both kinds of database. */
function readsTables(
  kind: 'postgresql' | 'mariadb',
  start: () => Promise<{ place: object; secret: string; run(sql: string): Promise<void> }>,
) {
  let db: Awaited<ReturnType<typeof start>>
  const insert = (list: readonly ReturnType<typeof foodBusiness>[], at: string) =>
    db.run(
      `insert into businesses (licence, name, place, grade, granted, changed) values ${list
        .map((r) => `('${r.licence}', '${r.name}', '${r.place}', '${r.grade}', '${r.granted}', '${at}')`)
        .join(', ')}`,
    )
  beforeAll(async () => {
    db = await start()
    await db.run(
      `create table businesses (licence varchar(20) primary key, name varchar(100), place varchar(30), grade varchar(2), granted date, changed timestamp${kind === 'mariadb' ? '(6) null' : ''})`,
    )
  })

  test('by time: ties at the border are neither lost nor doubled, the future waits', async () => {
    const id = await resource({ name: `${kind} 按时间` })
    const reads = { by: 'time', time: 'changed', key: 'licence' }
    const source = await saveSource(
      market,
      id,
      { ...db.place, from: { table: 'businesses' }, reads },
      { secret: db.secret },
    )
    await insert(many(2500), '2026-01-01 08:00:00.000001')
    await insert(many(1, 9000), '2037-01-01 00:00:00')
    const first = await pullNow(city, market, source)
    expect(first.run).toMatchObject({ error: null, state: 'done', rows: 2500, added: 2500, parts: 2 })
    await insert(many(3, 3000), '2026-01-01 08:00:00.000001')
    await insert(many(2, 4000), '2026-01-01 08:00:00.000002')
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 5, added: 5 })
    expect((await pullNow(city, market, source)).run).toMatchObject({ state: 'done', rows: 0, parts: 1 })
  })

  test('by key, from a statement that is checked to only read', async () => {
    const id = await resource({ name: `${kind} 按主键`, shape: 'events' })
    const reads = { by: 'key', key: 'licence' }
    const select = "select licence, name, place, grade, granted from businesses where grade <> ';'"
    const source = await saveSource(
      market,
      id,
      { ...db.place, from: { select }, reads },
      { secret: db.secret },
    )
    const { run } = await pullNow(city, market, source)
    expect(run).toMatchObject({ state: 'done', error: null, added: 2506 })
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 0 })
    const writes = {
      ...db.place,
      from: { select: 'with x as (delete from businesses returning *) select * from x' },
      reads,
    }
    const settings = { place: writes, schedule: { kind: 'manual' } }
    const refused = await market.post('/pulls', { resource: id, name: '不许写', settings, secret: 'x' })
    expect(refused).toMatchObject({ status: 400, body: { title: '语句里不能有“delete”，只能读取' } })
  })

  test('a whole table replaces; a column that is gone stops it before any row', async () => {
    const id = await resource({ name: `${kind} 整表` })
    const place = { ...db.place, from: { table: 'businesses' }, reads: { by: 'all' } }
    const source = await saveSource(market, id, place, { settings: { mode: 'replace' }, secret: db.secret })
    expect((await pullNow(city, market, source)).run).toMatchObject({ added: 2506, state: 'done' })
    await db.run("delete from businesses where licence = 'JY000001'")
    expect((await pullNow(city, market, source)).run).toMatchObject({ removed: 1, state: 'done' })
    await db.run('alter table businesses rename column place to township')
    const stopped = await pullNow(city, market, source)
    expect(stopped.run).toMatchObject({
      state: 'failed',
      rows: 0,
      error: { key: 'columns-gone', values: { columns: 'place' } },
    })
    await db.run('alter table businesses rename column township to place')
  })

  test('a crash between two parts loses and doubles nothing', async () => {
    const id = await resource({ name: `${kind} 断点`, shape: 'events' })
    const place = { ...db.place, from: { table: 'businesses' }, reads: { by: 'key', key: 'licence' } }
    const source = await saveSource(market, id, place, { secret: db.secret })
    const { kernel, modules } = city.platform
    const actions = new Map((modules.find((m) => m.name === 'pulls')?.actions ?? []).map((a) => [a.name, a]))
    const job = modules.find((m) => m.name === 'pulls')?.jobs?.find((j) => j.name === 'pulls.run')
    let parts = 0
    const dying = {
      ...kernel,
      execute: ((action: { name: string }, options: never) => {
        if (
          ['pulls.fail', 'pulls.finish'].includes(action.name) ||
          (action.name === 'pulls.take' && parts++ > 0)
        )
          return Promise.reject(new Error('the process died'))
        return kernel.execute(action as never, options)
      }) as unknown as typeof kernel.execute,
    }
    // Opened without an event, so that only the processes of this test take it up.
    const open = actions.get('pulls.open')
    if (open === undefined) throw new Error('pulls.open is missing')
    const silent = {
      ...open,
      run: async (tx: never, c: never) => ({ ...(await open.run(tx, c)), events: [] }),
    }
    const { run } = (await kernel.execute(silent as typeof open, {
      actor: systemActor('test'),
      input: { id: source },
    })) as { run: string }
    await expect(job?.run(dying, { source, run })).rejects.toThrow('the process died')
    expect((await market.get(`/pulls/${source}`)).body.runs[0]).toMatchObject({
      state: 'running',
      parts: 1,
      rows: 2000,
    })
    await job?.run(kernel, { source, run })
    const { runs } = (await market.get(`/pulls/${source}`)).body
    expect(runs[0]).toMatchObject({ state: 'done', parts: 2, rows: 2505, added: 2505 })
    const { body } = await market.get(`/resources/${id}/deliveries`)
    expect(body.rows).toMatchObject([{ done: true, channel: 'pull', counts: { sent: 2505, added: 2505 } }])
  })
}

describe('PostgreSQL', () => {
  let made: DepartmentDatabase
  afterAll(() => made?.stop())
  readsTables('postgresql', async () => {
    made = await startDepartmentDatabase()
    const { port, database, user, password, run } = made
    return {
      run,
      secret: password === '' ? 'any' : password,
      place: { kind: 'postgresql', host: '127.0.0.1', port, database, user, tls: 'off' },
    }
  })
})

describe.skipIf(!hasMariadb())('MariaDB', () => {
  let made: Mariadb
  let end: () => Promise<void> = async () => {}
  afterAll(async () => {
    await end()
    await made?.stop()
  })
  readsTables('mariadb', async () => {
    const { createConnection } = await import('mysql2/promise')
    made = await startMariadb()
    const { host, port, database, user, password } = made
    const client = await createConnection({ host, port, database, user, password, timezone: '+08:00' })
    await client.query("set time_zone = '+08:00'")
    end = () => client.end()
    return {
      run: async (sql) => void (await client.query(sql)),
      secret: password,
      place: { kind: 'mariadb', host, port, database, user, tls: 'off' },
    }
  })
})
