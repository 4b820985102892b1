import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compareSignatures,
  hashOf,
  loadWeights,
  type Signature,
  scoreOf,
  signatureOf,
  type Weights,
} from '#models/similarity'

const folder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals/teddy2020c')
export const messagesFile = join(folder, 'attachment3_hot_issue_messages.jsonl')
export const weightsFile = 'data/similarity/weights.bin'

export const hasMessages = (): boolean => existsSync(messagesFile)

interface Message {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly time: string
}

/** Two messages, the stratum they were drawn from, and what the annotator said. */
export interface LabelledPair {
  readonly ids: readonly [string, string]
  readonly stratum: string
  readonly same: boolean
  readonly score: number
  /** Settings and threshold may see this half; figures come from the other. */
  readonly half: 'tune' | 'test'
}

export function readMessages(file: string): Message[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Message)
}

export const textOf = ({ title, text }: { title?: string; text?: string }) => `${title ?? ''}。${text ?? ''}`

/** The labelled pairs with the score that the product would give: no place is known of these messages. */
export function scoredPairs(): LabelledPair[] {
  const weights = loadWeights(readFileSync(weightsFile))
  const messages = new Map(readMessages(messagesFile).map((m) => [m.id, m]))
  const signatures = new Map<string, Signature>()
  return readFileSync('data/similarity/pairs.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [a = '', b = '', stratum = '', same] = line.split(',')
      const [one, other] = [messages.get(a), messages.get(b)]
      if (one === undefined || other === undefined) throw new Error(`unknown message in ${line}`)
      const text = compareSignatures(signed(signatures, one, weights), signed(signatures, other, weights))
      const days = (Date.parse(one.time) - Date.parse(other.time)) / 86_400_000
      const score = scoreOf({ text, place: 'unknown', days, open: true })
      return { ids: [a, b], stratum, same: same === '1', score, half: halfOf(a, b) }
    })
}

function signed(kept: Map<string, Signature>, message: Message, weights: Weights): Signature {
  const signature = kept.get(message.id) ?? signatureOf(textOf(message), weights)
  kept.set(message.id, signature)
  return signature
}

/** By the hash of the ids, which says nothing of the messages. */
function halfOf(a: string, b: string): LabelledPair['half'] {
  return hashOf(a + b) % 2 === 0 ? 'tune' : 'test'
}
