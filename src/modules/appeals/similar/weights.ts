import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bandsOf, encodeSignature, loadWeights, signatureOf, type Weights } from '#models/similarity'

const file = fileURLToPath(new URL('../../../../data/similarity/weights.bin', import.meta.url))

interface Model {
  readonly weights: Weights
  /** First letters of the SHA-256 of the weights: signatures of different weights must not be compared. */
  readonly version: string
}

let loaded: Model | undefined

/** The shipped term weights, read when the first text is compared. */
export function similarityModel(): Model {
  loaded ??= readModel()
  return loaded
}

function readModel(): Model {
  const bytes = readFileSync(file)
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { weights: loadWeights(bytes), version }
}

/** What is compared: the title and the message. */
export function comparedText(title: string, body: string): string {
  return `${title}。${body}`
}

/** The columns of `appeal_signatures` for a text. */
export function signatureColumns(text: string): { model: string; terms: Buffer; bands: number[] } {
  const { weights, version } = similarityModel()
  return {
    model: version,
    terms: Buffer.from(encodeSignature(signatureOf(text, weights))),
    bands: bandsOf(text),
  }
}
