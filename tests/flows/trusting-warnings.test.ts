import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { WatchContent } from '../../src/modules/early-warning/contract.ts'
import { compileWatch, Stream } from '../../src/modules/early-warning/index.ts'
import { readingsOfSensors } from '../support/devices.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

let city: GasCity

beforeAll(async () => {
  city = await createGasCity()
  watch = await city.watch()
})
afterAll(() => city?.city.stop())

const people = () => city.people
const rowsOf = async (query: string) => (await city.city.platform.kernel.app.pool.query(query)).rows
let watch = { id: '', version: 0 }

describe('what raises no warning', () => {
  test('a silence holds back what it names, counts it, and tells its owner when it is over', async () => {
    const from = city.clock.now()
    const silence = {
      kind: 'gas-leak',
      object: 'gas-3',
      place: '50/500107/500107103',
      from: from.toISOString(),
      until: new Date(from.getTime() + 60 * minute).toISOString(),
      reason: '探头检定，期间读数无效',
    }
    const wide = await people().officer.post('/early-warning/silences', {
      ...silence,
      kind: null,
      object: null,
    })
    expect(wide.status).toBe(400)
    expect((await people().officer.post('/early-warning/silences', { ...silence, place: '50' })).status).toBe(
      403,
    )
    expect((await people().officer.post('/early-warning/silences', silence)).status).toBe(201)
    await city.later(minute)
    await city.read('gas-3', [90])
    await expect
      .poll(async () => (await people().officer.get('/early-warning/silences')).body.rows[0]?.held)
      .toBe(1)
    expect(await city.warningOf('gas-3')).toBeUndefined()
    await city.later(61 * minute)
    await city.read('gas-3', [10, 91])
    await expect.poll(async () => (await city.warningOf('gas-3'))?.level).toBe('blue')
    await expect
      .poll(async () => rowsOf(`select payload->>'held' as held from events where name = 'silence.ended'`))
      .toEqual([{ held: '1' }])
    const notices = async () =>
      (await people().officer.get('/notices')).body.rows.filter(
        (n: { subject: { type: string } | null }) => n.subject?.type === 'silence',
      )
    await expect.poll(notices).toMatchObject([
      {
        template: 'silence.notice.ended',
        text: {
          zh: '您设的静默（gas-leak · gas-3）已到期，预警恢复；期间拦下 1 个信号。',
          en: 'Your silence (gas-leak · gas-3) is over, and warnings are raised again; signals held back: 1.',
        },
      },
    ])
  })

  test('a silence that somebody else ends early tells its owner; who ends the own one knows', async () => {
    const from = city.clock.now()
    const silence = {
      kind: 'gas-leak',
      object: null,
      place: '50/500107/500107103',
      from: from.toISOString(),
      until: new Date(from.getTime() + 60 * minute).toISOString(),
      reason: '线路检修，期间读数无效',
    }
    const made = async () => (await people().officer.post('/early-warning/silences', silence)).body.id
    const [own, others] = [await made(), await made()]
    expect((await people().officer.post(`/early-warning/silences/${own}/end`, {})).status).toBe(200)
    const supervisor = await city.city.as('supervisor')
    expect((await supervisor.post(`/early-warning/silences/${others}/end`, {})).status).toBe(200)
    const { rows } = (await people().officer.get('/notices')).body
    const early = rows.filter((n: { template: string }) => n.template === 'silence.notice.ended-early')
    expect(early).toMatchObject([{ subject: { type: 'silence', id: others } }])
    expect(early[0].text.zh).toContain('已由他人提前结束')
  })

  test('late observations are counted, and no detector sees them', async () => {
    await city.later(minute)
    await city.read('gas-1', [10])
    const late = async () => (await people().officer.get(`/early-warning/watches/${watch.id}`)).body.late
    const before = await late()
    await city.read('gas-1', [999], 45)
    await expect.poll(late).toBe(before + 1)
    expect(await city.warningOf('gas-1')).toBeUndefined()
  })
})

