import { describe, expect, test } from 'vitest'
import { classify, explain, loadModel, predict, saveModel, trainClassifier } from './index.ts'

/** Sentences written for this test: three matters, each in 24 wordings. */
const MATTERS: Readonly<Record<string, readonly string[]>> = {
  道路: ['路灯不亮', '路面有坑', '人行道塌陷', '井盖松动'],
  噪声: ['深夜施工噪音', '广场舞声音大', '烧烤摊油烟扰民', '工地扬尘'],
  教育: ['小学入学名额', '补课乱收费', '幼儿园收费高', '老师调动'],
}
const PLACES = ['小区门口', '街道北段', '医院旁边', '菜市场外', '公园里面', '学校附近']
const ROWS = Object.entries(MATTERS).flatMap(([label, wordings]) =>
  wordings.flatMap((wording) => PLACES.map((place) => ({ text: `${place}${wording}，请尽快处理`, label }))),
)
const OPTIONS = { on: '2025-01-01', minMessages: 3, folds: 4 }
const model = trainClassifier(ROWS, OPTIONS)

const TEXTS = [
  '我们小区门口的路灯又不亮了，老人晚上摔倒，路灯路灯！',
  '工地深夜施工，噪音很大',
  '',
  '😀🎉😀',
  '0123456789 !!!',
  'hello world',
]

describe('classify', () => {
  test.each([
    ['隔壁工地半夜施工噪音太大', '噪声'],
    ['井盖松动，路面有坑', '道路'],
    ['幼儿园收费又涨了', '教育'],
  ])('%s', (text, label) => {
    expect(classify(model, text).label).toBe(label)
  })

  test.each(TEXTS)('probabilities of "%s" sum to one and stand in order', (text) => {
    const { probabilities, confidence } = predict(model, text)
    expect(probabilities.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12)
    expect(probabilities[0]?.p).toBe(confidence)
    expect(probabilities.map(({ p }) => p)).toEqual(probabilities.map(({ p }) => p).toSorted((a, b) => b - a))
  })

  test.each(TEXTS)('bias and all contributions of "%s" equal the score', (text) => {
    const { score, bias, contributions } = classify(model, text)
    expect(Math.abs(contributions.reduce((sum, { weight }) => sum + weight, bias) - score)).toBeLessThan(1e-9)
  })

  test('the plea at the start outweighs the same words at the end', () => {
    const filler = '我们这里一直如此，'.repeat(10)
    const scoreOf = (text: string) => explain(model, text, '道路').score
    expect(scoreOf(`路灯不亮，${filler}补课乱收费`)).toBeGreaterThan(scoreOf(`补课乱收费，${filler}路灯不亮`))
  })

  test('a text without a known term gets the bias alone', () => {
    const { contributions, score, bias } = classify(model, '😀')
    expect(contributions).toEqual([])
    expect(score).toBe(bias)
  })

  // Quadratic time would outlast the test's own limit.
  test('a text of 1 MB is read to its end', () => {
    const long = '小区门口路灯不亮，'.repeat(40_000)
    expect(predict(model, long).label).toBe('道路')
  })
})

describe('explain', () => {
  test.each(TEXTS.flatMap((text) => model.header.labels.map((label) => [label, text] as const)))(
    'shown + rest + bias equal the score of %s for "%s"',
    (label, text) => {
      const { terms, rest, bias, score } = explain(model, text, label, 3)
      const shown = terms.reduce((sum, { weight }) => sum + weight, 0)
      expect(Math.abs(shown + rest + bias - score)).toBeLessThan(1e-9)
    },
  )

  test('spans point at the words as the resident wrote them', () => {
    const text = TEXTS[0] as string
    const lamp = explain(model, text, '道路', 100).terms.find(
      ({ term, family }) => term === '路灯' && family === 'characters',
    )
    expect(lamp?.spans.map(([start, end]) => text.slice(start, end))).toEqual(['路灯', '路灯', '路灯'])
  })

  test('an unknown label is an error', () => {
    expect(() => explain(model, '路灯', '外星')).toThrow(RangeError)
  })
})

describe('storage', () => {
  test('a saved and loaded model says exactly the same', () => {
    const loaded = loadModel(saveModel(model))
    expect(loaded.version).toBe(model.version)
    for (const text of TEXTS) expect(classify(loaded, text)).toEqual(classify(model, text))
  })

  test('the same rows and seed give the same bytes', () => {
    expect(saveModel(trainClassifier(ROWS, OPTIONS)).equals(saveModel(model))).toBe(true)
    expect(trainClassifier(ROWS, { ...OPTIONS, on: '2025-01-02' }).version).not.toBe(model.version)
  })

  test('a changed byte is noticed', () => {
    const file = saveModel(model)
    file[file.length - 3] = 1 + (file[file.length - 3] ?? 0)
    expect(() => loadModel(file)).toThrow('damaged')
    expect(() => loadModel(Buffer.from('something else'))).toThrow('Not a classifier')
  })
})

test('one label is nothing to learn', () => {
  expect(() => trainClassifier([{ text: '路灯', label: 'a' }], OPTIONS)).toThrow(RangeError)
})
