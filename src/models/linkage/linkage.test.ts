import { expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import {
  bestThreshold,
  explainPair,
  judgePairs,
  type LinkageModel,
  type LinkageSettings,
  makeTable,
  outcomeOf,
  pairWeigher,
  planBlocks,
  probabilityOf,
  scorePairs,
  trainModel,
  type Values,
  weightOf,
} from './index.ts'
import { frequencyWeight } from './model.ts'

const truth = { name: 0.9, town: 0.8, phone: 0.95 }
const people = 1500

/** Two records a person; each field of the second is drawn anew with the probability 1 − m. Synthetic. */
function twoOfEach(seed: number): Values[] {
  const random = seededRandom(seed)
  const draw = (letter: string, values: number) =>
    `${letter}${String(Math.floor(random() ** 2 * values)).padStart(4, '0')}`
  return Array.from({ length: people }).flatMap(() => {
    const first = { name: draw('n', 300), town: draw('t', 40), phone: draw('p', 9000), born: draw('b', 900) }
    const again = (m: number, same: string, other: string) => (random() < m ? same : other)
    const second = {
      name: again(truth.name, first.name, draw('n', 300)),
      town: again(truth.town, first.town, draw('t', 40)),
      phone: again(truth.phone, first.phone, draw('p', 9000)),
      born: again(0.97, first.born, ''),
    }
    return [first, second]
  })
}

const settings: LinkageSettings = {
  fields: ['name', 'town', 'phone', 'born'].map((name) => ({ name, kind: 'text' })),
  comparisons: [
    { field: 'name', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1 }], frequency: 1 },
    { field: 'town', levels: [{ by: 'exact' }] },
    { field: 'phone', levels: [{ by: 'exact' }] },
    { field: 'born', levels: [{ by: 'exact' }] },
  ],
  blocking: ['name', 'phone', 'born'].map((field) => ({ name: field, parts: [{ field, take: 'value' }] })),
  training: ['phone', 'born'].map((field) => ({ name: field, parts: [{ field, take: 'value' }] })),
  certain: {
    keys: [
      {
        name: 'phone and name',
        parts: [
          { field: 'phone', take: 'value' },
          { field: 'name', take: 'value' },
        ],
      },
    ],
    recall: truth.name * truth.phone,
  },
}

const table = makeTable(settings.fields, twoOfEach(7))
const { model, report } = trainModel(table, settings, { seed: 1, randomPairs: 300_000 })
const isSame = (left: number, right: number) => left >> 1 === right >> 1

it('learns m without labels, near what the set was made with', () => {
  const m = (field: string) => model.comparisons.find((c) => c.field === field)?.figures[0]?.m ?? 0
  // A value drawn anew may be the same by chance, so m lies a little above the share that was kept.
  expect(m('name')).toBeGreaterThan(truth.name - 0.03)
  expect(m('name')).toBeLessThan(truth.name + 0.04)
  expect(m('town')).toBeGreaterThan(truth.town - 0.03)
  expect(m('town')).toBeLessThan(truth.town + 0.05)
  expect(m('phone')).toBeGreaterThan(truth.phone - 0.03)
  expect(report.untaught).toEqual([])
  expect(report.sessions.map(({ fields }) => fields)).toEqual([
    ['name', 'town', 'born'],
    ['name', 'town', 'phone'],
  ])
})

