import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { prunePulls } from '../../src/modules/pulls/actions.ts'
import { type Door, json, pullNow, saveSource, startDepartment } from '../support/department.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let department: Door
let resource = ''

type Answer = (response: ServerResponse, url: URL, request: IncomingMessage) => void
const many = (n: number, from = 1) => Array.from({ length: n }, (_, i) => foodBusiness(from + i))

/** Each hostile server by its path. */
const servers: Record<string, Answer> = {
  '/dies': (response, url) => {
    if (url.searchParams.get('page') !== '3')
      return json(response, many(100, 100 * Number(url.searchParams.get('page'))))
    response.writeHead(200, { 'content-length': '1000' }).write('[{"lic')
    setTimeout(() => response.destroy(), 20)
  },
  '/hangs': () => {},
  '/dribbles': (response) => {
    response.writeHead(200).write('[')
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(timer))
  },
  '/html': (response) => response.end('<html>登录</html>'),
  '/bytes': (response) => response.end(Buffer.from([0x5b, 0x22, 0xff, 0xff, 0x80, 0x22, 0x5d])),
  '/claims': (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json; charset=gbk' })
      .end(Buffer.from([0x5b, 0xff, 0x5d])),
  '/numbers': (response) => json(response, [1, 2]),
  '/object': (response) => json(response, { data: {} }),
  '/endless': (response, url) =>
    json(response, [foodBusiness(1)], {
      link: `<${url.pathname}?p=${Number(url.searchParams.get('p')) + 1}>; rel="next"`,
    }),
  '/circle': (response) => json(response, { rows: [foodBusiness(1)], next: 'again' }),
  '/elsewhere': (response) =>
    json(response, [foodBusiness(1)], { link: '<https://evil.example/>; rel="next"' }),
  '/redirect': (response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/huge': (response) => {
    response.writeHead(200)
    const piece = Buffer.alloc(1024 * 1024, 32)
    const go = () => response.writable && response.write(piece, go)
    go()
  },
  '/bomb': (response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))),
  '/coding': (response) => response.writeHead(200, { 'content-encoding': 'magic' }).end('[]'),
  '/torn': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  '/columns': (response) =>
    json(
      response,
      many(3).map(({ licence, ...rest }) => ({ ...rest, id: licence })),
    ),
  '/twice': (response) =>
    json(response, [foodBusiness(1), foodBusiness(1, { name: '另一个' }), foodBusiness(2)]),
  '/proto': (response) => response.end(`[{"__proto__":{"licence":"JY000001"},"constructor":1}]`),
  '/deep': (response) => response.end('['.repeat(200_000)),
  '/down': (response) => response.writeHead(503).end('later'),
}

beforeAll(async () => {
  city = await createTestPlatform({ env: { PULL_ALLOW: '127.0.0.1' } })
  market = await city.as('data.market')
  department = await startDepartment((request, response, url) =>
    servers[url.pathname]?.(response, url, request),
  )
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
}, 240_000)
afterAll(async () => {
  await city?.stop()
  await department?.stop()
})

const byPage = { kind: 'page', param: 'page', first: 1, sizeParam: 'size', size: 100 }
const cursor = { kind: 'cursor', param: 'c', path: 'next' }
const placeOf = (path: string, change: object = {}) => ({
  kind: 'http',
  url: `${department.url}${path}`,
  timeoutSeconds: 1,
  ...change,
})

const outcomes: readonly [path: string, change: object, error: object, rows: number][] = [
  ['/hangs', {}, { key: 'timeout' }, 0],
  ['/dribbles', {}, { key: 'timeout' }, 0],
  ['/html', {}, { key: 'not-json' }, 0],
  ['/bytes', {}, { key: 'encoding' }, 0],
  ['/claims', {}, { key: 'encoding' }, 0],
  ['/numbers', {}, { key: 'not-objects' }, 0],
  ['/object', { rows: 'data.list' }, { key: 'no-rows', values: { path: 'data.list' } }, 0],
  ['/deep', {}, { key: 'not-json' }, 0],
  ['/endless', { paging: { kind: 'link' } }, { key: 'endless' }, 1],
  ['/circle', { rows: 'rows', paging: cursor }, { key: 'endless' }, 1],
  ['/elsewhere', { paging: { kind: 'link' } }, { key: 'foreign-link' }, 0],
  ['/redirect', {}, { key: 'redirect', values: { status: 302 } }, 0],
  ['/huge', { timeoutSeconds: 30 }, { key: 'too-large', values: { limitMb: 2 } }, 0],
  ['/bomb', { timeoutSeconds: 30 }, { key: 'too-large', values: { limitMb: 2 } }, 0],
  ['/coding', {}, { key: 'coding' }, 0],
  ['/torn', {}, { key: 'coding' }, 0],
  ['/columns', {}, { key: 'columns-gone', values: { columns: 'licence' } }, 0],
  ['/proto', {}, { key: 'columns-gone' }, 0],
  ['/down', {}, { key: 'status', values: { status: 503 } }, 0],
]

