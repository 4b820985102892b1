import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { translate } from '../../src/kernel/i18n/define.ts'
import { earlyWarningMessages } from '../../src/modules/early-warning/messages.ts'
import { enterDevices, readingsOfSensors, sensor } from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusinesses, publishedResource } from '../support/resources.ts'

const minute = 60_000
const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let city: TestPlatform
let market: Client
let officer: Client
let resource = ''
let watch = { id: '', version: 0 }

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await later(0)
  resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
  await enterDevices(
    market,
    resource,
    ['gas-1', 'gas-2', 'gas-3'].map((id) => sensor(id)),
  )
})
afterAll(() => city?.stop())

/** Sessions end with the day. */
async function later(milliseconds: number) {
  clock.advance(milliseconds)
  market = await city.as('data.market')
  officer = await city.as('warning')
}

const content = {
  name: '燃气浓度超限',
  kind: 'gas-leak',
  domain: 'work-safety',
  get resource() {
    return resource
  },
  value: 'ppm',
  unit: 'ppm',
  object: 'device',
  detector: { kind: 'threshold', parameters: { high: 50 } },
  gradedBy: 'value',
  grades: [
    { level: 'blue', from: 50 },
    { level: 'orange', from: 200 },
    { level: 'red', from: 500 },
  ],
  plan: '关阀、通风、疏散，通知燃气公司',
}
const contentWith = (change: object = {}) => ({ ...content, resource, ...change })

const sentence = (key: string, values: Record<string, string>) =>
  translate(earlyWarningMessages, key, 'zh', values)

/** Readings of a device, a minute apart, the last one now. */
async function read(device: string, ...ppm: number[]): Promise<void> {
  const sent = await deliverRows(
    market,
    resource,
    ppm.map((value, n) => ({
      device,
      at: new Date(clock.now().getTime() - (ppm.length - 1 - n) * minute).toISOString(),
      place: '500107103',
      ppm: String(value),
    })),
    { channel: 'api' },
  )
  expect(sent.body).toMatchObject({ counts: { added: ppm.length } })
}
const open = async (query = '', client = officer) =>
  (await client.get(`/early-warning/warnings?${query}`)).body
const warningOf = async (object: string) =>
  (await open()).rows.find((w: { object: string }) => w.object === object)
const act = async (client: Client, id: string, action: string, input: object = {}) => {
  const { version } = (await officer.get(`/warnings/${id}`)).body
  return client.post(`/warnings/${id}/${action}`, { version, ...input })
}

describe('a watch', () => {
  test('what cannot be watched is refused, and the field is named', async () => {
    const records = await publishedResource(market, 'gxq.market', foodBusinesses)
    const refused: readonly [object, string][] = [
      [{ value: 'device' }, 'early-warning.not-a-number'],
      [{ object: 'nothing' }, 'early-warning.no-item'],
      [{ resource: records, value: 'seats', object: 'phone' }, 'early-warning.of-persons'],
      [{ detector: { kind: 'threshold', parameters: {} } }, 'early-warning.wrong-parameter'],
      [{ detector: { kind: 'oracle', parameters: {} } }, 'early-warning.wrong-parameter'],
      [{ grades: [content.grades[1], content.grades[1]] }, 'early-warning.level-twice'],
      [
        {
          grades: [
            { level: 'blue', from: 60 },
            { level: 'red', from: 50 },
          ],
        },
        'early-warning.not-rising',
      ],
      [{ org: 'gxq.nobody' }, 'early-warning.no-org'],
    ]
    for (const [change, message] of refused) {
      const answer = await officer.post('/early-warning/watches', { content: contentWith(change) })
      expect([answer.status, answer.body.title]).toEqual([400, sentence(message, answer.body)])
    }
    expect((await market.post('/early-warning/watches', { content: contentWith() })).status).toBe(403)
  })

  test('tried on the past it says what it would have raised, and changes nothing', async () => {
    await read('gas-1', 10, 60, 70, 12, 8)
    const past = {
      content: contentWith(),
      from: new Date(clock.now().getTime() - 60 * minute).toISOString(),
      until: new Date(clock.now().getTime() + minute).toISOString(),
    }
    const tried = await officer.post('/early-warning/try', past)
    expect(tried.body).toMatchObject({ rows: 5, objects: 1, cut: false, late: 0, signals: 2 })
    expect(tried.body.warnings).toMatchObject([{ object: 'gas-1', level: 'blue', peak: 60, signals: 1 }])
    expect((await open()).total).toBe(0)
  })

  test('a draft watches nothing; switched on it watches what arrives from then on', async () => {
    const made = await officer.post('/early-warning/watches', { content: contentWith() })
    expect(made.status).toBe(201)
    const on = await officer.post(`/early-warning/watches/${made.body.id}/switch`, {
      version: made.body.version,
      on: true,
      reason: '回测无误报',
    })
    expect(on.status).toBe(200)
    watch = on.body
    const stale = await officer.post(`/early-warning/watches/${watch.id}/save`, {
      version: 1,
      content: contentWith(),
    })
    expect(stale.status).toBe(409)
    // The next look of the process takes the watch up.
    await expect
      .poll(async () => {
        await later(minute)
        await read('gas-3', 9)
        return (
          (await officer.get(`/early-warning/watches/${watch.id}`)).body.objects >= 0 && (await isWatched())
        )
      })
      .toBe(true)
    expect((await open()).total).toBe(0)
  })
})

