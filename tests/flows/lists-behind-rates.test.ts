import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { IndicatorAnswer } from '../../src/kernel/cases/contract.ts'
import { liveAtRandom, uncounted } from '../support/figures.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
/** Answers fall due in the days to come. */
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const period = `from=${day(-10)}&to=${day(60)}`

beforeAll(async () => {
  city = await createTestPlatform()
  await liveAtRandom(city, 40)
  await sendAstray(5)
  // Transactions of other files in the same cluster hold the outbox back for a moment.
  await vi.waitFor(async () => expect(await uncounted(city)).toBe(0), { timeout: 20_000 })
})
afterAll(() => city?.stop())

/** Sent to an office that gives them back; some then go elsewhere. */
async function sendAstray(cases: number): Promise<void> {
  const dispatcher = await city.as('dispatcher')
  const handler = await city.as('gxq.urban')
  const where = { place: '500107104' }
  for (let n = 0; n < cases; n++) {
    const { body } = await dispatcher.post('/appeals', {
      text: `第 ${n} 处招牌松动。`,
      channel: 'phone',
      where,
    })
    const steps = [
      [dispatcher, 'dispatch', { org: 'gxq.urban', category: '0101', urgency: 'normal' }],
      [handler, 'give-back', { reason: '不属于本单位职责。' }],
      [dispatcher, 'dispatch', { org: 'gxq.market', category: '0101', urgency: 'normal' }],
    ] as const
    for (const [who, path, input] of steps.slice(0, n % 2 === 0 ? 3 : 2)) {
      const { version } = (await dispatcher.get(`/appeals/${body.id}`)).body
      const done = await who.post(`/appeals/${body.id}/${path}`, { version, ...input })
      expect([path, done.status, done.status === 200 ? '' : done.body.title]).toEqual([path, 200, ''])
    }
  }
}

async function ask(codes: string, groupBy: string): Promise<IndicatorAnswer['series']> {
  const who = await city.as('city')
  const { body } = await who.get(`/indicators/answer?indicators=${codes}&groupBy=${groupBy}&${period}`)
  return body.series
}

async function count(cases: object | null): Promise<number> {
  expect(cases).not.toBeNull()
  const { body } = await (await city.as('city')).get(`/appeals/count?${new URLSearchParams({ ...cases })}`)
  return body.count
}

test.each([
  ['response-rate', 'met'],
  ['first-dispatch-right', 'right'],
])('the %s opens the cases that it lacks, and as many more as it is a share of', async (code, flag) => {
  for (const groupBy of ['day', 'org']) {
    const [series] = await ask(code, groupBy)
    expect(series?.cases).toMatchObject({ [flag]: 'false' })
    expect(await count(series?.cases ?? null)).toBeGreaterThan(0)
    const all = (series?.points ?? []).filter((point) => point.base > 0 && point.key !== '')
    expect(all.length).toBeGreaterThan(0)
    for (const p of all) {
      const [lacking, rest] = [await count(p.cases), await count({ ...p.cases, [flag]: 'true' })]
      expect([p.key, lacking + rest]).toEqual([p.key, p.base])
      expect(rest / p.base).toBeCloseTo(p.value ?? Number.NaN, 3)
    }
  }
})

test.each(['dispatched', 'accepted', 'due'])(
  'cases by the day on which they were %s are a list',
  async (at) => {
    const supervisor = await city.as('supervisor')
    const text = { zh: `按${at}`, en: at, meaningZh: at, meaningEn: at, source: '测试' }
    const measure = { kind: 'count', of: { grain: 'case', at } }
    const code = `number-${at}`
    const own = { code, ...text, unit: 'cases', better: 'neither', measure, filters: {}, version: 0 }
    expect((await supervisor.post('/indicators', own)).status).toBe(200)
    for (const groupBy of ['day', 'org', 'township']) {
      const [series] = await ask(code, groupBy)
      expect(series?.total).toBeGreaterThan(0)
      expect([groupBy, await count(series?.cases ?? null)]).toEqual([groupBy, series?.total])
      for (const p of (series?.points ?? []).filter((point) => point.cases !== null))
        expect([groupBy, p.key, await count(p.cases)]).toEqual([groupBy, p.key, p.value])
    }
  },
)
