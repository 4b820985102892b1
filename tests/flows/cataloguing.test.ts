import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allows } from '../../src/kernel/access/index.ts'
import type { Actor } from '../../src/kernel/identity/define.ts'
import { readTable, writeCsv } from '../../src/kernel/tabular/index.ts'
import { readContract } from '../../src/modules/catalogue/odcs.ts'
import { plantCast } from '../support/cast.ts'
import { outcomeOf, refused } from '../support/outcomes.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { sendFile } from '../support/upload.ts'

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
}, 240_000)
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
  expect(asked.proposal.lines).toContainEqual({
    key: 'inherited',
    values: { source: '食品经营许可' },
    level: 'important',
  })
  // Every look that the source's grade asked for is over, so that none asks anew after the answer.
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
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
  const view = await eventually(
    async () => (await market.get(`/resources/${permits}/grading`)).body,
    (v) => v.need?.cause === 'table',
  )
  expect(view.proposal.level).toBe('3')
  expect(view.history[0].lines).toContainEqual({
    key: 'floor-personal',
    values: { item: '负责人', kind: 'name' },
    level: '2',
  })
})

test('the list as a field sheet, changed and read again: a preview first, then drafts', async () => {
  const exported = await market.get('/resources/export.xlsx?provider=gxq.market')
  expect(exported.status).toBe(200)
  const rows = []
  for await (const row of readTable(exported.bytes ?? Buffer.alloc(0), 'x.xlsx')) rows.push(row)
  expect(rows.filter((r) => r.values.信息资源名称 !== '')).toHaveLength(4)
  const changed = rows.map(({ values }) => ({
    ...values,
    ...(values.信息资源名称 === '食品经营许可' ? { 信息资源摘要: '改过的摘要' } : {}),
    ...(values.信息资源名称 === '法人单位基本信息' ? { 共享类型: '随便' } : {}),
  }))
  const file = { content: writeCsv(changed), filename: '目录.csv' }
  expect((await sendFile(leader, '/resources/import/preview', file)).status).toBe(403)
  const preview = (await sendFile(market, '/resources/import/preview', file)).body
  expect(preview.problems).toEqual([
    {
      line: expect.any(Number),
      column: '共享类型',
      key: 'catalogue.import.word-unknown',
      values: { value: '随便' },
    },
  ])
  expect(preview.entries).toHaveLength(3)
  expect(preview.entries.every((e: { exists: boolean }) => e.exists)).toBe(true)
  const entries = preview.entries.map(({ provider, code, content }: Record<string, unknown>) => ({
    provider,
    code,
    content,
  }))
  expect((await (await city.as('data.civil')).post('/resources/import', { entries })).status).toBe(403)
  expect((await market.post('/resources/import', { entries })).body).toMatchObject({ created: 0, changed: 3 })
  const permits = await named('食品经营许可')
  expect((await market.get(`/resources/${permits}`)).body.draft.abstract).toBe('改过的摘要')
})

test('a data contract: previewed, imported as drafts, exported as it came', async () => {
  const text = `apiVersion: v3.1.0
kind: DataContract
id: spoil-tickets
version: 1.0.0
status: active
team: {name: 渣土专班}
schema:
  - name: tickets
    physicalName: t_ticket
    properties:
      - {name: ticketNo, logicalType: string, primaryKey: true, required: true, physicalType: varchar(20)}
      - {name: quantity, logicalType: number, logicalTypeOptions: {minimum: 0}}
  - name: sites
    properties:
      - {name: site, logicalType: string, examples: [A, B]}
`
  const file = { content: Buffer.from(text), filename: 'spoil.odcs.yaml' }
  const { entries, problems } = (
    await sendFile(market, '/resources/import/preview', file, { provider: 'gxq.market' })
  ).body
  expect(problems).toEqual([])
  expect(
    entries.map((e: { content: { items: { name: string }[] } }) => e.content.items.map((i) => i.name)),
  ).toEqual([['ticketno', 'quantity'], ['site']])
  const made = await market.post('/resources/import', {
    entries: entries.map(({ provider, content }: Record<string, unknown>) => ({ provider, content })),
  })
  expect(made.body).toMatchObject({ created: 2, changed: 0 })
  const back = await market.get(`/resources/${made.body.ids[1]}/odcs.yaml`)
  expect(readContract(String(back.body))).toEqual(readContract(text))
  const twice = text.replace('status: active', 'status: &a active').replace('name: sites', 'name: *a')
  const bomb = { content: Buffer.from(twice), filename: 'bomb.yaml' }
  expect(
    (await sendFile(market, '/resources/import/preview', bomb, { provider: 'gxq.market' })).body.code,
  ).toBe('invalid')
})