const isWatched = async () => {
  const { rows } = await city.platform.kernel.app.pool.query('select holder from stream_cursors')
  return rows.some((r: { holder: string | null }) => r.holder !== null)
}

describe('a warning', () => {
  let id = ''

  test('one is raised for the object, with what it saw, its office, its clocks and its plan', async () => {
    await later(minute)
    await read('gas-1', 12, 80, 95)
    await expect.poll(async () => (await open()).total).toBe(1)
    const row = await warningOf('gas-1')
    id = row.id
    expect(row).toMatchObject({
      level: 'blue',
      state: 'raised',
      objectName: 'gas-1 号燃气探头',
      lead: 'gxq.market',
      place: '50/500107/500107103',
      point: { lon: 106.37, lat: 29.59 },
      peak: 80,
    })
    const page = (await officer.get(`/warnings/${id}`)).body
    expect(page.details).toMatchObject({ plan: content.plan, exercise: false, verdict: null })
    const evidence = (await officer.get(`/early-warning/warnings/${id}/evidence`)).body
    expect(evidence.signals).toMatchObject([{ phase: 'onset', value: 80, level: 'blue', settled: 'raised' }])
  })

  test('worse values raise its level, and make no second one', async () => {
    await later(minute)
    await read('gas-1', 620)
    await expect.poll(async () => (await warningOf('gas-1')).level).toBe('red')
    const list = await open()
    expect(list).toMatchObject({ total: 1, byLevel: { red: 1, blue: 0 } })
    expect(list.rows[0]).toMatchObject({ id, peak: 620, signals: 2 })
  })

  test('who sees it: the area around and the office that handles it, nobody else', async () => {
    const titles = async (login: string) => (await open('', await city.as(login))).total ?? 'no'
    expect(await titles('leader')).toBe(1)
    expect(await titles('city')).toBe(1)
    expect(await titles('gxq.market')).toBe(1)
    expect(await titles('gxq.civil')).toBe(0)
    expect((await (await city.as('data.civil')).get('/early-warning/warnings')).status).toBe(403)
    expect((await city.anonymous.get('/early-warning/warnings')).status).toBe(401)
  })

  test('it is noticed, sent out, handled, and judged by a person', async () => {
    const handler = await city.as('gxq.market')
    expect((await act(handler, id, 'acknowledge')).status).toBe(403)
    expect((await act(officer, id, 'acknowledge')).body.state).toBe('acknowledged')
    expect((await act(officer, id, 'dispatch', { org: 'gxq.market', note: '请立即到场' })).body.state).toBe(
      'assigned',
    )
    expect((await act(handler, id, 'accept')).body.state).toBe('handling')
    const report = { text: '软管老化破裂，已关阀更换', cause: '软管超期使用' }
    expect((await act(handler, id, 'report', report)).body.state).toBe('handled')
    expect((await act(handler, id, 'close', { verdict: 'true', note: '属实' })).status).toBe(403)
    const closed = await act(officer, id, 'close', {
      verdict: 'true',
      note: '现场检测属实',
      eventAt: new Date(clock.now().getTime() + 30 * minute).toISOString(),
    })
    expect(closed.body.state).toBe('closed')
    expect((await open()).total).toBe(0)
    expect((await open('state=closed')).rows).toMatchObject([{ id, verdict: 'true' }])
  })

  test('the object may have the next one after that', async () => {
    await later(10 * minute)
    await read('gas-1', 12, 77)
    await expect.poll(async () => (await open()).total).toBe(1)
    expect((await warningOf('gas-1')).id).not.toBe(id)
  })

  test('nothing unusual for long enough: down a level at a time, then calm; people close it', async () => {
    await later(minute)
    await read('gas-2', 230)
    await expect.poll(async () => (await warningOf('gas-2'))?.level).toBe('orange')
    await read('gas-2', 9)
    const levels: string[] = []
    for (const expected of ['yellow', 'blue', 'calm']) {
      await later(31 * minute)
      await expect
        .poll(async () => {
          const w = await warningOf('gas-2')
          return w.calmSince === null ? w.level : 'calm'
        })
        .toBe(expected)
      levels.push(expected)
    }
    expect(levels).toEqual(['yellow', 'blue', 'calm'])
    expect(await warningOf('gas-2')).toMatchObject({ state: 'raised', level: 'blue' })
    await later(minute)
    await read('gas-2', 300)
    await expect.poll(async () => (await warningOf('gas-2')).level).toBe('orange')
    expect((await warningOf('gas-2')).calmSince).toBeNull()
  })
})