it('keeps m and u as distributions and the prior near the truth', () => {
  for (const { figures } of model.comparisons) {
    expect(figures.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(1, 9)
    expect(figures.reduce((sum, { u }) => sum + u, 0)).toBeCloseTo(1, 9)
  }
  const real = 1 / (2 * people - 1)
  expect(model.prior / real).toBeGreaterThan(0.9)
  expect(model.prior / real).toBeLessThan(1.3)
})

it('gives the same model for the same seed, and plain data', () => {
  expect(trainModel(table, settings, { seed: 1, randomPairs: 300_000 }).model).toEqual(model)
  expect(JSON.parse(JSON.stringify(model))).toEqual(model)
})

it('scores alike in one thread and in two', async () => {
  const plan = planBlocks(table, settings.blocking)
  const alone = await scorePairs(table, plan, model, { keepFrom: 0 })
  const both = await scorePairs(table, plan, model, { keepFrom: 0, threads: 2 })
  expect(both).toEqual(alone)
  expect(alone.left.length).toBeGreaterThan(people / 2)
  const figures = judgePairs(alone, weightOf(0.95), isSame, people)
  expect(figures.precision).toBeGreaterThan(0.95)
  expect(figures.recall).toBeGreaterThan(0.85)
})

it('explains each pair with the very weight that scoring gave it', async () => {
  const plan = planBlocks(table, settings.blocking)
  const pairs = await scorePairs(table, plan, model, { keepFrom: -5 })
  for (let n = 0; n < pairs.left.length; n += 97) {
    const explained = explainPair(table, model, pairs.left[n] ?? 0, pairs.right[n] ?? 0)
    expect(explained.weight).toBeCloseTo(pairs.weight[n] ?? 0, 9)
    expect(explained.probability).toBeCloseTo(probabilityOf(pairs.weight[n] ?? 0), 9)
    const steps = explained.fields.reduce((sum, f) => sum + f.weight + f.frequencyWeight, 0)
    expect(explained.priorWeight + steps).toBeCloseTo(explained.weight, 9)
  }
})

const byHand: LinkageModel = {
  fields: settings.fields,
  comparisons: [
    {
      field: 'name',
      levels: [{ by: 'exact' }],
      frequency: 0.5,
      figures: [
        { m: 0.8, u: 0.1 },
        { m: 0.2, u: 0.9 },
      ],
    },
    {
      field: 'town',
      levels: [{ by: 'exact' }],
      figures: [
        { m: 0.5, u: 0.25 },
        { m: 0.5, u: 0.75 },
      ],
    },
  ],
  prior: 0.5,
}
const few = makeTable(settings.fields, [
  { name: '欧阳', town: 'x' },
  { name: '欧阳', town: 'y' },
  { name: '张伟', town: 'x' },
  { name: '张伟' },
  ...Array.from({ length: 4 }, () => ({ name: '张伟', town: 'z' })),
])

it.each([
  ['a rare name, another town', 0, 1, 3 + 0.5 * Math.log2(0.1 / 0.25) + Math.log2(0.5 / 0.75)],
  ['a common name, the town missing', 2, 3, 3 + 0.5 * Math.log2(0.1 / 0.75)],
  ['another name, the same town', 0, 2, Math.log2(0.2 / 0.9) + 1],
])('weighs %s by hand', (_, left, right, weight) => {
  expect(pairWeigher(few, byHand)(left, right)).toBeCloseTo(weight, 12)
})

it('writes the waterfall', () => {
  const { fields, probability } = explainPair(few, byHand, 2, 3)
  expect(fields).toMatchObject([
    { field: 'name', left: '张伟', right: '张伟', level: '完全一致', m: 0.8, u: 0.1, weight: 3 },
    { field: 'town', left: 'x', right: '', level: undefined, m: undefined, weight: 0, frequencyWeight: 0 },
  ])
  expect(probability).toBeCloseTo(probabilityOf(3 + 0.5 * Math.log2(0.1 / 0.75)), 12)
})

it('shows both fields of a comparison that has two', () => {
  const [name] = byHand.comparisons
  const both = { ...byHand, comparisons: name === undefined ? [] : [{ ...name, second: 'town' }] }
  expect(explainPair(few, both, 0, 2).fields).toMatchObject([{ left: '欧阳 / x', right: '张伟 / x' }])
})

it('adjusts by frequency as Splink does: nothing where a value is as common as u says', () => {
  expect(frequencyWeight(0.01, 0.01, 1)).toBe(0)
  expect(frequencyWeight(0.01, 0.0025, 1)).toBe(2)
  expect(frequencyWeight(0.01, 0.04, 0.5)).toBe(-1)
})

it.each([
  [0.99, 'link'],
  [0.95, 'link'],
  [0.94, 'doubtful'],
  [0.5, 'doubtful'],
  [0.49, 'no-link'],
])('a probability of %d is %s', (probability, outcome) => {
  expect(outcomeOf(probability, { link: 0.95, doubt: 0.5 })).toBe(outcome)
})

it('refuses thresholds in the wrong order, too many patterns, and a frequency without an exact level', () => {
  expect(() => outcomeOf(0.5, { link: 0.4, doubt: 0.5 })).toThrow(RangeError)
  const levels = Array.from({ length: 40 }, () => ({ by: 'exact' as const }))
  const many = {
    ...settings,
    comparisons: settings.comparisons.flatMap((c) => [
      { ...c, levels },
      { ...c, levels },
    ]),
  }
  expect(() => trainModel(table, many, { seed: 1, randomPairs: 1 })).toThrow('patterns')
  const loose = { field: 'name', levels: [{ by: 'edits' as const, atMost: 1 }], frequency: 1 }
  expect(() => trainModel(table, { ...settings, comparisons: [loose] }, { seed: 1 })).toThrow('frequency')
})

it('finds the threshold with the best F1', () => {
  const pairs = { left: [0, 0, 2, 1], right: [1, 2, 3, 3], weight: [9, 7, 5, 5] }
  const best = bestThreshold(pairs, isSame, 2)
  expect(best.threshold).toBe(9)
  expect(best.figures).toMatchObject({ links: 1, right: 1, precision: 1, recall: 0.5 })
})
