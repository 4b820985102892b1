import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../src/kernel/cases/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import type { ReportView, Sentence } from '../../src/modules/supervision/contract.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { unzip } from '../support/unzip.ts'

/** A deadline comes near, passes over the National Day holiday of 2025, climbs to named people, and is reported. */

/** 1 to 8 October off, 28 September and 11 October worked. Times are Shanghai's. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`)
const clock = fixedClock(at('2025-09-30 09:30'))
const place = '50/500107/500107104'

let city: TestPlatform
const officers = new Map<string, Client>()
let id = ''
let number = ''
let report = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
})
afterAll(() => city?.stop())

/** Signs in when first asked for: sessions end while the clock is moved on by days. */
function by(login: string): Pick<Client, 'get' | 'post'> {
  const client = async () => {
    const known = officers.get(login) ?? (await city.as(login))
    officers.set(login, known)
    return known
  }
  return {
    get: async (path) => (await client()).get(path),
    post: async (path, body) => (await client()).post(path, body),
  }
}

function moveTo(when: string): void {
  clock.set(at(when))
  officers.clear()
}

/** Runs a timed job now, as the scheduler would. */
async function run(name: 'escalate' | 'remind' | 'report'): Promise<void> {
  const jobs = city.platform.modules.flatMap((m) => m.jobs ?? [])
  await jobs.find((j) => j.name === `supervision.${name}`)?.run(city.platform.kernel, {})
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
}

const view = async (login = 'supervisor') => (await by(login).get(`/appeals/${id}`)).body

async function step(login: string, action: string, input: object = {}): Promise<number> {
  const { version } = await view('dispatcher')
  return (await by(login).post(`/appeals/${id}/${action}`, { version, ...input })).status
}

async function escalation(): Promise<number> {
  const row = await city.platform.kernel.app.db
    .selectFrom('cases')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return (row.document as Case).escalation
}

const bytesOf = ({ bytes }: Answer) => bytes ?? Buffer.alloc(0)

interface Told {
  readonly action: string
  readonly told: readonly { name: string; role: string; as: string; absent?: string }[]
}

/** The steps of the ladder as the case shows them. */
async function ladder(): Promise<Told[]> {
  const { timeline } = await view()
  return (timeline as { action: string; input: { told: Told['told'] } }[])
    .filter((s) => s.action === 'escalate' || s.action === 'remind')
    .map((s) => ({ action: s.action, told: s.input.told }))
}

async function noticesOf(login: string): Promise<string[]> {
  const { rows } = (await by(login).get('/notices?channel=in-app&limit=100')).body
  return (rows as { template: string }[]).map((n) => n.template)
}

test('a case is dispatched on the last morning before the holiday; its handler hears of the deadline before it begins', async () => {
  const body = { text: '小区路灯坏了一周，晚上很黑，请维修。', where: { place }, channel: 'phone' }
  const receipt = (await by('clerk').post('/appeals', body)).body
  id = receipt.id
  number = receipt.number
  await city.platform.kernel.jobs.idle(60_000)
  expect(
    await step('dispatcher', 'dispatch', { org: 'gxq.housing', category: '010102', urgency: 'normal' }),
  ).toBe(200)
  expect(await step('gxq.housing', 'accept')).toBe(200)
  moveTo('2025-09-30 14:40')
  await run('remind')
  expect(await ladder()).toEqual([])
  moveTo('2025-09-30 14:50')
  await run('remind')
  await run('remind')
  const [reminder, ...more] = await ladder()
  expect(more).toEqual([])
  expect(reminder).toMatchObject({ action: 'remind', told: [{ role: 'handler', as: 'post' }] })
  expect(await noticesOf('gxq.housing')).toContain('appeal.officer.remind')
})

test('an overseer is named for the place, with a deputy for the days of absence', async () => {
  const { candidates } = (await by('supervisor').get('/supervision/ladder')).body
  const account = (name: string) => candidates.find((c: { name: string }) => c.name.startsWith(name))?.account
  const post = {
    role: 'supervisor',
    account: account('刘涛'),
    deputy: account('唐宁'),
    places: [place],
    absentFrom: '2025-10-01',
    absentTo: '2025-10-09',
  }
  expect((await by('gxq.housing').post('/supervision/posts', post)).status).toBe(403)
  expect((await by('supervisor').post('/supervision/posts', { ...post, places: ['50'] })).status).toBe(403)
  expect((await by('supervisor').post('/supervision/posts', { ...post, deputy: post.account })).status).toBe(
    400,
  )
  const saved = await by('supervisor').post('/supervision/posts', post)
  expect(saved.status).toBe(200)
  const stale = { ...post, id: saved.body.id, version: 9 }
  expect((await by('supervisor').post('/supervision/posts', stale)).status).toBe(409)
})

