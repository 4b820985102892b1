import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { CheckedCity } from '../support/data-checks.ts'
import { createTestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { unzip } from '../support/unzip.ts'

/** The yearly report of the risks to data. */

const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let c: CheckedCity
let resource = ''

beforeAll(async () => {
  const city = await createTestPlatform({ clock })
  await city.platform.working
  c = new CheckedCity(city, clock)
  await c.later(0)
  resource = await publishedResource(c.market, 'gxq.market', foodBusinesses)
  await deliverRows(
    c.market,
    resource,
    [1, 2, 3].map((n) => foodBusiness(n)),
  )
  await c.givenGrant(resource)
  await c.look()
})
afterAll(() => c?.city.stop())

test('the yearly report is kept in versions, each number with its source, signed, as Word and PDF', async () => {
  const year = Number(c.today().slice(0, 4))
  const made = await c.market.post('/risk-reports', { org: 'gxq.market', year })
  expect(made.status).toBe(201)
  expect((await c.market.post('/risk-reports', { org: '', year })).status).toBe(403)
  expect((await c.civil.get(`/risk-reports/${made.body.id}`)).status).toBe(404)
  const again = await c.authority.post('/risk-reports', { org: 'gxq.market', year })
  expect(again.body).toMatchObject({ field: 'reason' })
  expect((await c.authority.post('/risk-reports', { org: 'gxq.market', year: year + 1 })).status).toBe(400)
  const report = (await c.authority.get(`/risk-reports/${made.body.id}`)).body
  expect(report).toMatchObject({ version: 1, signedBy: null, can: { sign: true } })
  const said = report.content.sections.flatMap((s: { sentences: { text: { zh: string } }[] }) =>
    s.sentences.map((x) => x.text.zh),
  )
  expect(said).toContain('“到期未删除”发现 1 条，未结 1 条。')
  expect((await c.market.post(`/risk-reports/${made.body.id}/sign`)).status).toBe(403)
  expect((await c.authority.post(`/risk-reports/${made.body.id}/sign`, { text: '同意' })).status).toBe(200)
  expect((await c.authority.post(`/risk-reports/${made.body.id}/sign`)).status).toBe(409)
  const second = { org: 'gxq.market', year, reason: '补充交换数据' }
  expect((await c.authority.post('/risk-reports', second)).body.version).toBe(2)
  const { rows } = (await c.authority.get(`/risk-reports?org=gxq.market`)).body
  expect(rows).toMatchObject([{ version: 2, signedBy: null }])
  const word = await c.authority.get(`/risk-reports/${made.body.id}/report.docx`)
  const parts = unzip(word.bytes ?? Buffer.alloc(0))
  expect(parts.get('word/document.xml')?.toString()).toContain('依据：《中华人民共和国数据安全法》第二十一条')
  expect(parts.get('word/footnotes.xml')?.toString()).toContain('已发布资源')
  const pdf = await c.authority.get(`/risk-reports/${made.body.id}/report.pdf?lang=en`)
  expect(pdf.bytes?.subarray(0, 5).toString()).toBe('%PDF-')
})

test('each January the job makes the reports of the year before, once', async () => {
  await c.later(366)
  await c.run('data-checks.report')
  await c.run('data-checks.report')
  const year = Number(c.today().slice(0, 4)) - 1
  const { rows } = (await c.authority.get(`/risk-reports?year=${year}`)).body
  expect(rows.map((r: { org: string; version: number }) => [r.org, r.version])).toEqual([
    ['', 1],
    ['gxq.market', 2],
  ])
})
