import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { translate } from '../../src/kernel/i18n/define.ts'
import { earlyWarningMessages } from '../../src/modules/early-warning/messages.ts'
import { foodBusinesses, publishedResource } from '../support/resources.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

let city: GasCity

beforeAll(async () => {
  city = await createGasCity()
})
afterAll(() => city?.city.stop())

const people = () => city.people
const content = (change: object = {}) => ({ ...city.content, ...change })
const sentence = (key: string, values: Record<string, string>) =>
  translate(earlyWarningMessages, key, 'zh', values)
let watch = { id: '', version: 0 }

describe('a watch', () => {
  test('what cannot be watched is refused, and the field is named', async () => {
    const records = await publishedResource(people().market, 'gxq.market', foodBusinesses)
    const refused: readonly [object, string][] = [
      [{ value: 'device' }, 'early-warning.not-a-number'],
      [{ object: 'nothing' }, 'early-warning.no-item'],
      [{ resource: records, value: 'seats', object: 'phone' }, 'early-warning.of-persons'],
      [{ says: 'nothing' }, 'early-warning.no-item'],
      [{ says: city.content.value }, 'early-warning.no-words'],
      [{ detector: { kind: 'threshold', parameters: {} } }, 'early-warning.wrong-parameter'],
      [{ detector: { kind: 'oracle', parameters: {} } }, 'early-warning.wrong-parameter'],
      [{ grades: [city.content.grades[1], city.content.grades[1]] }, 'early-warning.level-twice'],
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
      const answer = await people().officer.post('/early-warning/watches', { content: content(change) })
      expect([answer.status, answer.body.title]).toEqual([400, sentence(message, answer.body)])
    }
    expect((await people().market.post('/early-warning/watches', { content: content() })).status).toBe(403)
  })

  test('tried on the past it says what it would have raised, and changes nothing', async () => {
    await city.read('gas-1', [10, 60, 70, 12, 8])
    const past = {
      content: content(),
      from: new Date(city.clock.now().getTime() - 60 * minute).toISOString(),
      until: new Date(city.clock.now().getTime() + minute).toISOString(),
    }
    const tried = await people().officer.post('/early-warning/try', past)
    expect(tried.body).toMatchObject({ rows: 5, objects: 1, cut: false, late: 0, signals: 2 })
    expect(tried.body.warnings).toMatchObject([{ object: 'gas-1', level: 'blue', peak: 60, signals: 1 }])
    expect((await city.open()).total).toBe(0)
  })

  test('a backtest on the past says which detector suits; a short past says so', async () => {
    const until = city.clock.now()
    const period = {
      from: new Date(until.getTime() - 3000 * minute).toISOString(),
      until: until.toISOString(),
    }
    const short = await people().officer.post('/early-warning/choose', { content: content(), ...period })
    expect(short.body).toMatchObject({ best: null, objects: [{ object: 'gas-1', because: 'too-short' }] })
    const quiet = Array.from({ length: 400 }, (_, n) => 10 + ((n * 7) % 5))
    await city.read('gas-4', quiet, 60)
    const told = (await people().officer.post('/early-warning/choose', { content: content(), ...period }))
      .body
    const [longest] = told.objects
    expect(longest).toMatchObject({ object: 'gas-4', observations: 200, chosen: told.best })
    const kinds = longest.figures.map((f: { kind: string }) => f.kind).toSorted()
    expect(kinds).toEqual(['adaptive', 'change-point', 'forecast', 'seasonal', 'threshold'])
    const best = longest.figures[0]
    expect(best.kind).toBe(told.best)
    expect(best.found).toBeGreaterThan(0.5)
  })

  test('a draft watches nothing; switched on it watches what arrives from then on', async () => {
    const made = await people().officer.post('/early-warning/watches', { content: content() })
    expect(made.status).toBe(201)
    const on = await people().officer.post(`/early-warning/watches/${made.body.id}/switch`, {
      version: made.body.version,
      on: true,
      reason: '回测无误报',
    })
    expect(on.status).toBe(200)
    watch = on.body
    const stale = await people().officer.post(`/early-warning/watches/${watch.id}/save`, {
      version: 1,
      content: content(),
    })
    expect(stale.status).toBe(409)
    await city.inEffect(`/early-warning/watches/${watch.id}`)
    expect((await city.open()).total).toBe(0)
  })
})

