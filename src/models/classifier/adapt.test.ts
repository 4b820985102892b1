import { describe, expect, test } from 'vitest'
import { abstainReasons, adaptClassifier, loadModel, predict, saveModel, trainClassifier } from './index.ts'

/** Sentences written for this test. */
const MATTERS: Readonly<Record<string, readonly string[]>> = {
  道路: ['路灯不亮', '路面有坑', '人行道塌陷', '井盖松动'],
  噪声: ['深夜施工噪音', '广场舞声音大', '烧烤摊油烟扰民', '工地扬尘'],
  教育: ['小学入学名额', '补课乱收费', '幼儿园收费高', '老师调动'],
}
const PLACES = ['小区门口', '街道北段', '医院旁边', '菜市场外', '公园里面', '学校附近']
const rowsOf = (matters: typeof MATTERS) =>
  Object.entries(matters).flatMap(([label, wordings]) =>
    wordings.flatMap((wording) => PLACES.map((place) => ({ text: `${place}${wording}，请尽快处理`, label }))),
  )
const base = trainClassifier(rowsOf(MATTERS), { on: '2025-01-01', minMessages: 3, folds: 4 })
/** Officers here count dust of building sites as a matter of roads. */
const corrections = PLACES.map((place) => ({ text: `${place}工地扬尘，请尽快处理`, label: '道路' }))
/** What they left standing, in other words than the base was taught. */
const confirmed = rowsOf(MATTERS)
  .filter(({ text }) => !text.includes('扬尘'))
  .map(({ text, label }) => ({ text: `你好，${text}`, label }))
const judged = [...corrections, ...confirmed]
const adapted = adaptClassifier(base, judged, { on: '2025-02-01', cost: 0.7 })

describe('adaptClassifier', () => {
  test('learns the correction and keeps the rest, without the old rows', () => {
    expect(predict(base, '隔壁工地扬尘').label).toBe('噪声')
    expect(predict(adapted, '隔壁工地扬尘').label).toBe('道路')
    const others = rowsOf(MATTERS).filter(({ text }) => !text.includes('扬尘'))
    const kept = others.filter(({ text, label }) => predict(adapted, text).label === label)
    expect(kept.length / others.length).toBeGreaterThan(0.95)
  })

  test('adds no term and says where it comes from', () => {
    expect(adapted.terms).toEqual(base.terms)
    expect(adapted.version).not.toBe(base.version)
    expect(adapted.header.trained.adapted).toMatchObject({
      from: base.version,
      rows: judged.length,
      on: '2025-02-01',
    })
    expect(predict(loadModel(saveModel(adapted)), '工地扬尘')).toEqual(predict(adapted, '工地扬尘'))
  })

  test('the same rows give the same bytes', () => {
    expect(
      saveModel(adaptClassifier(base, judged, { on: '2025-02-01', cost: 0.7 })).equals(saveModel(adapted)),
    ).toBe(true)
  })

  test('leaves out labels that the model does not know', () => {
    const foreign = { text: '公园里面养狗不牵绳', label: '城市管理' }
    expect(
      adaptClassifier(base, [...judged, foreign], { on: '2025-02-01', cost: 0.7 }).header.trained.adapted
        ?.rows,
    ).toBe(judged.length)
    expect(() => adaptClassifier(base, [foreign], { on: '2025-02-01', cost: 0.7 })).toThrow(RangeError)
  })
})

describe('abstainReasons', () => {
  const of = (second: number, unknownShare: number) => ({
    unknownShare,
    probabilities: [
      { label: 'a', p: 1 - second },
      { label: 'b', p: second },
    ],
  })
  test.each([
    ['sure of known words', of(0.05, 0.3), []],
    ['two close classes', of(0.2, 0.3), ['two-close-classes']],
    ['words never met', of(0.05, 0.61), ['unknown-words']],
    ['both', of(0.4, 1), ['unknown-words', 'two-close-classes']],
  ])('%s', (_, prediction, reasons) => {
    expect(abstainReasons(prediction)).toEqual(reasons)
  })

  test('a text of signs alone is of unknown words', () => {
    expect(predict(base, '😀').unknownShare).toBe(1)
  })
})
