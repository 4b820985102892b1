import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let clerk: Client

beforeAll(async () => {
  city = await createTestPlatform()
  clerk = await city.as('clerk')
  const register = (await city.anonymous.get('/algorithms')).body as { code: string; version: string }[]
  const entry = register.find((a) => a.code === 'assistant.answer')
  const leader = await city.as('leader')
  const judgement = {
    code: entry?.code,
    version: entry?.version,
    status: 'approved',
    reason: '试运行：只引用资料',
  }
  expect((await leader.post('/algorithms/judge', judgement)).status).toBe(200)
})
afterAll(() => city?.stop())

test('a change of a word or a passage stands in the history and can be taken back, the newest first', async () => {
  const visit = (await city.anonymous.post('/assistant/conversations', {})).body.id
  const ask = (question: string) => city.anonymous.post(`/assistant/conversations/${visit}/ask`, { question })
  type Line = { id: string; isNewest: boolean; before: unknown; after: unknown; by: string }
  const history = async (kind: string, subject: string): Promise<Line[]> =>
    (await clerk.get(`/assistant/changes?kind=${kind}&subject=${encodeURIComponent(subject)}`)).body
  const restore = (id: string | undefined) => clerk.post(`/assistant/changes/${id}/restore`, {})
  await clerk.post('/assistant/synonyms/save', { say: '吃笋子炒肉', means: ['家庭暴力'] })
  await clerk.post('/assistant/synonyms/save', { say: '吃笋子炒肉', means: ['体罚'] })
  await clerk.post('/assistant/synonyms/remove', { say: '吃笋子炒肉' })
  const [gone, changed, first] = await history('synonym', '吃笋子炒肉')
  expect(gone).toMatchObject({ isNewest: true, before: { means: ['体罚'] }, after: null })
  expect(gone?.by).toContain('陈晓')
  expect(changed).toMatchObject({ isNewest: false, before: { means: ['家庭暴力'] } })
  expect(first).toMatchObject({ before: null })
  expect((await restore(changed?.id)).status).toBe(409)
  expect((await restore(gone?.id)).status).toBe(200)
  const words = (await clerk.get('/assistant/synonyms')).body
  expect(words.find((w: { say: string }) => w.say === '吃笋子炒肉')?.means).toEqual(['体罚'])
  // The restore is a change like any other.
  const [again] = await history('synonym', '吃笋子炒肉')
  expect((await restore(again?.id)).status).toBe(200)
  expect((await clerk.post('/assistant/synonyms/remove', { say: '吃笋子炒肉' })).status).toBe(404)

  const asked = (await ask('最低生活保障怎么申请')).body
  const { passage } = asked.answer.citations[0]
  const row = (await clerk.get('/assistant/passages?text=最低生活保障')).body.rows.find(
    (r: { id: string }) => r.id === passage,
  )
  const reason = '政策调整，等新文本'
  const hidden = { version: row.version, status: 'hidden', reason }
  expect((await clerk.post(`/assistant/passages/${passage}/judge`, hidden)).status).toBe(200)
  expect((await city.anonymous.get(`/assistant/passages/${passage}`)).status).toBe(404)
  const [judged] = await history('passage', passage)
  expect(judged).toMatchObject({ before: { status: 'in-force' }, after: { status: 'hidden', reason } })
  const handler = await city.as('gxq.housing')
  expect((await handler.post(`/assistant/changes/${judged?.id}/restore`, {})).status).toBe(403)
  expect((await restore(judged?.id)).status).toBe(200)
  expect((await city.anonymous.get(`/assistant/passages/${passage}`)).body.status).toBe('in-force')
  expect((await ask('最低生活保障怎么申请')).body.answer.citations[0].passage).toBe(passage)
})