describe('a warning', () => {
  let id = ''

  test('one is raised for the object, with what it saw, its office, its clocks and its plan', async () => {
    await city.later(minute)
    await city.read('gas-1', [12, 80, 95])
    await expect.poll(async () => (await city.open()).total).toBe(1)
    const row = await city.warningOf('gas-1')
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
    const page = (await people().officer.get(`/warnings/${id}`)).body
    expect(page.details).toMatchObject({ plan: city.content.plan, exercise: false, verdict: null })
    const told = async () =>
      (await (await city.city.as('supervisor')).get('/notices')).body.rows.map(
        (n: { text: { zh: string } }) => n.text.zh,
      )
    await expect.poll(told).toContain(`新预警 ${row.number}：燃气浓度超限：gas-1 号燃气探头`)
    const evidence = (await people().officer.get(`/early-warning/warnings/${id}/evidence`)).body
    expect(evidence.signals).toMatchObject([{ phase: 'onset', value: 80, level: 'blue', settled: 'raised' }])
  })

  test('its office sees the series that it is drawn from, by the warning alone; a stranger does not', async () => {
    const path = `/early-warning/watches/${watch.id}/series?object=gas-1&hours=24`
    const handler = await city.city.as('gxq.market')
    expect((await handler.get(`${path}&warning=${id}`)).status).toBe(200)
    const stranger = await city.city.as('gxq.civil')
    expect((await stranger.get(`${path}&warning=${id}`)).status).toBe(403)
    expect((await stranger.get(path)).status).toBe(403)
  })

  test('worse values raise its level, and make no second one', async () => {
    await city.later(minute)
    await city.read('gas-1', [620])
    await expect.poll(async () => (await city.warningOf('gas-1')).level).toBe('red')
    const list = await city.open()
    expect(list).toMatchObject({ total: 1, byLevel: { red: 1, blue: 0 } })
    expect(list.rows[0]).toMatchObject({ id, peak: 620, signals: 2 })
  })

  test('who sees it: the area around and the office that handles it, nobody else', async () => {
    const titles = async (login: string) => (await city.open('', await city.city.as(login))).total ?? 'no'
    expect(await titles('leader')).toBe(1)
    expect(await titles('city')).toBe(1)
    expect(await titles('gxq.market')).toBe(1)
    expect(await titles('gxq.civil')).toBe(0)
    expect((await (await city.city.as('data.civil')).get('/early-warning/warnings')).status).toBe(403)
    expect((await city.city.anonymous.get('/early-warning/warnings')).status).toBe(401)
  })

  test('it is noticed, sent out, handled, and judged by a person', async () => {
    const handler = await city.city.as('gxq.market')
    expect((await city.act(handler, id, 'acknowledge')).status).toBe(403)
    expect((await city.act(people().officer, id, 'acknowledge')).body.state).toBe('acknowledged')
    expect(
      (await city.act(people().officer, id, 'dispatch', { org: 'gxq.market', note: '请立即到场' })).body
        .state,
    ).toBe('assigned')
    expect((await city.act(handler, id, 'accept')).body.state).toBe('handling')
    const report = { text: '软管老化破裂，已关阀更换', cause: '软管超期使用' }
    expect((await city.act(handler, id, 'report', report)).body.state).toBe('handled')
    expect((await city.act(handler, id, 'close', { verdict: 'true', note: '属实' })).status).toBe(403)
    const closed = await city.act(people().officer, id, 'close', {
      verdict: 'true',
      note: '现场检测属实',
      eventAt: new Date(city.clock.now().getTime() + 30 * minute).toISOString(),
    })
    expect(closed.body.state).toBe('closed')
    expect((await city.open()).total).toBe(0)
    expect((await city.open('state=closed')).rows).toMatchObject([{ id, verdict: 'true' }])
  })

  test('the object may have the next one after that', async () => {
    await city.later(10 * minute)
    await city.read('gas-1', [12, 77])
    await expect.poll(async () => (await city.open()).total).toBe(1)
    expect((await city.warningOf('gas-1')).id).not.toBe(id)
  })

  test('nothing unusual for long enough: down a level at a time, then calm; people close it', async () => {
    await city.later(minute)
    await city.read('gas-2', [230])
    await expect.poll(async () => (await city.warningOf('gas-2'))?.level).toBe('orange')
    await city.read('gas-2', [9])
    const levels: string[] = []
    for (const expected of ['yellow', 'blue', 'calm']) {
      await city.later(31 * minute)
      await expect
        .poll(async () => {
          const w = await city.warningOf('gas-2')
          return w.calmSince === null ? w.level : 'calm'
        })
        .toBe(expected)
      levels.push(expected)
    }
    expect(levels).toEqual(['yellow', 'blue', 'calm'])
    expect(await city.warningOf('gas-2')).toMatchObject({ state: 'raised', level: 'blue' })
    await city.later(minute)
    await city.read('gas-2', [300])
    await expect.poll(async () => (await city.warningOf('gas-2')).level).toBe('orange')
    expect((await city.warningOf('gas-2')).calmSince).toBeNull()
  })
})

