import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { CheckedCity } from '../support/data-checks.ts'
import { createTestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** From a duty over what the daily look finds, its case and its end. */

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

test('duties name who manages and who uses, and posts that nobody holds', async () => {
  const page = (await c.authority.get(`/data-duties?resource=${resource}`)).body
  expect(page).toMatchObject({
    total: 1,
    rows: [
      {
        posts: [
          { party: 'owner', title: '餐饮监管科科长', holder: null },
          { party: 'steward', title: '信息科科员', holder: null },
        ],
        users: [{ grant, consumer: 'gxq.civil', lastUse: null, holders: ['冯雪（民政局数据管理员）'] }],
      },
    ],
  })
  expect(page.duties.map((d: { party: string }) => d.party)).toEqual(
    expect.arrayContaining(['owner', 'user']),
  )
  const own = (await c.civil.get('/data-duties/own')).body
  expect(own).toMatchObject({ owner: [], user: [{ grant, provider: 'gxq.market' }] })
  expect(new Set(own.duties.map((d: { party: string }) => d.party))).toEqual(new Set(['user']))
  const table = (await c.authority.get('/data-duties/table')).body.table
  const first = { ...table.rows[0], zh: '对共享什么负责' }
  const change = { version: 0, rows: [first, ...table.rows.slice(1)] }
  expect((await c.market.post('/data-duties/table', change)).status).toBe(403)
  expect((await c.authority.post('/data-duties/table', change)).body.version).toBe(1)
  expect((await c.authority.post('/data-duties/table', change)).status).toBe(409)
})

test('the look opens one finding a check and subject, with its case at the post that answers', async () => {
  await c.look()
  await c.look()
  const all = await c.findings()
  expect(all.map((f) => f.check).toSorted()).toEqual([
    'assessment',
    'field-unmasked',
    'grant-wide',
    'retention',
    'vacant-post',
  ])
  const byCheck = new Map(all.map((f) => [f.check, f]))
  const keys = (check: string) => byCheck.get(check)?.lines.map((l) => l.key)
  expect(keys('vacant-post')).toEqual(['vacant-owner', 'vacant-steward'])
  // Telephone and no reason on the request; the name of the shop is none of a person.
  expect(keys('field-unmasked')).toEqual(['given-clear'])
  expect(keys('assessment')).toEqual(['unassessed']) // `remind` in the table of assessments
  expect(keys('grant-wide')).toEqual(['places-all'])
  expect(keys('retention')).toEqual(['no-retention'])
  const check = (await c.market.get(`/data-check-cases/${byCheck.get('vacant-post')?.case}`)).body
  expect(check).toMatchObject({ state: 'assigned', lead: 'gxq.market', title: '餐饮服务单位：岗位无人' })
  expect(check.can.toSorted()).toEqual(['accept', 'answer', 'note'])
  expect((await c.authority.get(`/data-check-cases/${byCheck.get('assessment')?.case}`)).body.lead).toBe(
    'gxq.civil',
  )
  const told = await c.templates(c.market)
  expect(told.filter((t: string) => t === 'data-check.officer.submit')).toHaveLength(4)
})

test('each side sees its own; others see nothing', async () => {
  expect((await c.findings('', c.market)).map((f) => f.check).toSorted()).toEqual([
    'field-unmasked',
    'grant-wide',
    'retention',
    'vacant-post',
  ])
  expect((await c.findings('', c.civil)).map((f) => f.check)).toEqual(['assessment'])
  const handler = await c.city.as('gxq.urban')
  expect(await c.findings('', handler)).toEqual([])
  const foreign = await c.openOf('retention')
  expect((await c.civil.get(`/data-findings/${foreign?.id}`)).status).toBe(404)
  expect((await c.civil.get(`/data-check-cases/${foreign?.case}`)).status).toBe(404)
  expect((await c.civil.post('/data-checks/run', {})).status).toBe(403)
  expect((await handler.get('/data-checks/overview')).status).toBe(403)
  const overview = (await c.civil.get('/data-checks/overview')).body
  expect(overview.orgs).toEqual([{ org: 'gxq.civil', open: 1, overdue: 0 }])
  expect(overview.may).toEqual([])
  expect(overview.trend.at(-1)).toEqual({ day: c.today(), open: 1 })
})

test('answered as done it is judged by another, sent back or closed; while the cause stands it comes again', async () => {
  const id = await c.caseOf('retention')
  expect((await c.act(c.civil, id, 'answer', { outcome: 'done', text: '已处理完毕' })).status).toBe(404)
  await c.act(c.market, id, 'accept')
  const answer = { outcome: 'done', text: '正在请业务科室确定保存期限' }
  expect((await c.act(c.market, id, 'answer', answer)).body.state).toBe('answered')
  expect((await c.act(c.market, id, 'close')).status).toBe(403)
  expect((await c.act(c.authority, id, 'rework', { reason: '请写明期限' })).body.state).toBe('accepted')
  await c.act(c.market, id, 'answer', answer)
  expect((await c.act(c.authority, id, 'close')).body.state).toBe('closed')
  expect((await c.findings('&check=retention')).map((f) => f.state)).toEqual(['closed'])
  await c.look()
  expect((await c.findings('&check=retention')).map((f) => f.state).toSorted()).toEqual(['closed', 'open'])
})

test('it settles by itself when the cause is gone', async () => {
  const id = await c.caseOf('retention')
  const finding = await c.openOf('retention')
  const again = (who = c.market) => who.post(`/data-findings/${finding?.id}/check`)
  // Whoever is to repair it may ask for a look; while the cause stands it stays open.
  expect((await again()).body).toEqual({ state: 'open' })
  expect((await again(c.civil)).status).toBe(403)
  expect((await c.market.get(`/data-findings/${finding?.id}`)).body.mayCheckAgain).toBe(true)
  const saved = await c.market.post(`/protection/resources/${resource}/retention`, {
    months: 120,
    counts: 'time-item',
    what: 'delete',
    basis: '《食品安全法》，期限由提供单位规定',
    automatic: false,
    hold: null,
    revision: 0,
  })
  expect(saved.status).toBe(200)
  const before = await c.findings('&state=open')
  expect((await again()).body).toEqual({ state: 'settled' })
  expect((await c.findings('&check=retention')).map((f) => f.state).toSorted()).toEqual(['closed', 'settled'])
  // The others are left to the night's look.
  expect(await c.findings('&state=open')).toEqual(before.filter((f) => f.id !== finding?.id))
  expect((await again()).status).toBe(409)
  expect((await c.market.get(`/data-findings/${finding?.id}`)).body.mayCheckAgain).toBe(false)
  const { state, timeline } = (await c.market.get(`/data-check-cases/${id}`)).body
  expect([state, timeline.at(-1).action]).toEqual(['closed', 'settle'])
})

test('right as it is holds until a day, and is asked again after it', async () => {
  const id = await c.caseOf('grant-wide')
  const right = { outcome: 'right', text: '救助对象可能在全区经营，需要不限地点' }
  expect((await c.act(c.market, id, 'answer', right)).body).toMatchObject({ field: 'until' })
  expect((await c.act(c.market, id, 'answer', { ...right, until: c.inDays(366) })).body).toMatchObject({
    most: 365,
  })
  expect((await c.act(c.market, id, 'answer', { ...right, until: c.today() })).status).toBe(400)
  expect((await c.act(c.market, id, 'answer', { ...right, until: c.inDays(20) })).status).toBe(200)
  await c.act(c.authority, id, 'close')
  await c.look()
  expect((await c.findings('&check=grant-wide')).map((f) => f.state)).toEqual(['excepted'])
  await c.later(20)
  await c.look()
  expect((await c.findings('&check=grant-wide')).map((f) => f.state)).toEqual(['excepted'])
  await c.later(1)
  await c.look()
  expect((await c.findings('&check=grant-wide')).map((f) => f.state).toSorted()).toEqual(['excepted', 'open'])
})

test('what nobody answers climbs from the unit to the supervisor and the leader', async () => {
  const id = await c.caseOf('vacant-post')
  const escalate = async () => {
    await c.run('data-checks.escalate')
    await c.idle()
    return (await c.authority.get(`/data-check-cases/${id}`)).body.escalation
  }
  expect(await escalate()).toBe(1)
  expect(await escalate()).toBe(2)
  expect(await escalate()).toBe(3)
  expect(await escalate()).toBe(3)
  for (const login of ['data.market', 'supervisor', 'leader'])
    expect(await c.templates(await c.city.as(login))).toContain('data-check.officer.escalate')
})

test('grades, reviews and levels: ungraded too long, and a level below the floor of what was confirmed later', async () => {
  await c.later(15)
  await c.look()
  expect((await c.openOf('grade-missing'))?.lines.map((l) => l.key)).toEqual(['ungraded'])
  const items = foodBusinesses.items.map(({ name }) => ({ name, object: 'person', degree: 'general' }))
  const graded = await c.market.post(`/resources/${resource}/grade`, {
    seen: 0,
    items,
    reason: '按规则表确认',
  })
  expect({ status: graded.status, body: graded.body }).toMatchObject({ status: 200 })
  const { version } = (await c.market.get(`/resources/${resource}`)).body
  await c.market.post(`/protection/resources/${resource}/kinds`, { version, kinds: { seats: 'health' } })
  await c.look()
  expect(await c.openOf('grade-missing')).toBeUndefined()
  expect((await c.openOf('level-low'))?.lines).toMatchObject([
    { key: 'below-floor', values: { kind: 'health', floor: '4', level: '2' } },
  ])
})

test('parameters: what a check would find is seen before it is switched on; off it opens and settles nothing', async () => {
  const preview = async (limits?: object) =>
    (
      await c.authority.get(
        `/data-checks/preview?check=grant-unused${limits === undefined ? '' : `&limits=${encodeURIComponent(JSON.stringify(limits))}`}`,
      )
    ).body
  expect(await preview()).toMatchObject({ found: 0, fresh: 0 })
  expect(await preview({ days: 30 })).toMatchObject({ found: 1, fresh: 1 })
  expect((await c.authority.get('/data-checks/preview?check=grant-unused&limits={"days":1}')).status).toBe(
    400,
  )
  expect((await c.market.get('/data-checks/preview?check=grant-unused')).status).toBe(403)
  const { table } = (await c.authority.get('/data-checks/table')).body
  const set = (rows: object[], version: number) =>
    c.authority.post('/data-checks/table', { ...table, version, rows })
  const changed = (on: boolean) =>
    table.rows.map((r: { check: string }) =>
      r.check === 'grant-unused' ? { ...r, on, limits: { days: 30 } } : r,
    )
  expect((await c.market.post('/data-checks/table', table)).status).toBe(403)
  expect((await set(changed(false), 0)).body.version).toBe(1)
  await c.look()
  expect(await c.openOf('grant-unused')).toBeUndefined()
  expect((await set(changed(true), 0)).status).toBe(409)
  await set(changed(true), 1)
  expect((await c.authority.post('/data-checks/run', { check: 'grant-unused' })).body).toEqual({
    found: 1,
    opened: 1,
    settled: 0,
  })
  expect((await c.openOf('grant-unused'))?.lines).toMatchObject([
    { key: 'never-used', values: { limit: '30' } },
  ])
  await set(changed(false), 2)
  await c.civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)
  await c.look()
  expect(await c.openOf('grant-unused')).toBeDefined()
  await set(changed(true), 3)
  await c.look()
  expect(await c.openOf('grant-unused')).toBeUndefined()
})

test('a grant that nobody looked at for a year is stale, and the data authority answers where nobody else can', async () => {
  await c.later(366)
  const { pool } = c.city.platform.kernel.app
  await pool.query("update accounts set active = false where login = 'data.civil'")
  await c.look()
  const stale = await c.openOf('grant-stale')
  expect(stale?.lines.map((l) => l.key)).toEqual(['review-of-grant', 'consumer-vacant'])
  const assessment = await c.openOf('assessment')
  expect((await c.authority.get(`/data-check-cases/${assessment?.case}`)).body.lead).toBe('gxq.civil')
  const unused = await c.openOf('grant-unused')
  const check = (await c.authority.get(`/data-check-cases/${unused?.case}`)).body
  expect(check.lead).toBe('gxq.digital')
  expect(check.can).toContain('answer')
  expect(
    (await c.act(c.authority, check.id, 'answer', { outcome: 'done', text: '已请民政局补齐岗位' })).status,
  ).toBe(200)
  expect((await c.act(c.authority, check.id, 'close')).status).toBe(409) // by somebody else
  await pool.query("update accounts set active = true where login = 'data.civil'")
})
