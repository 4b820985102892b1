import { calibrate, topLabel } from './calibration.ts'
import { contentOf, scoresOf, type Vector, vectorOf, weightOf } from './features.ts'
import { type Content, originalSpans, visitTerms } from './terms.ts'
import type { Classification, ClassifierModel, Contribution, Explanation, Prediction } from './types.ts'

/** Most probable label with its calibrated probability; the lean form for many texts. */
export function predict(model: ClassifierModel, text: string): Prediction {
  return predictionOf(model, vectorOf(model, contentOf(model, text)))
}

/**
 * Label, calibrated probabilities, and what each term of the message adds to the label's score.
 * A text without any known term gets the bias alone, hence a low confidence.
 */
export function classify(model: ClassifierModel, text: string): Classification {
  const vector = vectorOf(model, contentOf(model, text))
  const scores = scoresOf(model, vector)
  const prediction = predictionOf(model, vector, scores)
  const label = labelIndex(model, prediction.label)
  return {
    ...prediction,
    score: scores[label] as number,
    bias: model.header.biases[label] as number,
    contributions: contributionsOf(model, vector, label),
  }
}

/**
 * The `top` heaviest terms of a message for (or against) a label, with their places in the text, so that the
 * screen can highlight the resident's own words. The shown weights + rest + bias equal the score.
 * @throws RangeError for a label that the model does not know
 */
export function explain(model: ClassifierModel, text: string, label: string, top = 10): Explanation {
  const content = contentOf(model, text)
  const vector = vectorOf(model, content)
  const index = labelIndex(model, label)
  const contributions = contributionsOf(model, vector, index)
  const rest = contributions.slice(top).reduce((sum, { weight }) => sum + weight, 0)
  return {
    label,
    terms: locate(model, content, contributions.slice(0, top)),
    rest,
    bias: model.header.biases[index] as number,
    score: scoresOf(model, vector)[index] as number,
  }
}

function predictionOf(model: ClassifierModel, vector: Vector, scores = scoresOf(model, vector)): Prediction {
  const chances = calibrate(scores, model.header.calibration)
  const best = topLabel(chances)
  return {
    label: model.header.labels[best] as string,
    confidence: chances[best] as number,
    unknownShare: vector.unknownShare,
    probabilities: model.header.labels
      .map((label, index) => ({ label, p: chances[index] as number }))
      .sort((a, b) => b.p - a.p),
  }
}

function labelIndex(model: ClassifierModel, label: string): number {
  const index = model.header.labels.indexOf(label)
  if (index < 0) throw new RangeError(`The model has no label ${label}`)
  return index
}

function contributionsOf(model: ClassifierModel, vector: Vector, label: number): Contribution[] {
  const { wordCount } = model.header
  return Array.from(
    vector.values,
    ([term, value]): Contribution => ({
      term: model.terms[term] as string,
      family: term < wordCount ? 'word' : 'characters',
      weight: value * weightOf(model, term, label),
    }),
  ).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}

function locate(
  model: ClassifierModel,
  content: Content,
  contributions: readonly Contribution[],
): Explanation['terms'] {
  const { minGram, maxGram } = model.header.settings
  const key = (family: string, term: string) => `${family} ${term}`
  const spans = new Map<string, [number, number][]>()
  for (const { family, term } of contributions) spans.set(key(family, term), [])
  visitTerms(content, minGram, maxGram, (family, term, start) => {
    spans.get(key(family, term))?.push(...originalSpans(content, start, term.length))
  })
  return contributions.map((shown) => ({ ...shown, spans: spans.get(key(shown.family, shown.term)) ?? [] }))
}
