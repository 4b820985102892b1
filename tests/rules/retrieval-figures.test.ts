import { expect, test } from 'vitest'
import {
  hasRetrievalSets,
  indexAnswers,
  isFitting,
  kaohsiungFile,
  ncpFile,
  rank,
  readQuestions,
} from '../../scripts/retrieval-sets.ts'

/** The figures of docs/flows/asking-the-assistant.md, on the half that chose no parameter. */
const published = [
  { file: kaohsiungFile, answers: 1135, questions: 569, at1: 0.68, at5: 0.884 },
  { file: ncpFile, answers: 3800, questions: 2016, at1: 0.153, at5: 0.266 },
]

for (const { file, answers, ...figures } of published)
  test.skipIf(!hasRetrievalSets())(
    `retrieval on ${file} (skipped without REFERENCE_DATA)`,
    { timeout: 120_000 },
    () => {
      const rows = readQuestions(file)
      const indexed = indexAnswers(rows)
      expect(indexed.index.size).toBe(answers)
      const { questions, at1, at5 } = rank(
        indexed,
        rows.filter((row) => !isFitting(row)),
      )
      expect({ questions, at1: Number(at1.toFixed(3)), at5: Number(at5.toFixed(3)) }).toEqual(figures)
    },
  )
