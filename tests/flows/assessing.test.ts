import { afterAll, beforeAll, expect, test } from 'vitest'
import { countNext } from '../../src/kernel/cases/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** From a rating over the return visit to the three rates, with an objection and a finding on the way. */

const clock = fixedClock(new Date('2026-03-02T09:30:00+08:00'))
const place = '50/500107/500107104'
const answer = '您好，我单位3月2日已派人修复楼道灯，现已恢复照明，感谢您的反映。'

let city: TestPlatform
let resident: Client
const officers = new Map<string, Client>()
const by = (login: string) => officers.get(login) as Client

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  resident = await city.asResident('19900004321')
  for (const login of ['clerk', 'dispatcher', 'supervisor', 'auditor', 'gxq.education', 'gxq.urban'])
    officers.set(login, await city.as(login))
})
afterAll(() => city?.stop())

async function step(who: Client, id: string, action: string, input: object = {}): Promise<number> {
  const { version } = (await by('dispatcher').get(`/appeals/${id}`)).body
  clock.advance(10 * 60_000)
  return (await who.post(`/appeals/${id}/${action}`, { version, ...input })).status
}

async function answered(text: string): Promise<string> {
  const { id } = (await resident.post('/appeals', { text, where: { place } })).body
  await city.platform.kernel.jobs.idle(60_000)
  const org = 'gxq.education'
  expect(await step(by('dispatcher'), id, 'dispatch', { org, category: '0101', urgency: 'normal' })).toBe(200)
  expect(await step(by(org), id, 'accept')).toBe(200)
  expect(await step(by(org), id, 'answer', { text: answer })).toBe(200)
  return id
}

async function settle(): Promise<void> {
  await city.platform.kernel.jobs.idle(60_000)
  const types = city.platform.modules.flatMap((m) => m.caseTypes ?? [])
  while ((await countNext(city.platform.kernel.app.db, types)) > 0);
}

async function ratesOf(who: Client) {
  await settle()
  const { body } = await who.get('/assessment/rates?from=2026-03-01&to=2026-03-31')
  return body.orgs.find((o: { org: string }) => o.org === 'gxq.education')
}

let bad = ''
let good = ''

test('a bad rating waits for a return visit; a good one closes', async () => {
  good = await answered('三号楼楼道灯坏了，请派人维修。')
  bad = await answered('四号楼垃圾没有人清运，气味很大。')
  expect(await step(resident, good, 'rate', { score: 5, solved: true })).toBe(200)
  expect(await step(resident, bad, 'rate', { score: 1, solved: false, reason: '没有来人' })).toBe(200)
  await city.platform.kernel.jobs.idle(60_000)
  expect((await by('clerk').get(`/appeals/${good}`)).body.state).toBe('closed')
  const waiting = (await by('clerk').get('/appeals?state=rated&sort=oldest')).body.rows
  expect(waiting.map((r: { id: string }) => r.id)).toEqual([bad])
})

test('the three rates are the ratings and answers of the period', async () => {
  expect(await ratesOf(by('supervisor'))).toMatchObject({
    rated: 2,
    solved: 1,
    satisfied: 1,
    solutionRate: 0.5,
    satisfactionRate: 0.5,
    excluded: 0,
    against: 0,
  })
  expect((await by('gxq.urban').get('/assessment/rates')).body.orgs).toEqual([])
  expect((await resident.get('/assessment/rates')).status).toBe(403)
})

test('an organization objects to a score, once; only who leads the case may; a supervisor decides, once', async () => {
  const objection = { case: bad, kind: 'not-ours', reason: '垃圾清运由城管部门负责，非我单位职责。' }
  expect((await by('gxq.urban').post('/assessment/objections', objection)).status).toBe(403)
  const filed = await by('gxq.education').post('/assessment/objections', objection)
  expect(filed.status).toBe(201)
  expect((await by('gxq.education').post('/assessment/objections', objection)).status).toBe(409)
  const { rows } = (await by('supervisor').get('/assessment/objections')).body
  expect(rows).toMatchObject([{ org: 'gxq.education', kind: 'not-ours', state: 'open', case: { id: bad } }])
  const path = `/assessment/objections/${filed.body.id}/decide`
  const verdict = { grant: true, reason: '经核实不属其职责，予以剔除。' }
  expect((await by('gxq.education').post(path, verdict)).status).toBe(403)
  expect((await by('supervisor').post(path, verdict)).status).toBe(200)
  expect((await by('supervisor').post(path, verdict)).status).toBe(409)
  expect(await ratesOf(by('supervisor'))).toMatchObject({ rated: 1, solved: 1, solutionRate: 1, excluded: 1 })
})

