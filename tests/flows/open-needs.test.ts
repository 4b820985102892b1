import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { endNeedsJob } from '../../src/modules/scenarios/jobs.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** docs/flows/needs-and-offers.md: a need while it is open, and its end when nobody was found in time. */

const clock = fixedClock(new Date('2026-03-04T02:00:00Z'))
let city: TestPlatform
let office: Client
let other: Client
let authority: Client
let path = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  office = await city.as('data.town')
  other = await city.as('data.civil')
  authority = await city.as('data')
})
afterAll(() => city?.stop())

const content = {
  title: '路灯故障要先于来电发现',
  wanted: '路灯坏了往往等到居民来电才知道，希望用电表读数发现熄灭的路灯并派人维修。',
  tags: ['路灯'],
  places: ['50/500107/500107104'],
  data: '',
  until: '2026-03-10',
  reason: '夜间报修多',
}
const notices = async (who: Client) =>
  (await who.get('/notices?limit=100')).body.rows.map((n: { template: string }) => n.template)
const changes = async (action: string) =>
  (
    await city.platform.kernel.app.pool.query(
      'select change from audit_entries where action = $1 and outcome = $2 order by id',
      [action, 'done'],
    )
  ).rows.map((r) => r.change)

test('an open need is put right by its organization on the revision that was read, and found by its new words', async () => {
  const made = await office.post('/scenario-needs', { ...content, org: 'town.500107104' })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  path = `/scenario-needs/${made.body.id}`
  const edit = {
    ...content,
    title: '路灯和井盖故障要先于来电发现',
    tags: ['路灯', '井盖'],
    reason: '范围扩大',
    revision: 1,
  }
  expect((await office.get(path)).body.may).toContain('edit')
  expect((await other.post(`${path}/edit`, edit)).status).toBe(403)
  expect((await city.anonymous.post(`${path}/edit`, edit)).status).toBe(401)
  expect(await office.post(`${path}/edit`, { ...edit, until: '2026-03-01' })).toMatchObject({ status: 400 })
  expect(await office.post(`${path}/edit`, { ...edit, places: ['50/500107/500107999'] })).toMatchObject({
    status: 400,
  })
  expect((await office.post(`${path}/edit`, edit)).body).toMatchObject({ revision: 2 })
  expect(await office.post(`${path}/edit`, edit)).toMatchObject({ status: 409, body: { current: 2 } })
  const { body } = await city.anonymous.get(path)
  expect(body).toMatchObject({ state: 'open', title: '路灯和井盖故障要先于来电发现', tags: ['路灯', '井盖'] })
  const found = await city.anonymous.get(`/scenario-needs?q=${encodeURIComponent('井盖故障')}`)
  expect(found.body.rows).toMatchObject([{ id: made.body.id }])
  expect((await office.get(path)).body.life).toMatchObject([
    { action: 'edit', reason: '范围扩大' },
    { action: 'enter' },
  ])
  expect(await changes('scenario.edit-need')).toMatchObject([
    { changed: ['title', 'tags'], reason: '范围扩大' },
  ])
})

test('the data authority hears of an offer that waits', async () => {
  const resident = await city.asResident('13912345678')
  const offer = {
    enterprise: '示例照明科技有限公司',
    creditCode: '91350100M000100Y43',
    contact: { name: '李明', phone: '13812345670' },
    title: '用电表读数发现熄灭的路灯',
    ability: '每十五分钟读取电表，判断哪些路灯熄灭，把位置交给维修人员。',
    tags: ['路灯'],
    places: [],
  }
  expect((await resident.post('/scenario-offers', offer)).status).toBe(201)
  await expect.poll(() => notices(authority), { timeout: 30_000 }).toContain('notice.scenario-offer-entered')
  expect(await notices(office)).not.toContain('notice.scenario-offer-entered')
})

test('a need ends by itself on the day after its last one, once, and whoever entered it hears why', async () => {
  const run = () => endNeedsJob.run(city.platform.kernel, {})
  clock.set(new Date('2026-03-10T15:00:00Z'))
  // The session of the week before is over.
  office = await city.as('data.town')
  await run()
  expect((await office.get(path)).body.state).toBe('open')
  // Midnight in the city.
  clock.set(new Date('2026-03-10T16:30:00Z'))
  await run()
  await run()
  const { body } = await office.get(path)
  expect(body).toMatchObject({ state: 'expired', revision: 3, may: [] })
  expect(body.life[0]).toMatchObject({
    action: 'expire',
    by: '系统',
    reason: expect.stringContaining('截止日期已过'),
  })
  expect(await changes('scenario.expire-need')).toMatchObject([{ state: 'expired', until: '2026-03-10' }])
  expect((await notices(office)).filter((n: string) => n === 'notice.scenario-need-expired')).toHaveLength(1)
  const edit = { ...content, until: '2026-04-01', revision: 3 }
  expect(await office.post(`${path}/edit`, edit)).toMatchObject({ status: 409 })
})
