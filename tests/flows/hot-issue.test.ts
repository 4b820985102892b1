import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { sweepIssues } from '../../src/modules/hot-issues/actions.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let dispatcher: Client
let supervisor: Client
let issue = ''
let mergedAway = ''

beforeAll(async () => {
  city = await createTestPlatform()
  dispatcher = await city.as('dispatcher')
  supervisor = await city.as('supervisor')
})
afterAll(() => city?.stop())

const address = '曾家镇凤笙路 301 号'
const noise = [
  '凤笙路北侧工地半夜打桩，吵得全家睡不着，请管一管夜间施工。',
  '工地凌晨两点还在打桩，凤笙路的住户都没法睡觉，夜间施工有许可吗？',
  '孩子要中考，凤笙路那个工地天天夜间施工，打桩声太大了。',
  '投诉凤笙路工地夜间施工打桩噪声，已经一个星期了。',
]
const lorries = '凤笙路工地夜间施工，渣土车打桩机轰鸣，泥土撒了一路。'
const other = '西永街道公交站台没有雨棚，下雨天等车全身湿透，建议加装。'

test('while nobody has approved the version, no message is grouped', async () => {
  await submit(0, noise[0] ?? '')
  await settled()
  const list = await dispatcher.get('/hot-issues')
  expect(list.body).toMatchObject({ rows: [], approved: false })
})

test('after the approval what several residents say in other words is one issue, and hot', async () => {
  const leader = await city.as('leader')
  const register = (await city.anonymous.get('/algorithms')).body as { code: string; version: string }[]
  const entry = register.find((a) => a.code === 'appeal.hot-issue')
  const reason = '试运行：批准首个版本上线'
  await leader.post('/algorithms/judge', {
    code: entry?.code,
    version: entry?.version,
    status: 'approved',
    reason,
  })
  for (const [n, text] of noise.slice(1).entries()) await submit(n + 1, text)
  await submit(9, other)
  await waitFor(async () => (await list()).some((r: { messages: number }) => r.messages === 4))
  const [row] = await list()
  expect(row).toMatchObject({
    state: 'hot',
    messages: 4,
    people: 4,
    direction: 'rising',
    week: 4,
    weekBefore: 0,
  })
  expect(row.name).toContain('曾家镇')
  expect(row.hotAt).toBeTruthy()
  issue = row.id
  const view = await page()
  expect(view.members).toHaveLength(4)
  expect(view.words.join()).toMatch(/打桩|施工|凤笙路/)
  expect(view.members[0].reasons.length).toBeGreaterThan(0)
})

test('one person who writes again makes it no hotter; an event that comes twice places nothing twice', async () => {
  const before = await page()
  await submit(0, noise[0] ?? '')
  await waitFor(async () => (await page()).messages === 5)
  const after = await page()
  expect(after.people).toBe(4)
  expect(after.heat).toBeCloseTo(before.heat, 0)
  await city.platform.kernel.app.pool.query(`delete from event_cursors where consumer = 'hot-issues'`)
  await settled()
  expect((await page()).messages).toBe(5)
})

test('an officer renames; the name stays when more comes', async () => {
  expect((await act('rename', { name: '凤笙路北侧工地夜间打桩' })).status).toBe(200)
  await submit(5, lorries)
  await waitFor(async () => (await page()).messages === 6)
  expect((await page()).name).toBe('凤笙路北侧工地夜间打桩')
})

test('a message that is taken out is not put back, and can be put back by hand', async () => {
  const [first] = (await page()).members
  expect((await act('remove', { message: first.id })).status).toBe(200)
  await city.platform.kernel.app.pool.query(`delete from event_cursors where consumer = 'hot-issues'`)
  await settled()
  const view = await page()
  expect(view.messages).toBe(5)
  expect(view.removed.map((m: { id: string }) => m.id)).toEqual([first.id])
  expect((await act('restore', { message: first.id })).status).toBe(200)
  expect((await page()).messages).toBe(6)
})

test('split, merge and unmerge are each other’s inverse', async () => {
  const view = await page()
  const ids = view.members.slice(0, 2).map((m: { id: string }) => m.id)
  const part = await act('split', { members: ids, name: '凤笙路渣土车' })
  expect(part.status).toBe(200)
  expect((await page()).messages).toBe(4)
  const merged = await dispatcher.post(`/hot-issues/${part.body.id}/merge`, {
    version: part.body.version,
    into: issue,
  })
  expect(merged.status).toBe(200)
  expect((await page()).messages).toBe(6)
  const [from] = (await page()).merged
  expect(from.name).toBe('凤笙路渣土车')
  const back = await dispatcher.post(`/hot-issues/${from.id}/unmerge`, { version: from.version })
  expect(back.status).toBe(200)
  expect((await page()).messages).toBe(4)
  await dispatcher.post(`/hot-issues/${from.id}/merge`, { version: back.body.version, into: issue })
  expect((await page()).messages).toBe(6)
  mergedAway = from.id
  expect((await dispatcher.get(`/hot-issues/${mergedAway}`)).body.mergedInto.id).toBe(issue)
})

test('dismissing needs a reason and can be taken back; an old version is a conflict', async () => {
  expect((await act('dismiss', { reason: '' })).status).toBe(400)
  const old = (await page()).version
  expect((await act('dismiss', { reason: '工地已停工，观察一周。' })).status).toBe(200)
  expect((await page()).state).toBe('dismissed')
  expect((await act('reopen', {})).status).toBe(200)
  const late = await dispatcher.post(`/hot-issues/${issue}/rename`, { version: old, name: '晚了一步' })
  expect(late.status).toBe(409)
})

