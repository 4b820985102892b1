import { afterAll, beforeAll, expect, test } from 'vitest'
import { isProven, verifyAudit } from '../../src/kernel/audit/index.ts'
import { untilSealed } from '../support/audit.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let resident: Client
let dispatcher: Client
let id = ''

beforeAll(async () => {
  city = await createTestPlatform()
  resident = await city.asResident('19900001234')
  dispatcher = await city.as('dispatcher')
})
afterAll(() => city?.stop())

const gas = '金凤镇凤笙路 12 号楼道里燃气味很重，怀疑管道漏气，家里有老人，请马上派人来看。联系人王小红。'

test('a version that nobody approved classifies nothing', async () => {
  const receipt = await city.anonymous.post('/appeals', {
    text: gas,
    anonymous: true,
    where: { address: '金凤镇凤笙路12号' },
  })
  expect(receipt.status).toBe(201)
  await city.platform.kernel.jobs.idle(60_000)
  const view = await dispatcher.get(`/appeals/${receipt.body.id}`)
  expect(view.body.state).toBe('submitted')
  expect(view.body.details.proposal).toBeNull()
})

test('an officer approves the version; the register shows it', async () => {
  const leader = await city.as('leader')
  const register = await city.anonymous.get('/algorithms')
  const { code, version } = register.body[0]
  const judged = await leader.post('/algorithms/judge', {
    code,
    version,
    status: 'approved',
    reason: '试运行：首个版本批准上线',
  })
  expect(judged.status).toBe(200)
  expect(
    (
      await dispatcher.post('/algorithms/judge', {
        code,
        version,
        status: 'retired',
        reason: '派单员无权下线算法',
      })
    ).status,
  ).toBe(403)
})

test('a resident submits once, however often the button is pressed', async () => {
  const body = { text: gas, where: { address: '金凤镇凤笙路12号' }, contact: { name: '王小红' } }
  const [a, b] = await Promise.all([
    resident.post('/appeals', body, { 'idempotency-key': 'one-intention' }),
    resident.post('/appeals', body, { 'idempotency-key': 'one-intention' }),
  ])
  expect(a.status).toBe(201)
  expect(b.body).toEqual(a.body)
  id = a.body.id
  const mine = await resident.get('/appeals?scope=mine')
  expect(mine.body.rows).toHaveLength(1)
})

test('the classifier proposes with its words; what is urgent is graded so', async () => {
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const view = (await dispatcher.get(`/appeals/${id}`)).body
  expect(view.details.proposal.urgency).toBe('critical')
  expect(view.details.proposal.terms.length).toBeGreaterThan(0)
  expect(view.details.proposal.org).toBeTruthy()
  if (view.state === 'submitted') {
    const { leaf, category, org, urgency } = view.details.proposal
    await step(dispatcher, 'dispatch', { org, category: leaf ?? category, urgency })
  }
  const dispatched = (await dispatcher.get(`/appeals/${id}`)).body
  expect(dispatched.state).toBe('dispatched')
  lead = dispatched.lead
})

test('only who may see it sees it, and nobody learns that it exists', async () => {
  const stranger = await city.asResident('19900005678')
  const other = await city.as('gxq.education')
  for (const c of [stranger, other, city.anonymous])
    expect([401, 404]).toContain((await c.get(`/appeals/${id}`)).status)
  // Whoever tries what is not theirs stands in the case's own audit.
  expect((await other.post(`/appeals/${id}/accept`, { version: 1 })).status).toBe(404)
  const { rows } = await city.platform.kernel.app.pool.query(
    `select action, change->>'code' as code from audit_entries where subject_id = $1 and outcome = 'refused'`,
    [id],
  )
  expect(rows).toContainEqual({ action: 'appeal.accept', code: 'forbidden' })
  const handler = await city.as(lead)
  expect((await handler.get(`/appeals/${id}`)).body.applicant).toBeTruthy()
})

