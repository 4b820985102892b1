import { afterAll, beforeAll, expect, test } from 'vitest'
import { isProven, verifyAudit } from '../../src/kernel/audit/index.ts'
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
  const receipt = await city.anonymous.post('/appeals', { text: gas, anonymous: true, where: { address: '金凤镇凤笙路12号' } })
  expect(receipt.status).toBe(201)
  await city.platform.kernel.jobs.idle(3_000)
  const view = await dispatcher.get(`/appeals/${receipt.body.id}`)
  expect(view.body.state).toBe('submitted')
  expect(view.body.details.proposal).toBeNull()
})

test('an officer approves the version; the register shows it', async () => {
  const leader = await city.as('leader')
  const register = await city.anonymous.get('/algorithms')
  const { code, version } = register.body[0]
  const judged = await leader.post('/algorithms/judge', { code, version, status: 'approved', reason: '试运行：首个版本批准上线' })
  expect(judged.status).toBe(200)
  expect((await dispatcher.post('/algorithms/judge', { code, version, status: 'retired', reason: '无权操作' })).status).toBe(403)
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
  expect(await city.platform.kernel.jobs.idle(10_000)).toBe(true)
  const view = (await dispatcher.get(`/appeals/${id}`)).body
  expect(view.details.proposal.urgency).toBe('critical')
  expect(view.details.proposal.terms.length).toBeGreaterThan(0)
  expect(view.details.proposal.org).toBeTruthy()
})