test('who may not see the appeals sees neither the issue nor its texts, and changes nothing', async () => {
  const school = await city.as('gxq.education')
  expect((await school.get('/hot-issues')).body.rows).toEqual([])
  expect((await school.get(`/hot-issues/${issue}`)).status).toBe(404)
  // What was merged away is no more public than the issue that holds its appeals now.
  expect((await school.get(`/hot-issues/${mergedAway}`)).status).toBe(404)
  expect((await school.post(`/hot-issues/${issue}/rename`, { version: 1, name: '不该改' })).status).toBe(403)
  expect((await city.anonymous.get('/hot-issues')).status).toBe(401)
  const resident = await city.asResident('19900000001')
  expect((await resident.get('/hot-issues')).status).toBe(403)
})

test('the nightly sweep takes what stayed alone and what is empty, and leaves what people can still look at', async () => {
  const { kernel } = city.platform
  const { pool } = kernel.app
  const sweep = () => kernel.execute(sweepIssues, { actor: systemActor('hot-issue.sweep'), input: {} })
  const rows = async (where: string) =>
    (await pool.query(`select id from hot_issues where ${where} order by id`)).rows
  const listAlone = () => rows(`messages = 1 and state = 'open'`)
  const before = await listAlone()
  await submit(20, '含谷镇图书馆周末闭馆太早，孩子没有地方看书，希望延长开放时间。')
  // Until it is placed: one that came to an issue in the midst of the sweep would not be alone.
  await waitFor(async () => (await listAlone()).length > before.length)
  const alone = await listAlone()
  const kept = await rows(`messages > 1 or state = 'merged'`)
  expect(await sweep()).toMatchObject({ members: 0, issues: 0 })
  const old = `now() - interval '98 days'`
  const ids = alone.map((r) => r.id)
  await pool.query(`update hot_issues set last_at = ${old} where id = any($1::uuid[])`, [ids])
  await pool.query(`update hot_issue_members set at = ${old} where issue = any($1::uuid[])`, [ids])
  expect(await sweep()).toMatchObject({ members: ids.length, issues: ids.length })
  expect(await rows("messages < 2 and state = 'open'")).toEqual([])
  // The merged one could still be parted again.
  expect(await rows(`messages > 1 or state = 'merged'`)).toEqual(kept)
  expect(kept.map((r) => r.id)).toContain(mergedAway)
})

test('one click makes a task; the department sees it, accepts, reports; the supervisor closes', async () => {
  const org = 'gxq.housing'
  const demand = '查处夜间施工，督促工地公示许可并调整作业时间。'
  expect((await act('task', { org: 'no.such', demand })).status).toBe(400)
  const made = await act('task', { org, demand, workingDays: 5 })
  expect(made.status).toBe(201)
  expect((await act('task', { org, demand })).status).toBe(409)
  const department = await city.as(org)
  const queue = await department.get('/issue-tasks?scope=handling')
  expect(queue.body.rows).toHaveLength(1)
  const task = queue.body.rows[0]
  expect(task.can).toEqual(expect.arrayContaining(['accept', 'giveBack']))
  // The task opens the issue to the department, but no text of an appeal that is not its own.
  const seen = (await department.get(`/hot-issues/${issue}`)).body
  expect(seen.members).toEqual([])
  expect(seen.hidden).toBe(6)
  const step = async (c: Client, name: string, input: object = {}) => {
    const { version } = (await c.get(`/issue-tasks/${task.id}`)).body
    return c.post(`/issue-tasks/${task.id}/${name}`, { version, ...input })
  }
  expect((await step(department, 'accept')).body.state).toBe('accepted')
  const report = { text: '已约谈施工单位，夜间停工。', changed: '许可公示上墙，22 时后断电。' }
  expect((await step(department, 'report', report)).body.state).toBe('reported')
  expect((await step(department, 'close')).status).toBe(403)
  expect((await step(supervisor, 'rework', { reason: '请补充现场照片说明' })).body.state).toBe('accepted')
  expect((await step(department, 'report', report)).body.state).toBe('reported')
  expect((await step(supervisor, 'close')).body.state).toBe('closed')
  const view = (await supervisor.get(`/issue-tasks/${task.id}`)).body
  expect(view.details.report.changed).toContain('许可公示上墙')
  expect(view.timeline.map((s: { action: string }) => s.action)).toEqual([
    'dispatch',
    'accept',
    'report',
    'rework',
    'report',
    'close',
  ])
})

async function submit(n: number, text: string): Promise<void> {
  const answer = await dispatcher.post('/appeals', {
    text,
    channel: 'phone',
    contact: { name: `来电人${n}`, phone: `1990000${String(4000 + n)}` },
    where: { address, place: '50/500106/500106108' },
  })
  expect(answer.status).toBe(201)
}

async function list() {
  return (await dispatcher.get('/hot-issues')).body.rows
}

async function page() {
  return (await dispatcher.get(`/hot-issues/${issue}`)).body
}

async function act(name: string, input: object) {
  return dispatcher.post(`/hot-issues/${issue}/${name}`, { version: (await page()).version, ...input })
}

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { rows } = await city.platform.kernel.app.pool.query(
    'select name, messages, people, state from hot_issues',
  )
  const s = await city.platform.kernel.app.pool.query('select * from hot_issue_stream')
  const a = await city.platform.kernel.app.pool.query('select consumer from event_cursors')
  expect.fail(`waited half a minute in vain: ${JSON.stringify([rows, s.rows, a.rows])}`)
}

/** Until the stream has passed every event. */
async function settled(): Promise<void> {
  await waitFor(async () => {
    const { rows } = await city.platform.kernel.app.pool.query(
      `select not exists (select 1 from events e where not exists (select 1 from event_cursors c
        where c.consumer = 'hot-issues' and (c.tx, c.seq) >= (e.tx, e.seq))) as done`,
    )
    return rows[0]?.done === true
  })
}