test('a series is drawn as its detector saw it, with its signals', async () => {
  const series = (
    await people().officer.get(`/early-warning/watches/${watch.id}/series?object=gas-1&hours=24`)
  ).body
  expect(series.points.length).toBeGreaterThan(5)
  expect(series.points.find((p: { value: number }) => p.value === 620)).toMatchObject({ anomalous: true })
  expect(series.signals.map((s: { phase: string }) => s.phase)).toContain('level')
})

describe('limits', () => {
  const path = '/early-warning/limits'
  const read = async () => (await people().officer.get(path)).body

  test('who leads in the whole city sets them, with a reason that the audit keeps', async () => {
    const shipped = await read()
    expect(shipped).toMatchObject({ version: 0, changed: null, can: { save: false } })
    expect(shipped.limits.red).toEqual({ acknowledgeMinutes: 5, handleHours: 2 })
    const limits = { ...shipped.limits, red: { acknowledgeMinutes: 3, handleHours: 1 } }
    const change = { version: 0, limits, reason: '汛期加强值守' }
    for (const login of ['leader', 'supervisor', 'warning'])
      expect((await (await city.city.as(login)).post(path, change)).status).toBe(403)
    const leader = await city.city.as('city')
    const looser = { ...limits, red: { acknowledgeMinutes: 16, handleHours: 1 } }
    const refused = await leader.post(path, { ...change, limits: looser })
    expect([refused.status, refused.body.title]).toEqual([400, sentence('early-warning.limits-looser', {})])
    expect((await leader.post(path, { ...change, limits: { red: limits.red } })).status).toBe(400)
    expect((await leader.post(path, change)).status).toBe(200)
    expect((await leader.post(path, change)).status).toBe(409)
    expect(await read()).toMatchObject({ version: 1, limits, changed: { reason: '汛期加强值守' } })
    const { rows } = await city.city.platform.kernel.app.pool.query(
      `select change from audit_entries where action = 'early-warning.set-limits' and change ? 'after'`,
    )
    expect(rows).toMatchObject([
      { change: { before: shipped.limits, after: limits, reason: '汛期加强值守' } },
    ])
  })

  test('the next warning has the new time; one that is open keeps its own', async () => {
    const open = await city.warningOf('gas-2')
    await city.later(minute)
    await city.read('gas-3', [700])
    await expect.poll(async () => (await city.warningOf('gas-3'))?.level).toBe('red')
    const { due } = await city.warningOf('gas-3')
    expect(Date.parse(due) - city.clock.now().getTime()).toBe(3 * minute)
    expect((await city.warningOf('gas-2')).due).toBe(open.due)
  })
})
