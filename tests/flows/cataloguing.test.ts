import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let authority: Client
let market: Client
let leader: Client

beforeAll(async () => {
  city = await createTestPlatform()
  authority = await city.as('data')
  market = await city.as('data.market')
  leader = await city.as('leader')
  await approveGrading()
  await demo()
}, 120_000)
afterAll(() => city?.stop())

/** The demo district's catalogue, by the module's own actions. */
async function demo() {
  await city.platform.modules.find((m) => m.name === 'catalogue')?.demo?.(city.platform.kernel)
}

async function approveGrading() {
  const entry = (await leader.get('/algorithms')).body.find(
    (a: { code: string }) => a.code === 'catalogue.grading',
  )
  const { code, version } = entry
  const answer = await leader.post('/algorithms/judge', {
    code,
    version,
    status: 'approved',
    reason: '试运行：由人确认',
  })
  expect(answer.status).toBe(200)
}

async function named(name: string): Promise<string> {
  const { rows } = (await authority.get(`/resources?q=${encodeURIComponent(name)}`)).body
  return rows.find((r: { name: string }) => r.name === name)?.id ?? expect.fail(`no ${name}`)
}

async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return expect.fail('it did not come about within half a minute')
}

test('the demo district: described, published, linked, with rows in quarantine; a second start changes nothing', async () => {
  const list = (await authority.get('/resources?limit=100')).body
  expect(list.total).toBe(26)
  expect(list.rows.every((r: { state: string }) => r.state === 'published')).toBe(true)
  const permits = await named('食品经营许可')
  const { rows } = (await market.get(`/resources/${permits}/deliveries`)).body
  expect(rows[0]).toMatchObject({ done: true, counts: { sent: 63, added: 60, quarantined: 3 } })
  const lineage = (await authority.get(`/resources/${permits}/lineage`)).body
  expect(lineage.nodes.map((n: { name: string }) => n.name)).toContain('食品安全风险主题库')
  const entries = () =>
    city.platform.kernel.app.db
      .selectFrom('audit_entries')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('action', 'like', 'c%')
      .where('actor_id', '=', 'demo')
      .executeTakeFirstOrThrow()
  const before = await entries()
  await demo()
  expect(await entries()).toEqual(before)
  expect((await authority.get('/resources?limit=100')).body.total).toBe(26)
})

test('each publication asks for a grade, with a proposal that the register records and that explains itself', async () => {
  const elders = await named('独居老人关爱名单')
  const view = await eventually(
    async () => (await authority.get(`/resources/${elders}/grading`)).body,
    (v) => v.need !== null && v.rows > 0,
  )
  expect(view).toMatchObject({ need: { cause: 'published' }, recorded: true, rows: 40, history: [] })
  expect(view.proposal.level).toBe('4')
  expect(view.proposal.lines).toContainEqual({
    key: 'floor-sensitive',
    values: { item: '健康情况', kind: 'health' },
    level: '4',
  })
  const due = (await authority.get('/resources/grades/due')).body
  expect(due.map((d: { id: string }) => d.id)).toContain(elders)
  expect(
    (await market.get('/resources/grades/due')).body.every(
      (d: { provider: string }) => d.provider === 'gxq.market',
    ),
  ).toBe(true)
  expect((await leader.get('/resources/grades/due')).status).toBe(403)
})

test('a person confirms; below the table or the sources only with a reason; what is derived is asked for anew', async () => {
  const permits = await named('食品经营许可')
  const theme = await named('食品安全风险主题库')
  const grading = async (id: string) => (await authority.get(`/resources/${id}/grading`)).body
  const first = await eventually(
    () => grading(permits),
    (v) => v.need !== null,
  )
  const { items } = first.proposal
  const grade = (client: Client, id: string, change: object) =>
    client.post(`/resources/${id}/grade`, { seen: 0, items, reason: '按规则表确认', ...change })
  expect((await grade(await city.as('data.civil'), permits, {})).status).toBe(403)
  expect((await grade(market, permits, { items: items.slice(1) })).body.code).toBe('invalid')
  expect((await grade(market, permits, { level: '1' })).body).toMatchObject({ code: 'invalid', least: '2' })
  const impacts = [{ object: 'society', degree: 'serious' }]
  const done = await grade(market, permits, { impacts, reason: '涉及全区食品安全秩序' })
  expect(done.body).toMatchObject({ level: 'important', seq: 1 })
  expect((await grade(market, permits, {})).status).toBe(409)

  const asked = await eventually(
    () => grading(theme),
    (v) => v.need?.cause === 'source' && v.proposal.level === 'important',
  )
  expect(asked.need.source).toBe('食品经营许可')
  const own = asked.proposal.items
  const inherited = await grade(market, theme, { items: own, level: '2' })
  expect(inherited.body).toMatchObject({ code: 'invalid', least: 'important' })
  const apart = await grade(market, theme, { items: own, apart: '只留汇总次数，已去除个人信息和联系方式' })
  expect(apart.body).toMatchObject({ level: '2' })
  const view = await grading(theme)
  expect(view).toMatchObject({
    need: null,
    history: [{ level: '2', apart: '只留汇总次数，已去除个人信息和联系方式' }],
  })
  const counts = (await leader.get('/algorithms')).body.find(
    (a: { code: string }) => a.code === 'catalogue.grading',
  ).counts
  expect(counts.some((c: { outcome: string }) => c.outcome === 'overturned')).toBe(true)
  const listed = (await leader.get('/resources?level=important')).body
  expect(listed.rows.map((r: { id: string }) => r.id)).toEqual([permits])
})

test('the table is the data authority’s to change, and a grade keeps the lines it was given by', async () => {
  const { table, sources } = (await market.get('/resources/grades/table')).body
  expect(sources.floors).toContain('附录 H')
  const stricter = { ...table, floors: { ...table.floors, personal: '3' } }
  expect((await market.post('/resources/grades/table', stricter)).status).toBe(403)
  expect((await authority.post('/resources/grades/table', stricter)).status).toBe(200)
  const permits = await named('食品经营许可')
  const view = (await market.get(`/resources/${permits}/grading`)).body
  expect(view.proposal.level).toBe('3')
  expect(view.history[0].lines).toContainEqual({
    key: 'floor-personal',
    values: { item: '负责人', kind: 'name' },
    level: '2',
  })
})