test('the visit: not reached, then reached, and what the resident says now counts', async () => {
  expect(await step(by('clerk'), bad, 'miss-visit', { reason: '电话无人接听' })).toBe(200)
  expect(await step(by('gxq.education'), bad, 'revisit', { score: 5, solved: true })).toBe(403)
  expect(await step(by('clerk'), bad, 'revisit', { score: 4, solved: true, reason: '昨天已清运' })).toBe(200)
  await city.platform.kernel.jobs.idle(60_000)
  const seen = (await by('clerk').get(`/appeals/${bad}`)).body
  expect([seen.state, seen.ratingDetail.score]).toEqual(['closed', 4])
})

test('a visit that confirms it leads to a reopening by the clerk', async () => {
  const id = await answered('五号楼电梯门关不上，老人出行不便。')
  expect(await step(resident, id, 'rate', { score: 2, solved: false })).toBe(200)
  expect(await step(by('clerk'), id, 'revisit', { score: 1, solved: false, reason: '仍未修好' })).toBe(200)
  expect(await step(by('clerk'), id, 'reopen', { reason: '回访确认仍未解决，重新办理。' })).toBe(200)
  expect(await step(by('gxq.education'), id, 'accept')).toBe(200)
  expect(await step(by('gxq.education'), id, 'answer', { text: answer })).toBe(200)
  expect(await step(resident, id, 'rate', { score: 1, solved: false, reason: '答复一模一样' })).toBe(200)
  await settle()
  const { rows } = (await by('supervisor').get('/assessment/findings')).body
  expect(rows).toMatchObject([
    { rule: 'same-answer-again', org: 'gxq.education', case: { id }, state: 'open' },
  ])
})

test('a finding touches nothing until a supervisor confirms it; then the case counts against', async () => {
  const id = await answered('六号楼单元门禁坏了，陌生人随意进出。')
  const version = (await by('dispatcher').get(`/appeals/${id}`)).body.version
  await by('clerk').post(`/appeals/${id}/rate`, { version, score: 5, solved: true })
  await settle()
  const before = await ratesOf(by('supervisor'))
  const { rows } = (await by('supervisor').get('/assessment/findings')).body
  const [finding] = rows.filter((r: { rule: string }) => r.rule === 'rated-at-once')
  expect(finding).toMatchObject({ org: 'gxq.education', case: { id }, facts: { seconds: 0 } })
  const path = `/assessment/findings/${finding.id}/judge`
  const judged = { confirm: true, reason: '答复后立即录入好评，未见回访记录。' }
  expect((await by('gxq.education').post(path, judged)).status).toBe(403)
  expect((await by('supervisor').post(path, judged)).status).toBe(200)
  const after = await ratesOf(by('supervisor'))
  expect([after.solved, after.rated, after.against]).toEqual([
    before.solved - 1,
    before.rated,
    before.against + 1,
  ])
})

test('a rating from the network in which the handlers work is found; the address is kept nowhere', async () => {
  const { db } = city.platform.kernel.app
  const id = await answered('七号楼消防栓漏水，地面结冰很滑。')
  const network = Buffer.from('0123456789abcdef')
  for (const login of ['gxq.education', 'gxq.urban'])
    await db
      .updateTable('sessions')
      .set({ network })
      .where('account', 'in', db.selectFrom('accounts').select('id').where('login', '=', login))
      .execute()
  await db
    .updateTable('sessions')
    .set({ network })
    .where('account', 'in', db.selectFrom('accounts').select('id').where('kind', '=', 'resident'))
    .execute()
  expect(await step(resident, id, 'rate', { score: 5, solved: true })).toBe(200)
  await settle()
  const { rows } = (await by('supervisor').get('/assessment/findings?rule=handler-network')).body
  expect(rows).toMatchObject([{ org: 'gxq.education', case: { id }, facts: { officers: 1 } }])
})

test('one matter made into several by a clerk is found at night', async () => {
  for (let n = 1; n <= 3; n++) {
    const body = {
      text: `${n}号楼的路灯坏了半个月没有人修，晚上回家很不安全。`,
      where: { place },
      channel: 'phone',
      contact: { phone: '13900001111' },
    }
    const { id } = (await by('clerk').post('/appeals', body)).body
    await city.platform.kernel.jobs.idle(60_000)
    await step(by('dispatcher'), id, 'dispatch', { org: 'gxq.urban', category: '0101', urgency: 'normal' })
  }
  const job = city.platform.modules
    .flatMap((m) => m.jobs ?? [])
    .find((j) => j.name === 'assessment.look-for-splits')
  for (let night = 0; night < 2; night++) await job?.run(city.platform.kernel, {})
  const { rows } = (await by('auditor').get('/assessment/findings?rule=split')).body
  expect(rows).toMatchObject([{ org: 'gxq.urban', facts: { pieces: 3 } }])
})
