import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type LanguageModel, startLanguageModel } from '../support/language-model.ts'
import type { Client } from '../support/platform.ts'
import { createGasCity, type GasCity } from '../support/warnings.ts'

/** The life of a governance report: warnings of a day are judged, reported, opened figure by figure, reworded, signed. */

interface Source {
  no: number
  value: number | null
  figure: { zh: string }
  link: string | null
}
interface Report {
  id: string
  version: number
  signedBy: string | null
  wording: { model: string; sentences: string[] } | null
  content: {
    exercise: boolean
    names: string[]
    sections: {
      key: string
      sentences: { text: { zh: string; en: string }; sources: number[] }[]
      table?: { rows: unknown[] }
    }[]
    sources: Source[]
  }
  versions: { version: number; reason: string }[]
  can: { sign: boolean; make: boolean; polish: boolean }
}

let city: GasCity
let model: LanguageModel
const day = 86_400_000
const made = { scope: '500107103', kind: 'day', from: '2027-03-01' }

beforeAll(async () => {
  model = await startLanguageModel()
  city = await createGasCity({ LLM_BASE_URL: model.url, LLM_MODEL: 'test-model', LLM_TIMEOUT: '2000' })
  await city.watch()
  await city.read('gas-1', [12, 230])
  await city.read('gas-2', [12, 80])
  await city.read('gas-3', [12, 600])
  await vi.waitFor(async () => expect((await city.open()).total).toBe(3), { timeout: 60_000 })
  const { officer } = city.people
  for (const object of ['gas-1', 'gas-2'])
    await city.act(officer, (await city.warningOf(object)).id, 'acknowledge')
  const [one, two] = [await city.warningOf('gas-1'), await city.warningOf('gas-2')]
  await city.act(officer, one.id, 'close', { verdict: 'true', note: '确有泄漏' })
  await city.act(officer, two.id, 'close', { verdict: 'false', note: '探头故障' })
  await city.later(day)
}, 240_000)
afterAll(async () => {
  await city?.city.stop()
  await model?.stop()
})

const officer = () => city.people.officer
const make = (change: object = {}, client = officer()) =>
  client.post('/warning-reports', { ...made, ...change })
const read = async (id: string, client: Client = officer()): Promise<Report> =>
  (await client.get(`/warning-reports/${id}`)).body
const textsOf = (r: Report) => r.content.sections.flatMap((s) => s.sentences.map((one) => one.text.zh))
const figure = (r: Report, zh: string) => r.content.sources.find((s) => s.figure.zh === zh)

let id = ''

test('a day that is over is reported on: each figure is what happened', async () => {
  const { status, body } = await make()
  expect([status, body.version]).toEqual([201, 1])
  id = body.id
  const report = await read(id)
  const texts = textsOf(report)
  expect(texts).toContain('本报告只统计真实预警，不含演练和模拟数据。')
  expect(texts).toContain('本期发出预警 3 个，上一期 0 个，增加 3 个。')
  expect(texts).toContain('按曾达到的最高级别：红色 1 个，橙色 1 个，黄色 0 个，蓝色 1 个。')
  expect(texts).toContain(
    '本期预警中已核定 2 个：准确 1 个，误报 1 个，过早 0 个，过晚 0 个；另补记漏报 0 起。',
  )
  expect(texts).toContain('精确率 50.0%，召回率 100.0%，预警早于事件的中位时间 — 小时。')
  expect(texts.filter((s) => s.includes('尚未确认'))).toHaveLength(1)
  expect(report.content.sections.find((s) => s.key === 'places')?.table?.rows).toHaveLength(1)
})

test('each figure opens the rows that it counted', async () => {
  const report = await read(id)
  const opened = report.content.sources.filter((s) => s.link?.startsWith('/desk/warnings?state=') === true)
  expect(opened.length).toBeGreaterThan(8)
  for (const { link, value, figure: name } of opened) {
    const { total } = await city.open((link ?? '').split('?')[1])
    expect([name.zh, link, total]).toEqual([name.zh, link, value])
  }
  const accuracy = report.content.sources.filter((s) => s.link?.includes('view=accuracy') === true)
  const [, query = ''] = accuracy[0]?.link?.split('?') ?? []
  const page = (await officer().get(`/early-warning/accuracy?${query.replace('view=accuracy&', '')}`)).body
  expect(page.total.precision).toBe(figure(report, '精确率')?.value)
  expect(page.total.judged).toBe(figure(report, '已核定')?.value)
})

test('every number of a sentence has a source', async () => {
  const report = await read(id)
  for (const { sentences } of report.content.sections)
    for (const { text, sources } of sentences) {
      const bare = report.content.names.reduce((s, name) => s.replaceAll(name, ''), text.zh)
      expect([text.zh, /\d/.test(bare) ? sources.length > 0 : true]).toEqual([text.zh, true])
    }
})

test('of an exercise there is a report of its own, which says so and counts nothing real', async () => {
  const { body } = await make({ exercise: true })
  const report = await read(body.id)
  expect(report.content.exercise).toBe(true)
  expect(textsOf(report)).toContain('本报告只统计演练和模拟数据的预警，不含任何真实预警。')
  expect(textsOf(report)).toContain('本期发出预警 0 个，上一期 0 个，持平。')
})

