import { afterAll, beforeAll, expect, test } from 'vitest'
import { CaseView } from '../../src/kernel/cases/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** One broken lamp, four people: two join, one reports again and is merged, and one case is split off and put back. */

const clock = fixedClock(new Date('2026-03-02T09:30:00+08:00'))
const town = '50/500107/500107104'
const first =
  '凤笙路 12 号小区三栋的楼道灯坏了一个星期，晚上老人下楼看不见路，我的电话是19900004321，物业一直不修。'
const again = '凤笙路12号小区三栋楼道灯坏了好几天了，晚上下楼什么都看不见，物业也不来修。'
const other = '菜市场门口每天早上占道经营，车开不过去，请城管来看看。'

let city: TestPlatform
let zhang: Client
let li: Client
let wang: Client
let zhao: Client
const officers = new Map<string, Client>()
let main = ''
let second = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  zhang = await city.asResident('19900004321')
  li = await city.asResident('19900004322')
  wang = await city.asResident('19900004323')
  zhao = await city.asResident('19900004324')
  for (const login of ['dispatcher', 'supervisor', 'gxq.housing', 'leader'])
    officers.set(login, await city.as(login))
  main = await report(zhang, first)
  await report(zhao, other)
})
afterAll(() => city?.stop())

const by = (login: string) => officers.get(login) as Client

async function report(who: Client, text: string): Promise<string> {
  const address = '凤笙路12号3栋2单元501室'
  const answer = await who.post('/appeals', { text, where: { place: town, address } })
  expect(answer.status).toBe(201)
  return answer.body.id
}

async function step(who: Client, id: string, action: string, input: object = {}): Promise<Answer> {
  const { version } = (await by('dispatcher').get(`/appeals/${id}`)).body
  const answer = await who.post(`/appeals/${id}/${action}`, { version, ...input })
  expect({ action, status: answer.status, body: answer.status === 200 ? '' : answer.body }).toEqual({
    action,
    status: 200,
    body: '',
  })
  clock.advance(60_000)
  return answer
}

const similar = (who: Client, text: string, where: object = { place: town }) =>
  who.post('/appeals/similar', { text, where })

async function settle(): Promise<void> {
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
}