test.each(outcomes)('%s ends with a reason, and nothing is lost', async (path, change, error, rows) => {
  const id = await saveSource(market, resource, placeOf(path, change), {
    settings: { limits: { megabytes: 2 } },
  })
  const view = await pullNow(city, market, id)
  expect(view.run).toMatchObject({ state: 'failed', error, rows })
  expect(view).toMatchObject({ failures: 1, error })
})

test('what came before the connection broke is kept; the next run goes on there', async () => {
  const own = await publishedResource(market, 'gxq.market', { ...foodBusinesses, name: '断线' })
  const id = await saveSource(market, own, placeOf('/dies', { paging: byPage }))
  expect((await pullNow(city, market, id)).run).toMatchObject({
    state: 'failed',
    error: { key: 'broken-off' },
    rows: 200,
    added: 200,
  })
  servers['/dies'] = (response, url) => {
    const page = Number(url.searchParams.get('page'))
    json(response, page < 4 ? many(100, 100 * page) : [])
  }
  expect((await pullNow(city, market, id)).run).toMatchObject({ state: 'done', rows: 100, added: 100 })
})

test('a page that cannot be read is kept; dismissed, the run goes on behind it', async () => {
  const own = await publishedResource(market, 'gxq.market', { ...foodBusinesses, name: '坏页' })
  servers['/page'] = (response, url) => {
    const page = Number(url.searchParams.get('page'))
    if (page === 2) response.end('{"oops"')
    else json(response, many(page < 3 ? 100 : 10, 100 * page))
  }
  const id = await saveSource(market, own, placeOf('/page', { paging: byPage }))
  const stopped = await pullNow(city, market, id)
  expect(stopped).toMatchObject({
    failures: 1,
    dead: [{ kind: 'page', state: 'waiting', passable: true, times: 1, reason: { key: 'not-json' } }],
  })
  expect((await pullNow(city, market, id)).dead).toMatchObject([{ times: 2 }])
  await market.post(`/pulls/${id}/letters/${stopped.dead[0].id}`, {
    how: 'dismiss',
    reason: '对方接口已停用',
  })
  expect((await pullNow(city, market, id)).run).toMatchObject({ state: 'done', rows: 10, added: 10 })
})

test('two rows that say different things under one key: the second is quarantined', async () => {
  const own = await publishedResource(market, 'gxq.market', { ...foodBusinesses, name: '重复主键' })
  const id = await saveSource(market, own, placeOf('/twice'))
  expect((await pullNow(city, market, id)).run).toMatchObject({
    state: 'done',
    rows: 3,
    added: 2,
    quarantined: 1,
  })
})

test('a source that hangs does not hold up another', async () => {
  const hanging = await saveSource(market, resource, placeOf('/hangs', { timeoutSeconds: 20 }))
  const good = await saveSource(market, resource, placeOf('/twice'))
  await market.post(`/pulls/${hanging}/run`)
  await market.post(`/pulls/${good}/run`)
  await expect
    .poll(async () => (await market.get(`/pulls/${good}`)).body.runs[0].state, { timeout: 60_000 })
    .toBe('done')
  expect((await market.get(`/pulls/${hanging}`)).body.runs[0].state).toBe('running')
  expect((await market.post(`/pulls/${hanging}/run`)).status).toBe(409)
})