test('the department accepts, asks a co-handler, holds, resumes, and answers in time', async () => {
  const handler = await city.as(lead)
  const act = (name: string, input: object = {}) => step(handler, name, input)
  await act('accept')
  const view = await act('ask-co', { orgs: ['town.500107104'], workingDays: 2, reason: '请镇街协助入户排查' })
  expect(view.co).toHaveLength(1)
  const township = await city.as('town.500107104')
  await step(township, 'co-answer', { text: '已入户排查，关闭总阀，疏散住户。' })
  await act('hold', { reason: '等待燃气单位抢修' })
  const held = await handler.post(`/appeals/${id}/answer`, {
    version: await version(),
    text: '已处置完毕，感谢来电。',
  })
  expect(held.status).toBe(409)
  expect(held.body.available).toContain('resume')
  await act('resume')
  await act('handle', { text: '抢修人员到场，更换阀门。' })
  const empty = await handler.post(`/appeals/${id}/answer`, {
    version: await version(),
    text: '您好，您的来电已收悉，已转有关部门处理，感谢您的支持！',
  })
  expect(empty).toMatchObject({ status: 400, body: { code: 'invalid', field: 'text' } })
  const answered = await act('answer', {
    text: '您好，燃气单位已于今日更换楼道阀门并检测合格，如再有异味请拨打 12345。',
  })
  expect(answered.state).toBe('answered')
})

test('one press that is sent three times at once is one step, and each gets its answer', async () => {
  const v = await version()
  const press = () =>
    dispatcher.post(
      `/appeals/${id}/note`,
      { version: v, text: '已电话核实地址。' },
      { 'idempotency-key': 'one-press' },
    )
  const answers = await Promise.all([press(), press(), press()])
  expect(answers.map((a) => a.status)).toEqual([200, 200, 200])
  expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1)
  expect(await version()).toBe(v + 1)
})

test('two officers at once: one gets a refusal that shows what changed and what is possible now', async () => {
  const v = await version()
  const [a, b] = await Promise.all([
    dispatcher.post(`/appeals/${id}/note`, { version: v, text: '回访前核对一次。' }),
    dispatcher.post(`/appeals/${id}/note`, { version: v, text: '我也核对一次。' }),
  ])
  const late = a.status === 409 ? a : b
  expect([a.status, b.status].sort()).toEqual([200, 409])
  expect(late.body.last.action).toBe('note')
  expect(late.body.available).toContain('note')
})

test('the resident rates, and a good rating closes the case', async () => {
  await step(resident, 'rate', { score: 5, solved: true, reason: '来得很快' })
  await city.platform.kernel.jobs.idle(60_000)
  const view = (await resident.get(`/appeals/${id}`)).body
  expect(view.state).toBe('closed')
  expect(view.timeline.map((s: { action: string }) => s.action)).toEqual(
    expect.arrayContaining([
      'submit',
      'dispatch',
      'accept',
      'hold',
      'resume',
      'handle',
      'answer',
      'rate',
      'close',
    ]),
  )
  expect(view.timeline.every((s: { visible: string }) => s.visible === 'public')).toBe(true)
})

test('every step is in the audit, the chain verifies, and one entry is proven to a third party', async () => {
  const auditor = await city.as('auditor')
  await untilSealed(city.platform)
  const entries = (await auditor.get(`/audit?subject=${id}`)).body
  expect(entries.length).toBeGreaterThan(9)
  expect(JSON.stringify(entries)).not.toContain('19900001234')
  const proof = (await auditor.get(`/audit/${entries.at(-1).seq}/proof`)).body
  expect(isProven({ ...proof, entry: { ...proof.entry, at: new Date(proof.entry.at) } })).toBe(true)
  expect((await dispatcher.get('/audit')).status).toBe(403)
  const result = await verifyAudit(city.platform.kernel.app.db)
  expect(result.flaws).toEqual([])
  expect(result.seals).toBeGreaterThan(0)
})

let lead = ''

async function version(): Promise<number> {
  return (await dispatcher.get(`/appeals/${id}`)).body.version
}

/** One action as a screen does it: look, act on the version seen, look again. */
async function step(who: Client, action: string, input: object) {
  const answer = await who.post(`/appeals/${id}/${action}`, { version: await version(), ...input })
  expect({ action, status: answer.status, body: answer.status === 200 ? '' : answer.body }).toEqual({
    action,
    status: 200,
    body: '',
  })
  return answer.body
}
