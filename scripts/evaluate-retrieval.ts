/**
 * node scripts/evaluate-retrieval.ts [--fit]
 *
 * Question → answer on the two public sets: every distinct answer is a passage, the question is not indexed, an answer
 * is right when its text is the one given to the question. Parameters come from the rows of gov-faq-kaohsiung with an
 * even hash of the id; the other half and the whole are reported. Out of scope means: a question of policy-qa-ncp,
 * asked of the index of gov-faq-kaohsiung. `--fit` tries the grid and fits the calibration anew.
 */
import { readFileSync } from 'node:fs'
import { defaultSettings, isTraditional, Retrieval } from '#models/retrieval'
import {
  hasRetrievalSets,
  indexAnswers,
  isFitting,
  kaohsiungFile,
  ncpFile,
  type QuestionRow,
  rank,
  readQuestions,
  readSigns,
  type Sign,
} from './retrieval-sets.ts'

if (!hasRetrievalSets()) {
  console.error(`No questions to ask: ${kaohsiungFile} or ${ncpFile} is missing. Set REFERENCE_DATA.`)
  process.exit(1)
}
const kaohsiung = readQuestions(kaohsiungFile)
const ncp = readQuestions(ncpFile)
const fitting = (rows: readonly QuestionRow[]) => rows.filter(isFitting)
const held = (rows: readonly QuestionRow[]) => rows.filter((row) => !isFitting(row))
const three = (value: number) => value.toFixed(3)

if (process.argv.includes('--fit')) fitAnew()
report()

function fitAnew(): void {
  const asked = fitting(kaohsiung)
  for (const [word, pair, character] of [
    [1, 0, 0],
    [0, 1, 0],
    [1, 0.6, 0.25],
    [1, 1, 0.3],
    [0.5, 1, 0.5],
  ] as const)
    for (const b of [0.5, 0.75, 0.9]) {
      const settings = { ...defaultSettings, familyWeights: { word, pair, character }, b }
      const { at1, at5, mrr } = rank(indexAnswers(kaohsiung, settings), asked)
      console.log(
        `word ${word} pair ${pair} character ${character} b ${b}: ${[at1, at5, mrr].map(three).join(' ')}`,
      )
    }
  const index = indexAnswers(kaohsiung)
  const weights = logistic([
    ...readSigns(index, asked, true),
    ...readSigns(index, fitting(ncp).slice(0, 569), false),
  ])
  console.log('calibration', weights)
}

/** Plain gradient descent on the log loss: two signs and a bias need no more. */
function logistic(rows: readonly Sign[]): { bias: number; coverage: number; margin: number } {
  let [bias, coverage, margin] = [0, 0, 0]
  for (let round = 0; round < 20_000; round++) {
    let [b, c, m] = [0, 0, 0]
    for (const row of rows) {
      const z = bias + coverage * row.coverage + margin * row.margin
      const error = 1 / (1 + Math.exp(-z)) - Number(row.right)
      b += error
      c += error * row.coverage
      m += error * row.margin
    }
    bias -= (5 * b) / rows.length
    coverage -= (5 * c) / rows.length
    margin -= (5 * m) / rows.length
  }
  return { bias, coverage, margin }
}

function report(): void {
  for (const [name, rows, measured] of [
    ['gov-faq-kaohsiung', kaohsiung, '.629 / .822'],
    ['policy-qa-ncp', ncp, '.096 / .238'],
  ] as const) {
    const indexed = indexAnswers(rows)
    for (const [part, asked] of [
      ['other half', held(rows)],
      ['whole', rows],
    ] as const) {
      const { at1, at5, mrr } = rank(indexed, asked)
      console.log(
        `${name} ${part} (${asked.length} questions, ${indexed.index.size} answers): R@1 ${three(at1)} R@5 ${three(at5)} MRR@10 ${three(mrr)}; measured before: ${measured}`,
      )
    }
  }
  reportAbstaining()
  reportGuides()
  const letters = [...new Set(kaohsiung.flatMap((row) => [...row.question]))].filter((c) =>
    /[\u3400-\u9fff]/.test(c),
  )
  console.log(
    `folding changes ${letters.filter(isTraditional).length} of ${letters.length} characters in the questions`,
  )
}

function reportAbstaining(): void {
  const index = indexAnswers(kaohsiung)
  const sure = (rows: readonly QuestionRow[]) =>
    rows.map((row) => {
      const { hits, confidence } = index.index.search(row.question, { limit: 1 })
      return { confidence, right: hits[0]?.id === index.idOf(row) }
    })
  const inScope = sure(held(kaohsiung))
  const outside = sure(held(ncp))
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
    const answered = inScope.filter((a) => a.confidence >= threshold)
    const right = answered.filter((a) => a.right).length
    const wrongly = outside.filter((a) => a.confidence >= threshold).length
    console.log(
      `p ≥ ${threshold}: answers ${three(answered.length / inScope.length)} of questions in scope, ${three(right / Math.max(1, answered.length))} of them right first; ${three(wrongly / outside.length)} of questions out of scope`,
    )
  }
}

/** The shipped guides, asked what they cannot know: how often the first one would be given as the answer. */
function reportGuides(): void {
  const guides = JSON.parse(readFileSync('data/guides/guides.json', 'utf8')) as Record<string, unknown>[]
  const index = new Retrieval({ ...defaultSettings, fieldWeights: { title: 2, keywords: 1.5 } })
  for (const { code, zh, keywords, ...rest } of guides)
    index.add({
      id: String(code),
      fields: { title: String(zh), keywords: [keywords].flat().join(' '), text: textsOf(rest) },
    })
  const asked = held(ncp)
  const sure = asked.map((row) => index.search(row.question, { limit: 1 }).confidence)
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6])
    console.log(
      `guides, p ≥ ${threshold}: ${three(sure.filter((p) => p >= threshold).length / asked.length)} of ${asked.length} questions of policy-qa-ncp answered`,
    )
}

function textsOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.values(value).map(textsOf).join('\n')
    : String(value)
}
