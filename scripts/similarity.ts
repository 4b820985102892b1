/**
 * npm run similarity -- evaluate: judges the similarity score on the pairs labelled by hand, data/similarity/pairs.csv.
 * npm run similarity -- learn: counts the terms of the reference messages anew, without those that the pairs are of.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { learnWeights } from '#models/similarity'
import { bestThreshold, figuresAt, intervals, stratumWeights } from './similarity/figures.ts'
import {
  hasMessages,
  messagesFile,
  readMessages,
  scoredPairs,
  textOf,
  weightsFile,
} from './similarity/pairs.ts'

const [command = 'evaluate'] = process.argv.slice(2)
if (!hasMessages()) {
  console.error(`No messages: ${messagesFile} is missing. Set REFERENCE_DATA.`)
  process.exit(1)
}
if (command === 'learn') learn()
else evaluate()

function learn(): void {
  const opening = (text: string) => text.replace(/\s/g, '').slice(0, 40)
  const judged = new Set(readMessages(messagesFile).map((m) => opening(m.text)))
  const files = ['attachment2_dev_raw.jsonl', 'attachment4_replies.jsonl', 'intake_unlabelled.jsonl']
  const messages = files
    .flatMap((file) => readMessages(join(dirname(messagesFile), file)))
    .filter((m) => !judged.has(opening(m.text ?? '')))
  const file = learnWeights(messages.map(textOf))
  writeFileSync(weightsFile, file)
  console.log(`${weightsFile}: ${file.byteLength} bytes from ${messages.length} messages`)
}

function evaluate(): void {
  const pairs = scoredPairs()
  const tune = pairs.filter((p) => p.half === 'tune')
  const test = pairs.filter((p) => p.half === 'test')
  const threshold = bestThreshold(tune)
  console.log(`weights: ${readFileSync(weightsFile).byteLength} bytes`)
  console.log(`${pairs.length} pairs, ${pairs.filter((p) => p.same).length} the same matter`)
  console.log(`threshold ${threshold} (highest F1 on ${tune.length} pairs)`)
  print(`tuning half`, figuresAt(tune, threshold))
  const within = intervals(test, threshold)
  const figures = figuresAt(test, threshold)
  console.log(`test half, ${test.length} pairs, ${test.filter((p) => p.same).length} the same matter:`)
  for (const name of ['precision', 'recall', 'f1'] as const) {
    const { low, high } = within[name]
    console.log(`  ${name.padEnd(9)} ${figures[name].toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`)
  }
  print(
    'all pairs of the collection, by stratum, from both halves',
    figuresAt(pairs, threshold, stratumWeights(pairs)),
  )
  for (const [stratum, rows] of Map.groupBy(pairs, (p) => p.stratum)) {
    const named = rows.filter((p) => p.score >= threshold).length
    const same = rows.filter((p) => p.same).length
    console.log(`  ${stratum}: ${rows.length} drawn, ${same} the same, ${named} named`)
  }
}

function print(
  name: string,
  { precision, recall, f1 }: { precision: number; recall: number; f1: number },
): void {
  console.log(`${name}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`)
}
