import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadWeights, type Weights } from './weights.ts'

const file = fileURLToPath(new URL('../../../data/similarity/weights.bin', import.meta.url))

export interface ShippedWeights {
  readonly weights: Weights
  /** First letters of the SHA-256 of the weights: signatures of different weights must not be compared. */
  readonly version: string
}

let loaded: ShippedWeights | undefined

/** The term weights that come with the platform, read when the first text is compared. */
export function shippedWeights(): ShippedWeights {
  loaded ??= read()
  return loaded
}

function read(): ShippedWeights {
  const bytes = readFileSync(file)
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { weights: loadWeights(bytes), version }
}