describe('exactly one', () => {
  test('ten thousand signals of an object settled at once raise one warning', async () => {
    const { kernel } = city.city.platform
    const signals = 10_000
    const object = 'all-at-once'
    await kernel.app.pool.query(
      `insert into signals (watch, object, mark, at, found_at, phase, value, score, level, reason, trace, place)
      select $1, $2, 'm-' || n, $3, $3, 'onset', 100 + n, 1, 'blue', 'above', '{}', '50/500107/500107103'
      from generate_series(1, $4::int) n`,
      [watch.id, object, city.clock.now(), signals],
    )
    const settle = city.city.platform.modules
      .flatMap((m) => m.actions ?? [])
      .find((a) => a.name === 'warning.settle')
    if (settle === undefined) throw new Error('no such action')
    const actor = systemActor('test')
    const at = Array.from({ length: 100 }, () =>
      kernel.execute(settle, { actor, input: { watch: watch.id, object } }).catch((e: unknown) => String(e)),
    )
    await Promise.all(at)
    await expect
      .poll(() =>
        rowsOf(`select count(*)::int as n from signals where object = '${object}' and settled is null`),
      )
      .toEqual([{ n: 0 }])
    const raised = `select count(*)::int as n from cases where type = 'warning' and document->'details'->>'object' = '${object}'`
    expect(await rowsOf(raised)).toEqual([{ n: 1 }])
    expect((await city.warningOf(object)).signals).toBe(signals)
  })

  test('a process that dies before it saved loses no signal, and its follower finds none twice', async () => {
    const { db } = city.city.platform.kernel.app
    const resource = await publishedResource(people().market, 'gxq.market', readingsOfSensors)
    const source = {
      id: randomUUID(),
      version: 1,
      content: { ...city.content, resource, latenessSeconds: 0 },
    }
    const compiled = compileWatch({ ...source, content: WatchContent.parse(source.content) })
    if (compiled === undefined) throw new Error('the watch did not compile')
    const rows = (from: number, values: readonly number[]) =>
      values.map((ppm, n) => ({
        device: 'gas-9',
        at: new Date(city.clock.now().getTime() + (from + n) * 1000).toISOString(),
        place: '500107103',
        ppm: String(ppm),
      }))
    const signals = `select phase, value from signals where watch = '${source.id}' order by at`
    const first = new Stream(db, resource, { watches: [compiled] })
    await first.next(city.clock.now())
    const [begun] = await rowsOf(`select tx, seq from stream_cursors where resource = '${resource}'`)
    await deliverRows(people().market, resource, rows(0, [10, 60, 20]), { channel: 'api' })
    await expect.poll(async () => (await first.next(city.clock.now())).rows).toBe(3)
    expect(await rowsOf(signals)).toEqual([
      { phase: 'onset', value: 60 },
      { phase: 'end', value: 20 },
    ])
    // It dies before it saves (on a slow machine it has), and its lease runs out by the database's clock.
    await rowsOf(`delete from series_states where watch = '${source.id}'`)
    await rowsOf(
      `update stream_cursors set until = to_timestamp(0), tx = '${begun.tx}', seq = ${begun.seq} where resource = '${resource}'`,
    )
    await deliverRows(people().market, resource, rows(3, [70, 80]), { channel: 'api' })
    const second = new Stream(db, resource, { watches: [compiled] })
    // Another transaction on the server may hold the newer rows back for a while.
    let read = 0
    const readOn = async () => {
      read += (await second.next(city.clock.now())).rows
      return read
    }
    await expect.poll(readOn).toBe(5)
    expect(await rowsOf(signals)).toEqual([
      { phase: 'onset', value: 60 },
      { phase: 'end', value: 20 },
      { phase: 'onset', value: 70 },
    ])
    // The first one was only slow. It holds nothing any more, and must not overwrite what the second one saved.
    await second.stop()
    await first.stop()
    const [saved] = await rowsOf(
      `select state->'anomaly' as anomaly from series_states where watch = '${source.id}'`,
    )
    expect(saved).toMatchObject({ anomaly: { level: 'blue' } })
  })
})

test('accuracy counts what people said, and events that nobody was warned of', async () => {
  await city.later(minute)
  await city.read('gas-4', [90])
  await expect.poll(async () => (await city.warningOf('gas-4'))?.state).toBe('raised')
  const { id } = await city.warningOf('gas-4')
  const eventAt = new Date(city.clock.now().getTime() + 30 * minute).toISOString()
  expect(
    (await city.act(people().officer, id, 'close', { verdict: 'true', note: '现场属实', eventAt })).status,
  ).toBe(200)
  const now = city.clock.now()
  const missed = {
    kind: 'gas-leak',
    domain: 'work-safety',
    place: '50/500107/500107104',
    text: '某餐馆燃气爆燃，无预警',
  }
  expect(
    (
      await people().officer.post('/early-warning/missed', {
        ...missed,
        at: new Date(now.getTime() + minute).toISOString(),
      })
    ).status,
  ).toBe(400)
  expect(
    (await people().officer.post('/early-warning/missed', { ...missed, at: now.toISOString() })).status,
  ).toBe(201)
  const accuracy = (await people().officer.get('/early-warning/accuracy?from=2027-03-01&until=2027-03-02'))
    .body
  expect(accuracy.total).toMatchObject({ judged: 1, true: 1, missed: 1, precision: 1, recall: 0.5 })
  expect(accuracy.total.leadHours).toBeGreaterThan(0)
})

test('by place: the township with the highest level first, what the list says and nothing else', async () => {
  await city.later(minute)
  await city.read('gas-1', [620], 0, '500107104')
  await expect.poll(async () => (await city.warningOf('gas-1'))?.level).toBe('red')
  const places = async (query = '', client = people().officer) =>
    (await client.get(`/early-warning/places?${query}`)).body.places
  const [first, second, ...none] = await places()
  expect(none).toEqual([])
  expect(first).toMatchObject({ place: '50/500107/500107104', total: 1, byLevel: { red: 1, blue: 0 } })
  expect(second).toMatchObject({ place: '50/500107/500107103', byLevel: { red: 0 } })
  const list = await city.open()
  expect(first.total + second.total).toBe(list.total)
  const ids = (rows: readonly { id: string }[]) => rows.map((r) => r.id).toSorted()
  expect(ids([...first.rows, ...second.rows])).toEqual(ids(list.rows))
  expect((await places('level=blue')).map((p: { place: string }) => p.place)).toEqual([second.place])
  expect((await places('place=50/500107/500107104')).map((p: { total: number }) => p.total)).toEqual([1])
  expect(await places('domain=environment')).toEqual([])
  expect(await places('', await city.city.as('gxq.civil'))).toEqual([])
  expect((await city.city.anonymous.get('/early-warning/places')).status).toBe(401)
})
