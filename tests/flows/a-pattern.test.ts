import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { translate } from '../../src/kernel/i18n/define.ts'
import { patternMessages } from '../../src/modules/early-warning/messages/patterns.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

let city: GasCity

beforeAll(async () => {
  city = await createGasCity()
  await city.watch()
})
afterAll(() => city?.city.stop())

const officer = () => city.people.officer
const hangu = '50/500107/500107103'
const jinfeng = '50/500107/500107104'
const gas = (change: object = {}) => ({ source: 'signal', kind: 'gas-leak', ...change })

/** Two sensors of a township within half an hour. */
const twoSensors = {
  name: '同一镇街多处燃气异常',
  kind: 'gas-cluster',
  domain: 'work-safety',
  level: 'red',
  combination: { how: 'count', conditions: [gas()], times: 2, distinct: true },
  window: 30,
  together: { by: 'township' },
  places: [hangu, jinfeng],
  org: 'gxq.emergency',
  plan: '按管网泄漏处置，通知燃气公司分段停气',
}
const content = (change: object = {}) => ({ ...twoSensors, ...change })

async function make(change: object = {}): Promise<{ id: string; version: number }> {
  const made = await officer().post('/early-warning/patterns', { content: content(change) })
  expect(made.status).toBe(201)
  return made.body
}
async function switchOn({ id, version }: { id: string; version: number }): Promise<void> {
  const on = { version, on: true, reason: '回测无误报' }
  expect((await officer().post(`/early-warning/patterns/${id}/switch`, on)).status).toBe(200)
  await city.inEffect(`/early-warning/patterns/${id}`)
}
const warningsOf = async (kind: string) => (await city.open(`kind=${kind}`)).rows
const period = () => ({
  from: new Date(city.clock.now().getTime() - 30 * 86_400_000).toISOString(),
  until: new Date(city.clock.now().getTime() + minute).toISOString(),
})
let cluster = { id: '', version: 0 }

describe('a pattern', () => {
  test('what cannot be is refused, and the field is named', async () => {
    const refused: readonly [object, string][] = [
      [{ places: [`${hangu}/500107103999`] }, 'pattern-no-place'],
      [
        { combination: { how: 'all', conditions: [gas({ where: '50/500106/500106108' }), gas()] } },
        'pattern-outside',
      ],
      [
        { combination: { how: 'any', conditions: [gas(), { source: 'appeal', least: 'red' }] } },
        'pattern-no-level',
      ],
      [
        { combination: { how: 'any', conditions: [gas(), { source: 'warning', kind: 'gas-cluster' }] } },
        'pattern-own-warning',
      ],
    ]
    for (const [change, message] of refused) {
      const answer = await officer().post('/early-warning/patterns', { content: content(change) })
      const sentence = translate(patternMessages, `early-warning.${message}`, 'zh', answer.body)
      expect([answer.status, answer.body.title]).toEqual([400, sentence])
    }
    const unknown = { content: content({ org: 'gxq.nobody' }) }
    expect((await officer().post('/early-warning/patterns', unknown)).status).toBe(400)
    const other = { content: content({ combination: { how: 'script', code: 'true' } }) }
    expect((await officer().post('/early-warning/patterns', other)).status).toBe(400)
  })

  test('only who watches over the place makes, tries and switches it', async () => {
    const body = { content: content() }
    expect((await city.people.market.post('/early-warning/patterns', body)).status).toBe(403)
    expect((await city.city.anonymous.post('/early-warning/patterns', body)).status).toBe(401)
    const elsewhere = { content: content({ places: [hangu, '50/500101'] }) }
    expect((await officer().post('/early-warning/patterns', elsewhere)).status).toBe(403)
    const trial = { ...elsewhere, ...period() }
    expect((await officer().post('/early-warning/try-pattern', trial)).status).toBe(403)
  })

  test('tried on the past it says what it would have raised, and which of it people judged true', async () => {
    await city.read('gas-1', [80])
    await city.read('gas-2', [90])
    await expect.poll(async () => (await warningsOf('gas-leak')).length).toBe(2)
    const trial = { content: content(), ...period() }
    const tried = await officer().post('/early-warning/try-pattern', trial)
    expect(tried.body).toMatchObject({ facts: 2, matches: 2, true: 0, false: 0, unjudged: 1, cut: false })
    expect(tried.body.warnings).toMatchObject([{ object: hangu, judged: 'unjudged' }])

    const close = { verdict: 'true', note: '现场检测属实' }
    for (const w of await warningsOf('gas-leak')) await city.act(officer(), w.id, 'close', close)
    const judged = await officer().post('/early-warning/try-pattern', trial)
    expect(judged.body).toMatchObject({ true: 1, unjudged: 0 })
    const longer = { ...trial, from: '2020-01-01T00:00:00Z' }
    expect((await officer().post('/early-warning/try-pattern', longer)).status).toBe(400)
    expect((await warningsOf('gas-cluster')).length).toBe(0)
  })

  test('it is a draft, changed with its version, and switched on with a reason', async () => {
    const draft = await make()
    const saved = await officer().post(`/early-warning/patterns/${draft.id}/save`, {
      version: draft.version,
      content: content({ latenessMinutes: 30 }),
    })
    expect(saved.body.version).toBe(2)
    const stale = { version: 1, content: content() }
    expect((await officer().post(`/early-warning/patterns/${draft.id}/save`, stale)).status).toBe(409)
    await city.later(minute)
    await switchOn(saved.body)
    const again = { version: 3, on: true, reason: '再次' }
    expect((await officer().post(`/early-warning/patterns/${draft.id}/switch`, again)).status).toBe(409)
    const list = (await officer().get('/early-warning/patterns?state=on&q=燃气')).body
    expect(list).toMatchObject({
      total: 1,
      rows: [{ id: draft.id, state: 'on', can: ['save', 'try', 'switchOff'] }],
    })
    cluster = { id: draft.id, version: 3 }
  })

  test('what only waited its turn when it was switched on is not looked at', async () => {
    const { pool } = city.city.platform.kernel.app
    await pool.query('update signals set correlated = false')
    const waiting = async () =>
      (await pool.query('select count(*)::int as n from signals where not correlated')).rows[0].n
    await expect.poll(waiting).toBe(0)
    expect((await pool.query('select * from pattern_matches')).rows).toEqual([])
  })
})

