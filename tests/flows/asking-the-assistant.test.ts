import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web', RATE_LIMIT: '1000000' } })
})
afterAll(() => city?.stop())

test('probe', async () => {
  const c = city.anonymous
  const started = await c.post('/assistant/conversations', {})
  expect(started.status).toBe(201)
  const reg = (await c.get('/algorithms')).body.find((a: any) => a.code === 'assistant.answer')
  const refused = await c.post(`/assistant/conversations/${started.body.id}/ask`, { question: '身份证搞落了咋个补' })
  console.log(refused.status, refused.body)
  const leader = await city.as('leader')
  console.log((await leader.post('/algorithms/judge', { code: reg.code, version: reg.version, status: 'approved', reason: '试用批准首个版本' })).status)
  for (const q of ['身份证搞落了咋个补','身份證遺失如何補辦','结婚登记要带什么','今天天气好不好','火星上有没有水','娃儿读书啷个报名','家里燃气泄漏了','低保怎么申请','老年人坐公交要钱不','怎么办理养老保险转移','公租房申请条件','护照多少钱']) {
    const a = await c.post(`/assistant/conversations/${started.body.id}/ask`, { question: q })
    console.log(q, a.status, a.body.outcome, a.body.confidence?.toFixed(2), a.body.answer?.citations?.map((x: any) => x.title), a.body.answer?.citations?.[0]?.quote, a.body.detail ?? '')
  }
})