test('no source leads to this machine or to a metadata service', async () => {
  const strict = await createTestPlatform()
  try {
    const manager = await strict.as('data.market')
    const id = await publishedResource(manager, 'gxq.market', foodBusinesses)
    const trial = async (place: object) => {
      const settings = { place, schedule: { kind: 'manual' } }
      return (await manager.post('/pulls/try', { resource: id, settings, secret: 'x' })).body.error?.key
    }
    const urls = [
      'http://127.0.0.1:1/',
      'http://localhost:1/',
      'http://[::1]:1/',
      'http://169.254.169.254/latest',
      'http://[::ffff:127.0.0.1]:1/',
      'http://2130706433/',
      'http://0x7f.1/',
    ]
    for (const url of urls) expect([url, await trial({ kind: 'http', url })]).toEqual([url, 'blocked'])
    const database = { port: 5432, database: 'x', user: 'x', from: { table: 'x' }, reads: { by: 'all' } }
    for (const kind of ['postgresql', 'mariadb'])
      expect(await trial({ ...database, kind, host: '127.0.0.1' })).toBe('blocked')
  } finally {
    await strict.stop()
  }
})

test('what could not be read is one list across sources: searched, filtered, looked into by its manager alone', async () => {
  const authority = await city.as('data')
  const civil = await city.as('data.civil')
  const all = (await market.get('/pulls/letters')).body
  expect(all.total).toBeGreaterThan(0)
  expect(all.rows).toHaveLength(all.total)
  const [dismissed] = (await market.get('/pulls/letters?state=dismissed')).body.rows
  expect(dismissed).toMatchObject({
    state: 'dismissed',
    settledReason: '对方接口已停用',
    may: { settle: true },
  })
  expect((await market.get(`/pulls/letters?source=${dismissed.source}&state=waiting`)).body.total).toBe(0)
  const named = await market.get(`/pulls/letters?q=${encodeURIComponent(dismissed.name.toUpperCase())}`)
  expect(named.body.rows.map((l: { id: string }) => l.id)).toContain(dismissed.id)
  expect((await market.get('/pulls/letters?q=no-such-name')).body).toMatchObject({ rows: [], total: 0 })
  expect((await civil.get('/pulls/letters')).body).toMatchObject({ rows: [], total: 0, sources: [] })
  expect((await authority.get('/pulls/letters')).body.rows[0].may).toEqual({ settle: false })
  const path = `/pulls/${dismissed.source}/letters/${dismissed.id}`
  const content = await market.get(path)
  expect(content).toMatchObject({ status: 200, body: { reason: { key: 'not-json' } } })
  expect(content.body.text.length).toBeGreaterThan(0)
  for (const other of [civil, authority]) expect((await other.get(path)).status).toBe(403)
  const unsaid = await market.post(path, { how: 'dismiss' })
  expect(unsaid).toMatchObject({ status: 400, body: { field: 'reason' } })
})

test('runs and settled letters leave after the days that the data authority sets; what waits stays', async () => {
  const authority = await city.as('data')
  const { kernel } = city.platform
  const { db } = kernel.app
  const count = async (text: string) =>
    Number((await sql<{ n: string }>`${sql.raw(text)}`.execute(db)).rows[0]?.n)
  const runs = () => count('select count(*) as n from pull_runs where ended_at is not null')
  const letters = (state: string) => count(`select count(*) as n from pull_letters where state ${state}`)
  const system = { actor: systemActor('pulls.tick'), input: {} }
  const kept = await runs()
  const waiting = await letters("= 'waiting'")
  await kernel.execute(prunePulls, system)
  expect(await runs()).toBe(kept)

  expect((await market.post('/pulls/retention', { version: 0, runDays: 7, letterDays: 1 })).status).toBe(403)
  const saved = await authority.post('/pulls/retention', { version: 0, runDays: 30, letterDays: 10 })
  expect(saved.body).toEqual({ version: 1, runDays: 30, letterDays: 10 })
  expect((await authority.post('/pulls/retention', { version: 0, runDays: 9, letterDays: 9 })).status).toBe(
    409,
  )
  await sql`update pull_runs set ended_at = ended_at - interval '31 days' where ended_at is not null`.execute(
    db,
  )
  await sql`update pull_letters set at = at - interval '11 days', settled_at = settled_at - interval '11 days'`.execute(
    db,
  )
  const gone = await kernel.execute(prunePulls, system)
  expect(gone.runs).toBe(kept)
  expect(await runs()).toBe(0)
  expect(await letters("<> 'waiting'")).toBe(0)
  expect(await letters("= 'waiting'")).toBe(waiting)
})