describe('its warning', () => {
  let id = ''

  test('is raised when the facts come together, with the rule and the facts as its evidence', async () => {
    await city.later(24 * 60 * minute)
    await city.read('gas-3', [12, 70])
    await expect.poll(async () => (await warningsOf('gas-leak')).length).toBe(1)
    expect((await warningsOf('gas-cluster')).length).toBe(0)
    await city.read('gas-4', [12, 230])
    await expect.poll(async () => (await warningsOf('gas-cluster')).length).toBe(1)
    const [row] = await warningsOf('gas-cluster')
    id = row.id
    expect(row).toMatchObject({
      level: 'red',
      object: hangu,
      objectName: '含谷镇',
      place: hangu,
      lead: 'gxq.emergency',
    })
    const { matches } = (await officer().get(`/early-warning/warnings/${id}/matches`)).body
    const facts = matches.flatMap((m: { facts: { object: string }[] }) => m.facts.map((f) => f.object))
    expect(new Set(facts)).toEqual(new Set(['gas-3', 'gas-4']))
    expect(matches[0].rule).toMatchObject({ combination: twoSensors.combination, window: 30 })
    const market = await city.people.market.get(`/early-warning/warnings/${id}/matches`)
    expect(market.status).toBe(403)
  })

  test('further facts join it: there is one', async () => {
    await city.later(5 * minute)
    await city.read('gas-1', [300])
    await vi.waitFor(async () => expect((await warningsOf('gas-cluster'))[0].signals).toBeGreaterThan(2), {
      timeout: 60_000,
    })
    expect((await warningsOf('gas-cluster')).length).toBe(1)
  })

  test('is judged by people, and counted with the others', async () => {
    const closed = await city.act(officer(), id, 'close', { verdict: 'true', note: '管网泄漏，属实' })
    expect(closed.body.state).toBe('closed')
    const day = city.clock.now().toISOString().slice(0, 10)
    const accuracy = (await officer().get(`/early-warning/accuracy?from=${day}&until=${day}`)).body
    expect(accuracy.rows).toContainEqual(
      expect.objectContaining({ watch: cluster.id, kind: 'gas-cluster', raised: 1, true: 1, precision: 1 }),
    )
  })
})

describe('sources and absence', () => {
  test('a signal and an appeal of a category in one township, the appeal from the outbox', async () => {
    const sequence = {
      name: '燃气异常后群众反映',
      kind: 'gas-felt',
      combination: { how: 'sequence', conditions: [gas(), { source: 'appeal', kind: '01' }] },
      window: 120,
    }
    await switchOn(await make(sequence))
    await city.later(24 * 60 * minute)
    await city.read('gas-1', [10, 85])
    await city.later(10 * minute)
    const dispatcher = await city.city.as('dispatcher')
    const appeal = await dispatcher.post('/appeals', {
      text: '楼道里有很重的燃气味，请尽快来人检查。',
      channel: 'phone',
      contact: { name: '来电人', phone: '19900004100' },
      where: { address: '含谷镇', place: hangu },
      category: '0103',
    })
    expect(appeal.status).toBe(201)
    await expect.poll(async () => (await warningsOf('gas-felt')).length).toBe(1)
    const [row] = await warningsOf('gas-felt')
    const { matches } = (await officer().get(`/early-warning/warnings/${row.id}/matches`)).body
    expect(matches[0].facts).toMatchObject([
      { source: 'signal', object: 'gas-1' },
      { source: 'appeal', kind: '0103', object: appeal.body.number },
    ])
    expect(JSON.stringify(matches)).not.toContain('来电人')
  })

  test('what does not follow within its time is told when it may come no more', async () => {
    const absent = {
      name: '燃气异常后无人反映',
      kind: 'gas-unnoticed',
      combination: { how: 'absence', conditions: [gas(), { source: 'appeal', kind: '' }] },
      window: 60,
      latenessMinutes: 10,
    }
    await switchOn(await make(absent))
    await city.later(24 * 60 * minute)
    await city.read('gas-2', [10, 85])
    await expect.poll(async () => (await warningsOf('gas-leak')).length).toBeGreaterThan(1)
    await city.later(69 * minute)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect((await warningsOf('gas-unnoticed')).length).toBe(0)
    await city.later(2 * minute)
    await expect.poll(async () => (await warningsOf('gas-unnoticed')).length).toBe(1)
  })

  test('signals of an exercise make no real warning', async () => {
    await city.watch({ name: '演练', kind: 'gas-drill', exercise: true })
    const drill = {
      combination: { how: 'any', conditions: [gas({ kind: 'gas-drill' }), gas({ kind: 'none' })] },
    }
    await switchOn(await make({ ...drill, name: '真实规则', kind: 'real-of-drill' }))
    await switchOn(await make({ ...drill, name: '演练规则', kind: 'drill-of-drill', exercise: true }))
    await city.later(24 * 60 * minute)
    await city.read('gas-3', [10, 95])
    await expect.poll(async () => (await warningsOf('drill-of-drill')).length).toBe(1)
    expect((await warningsOf('drill-of-drill'))[0].exercise).toBe(true)
    expect((await warningsOf('real-of-drill')).length).toBe(0)
  })
})
