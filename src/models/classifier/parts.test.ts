import { describe, expect, test } from 'vitest'
import { calibrate, fitCalibration } from './calibration.ts'
import { readCorpus } from './corpus.ts'
import { dealFolds } from './folds.ts'
import { nameSpans } from './names.ts'
import { learnStopWords } from './stop-words.ts'
import { type SparseRows, trainSvm } from './svm.ts'
import { occurrenceWeight, originalSpans, readContent, visitTerms } from './terms.ts'
import { cleanText } from './text.ts'
import { chooseTerms, inverseDocumentFrequency, vectorise } from './tfidf.ts'
import { DEFAULT_OPTIONS } from './train.ts'
import { wordCutter } from './words.ts'

describe('cleaning', () => {
  test.each([
    ['Ａ3区WiFi坏了！', '  区wifi坏了 '],
    ['电话13800138000', '电话           '],
    ['😀漏水', '  漏水'],
    ['A市', ' 市'],
  ])('%s keeps its length', (text, clean) => {
    expect(cleanText(text)).toBe(clean)
    expect(clean.length).toBe(text.length)
  })
})

describe('terms', () => {
  const content = readContent('路灯，坏了', wordCutter(), new Set(['了']))

  test('stop words and punctuation are struck, n-grams run across them', () => {
    const grams: string[] = []
    visitTerms(content, 2, 2, (family, term) => family === 'characters' && grams.push(term))
    expect(content.characters).toBe('路灯坏')
    expect(grams).toEqual(['路灯', '灯坏'])
  })

  test('spans lead back to the original text', () => {
    expect(originalSpans(content, 1, 2)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('a dictionary keeps a department whole', () => {
    const cut = (words: string[]) =>
      readContent('找渝北住建局', wordCutter(words), new Set()).words.map(({ word }) => word)
    expect(cut([])).not.toContain('住建局')
    expect(cut(['住建局'])).toContain('住建局')
  })
})

describe('stop words', () => {
  const raw = Array.from({ length: 6 }, () => ({ text: '路灯的灯泡', label: 'a' }))
  const cut = Array.from({ length: 6 }, () => ({ text: '路灯 灯泡', label: 'a', presegmented: true }))

  test('are what presegmented rows lack', () => {
    expect(learnStopWords([...raw, ...cut], wordCutter(), 0.1)).toEqual(['的'])
  })

  test('need rows of both kinds', () => {
    expect(learnStopWords(raw, wordCutter(), 0.1)).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['业主王建国说', '王建国'],
    ['找到李桂芳阿姨', '李桂芳'],
    ['赵某某打人', '赵某某'],
    ['张先生家漏水', '张先生'],
  ])('%s', (text, name) => {
    const found = nameSpans(cleanText(text), wordCutter()).map(([start, end]) => text.slice(start, end))
    expect(found).toContain(name)
  })

  test('a name in many messages never becomes a term, nor does a piece of it', () => {
    const rows = Array.from({ length: 8 }, (_, index) => ({
      text: `物业经理王建国不修电梯${'东南西北上下左右'.charAt(index)}`,
      label: 'a',
    }))
    const options = { ...DEFAULT_OPTIONS, minMessages: 5 }
    const corpus = readCorpus(rows, options, wordCutter(), new Set())
    const terms = [...chooseTerms(corpus, Int32Array.from(rows.keys()), options).chosen].map(
      (term) => corpus.terms[term],
    )
    expect(terms).toContain('电梯')
    expect(terms.filter((term) => /王建|建国/.test(term ?? '') && (term?.length ?? 0) <= 3)).toEqual([])
  })

  test('five copies of one message are one message', () => {
    const rows = Array.from({ length: 5 }, () => ({ text: '独一无二的句子', label: 'a', group: 'one' }))
    const corpus = readCorpus(rows, DEFAULT_OPTIONS, wordCutter(), new Set())
    expect(
      chooseTerms(corpus, Int32Array.from(rows.keys()), { minMessages: 5, idfPower: 1 }).chosen,
    ).toHaveLength(0)
  })
})

describe('TF-IDF', () => {
  test.each([
    [3, 1, Math.log(4 / 2) + 1],
    [3, 3, 1],
  ])('idf of %d messages, %d with the term', (messages, withTerm, expected) => {
    expect(inverseDocumentFrequency(messages, withTerm)).toBeCloseTo(expected, 12)
  })

  test.each([
    [0, 3],
    [39, 3],
    [40, 1],
  ])('an occurrence at %d counts %d times', (start, expected) => {
    expect(occurrenceWeight(start, { openingLength: 40, openingWeight: 3 })).toBe(expected)
  })

  test('a power of the idf moves weight to rare terms', () => {
    const rows = ['漏水', '漏水', '噪音'].map((text) => ({ text, label: 'a' }))
    const corpus = readCorpus(rows, DEFAULT_OPTIONS, wordCutter(), new Set())
    const idf = (idfPower: number) =>
      chooseTerms(corpus, Int32Array.of(0, 1, 2), { minMessages: 1, idfPower }).idf
    idf(2).forEach((value, column) => {
      expect(value).toBeCloseTo((idf(1)[column] ?? 0) ** 2, 5)
    })
  })

  test('values by hand: words half, characters half of the unit length', () => {
    const rows = ['漏水', '漏水漏水', '噪音'].map((text) => ({ text, label: 'a' }))
    const options = {
      ...DEFAULT_OPTIONS,
      ...{ minGram: 2, maxGram: 2, withoutNames: false, wordShare: 0.5 },
      ...{ minMessages: 1, openingWeight: 1, idfPower: 1 },
    }
    const corpus = readCorpus(rows, options, wordCutter(), new Set())
    const vocabulary = chooseTerms(corpus, Int32Array.of(0, 1, 2), options)
    const matrix = vectorise(corpus, Int32Array.of(0, 1, 2), vocabulary, options)
    const values = (row: number) => [
      ...matrix.values.subarray(matrix.rowStarts[row], matrix.rowStarts[row + 1]),
    ]
    // Row 0 has one word and one bigram: each carries half of the squared length.
    expect(values(0)).toEqual([Math.SQRT1_2, Math.SQRT1_2])
    // Row 1: word 漏水 twice; bigrams 漏水 twice (idf of 2 in 3), 水漏 once (idf of 1 in 3).
    const often = (1 + Math.log(2)) * Math.fround(Math.log(4 / 3) + 1)
    const once = Math.fround(Math.log(2) + 1)
    const length = Math.SQRT1_2 / Math.hypot(often, once)
    expect(values(1)[0]).toBeCloseTo(Math.SQRT1_2, 12)
    expect(values(1)[1]).toBeCloseTo(often * length, 12)
    expect(values(1)[2]).toBeCloseTo(once * length, 12)
  })
})

describe('SVM', () => {
  /** Points +1 and −1 on a line. */
  const rows: SparseRows = {
    rowStarts: Int32Array.of(0, 1, 2),
    columns: Int32Array.of(0, 0),
    values: Float64Array.of(1, -1),
    width: 1,
  }
  const options = { maxEpochs: 1000, tolerance: 1e-10, seed: 1 }

  test.each([0.5, 1, 10])('reaches the known optimum for cost %d', (cost) => {
    // Minimum of w²/2 + 2C(1 − w)² is w = 4C / (1 + 4C); by symmetry the bias is 0.
    const { weights, bias } = trainSvm(rows, Int8Array.of(1, -1), { ...options, cost })
    expect(weights[0]).toBeCloseTo((4 * cost) / (1 + 4 * cost), 8)
    expect(bias).toBeCloseTo(0, 8)
  })

  test('the seed changes the path, not the optimum', () => {
    const [a, b] = [1, 2].map((seed) => trainSvm(rows, Int8Array.of(1, -1), { ...options, cost: 1, seed }))
    expect(a?.weights[0]).toBeCloseTo(b?.weights[0] ?? 0, 8)
  })
})

describe.each([
  { link: 'softmax', pooling: 1 },
  { link: 'sigmoid', pooling: 1 },
  { link: 'sigmoid', pooling: 'full' },
] as const)('calibration %o', (shape) => {
  const scores = [
    [2, -1],
    [1, -2],
    [-1, 1],
    [-2, 2],
    [0.5, -0.5],
    [0.4, -0.4],
  ]
  const fitted = fitCalibration(scores, [0, 0, 1, 1, 0, 1], 2, shape)

  test('probabilities sum to one, also for huge scores', () => {
    for (const row of [
      [0, 0],
      [1000, -1000],
      [-3, 5],
    ]) {
      expect(calibrate(row, fitted).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
    }
  })

  test('a higher score never lowers the probability', () => {
    expect(fitted.slopes.every((slope) => slope > 0)).toBe(true)
    const chances = [-2, -1, 0, 1, 2].map((score) => calibrate([score, 0], fitted)[0] ?? 0)
    expect(chances).toEqual(chances.toSorted((a, b) => a - b))
  })
})

describe('calibration', () => {
  test('finds the temperature that made the labels', () => {
    // Score gap ln 3 / 2 with three of four right: the likelihood is highest at slope 2.
    const gap = Math.log(3) / 2
    const rows = Array.from({ length: 4000 }, () => [gap, 0])
    const targets = rows.map((_, index) => (index % 4 === 0 ? 1 : 0))
    const { slopes, shifts } = fitCalibration(rows, targets, 2, { link: 'softmax', pooling: 'full' })
    expect(slopes[0]).toBeCloseTo(2, 2)
    expect(shifts[0]).toBeCloseTo(shifts[1] ?? 1, 12)
  })

  test('sigmoids of score 0 and shift 0 are equal shares', () => {
    const even = { link: 'sigmoid', slopes: [5, 5], shifts: [0, 0] } as const
    expect(calibrate([0, 0], even)).toEqual([0.5, 0.5])
    // 1/(1+e^-5·1) against 1/(1+e^5·1): odds e^5.
    const [up = 0, down = 1] = calibrate([1, -1], even)
    expect(up / down).toBeCloseTo(Math.exp(5), 8)
  })
})

test('rows of one message share a fold', () => {
  const folds = dealFolds(Int32Array.of(0, 1, 0, 2, 1), 5, 3)
  expect(folds[0]).toBe(folds[2])
  expect(folds[1]).toBe(folds[4])
})