async function notices(who: Client, channel = 'in-app'): Promise<string[]> {
  await settle()
  const { rows } = (await who.get(`/notices?channel=${channel}&limit=100`)).body
  for (const n of rows as { text: { zh: string; en: string } }[])
    expect(`${n.text.zh}${n.text.en}`).not.toMatch(/\{|appeal\.followed|19900004321/)
  // Notices of one moment come in any order.
  return (rows as { template: string }[]).map((n) => n.template).sort()
}

test('what nobody has looked at yet is shown to no neighbour', async () => {
  expect((await similar(city.anonymous, again)).body).toEqual([])
  await step(by('dispatcher'), main, 'dispatch', { org: 'gxq.housing', category: '0103', urgency: 'normal' })
  expect((await similar(city.anonymous, again)).body).toHaveLength(1)
})

test('while a neighbour types, the open appeal of the township shows: masked, without words, address or person', async () => {
  const [found] = (await similar(city.anonymous, again)).body
  expect(found).toMatchObject({ id: main, place: town, state: 'dispatched', followers: 0, reader: 'sign-in' })
  expect(found.shared.map((s: { words: string }) => s.words).join()).toContain('楼道灯')
  expect(JSON.stringify(found)).not.toMatch(/19900004321|501室|物业一直/)
  expect((await similar(li, again)).body[0].reader).toBe('join')
  expect((await similar(zhang, again)).body[0].reader).toBe('mine')
})

test.each([
  ['another matter at the same place', other.slice(0, 12), { place: town }],
  ['another township', again, { place: '50/500107/500107103' }],
  ['a district without a township', again, { place: '50/500107' }],
  ['no place', '楼道灯坏了好几天了，晚上下楼什么都看不见', {}],
])('nothing shows for %s', async (_name, text, where) => {
  const { status, body } = await similar(city.anonymous, text, where)
  expect([status, body]).toEqual([200, []])
})

test('joining needs a person; it goes on beside the work and makes nobody’s step late', async () => {
  const { version } = (await by('gxq.housing').get(`/appeals/${main}`)).body
  const body = { version, text: '我家在四楼，也看不见，电话13912345678。' }
  expect((await city.anonymous.post(`/appeals/${main}/join`, body)).status).toBe(401)
  // The version that the neighbour saw is old by now: two join on the same one.
  expect((await li.post(`/appeals/${main}/join`, body)).status).toBe(200)
  expect((await wang.post(`/appeals/${main}/join`, { version })).status).toBe(200)
  // Twice is not two, and the applicant does not follow their own.
  expect((await li.post(`/appeals/${main}/join`, { version })).status).toBe(409)
  expect((await zhang.post(`/appeals/${main}/join`, { version })).status).toBe(409)
  // The office goes on with the version it had looked at.
  const accepted = await by('gxq.housing').post(`/appeals/${main}/accept`, { version })
  expect([accepted.status, accepted.body.followers]).toEqual([200, 2])
  expect((await similar(li, again)).body[0]).toMatchObject({ reader: 'following', followers: 2 })
})

test('a follower sees outline and public steps, and may only leave', async () => {
  await step(by('gxq.housing'), main, 'note', { text: '内部：联系张先生。' })
  const view = CaseView.parse((await li.get(`/appeals/${main}`)).body)
  expect(view).toMatchObject({
    body: '',
    address: null,
    point: null,
    applicant: null,
    following: true,
    can: ['leave'],
    files: [],
  })
  expect(view.timeline.map((s) => s.action)).toEqual(['submit', 'dispatch', 'join', 'join', 'accept'])
  expect(JSON.stringify(view)).not.toMatch(/19900004321|13912345678|501室|内部/)
  for (const [action, input] of [
    ['rate', { score: 1, solved: false }],
    ['withdraw', { reason: '不是我的' }],
    ['reopen', { reason: '不是我的' }],
    ['comment', { text: '不是我的' }],
  ] as const) {
    const answer = await li.post(`/appeals/${main}/${action}`, { version: view.version, ...input })
    expect([action, answer.status]).toEqual([action, 403])
  }
  expect((await li.get('/appeals?scope=mine')).body.rows.map((r: { id: string }) => r.id)).toEqual([main])
  // A search must not find out what the outline leaves away.
  expect((await li.get('/appeals?scope=mine&text=物业')).body.rows).toEqual([])
  const shown = JSON.stringify((await zhang.get(`/appeals/${main}`)).body.timeline)
  expect(shown).toContain('四楼')
  expect(shown).not.toMatch(/13912345678|19900004322/)
})

test('followers get each notice in the app and by text message, and none of what the applicant only says', async () => {
  await step(zhang, main, 'comment', { text: '今晚还是不亮。' })
  await step(by('gxq.housing'), main, 'handle', { text: '已约物业明天上午更换。' })
  expect(await notices(li)).toEqual(['appeal.followed.accept', 'appeal.followed.handle'])
  expect(await notices(li, 'sms')).toEqual(['appeal.followed.accept', 'appeal.followed.handle'])
  expect(await notices(zhang)).toContain('appeal.notice.handle')
})

test('the officer sees why another appeal looks the same, and merges it', async () => {
  second = await report(zhao, again)
  const { status, body } = await by('dispatcher').get(`/appeals/${second}/similar`)
  expect(status).toBe(200)
  expect(body[0]).toMatchObject({ row: { id: main, followers: 2 }, place: 'near', days: 0, likely: true })
  expect(body[0].score).toBeGreaterThan(0.3)
  const [word] = body[0].terms
  const [from, to] = word.spans[0]
  expect(body[0].excerpt.slice(from, to)).toBe(word.term)
  expect(JSON.stringify(body)).not.toContain('19900004321')
  expect((await zhao.get(`/appeals/${second}/similar`)).status).toBe(403)
  expect((await city.anonymous.get(`/appeals/${second}/similar`)).status).toBe(401)
  const before = (await by('dispatcher').get(`/appeals/${second}`)).body
  await step(by('dispatcher'), second, 'merge', { main, reason: '同一楼道同一盏灯' })
  await settle()
  const merged = (await by('dispatcher').get(`/appeals/${second}`)).body
  expect(merged).toMatchObject({ state: 'merged', due: null, details: { joint: { into: { main } } } })
  expect(before.state).toBe('submitted')
  expect((await by('gxq.housing').get(`/appeals/${main}`)).body.followers).toBe(3)
  expect(await notices(zhao)).toContain('appeal.notice.merge')
})

test.each([
  ['itself', () => main, 'invalid'],
  ['one that is merged', () => second, 'invalid'],
  ['one that does not exist', () => '00000000-0000-7000-8000-000000000000', 'invalid'],
])('a case is not merged into %s', async (_name, into, code) => {
  const { version } = (await by('dispatcher').get(`/appeals/${main}`)).body
  const answer = await by('dispatcher').post(`/appeals/${main}/merge`, {
    version,
    main: into(),
    reason: '测试',
  })
  expect([answer.status, answer.body.code]).toEqual([400, code])
})

test('splitting puts it back where it was, with its clocks, and takes its people along', async () => {
  await step(zhao, second, 'split', { reason: '我说的是四栋' })
  await settle()
  const view = (await by('dispatcher').get(`/appeals/${second}`)).body
  expect([view.state, view.details.joint.into]).toEqual(['submitted', null])
  expect(view.clocks[0]).toMatchObject({ name: 'dispatch', pausedAt: null, stoppedAt: null })
  expect((await by('gxq.housing').get(`/appeals/${main}`)).body.followers).toBe(2)
  await step(by('supervisor'), second, 'merge', { main, reason: '电话核实是三栋' })
  await settle()
})

test('what closes the main case closes what was merged into it; who left hears nothing more', async () => {
  await step(wang, main, 'leave')
  expect((await wang.get(`/appeals/${main}`)).status).toBe(404)
  const heard = await notices(wang)
  await step(by('gxq.housing'), main, 'answer', { text: '您好，三栋楼道灯已全部更换，现已恢复照明。' })
  expect((await notices(zhao)).filter((n) => n === 'appeal.followed.answer')).toHaveLength(1)
  await step(zhang, main, 'rate', { score: 5, solved: true })
  await settle()
  expect((await by('dispatcher').get(`/appeals/${main}`)).body.state).toBe('closed')
  const closed = (await zhao.get(`/appeals/${second}`)).body
  expect(closed.state).toBe('closed')
  expect(closed.can).toContain('split')
  expect(closed.can).not.toContain('reopen')
  expect(await notices(wang)).toEqual(heard)
})

test('a case that was closed with the main one can still be split off, and stands where it stood', async () => {
  await step(zhao, second, 'split', { reason: '四栋还是不亮' })
  const view = (await by('dispatcher').get(`/appeals/${second}`)).body
  expect([view.state, view.closedAt]).toEqual(['submitted', null])
  expect(view.due).not.toBeNull()
})

test('a main case that its applicant takes back gives free what was merged into it', async () => {
  const third = await report(zhang, '凤笙路12号小区四栋楼道灯也坏了，晚上看不见路。')
  await step(by('dispatcher'), second, 'merge', { main: third, reason: '同一小区' })
  await settle()
  await step(zhang, third, 'withdraw', { reason: '自己修好了' })
  await settle()
  expect((await by('dispatcher').get(`/appeals/${second}`)).body.state).toBe('submitted')
  expect((await by('dispatcher').get(`/appeals/${third}`)).body.followers).toBe(0)
})

test('appeals that came past the actions get their signature', async () => {
  const { db } = city.platform.kernel.app
  const count = async () =>
    (await db.selectFrom('cases').select('id').where('type', '=', 'appeal').execute()).length
  const ids = (await db.selectFrom('cases').select('id').execute()).map((c) => c.id)
  const { appealActions } = await import('../../src/modules/appeals/actions.ts')
  const { systemActor } = await import('../../src/kernel/identity/define.ts')
  const { kernel } = city.platform
  const { sign } = appealActions({ clock, key: () => kernel.key })
  expect(await kernel.execute(sign, { actor: systemActor('test'), input: { ids } })).toBe(await count())
})