test('what cannot be reported on is refused; made again it needs a reason and is another version', async () => {
  for (const wrong of [
    { from: '2027-03-02' },
    { kind: 'week', from: '2027-02-23' },
    { kind: 'month', from: '2027-02-02' },
    { kind: 'special', from: '2027-03-02', to: '2027-03-01' },
  ])
    expect((await make(wrong)).status).toBe(400)
  expect((await make({ scope: '500199999' })).status).toBe(404)
  expect((await make()).status).toBe(400)
  const again = await make({ reason: '补记漏报' })
  expect([again.status, again.body.version]).toEqual([201, 2])
  expect((await read(again.body.id)).versions).toMatchObject([
    { version: 2, reason: '补记漏报' },
    { version: 1, reason: '' },
  ])
})

test('a week, a month and chosen days with a domain are reported on too', async () => {
  await city.later(40 * day)
  for (const change of [
    { kind: 'week', from: '2027-03-01' },
    { kind: 'month', from: '2027-03-01' },
    { kind: 'special', from: '2027-02-20', to: '2027-03-05', domain: 'work-safety' },
  ]) {
    const { status, body } = await make(change)
    expect([change.kind, status]).toEqual([change.kind, 201])
    expect(figure(await read(body.id), '发出预警')?.value).toBe(3)
  }
  const other = await make({ kind: 'special', from: '2027-02-20', to: '2027-03-05', domain: 'environment' })
  expect(figure(await read(other.body.id), '发出预警')?.value).toBe(0)
})

test('who may read and make: those whose post reaches all of its places', async () => {
  const { city: platform } = city
  expect((await make({ scope: '50' })).status).toBe(403)
  expect((await make({}, await platform.as('gxq.market'))).status).toBe(403)
  expect((await (await platform.as('data.civil')).get('/warning-reports')).status).toBe(403)
  expect((await platform.anonymous.get(`/warning-reports/${id}`)).status).toBe(401)
  expect((await (await platform.as('auditor')).get(`/warning-reports/${id}`)).status).toBe(200)
})

test('Word and PDF', async () => {
  for (const format of ['docx', 'pdf']) {
    const answer = await city.city.platform.server.inject({
      method: 'GET',
      url: `/api/v1/warning-reports/${id}/report.${format}`,
    })
    expect(answer.statusCode).toBe(401)
    expect((await officer().get(`/warning-reports/${id}/report.${format}`)).status).toBe(200)
  }
})

describe('another wording', () => {
  const polish = () => officer().post(`/warning-reports/${id}/polish`)

  test.each([
    ['a figure changed', (s: string) => s.replace('3 个，上一期', '4 个，上一期')],
    ['a figure vanished', (s: string) => s.replace('，上一期 0 个', '')],
    ['a figure appeared', (s: string) => s.replace('增加 3 个', '增加 3 个，其中 2 个较急')],
    ['two figures changed places', (s: string) => s.replace('误报 1 个，过早 0 个', '误报 0 个，过早 1 个')],
    ['a figure in words', (s: string) => s.replace('3 个', '三个')],
    ['a negation vanished', (s: string) => s.replace('尚未确认', '已经确认')],
  ])('%s: refused, and nothing is kept', async (_what, change) => {
    const texts = textsOf(await read(id))
    const answer = texts.map(change)
    expect(answer).not.toEqual(texts)
    model.answer = { text: JSON.stringify(answer) }
    const { status, body } = await polish()
    expect([status, body.title]).toEqual([409, expect.stringContaining('原文不变')])
    expect((await read(id)).wording).toBeNull()
  })

  test('a broken endpoint leaves the original', async () => {
    for (const answer of [
      { status: 500 },
      { raw: 'no json' },
      { text: '好的' },
      { text: '["少了"]' },
    ] as const) {
      model.answer = answer
      expect([409, 503]).toContain((await polish()).status)
    }
    expect((await read(id)).wording).toBeNull()
  })

  test('one that says the same is kept beside the original, once; no name of a person was sent', async () => {
    const texts = textsOf(await read(id))
    const better = texts.map((s) => s.replace('本期发出预警', '经统计，本期共发出预警'))
    model.answer = { text: JSON.stringify(better) }
    expect((await polish()).status).toBe(200)
    const report = await read(id)
    expect(report.wording).toMatchObject({ model: 'test-model', sentences: better })
    expect(textsOf(report)).toEqual(texts)
    expect(report.can.polish).toBe(false)
    expect((await polish()).status).toBe(409)
    expect(JSON.stringify(model.asked.at(-1)?.body)).not.toContain('彭锐')
    expect((await officer().get(`/warning-reports/${id}/wording/report.pdf`)).status).toBe(200)
  })
})

test('signed once a version, by an overseer and not by the officer who made it', async () => {
  expect((await officer().post(`/warning-reports/${id}/sign`, {})).status).toBe(403)
  const leader = await city.city.as('leader')
  expect((await read(id, leader)).can.sign).toBe(true)
  expect((await leader.post(`/warning-reports/${id}/sign`, { text: '已阅' })).status).toBe(200)
  expect((await leader.post(`/warning-reports/${id}/sign`, {})).status).toBe(409)
  expect((await read(id, leader)).signedBy).not.toBeNull()
  const list = (await leader.get('/warning-reports?kind=day&exercise=false')).body
  expect(list.rows).toMatchObject([{ version: 2, signedBy: null, exercise: false }])
})