test('the limits of the ladder are data: an administrator saves them, nobody else', async () => {
  const { policy } = (await by('supervisor').get('/supervision/ladder')).body
  const remind = { share: 0.9, workingHours: 3 }
  expect((await by('supervisor').post('/supervision/policy', { ...policy, remind })).status).toBe(403)
  expect(
    (await by('admin').post('/supervision/policy', { ...policy, remind: { ...remind, share: 2 } })).status,
  ).toBe(400)
  expect((await by('admin').post('/supervision/policy', { ...policy, remind })).status).toBe(200)
  expect((await by('leader').get('/supervision/ladder')).body.policy.remind).toEqual(remind)
})

test('overdue in the holiday: the handlers at once, the named deputy and the leader by working days', async () => {
  const rungs: [string, number][] = [
    ['2025-10-07 09:29', 0],
    ['2025-10-07 09:31', 1],
    ['2025-10-08 23:59', 1],
    ['2025-10-09 17:59', 1],
    ['2025-10-09 18:01', 2],
    ['2025-10-10 17:59', 2],
    ['2025-10-10 18:01', 3],
  ]
  for (const [when, rung] of rungs) {
    moveTo(when)
    await run('escalate')
    await run('escalate')
    expect([when, await escalation()]).toEqual([when, rung])
  }
  const [, first, second, third] = await ladder()
  expect(first?.told).toMatchObject([{ role: 'handler', as: 'post' }])
  expect(second?.told).toMatchObject([{ name: '唐宁（市级派单员）', as: 'deputy', absent: '刘涛（督办员）' }])
  expect(third?.told).toMatchObject([
    { name: '赵岚（值班领导）', role: 'leader', as: 'post' },
    { name: '唐宁（市级派单员）', role: 'leader', as: 'post' },
  ])
  expect(await noticesOf('city')).toContain('appeal.officer.escalate')
  expect(await noticesOf('supervisor')).not.toContain('appeal.officer.escalate')
  expect(await noticesOf('leader')).toContain('appeal.officer.escalate')
})

test('the overview names the office, its longest delay, and the rung; each count opens its list', async () => {
  const undispatched = { text: '江边护栏松动，请派人来看。', where: { place }, channel: 'phone' }
  expect((await by('clerk').post('/appeals', undispatched)).status).toBe(201)
  const { groups, rungs } = (await by('supervisor').get('/supervision/overview')).body
  const group = groups.find((g: { org: string }) => g.org === 'gxq.housing')
  expect(group).toMatchObject({
    overdue: 1,
    lateLead: 1,
    lateCo: 0,
    longest: { id, number, workingHours: 14 },
  })
  expect(rungs[2]).toBe(1)
  for (const filter of ['rung=3', 'overdue=true&org=gxq.housing'])
    expect(
      (await by('supervisor').get(`/appeals?${filter}`)).body.rows.map((r: { id: string }) => r.id),
    ).toEqual([id])
  // What just came in has four working hours, all of them on the make-up Saturday.
  for (const [due, found] of [
    ['hours', 0],
    ['today', 0],
    ['tomorrow', 1],
  ])
    expect((await by('supervisor').get(`/appeals?due=${due}`)).body.rows.length).toBe(found)
  expect((await by('gxq.housing').get('/supervision/overview')).status).toBe(403)
  const sheet = await by('leader').get('/supervision/overview.xlsx')
  expect([...unzip(bytesOf(sheet)).keys()]).toContain('xl/workbook.xml')
})

