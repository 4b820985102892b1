import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  city,
  civil,
  columns,
  computedRelease,
  keysOf,
  market,
  openReleases,
  resource,
  save,
  settledView,
  step,
  view,
} from '../support/releases.ts'
import { deliverRows, foodBusinesses, publishedResource } from '../support/resources.ts'

/** Every business of the city, of which the released ones are a part: five as many in each place and year. */
let register = ''
const release = { columns: [columns.place, columns.granted] }

const items = [
  { name: 'no', title: '编号', type: 'text', required: true, key: true },
  { name: 'place', title: '所在镇街', type: 'place', required: true },
  { name: 'granted', title: '发证日期', type: 'date' },
]

beforeAll(async () => {
  await openReleases()
  const content = { ...foodBusinesses, name: '全市餐饮底册', items, rules: [], cycle: foodBusinesses.cycle }
  register = await publishedResource(market, 'gxq.market', content)
  await deliverRows(
    market,
    register,
    Array.from({ length: 1200 }, (_, n) => ({
      no: `R${n}`,
      place: ['500107103', '500107104'][n % 2],
      granted: `20${10 + (n % 10)}-0${1 + (n % 9)}-15`,
    })),
  )
}, 240_000)
afterAll(() => city?.stop())

test('without a population the journalist is taken to know what the prosecutor knows', async () => {
  const { result } = await view(await computedRelease(release))
  expect(result.population).toBeNull()
  expect(result.chosen.risk.journalist).toEqual(result.chosen.risk.prosecutor)
})

test('with one, the journalist’s risk follows from the people of the register in each class', async () => {
  const id = await computedRelease({ ...release, population: register })
  const { result } = await view(id)
  const { prosecutor, journalist, marketer } = result.chosen.risk
  expect(result.population).toEqual({ name: '全市餐饮底册', people: 1200, uncovered: 0 })
  expect(journalist.highest).toBeCloseTo(prosecutor.highest / 5, 10)
  expect(journalist.average).toBeCloseTo(prosecutor.average / 5, 10)
  expect(marketer).toBeCloseTo(journalist.average, 10)
  expect(JSON.stringify(result)).not.toMatch(/R11/)
})

test('conditions of the release that the register knows hold for it too', async () => {
  const rows = [{ item: 'place', op: '=', values: ['50/500107/500107103'] }]
  const { result } = await view(await computedRelease({ ...release, rows, population: register }))
  expect(result.population).toMatchObject({ people: 600 })
})

test('a register needs the quasi-identifiers, has to be one’s own, and is asked for again when it is computed', async () => {
  const all = await save({ population: register })
  expect(all.status).toBe(400)
  expect(keysOf(all)).toEqual(['releases.fault.population-item', 'releases.fault.population-item'])
  const foreign = await publishedResource(civil, 'gxq.civil', {
    ...foodBusinesses,
    name: '别人的底册',
    items,
    rules: [],
    owner: { org: 'gxq.civil', title: '科长', account: null },
    steward: { org: 'gxq.civil', title: '科员', account: null },
  })
  expect((await save({ ...release, population: foreign })).status).toBe(403)
  const { id } = (await save({ ...release, population: register })).body
  const { revision } = (await market.get(`/resources/${register}`)).body
  expect((await market.post(`/resources/${register}/retire`, { revision, reason: '底册停用' })).status).toBe(
    200,
  )
  await step(market, id, 'compute')
  const { row, problem } = await settledView(id)
  expect({ state: row.state, problem: problem.key }).toEqual({ state: 'draft', problem: 'population-gone' })
  expect(resource).not.toBe(register)
})