test('for every actor and every action: allowed exactly where the access table allows', async () => {
  const { kernel, modules } = city.platform
  const { actors } = await plantCast(kernel, 2)
  const id = await named('城市照明设施')
  const { body: resource } = await authority.get(`/resources/${id}`)
  const held = { lead: resource.provider as string }
  const at = { id, revision: 99 }
  const inputs: Record<string, object> = {
    'catalogue.create': { provider: held.lead, content: { ...resource.content, name: '权限测试' } },
    'catalogue.save-draft': { ...at, revision: resource.revision, content: resource.content },
    'catalogue.publish': { ...at, note: '权限测试' },
    'catalogue.retire': { ...at, reason: '权限测试' },
    'catalogue.restore': { ...at, reason: '权限测试' },
    'catalogue.link': { id, from: id, how: '权限测试' },
    'catalogue.unlink': { id, from: id },
    'catalogue.grade': { id, seen: 99, items: [], reason: '权限测试' },
    'catalogue.ask-grade': {
      id,
      cause: 'published',
      source: null,
      decision: null,
      proposal: { level: '1', items: [], impacts: [], lines: [] },
    },
    'catalogue.note-volume': { id, by: 0 },
    'catalogue.save-grading-table': (await authority.get('/resources/grades/table')).body.table,
    'catalogue.import': {
      entries: [{ provider: held.lead, content: { ...resource.content, name: '权限测试' } }],
    },
  }
  const managers = ['gxq.urban', 'gxq.market'].map(
    (org): Actor => ({
      kind: 'officer',
      id: randomUUID(),
      name: `数据管理员 ${org}`,
      person: null,
      posts: [{ role: 'data-manager', org, places: [] }],
    }),
  )
  const data: Actor = {
    kind: 'officer',
    id: randomUUID(),
    name: '数据主管',
    person: null,
    posts: [{ role: 'data-authority', org: 'gxq.digital', places: [] }],
  }
  const actions = modules.find((m) => m.name === 'catalogue')?.actions ?? []
  expect(actions.map((a) => a.name).toSorted()).toEqual(Object.keys(inputs).toSorted())
  for (const action of actions) {
    // A stale revision is refused before anybody is authorised: the lock comes first.
    const isLocked = ['catalogue.publish', 'catalogue.retire'].includes(action.name)
    for (const actor of [...actors, ...managers, data]) {
      const may = allows(action.allow, actor, action.name === 'catalogue.save-grading-table' ? {} : held)
      const hasRevision = 'revision' in (inputs[action.name] ?? {})
      const current = hasRevision ? (await authority.get(`/resources/${id}`)).body.revision : 0
      const input = {
        ...inputs[action.name],
        ...(hasRevision ? { revision: isLocked && may ? 99 : current } : {}),
      }
      const code = await outcomeOf(() => kernel.execute(action, { actor, input }))
      expect({ action: action.name, actor: actor.name, refused: code === refused(actor), code }).toEqual({
        action: action.name,
        actor: actor.name,
        refused: !may,
        code,
      })
    }
  }
}, 240_000)