test('on the make-up Saturday the report of the day before is written, and names the case with its sources', async () => {
  moveTo('2025-10-06 08:00')
  await run('report')
  expect((await reports('leader')).length).toBe(0)
  moveTo('2025-10-11 08:00')
  await run('report')
  await run('report')
  const mine = await reports('leader')
  expect(mine.map((r) => [r.scope, r.kind, r.from, r.version])).toEqual([
    ['area:cqgxq', 'day', '2025-10-10', 1],
  ])
  report = mine[0]?.id ?? ''
  expect(await noticesOf('leader')).toContain('supervision.notice.day')
  const { content } = (await by('leader').get(`/reports/${report}`)).body as ReportView
  const watch = content.sections.find((s) => s.key === 'watch')?.sentences[0] as Sentence
  expect(watch.text.zh).toContain(`${number}：由`)
  expect(watch.text.zh).toContain('已超期 14.0 个工作小时，升级到第 3 级')
  const sources = content.sources.filter((s) => watch.sources.includes(s.no))
  expect(sources.map((s) => s.link)).toContain(`/desk/?tab=all&case=${id}`)
  expect(JSON.stringify(content)).not.toContain('路灯坏了')
})

async function reports(login: string): Promise<ReportView[]> {
  return (await by(login).get('/reports')).body.rows.filter((r: ReportView) => r.from.startsWith('2025'))
}

test('who oversees a part, or nothing, gets no report of the whole', async () => {
  const whole = (await reports('city')).find((r) => r.scope === '50')?.id ?? ''
  expect((await by('city').get(`/reports/${whole}`)).status).toBe(200)
  expect((await by('supervisor').get(`/reports/${whole}`)).status).toBe(404)
  expect(
    (await by('supervisor').post('/reports', { scope: '50', kind: 'day', from: '2025-10-10' })).status,
  ).toBe(403)
  expect((await by('gxq.housing').get('/reports')).status).toBe(403)
  expect((await by('gxq.housing').get(`/reports/${report}`)).status).toBe(403)
  expect((await city.anonymous.get(`/reports/${report}/report.pdf`)).status).toBe(401)
})

test('a supervisor notes and signs; made again it is another version, with its reason, unsigned', async () => {
  expect((await by('supervisor').post(`/reports/${report}/notes`, { text: '已约谈责任单位。' })).status).toBe(
    200,
  )
  expect((await by('auditor').post(`/reports/${report}/sign`, {})).status).toBe(403)
  expect((await by('supervisor').post(`/reports/${report}/sign`, {})).status).toBe(200)
  expect((await by('supervisor').post(`/reports/${report}/sign`, {})).status).toBe(409)
  const again = { scope: 'area:cqgxq', kind: 'day', from: '2025-10-10' }
  expect((await by('supervisor').post('/reports', again)).status).toBe(400)
  expect((await by('supervisor').post('/reports', { ...again, kind: 'week' })).status).toBe(400)
  expect((await by('supervisor').post('/reports', { ...again, from: '2025-10-11' })).status).toBe(400)
  const made = await by('supervisor').post('/reports', { ...again, reason: '补录了前一天的评价' })
  expect([made.status, made.body.version]).toEqual([201, 2])
  const first = (await by('leader').get(`/reports/${report}`)).body as ReportView
  expect([first.signedBy, first.versions.length, first.remarks.length]).toEqual(['刘涛（督办员）', 2, 2])
  expect((await by('leader').get(`/reports/${made.body.id}`)).body.signedBy).toBeNull()
})

test('Word opens with the sentences and their footnotes; the PDF has pages and an embedded Chinese face', async () => {
  const word = await by('leader').get(`/reports/${report}/report.docx`)
  const files = unzip(bytesOf(word))
  const words = (name: string) => (files.get(name)?.toString('utf8') ?? '').replace(/<[^>]+>/g, '')
  expect(words('word/document.xml')).toContain('诉求办理日报')
  expect(words('word/document.xml')).toContain(`${number}：由`)
  expect(words('word/footnotes.xml')).toContain('超期时长（工作小时）：14.0')
  const pdf = bytesOf(await by('leader').get(`/reports/${report}/report.pdf`)).toString('latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
  expect(pdf).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/)
  expect(pdf).toContain('/FontFile')
})

test('who was told, what was named and what was signed is in the audit', async () => {
  const { rows } = await city.platform.kernel.app.pool.query<{ action: string }>(
    `select distinct action from audit_entries where outcome = 'done' and action like any(array['supervision.%', 'appeal.escalate', 'appeal.remind'])`,
  )
  expect(rows.map((r) => r.action).toSorted()).toEqual([
    'appeal.escalate',
    'appeal.remind',
    'supervision.keep-report',
    'supervision.note-report',
    'supervision.save-policy',
    'supervision.save-post',
    'supervision.sign-report',
    'supervision.tell-readers',
  ])
})
