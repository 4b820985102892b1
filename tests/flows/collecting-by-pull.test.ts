import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Door, json, pullNow, saveSource, startDepartment } from '../support/department.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client

beforeAll(async () => {
  city = await createTestPlatform({ env: { PULL_ALLOW: '127.0.0.1' } })
  market = await city.as('data.market')
  civil = await city.as('data.civil')
})
afterAll(() => city?.stop())

const resource = (change: object = {}) =>
  publishedResource(market, 'gxq.market', { ...foodBusinesses, ...change })
const rowsOf = async (id: string) => (await market.get(`/resources/${id}/rows?limit=500`)).body.rows
const many = (n: number, from = 1) => Array.from({ length: n }, (_, i) => foodBusiness(from + i))
/** As a department names its columns. */
const foreign = (rows: readonly Record<string, unknown>[]) =>
  rows.map((r) => ({ xkz: r.licence, mc: r.name, dz: { zj: r.place }, pj: r.grade, fzrq: r.granted }))
const mapping = [
  { from: 'xkz', item: 'licence' },
  { from: 'mc', item: 'name' },
  { from: 'dz.zj', item: 'place' },
  { from: 'pj', item: 'grade' },
  { from: 'fzrq', item: 'granted' },
]

describe('a JSON interface', () => {
  let department: Door
  let rows: Record<string, unknown>[] = []
  let asked: string[] = []
  beforeAll(async () => {
    department = await startDepartment((request, response, url) => {
      if (request.headers.authorization !== 'Bearer let-me-in') {
        response.writeHead(401).end()
        return
      }
      asked.push(url.search)
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
      json(response, { data: { list: foreign(rows).slice((page - 1) * size, page * size) } })
    })
  })
  afterAll(() => department?.stop())
  const place = () => ({
    kind: 'http',
    url: `${department.url}/api/businesses`,
    auth: { type: 'bearer' },
    rows: 'data.list',
    paging: { kind: 'page', param: 'page', first: 1, sizeParam: 'size', size: 100 },
  })
  let id = ''
  let source = ''

  test('is tried before it is saved: rows, items, and what the contract says of each', async () => {
    id = await resource()
    rows = many(30)
    rows[1] = foodBusiness(2, { grade: 'Z' })
    const settings = { place: place(), mapping, schedule: { kind: 'manual' } }
    const trial = await market.post('/pulls/try', { resource: id, settings, secret: 'let-me-in' })
    expect(trial.status).toBe(200)
    expect(trial.body).toMatchObject({ ok: true, error: null })
    expect(trial.body.columns).toEqual(['xkz', 'mc', 'dz', 'pj', 'fzrq'])
    expect(trial.body.rows).toHaveLength(20)
    expect(trial.body.rows[1].problems).toEqual([
      { item: 'grade', reason: 'not-in-list', expected: 'A、B、C' },
    ])
    expect(await rowsOf(id)).toEqual([])
    const wrong = await market.post('/pulls/try', { resource: id, settings, secret: 'guess' })
    expect(wrong.body).toMatchObject({ ok: false, error: { key: 'auth', values: { status: 401 } } })
    expect((await civil.post('/pulls/try', { resource: id, settings, secret: 'let-me-in' })).status).toBe(403)
  })

  test('is read page by page; its secret is kept sealed and never shown', async () => {
    rows = many(250)
    rows[7] = foodBusiness(8, { granted: '2999-01-01' })
    asked = []
    source = await saveSource(market, id, place(), { settings: { mapping }, secret: 'let-me-in' })
    const view = await pullNow(city, market, source)
    expect(view.run).toMatchObject({
      state: 'done',
      rows: 250,
      added: 249,
      quarantined: 1,
      by: '郑凯（市场监管局数据管理员）',
    })
    expect(asked).toEqual(['?page=1&size=100', '?page=2&size=100', '?page=3&size=100'])
    expect(JSON.stringify(view)).not.toContain('let-me-in')
    expect(view.hasSecret).toBe(true)
    const { pool } = city.platform.kernel.app
    const { rows: audit } = await pool.query('select change::text from audit_entries')
    const { rows: kept } = await pool.query('select secret from pull_sources where id = $1', [source])
    expect(JSON.stringify(audit)).not.toContain('let-me-in')
    expect(kept[0].secret.includes(Buffer.from('let-me-in'))).toBe(false)
  })

  test('what is equal stays, what changed is changed', async () => {
    rows = [...many(250).slice(1), foodBusiness(1, { grade: 'C' })]
    const { run } = await pullNow(city, market, source)
    // Row 8 has been repaired at its source, row 1 has another grade.
    expect(run).toMatchObject({ state: 'done', rows: 250, added: 1, changed: 1, quarantined: 0 })
  })

  test('a secret does not follow an address that somebody changes', async () => {
    const { revision, settings } = (await market.get(`/pulls/${source}`)).body
    const moved = { ...settings, place: { ...settings.place, url: 'https://elsewhere.example/api' } }
    const body = { id: source, revision, resource: id, name: '部门系统', settings: moved }
    expect(await market.post('/pulls', body)).toMatchObject({
      status: 400,
      body: { title: '地址或账号变了，请重新填写密码或密钥' },
    })
    expect((await civil.get(`/pulls/${source}`)).status).toBe(403)
    expect((await civil.get('/pulls')).body.rows).toEqual([])
    expect((await civil.post(`/pulls/${source}/run`)).status).toBe(403)
  })

  test('a replacement ends what is gone, but not when half of it is gone at once', async () => {
    rows = many(40)
    const whole = await resource({ name: '整体替换' })
    const id = await saveSource(market, whole, place(), {
      settings: { mapping, mode: 'replace' },
      secret: 'let-me-in',
    })
    await pullNow(city, market, id)
    rows = many(39)
    expect((await pullNow(city, market, id)).run).toMatchObject({ state: 'done', removed: 1 })
    rows = many(10)
    const stopped = await pullNow(city, market, id)
    expect(stopped.run).toMatchObject({
      state: 'failed',
      error: { key: 'shrinks', values: { rows: 10, before: 39 } },
    })
    expect(await rowsOf(whole)).toHaveLength(39)
    expect((await pullNow(city, market, id, { accept: true })).run).toMatchObject({
      state: 'done',
      removed: 29,
    })
  })

  test('the clock opens what is due, once; a paused source rests', async () => {
    rows = many(5)
    const timed = await resource({ name: '定时' })
    const settings = { mapping, schedule: { kind: 'every', minutes: 5 } }
    const id = await saveSource(market, timed, place(), { settings, secret: 'let-me-in' })
    const { kernel, modules } = city.platform
    const tick = modules.find((m) => m.name === 'pulls')?.jobs?.find((j) => j.name === 'pulls.tick')
    await Promise.all([tick?.run(kernel, {}), tick?.run(kernel, {})])
    await kernel.jobs.idle(60_000)
    const view = (await market.get(`/pulls/${id}`)).body
    expect(view.runs.map((r: { by: string; state: string }) => [r.by, r.state])).toEqual([
      ['schedule', 'done'],
    ])
    expect(Date.parse(view.nextRunAt)).toBeGreaterThan(kernel.clock.now().getTime() + 4 * 60_000)
    await market.post(`/pulls/${id}/pause`, { paused: true })
    expect((await market.get(`/pulls/${id}`)).body).toMatchObject({ state: 'paused', nextRunAt: null })
  })
})