describe('what raises no warning', () => {
  test('a silence holds back what it names, counts it, and tells its owner when it is over', async () => {
    const from = clock.now()
    const silence = {
      kind: 'gas-leak',
      object: 'gas-3',
      place: '50/500107/500107103',
      from: from.toISOString(),
      until: new Date(from.getTime() + 60 * minute).toISOString(),
      reason: '探头检定，期间读数无效',
    }
    const wide = await officer.post('/early-warning/silences', { ...silence, kind: null, object: null })
    expect(wide.status).toBe(400)
    expect((await officer.post('/early-warning/silences', { ...silence, place: '50' })).status).toBe(403)
    expect((await officer.post('/early-warning/silences', silence)).status).toBe(201)
    await later(minute)
    await read('gas-3', 90)
    await expect.poll(async () => (await officer.get('/early-warning/silences')).body.rows[0]?.held).toBe(1)
    expect(await warningOf('gas-3')).toBeUndefined()
    await later(61 * minute)
    await read('gas-3', 10, 91)
    await expect.poll(async () => (await warningOf('gas-3'))?.level).toBe('blue')
    const { rows } = await city.platform.kernel.app.pool.query(
      `select payload from events where name = 'silence.ended'`,
    )
    expect(rows).toMatchObject([{ payload: { held: 1 } }])
  })

  test('late observations are counted, and no detector sees them', async () => {
    await later(minute)
    await read('gas-1', 10)
    const before = (await officer.get(`/early-warning/watches/${watch.id}`)).body.late
    await deliverRows(
      market,
      resource,
      [
        {
          device: 'gas-1',
          at: new Date(clock.now().getTime() - 45 * minute).toISOString(),
          place: '500107103',
          ppm: '999',
        },
      ],
      { channel: 'api' },
    )
    await expect
      .poll(async () => (await officer.get(`/early-warning/watches/${watch.id}`)).body.late)
      .toBe(before + 1)
    expect((await warningOf('gas-1')).level).toBe('blue')
  })
})

test('a series is drawn as its detector saw it, with its signals', async () => {
  const series = (await officer.get(`/early-warning/watches/${watch.id}/series?object=gas-1&hours=24`)).body
  expect(series.points.length).toBeGreaterThan(5)
  expect(series.points.find((p: { value: number }) => p.value === 620)).toMatchObject({ anomalous: true })
  expect(series.signals.map((s: { phase: string }) => s.phase)).toContain('level')
})

test('accuracy counts what people said, and events that nobody was warned of', async () => {
  const now = clock.now()
  const missed = {
    kind: 'gas-leak',
    domain: 'work-safety',
    place: '50/500107/500107104',
    text: '某餐馆燃气爆燃，无预警',
  }
  expect(
    (
      await officer.post('/early-warning/missed', {
        ...missed,
        at: new Date(now.getTime() + minute).toISOString(),
      })
    ).status,
  ).toBe(400)
  expect((await officer.post('/early-warning/missed', { ...missed, at: now.toISOString() })).status).toBe(201)
  const accuracy = (await officer.get('/early-warning/accuracy?from=2027-03-01&until=2027-03-02')).body
  expect(accuracy.total).toMatchObject({ judged: 1, true: 1, missed: 1, precision: 1, recall: 0.5 })
  expect(accuracy.total.leadHours).toBeGreaterThan(0)
})
