import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Retrieval, type RetrievalSettings, signs } from '#models/retrieval'

const root = process.env.REFERENCE_DATA ?? '../shared/data'
export const kaohsiungFile = join(root, 'appeals/gov-faq-kaohsiung/faq.jsonl')
export const ncpFile = join(root, 'appeals/policy-qa-ncp/qa.jsonl')

export interface QuestionRow {
  readonly id: string
  readonly question: string
  readonly answer: string
}

export interface Ranking {
  readonly questions: number
  readonly at1: number
  readonly at5: number
  /** Mean of 1/rank within the first ten. */
  readonly mrr: number
}

export interface Sign {
  readonly coverage: number
  readonly margin: number
  readonly right: boolean
}

export function hasRetrievalSets(): boolean {
  return existsSync(kaohsiungFile) && existsSync(ncpFile)
}

export function readQuestions(file: string): QuestionRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as QuestionRow)
}

/** Parameters are chosen on the rows whose id hashes even, and reported on the others. */
export function isFitting({ id }: QuestionRow): boolean {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0
}

/** One passage for each distinct answer; the question is not in the index. */
export function indexAnswers(rows: readonly QuestionRow[], settings?: RetrievalSettings) {
  const ids = new Map<string, string>()
  for (const row of rows) if (!ids.has(row.answer)) ids.set(row.answer, row.id)
  const index = new Retrieval(settings)
  for (const [answer, id] of ids) index.add({ id, fields: { text: answer } })
  return { index, idOf: ({ answer }: QuestionRow) => ids.get(answer) ?? '' }
}

type Indexed = ReturnType<typeof indexAnswers>

/** Question → answer among all distinct answers of the set. */
export function rank({ index, idOf }: Indexed, asked: readonly QuestionRow[]): Ranking {
  let at1 = 0
  let at5 = 0
  let reciprocal = 0
  for (const row of asked) {
    const place = index.search(row.question, { limit: 10 }).hits.findIndex((hit) => hit.id === idOf(row))
    if (place === 0) at1++
    if (place >= 0 && place < 5) at5++
    if (place >= 0) reciprocal += 1 / (place + 1)
  }
  const n = asked.length
  return { questions: n, at1: at1 / n, at5: at5 / n, mrr: reciprocal / n }
}

/** What the calibration reads for each question, and whether the first passage was the right one. */
export function readSigns({ index, idOf }: Indexed, asked: readonly QuestionRow[], inScope: boolean): Sign[] {
  return asked.map((row) => {
    const { hits } = index.search(row.question, { limit: 2 })
    return { ...signs(hits), right: inScope && hits[0]?.id === idOf(row) }
  })
}
