import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Algorithm } from '#kernel/decisions'
import {
  abstainReasons,
  type ClassifierModel,
  classify,
  explain,
  loadModel,
  readVersion,
} from '#models/classifier'
import { loadCategories, matchCategories } from '#modules/duties'

export interface CategoryInput {
  readonly text: string
}

export interface CategoryOutput {
  /** Level-1 category code. */
  readonly category: string
  readonly alternatives: { readonly category: string; readonly confidence: number }[]
}

type Term = { term: string; weight: number; spans: [number, number][] }

export const categoryCode = 'appeal.category'
const shownTerms = 12

const modelFile = (root: string) => join(root, 'data/models/appeal-category.bin')
const versionOf = (hash: string) => ({ version: hash.slice(0, 12), hash })

/** Version and hash of the shipped weights, as the register has them; reads no weights. */
export function shippedVersion(root: string): { readonly version: string; readonly hash: string } {
  return versionOf(readVersion(readFileSync(modelFile(root))))
}

export type CategoryAlgorithm = Algorithm<CategoryInput, CategoryOutput> & { readonly model: ClassifierModel }

/** The shipped level-1 classifier. */
export function shippedAlgorithm(root: string): CategoryAlgorithm {
  return categoryAlgorithm(loadModel(readFileSync(modelFile(root))))
}

/** Where a model's words point at a class that it does not know, this many keywords' worth of score speaks for that. */
const foreignScore = 0.6

/** A level-1 classifier as a registered algorithm. Its labels are names of the category tree. */
export function categoryAlgorithm(model: ClassifierModel): CategoryAlgorithm {
  const codes = new Map(loadCategories().map((c) => [c.zh, c.code]))
  const codeOf = (label: string): string => {
    const code = codes.get(label)
    if (code === undefined) throw new Error(`The model knows a category that the tree lacks: ${label}`)
    return code
  }
  const known = new Set(model.header.labels.map(codeOf))
  return {
    code: categoryCode,
    name: '诉求分类算法',
    ...versionOf(model.version),
    model,
    judge({ text }) {
      const found = classify(model, text)
      const { label, confidence, probabilities, unknownShare } = found
      const { terms, rest, bias, score } = explain(model, text, label, shownTerms)
      const alternatives = probabilities
        .slice(1, 4)
        .map((p) => ({ category: codeOf(p.label), confidence: p.p }))
      return {
        output: { category: codeOf(label), alternatives },
        confidence,
        explanation: {
          terms: terms.map(({ term, weight, spans }) => ({ term, weight, spans })),
          rest,
          bias,
          score,
        },
        label: codeOf(label),
        novelty: unknownShare,
        doubts: [...abstainReasons(found), ...(pointsElsewhere(text, known) ? ['class-without-model'] : [])],
      }
    },
  }
}

/** Whether the keywords of the category tree name best a class that the model was never taught. */
function pointsElsewhere(text: string, known: ReadonlySet<string>): boolean {
  const best = matchCategories(text)[0]
  return best !== undefined && best.score >= foreignScore && !known.has(best.code.slice(0, 2))
}

/** The words that carried the decision, with their places in the message: the title stands before the body. */
export function explanationTerms(explanation: unknown, offset: number): Term[] {
  const { terms } = explanation as { terms: Term[] }
  return terms
    .filter((t) => t.weight > 0)
    .map((t) => ({
      ...t,
      spans: t.spans.map(([a, b]): [number, number] => [a - offset, b - offset]).filter(([a]) => a >= 0),
    }))
}
