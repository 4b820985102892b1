import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { appealActions } from '../../src/modules/appeals/actions.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** What officers hear of in the app: one appeal passes every step that tells somebody. */

const clock = fixedClock(new Date('2026-03-02T09:30:00+08:00'))
let city: TestPlatform
let resident: Client
const officers = new Map<string, Client>()
let id = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  resident = await city.asResident('19900004321')
  for (const login of [
    'dispatcher',
    'supervisor',
    'leader',
    'clerk',
    'gxq.housing',
    'gxq.urban',
    'gxq.education',
    'gxq.center',
  ])
    officers.set(login, await city.as(login))
  const body = {
    text: '楼道灯坏了三个月，我的电话是19900004321，请尽快派人维修。',
    where: { place: '50/500107/500107104' },
  }
  id = (await resident.post('/appeals', body)).body.id
  await city.platform.kernel.jobs.idle(60_000)
})
afterAll(() => city?.stop())

const by = (login: string) => officers.get(login) as Client

async function step(who: Client, action: string, input: object = {}): Promise<void> {
  const { version } = (await by('dispatcher').get(`/appeals/${id}`)).body
  const answer = await who.post(`/appeals/${id}/${action}`, { version, ...input })
  expect({ action, status: answer.status, body: answer.status === 200 ? '' : answer.body }).toEqual({
    action,
    status: 200,
    body: '',
  })
  clock.advance(60_000)
}

/** What each officer was told since the last look, by login. */
const seen = new Set<string>()
async function told(): Promise<Record<string, string[]>> {
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const news: Record<string, string[]> = {}
  for (const [login, client] of officers) {
    const { rows } = (await client.get('/notices?channel=in-app&limit=100')).body
    for (const n of rows as {
      id: string
      template: string
      text: { zh: string; en: string }
      subject: object
    }[]) {
      const key = `${login} ${n.id}`
      if (seen.has(key)) continue
      seen.add(key)
      expect(n.subject).toEqual({ type: 'appeal', id })
      expect(`${n.text.zh}${n.text.en}`).not.toMatch(/\{|19900004321|appeal\.officer/)
      // Names of organizations as well are said in the language of the notice.
      expect(n.text.en).not.toMatch(/[\u4e00-\u9fff]/)
      news[login] = [...(news[login] ?? []), n.template.replace('appeal.officer.', '')]
    }
  }
  return news
}

const reason = '属于住建部门职责范围，请办理。'

test('submitting tells no officer; dispatching tells the handlers of the lead and nobody else', async () => {
  expect(await told()).toEqual({})
  await step(by('dispatcher'), 'dispatch', { org: 'gxq.education', category: '0101', urgency: 'normal' })
  expect(await told()).toEqual({ 'gxq.education': ['dispatch'] })
})

test('a dispute goes to the supervisors of the place, its settlement to the lead', async () => {
  await step(by('gxq.education'), 'dispute', { reason, legalBasis: '市政管理条例第三条' })
  expect(await told()).toEqual({ 'gxq.center': ['dispute'], supervisor: ['dispute'] })
  await step(by('supervisor'), 'arbitrate', { org: 'gxq.urban', reason })
  expect(await told()).toEqual({ 'gxq.urban': ['arbitrate'] })
  await step(by('dispatcher'), 'transfer', { org: 'gxq.housing', reason })
  expect(await told()).toEqual({ 'gxq.housing': ['transfer'] })
})

test('co-handlers hear that they are asked, the lead that they answered', async () => {
  await step(by('gxq.housing'), 'accept')
  await step(by('gxq.housing'), 'ask-co', { orgs: ['gxq.urban'], workingDays: 2, reason })
  expect(await told()).toEqual({ 'gxq.urban': ['askCo'] })
  await step(by('gxq.urban'), 'co-answer', { text: '已协助核查，线路老化。' })
  expect(await told()).toEqual({ 'gxq.housing': ['coAnswer'] })
})

test('the applicant’s comment reaches the lead; an officer’s own does not', async () => {
  await step(resident, 'comment', { text: '今天灯还是没有亮。' })
  expect(await told()).toEqual({ 'gxq.housing': ['comment'] })
  await step(by('gxq.housing'), 'comment', { text: '师傅下午到场。' })
  expect(await told()).toEqual({})
})

test('what runs out climbs: handlers, supervisors, leaders', async () => {
  const { kernel } = city.platform
  const { onCase } = appealActions({ clock, key: () => kernel.key })
  const actor = systemActor('appeal.escalate')
  const rungs: Record<string, string[]>[] = []
  for (let level = 1; level <= 3; level++) {
    const { version } = (await by('dispatcher').get(`/appeals/${id}`)).body
    await kernel.execute(onCase.escalate, { actor, input: { id, version } })
    rungs.push(await told())
  }
  expect(rungs).toEqual([
    { 'gxq.housing': ['escalate'] },
    { supervisor: ['escalate'] },
    { leader: ['escalate'] },
  ])
})

test('reopening tells the lead; a switched-off account is told nothing', async () => {
  await step(by('gxq.housing'), 'answer', { text: '您好，楼道灯已修好，感谢反映。' })
  expect(await told()).toEqual({})
  await step(resident, 'reopen', { reason: '昨晚又不亮了' })
  expect(await told()).toEqual({ 'gxq.housing': ['reopen'] })
  const { db } = city.platform.kernel.app
  await db.updateTable('accounts').set({ active: false }).where('login', '=', 'gxq.urban').execute()
  await step(by('dispatcher'), 'transfer', { org: 'gxq.urban', reason })
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const rows = await db
    .selectFrom('notices as n')
    .innerJoin('accounts as a', 'a.id', 'n.account')
    .select('a.login')
    .where('n.template', '=', 'appeal.officer.transfer')
    .execute()
  expect(rows.map((r) => r.login)).toEqual(['gxq.housing'])
})
