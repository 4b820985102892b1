/**
 * npm run classify -- [FILE.jsonl] [--model data/models/appeal-category.bin]
 *
 * Reads lines `{"text"}` or `{"title", "text"}` (standard input without FILE) and writes a line
 * `{"label1", "confidence"}` for each to standard output; notes go to standard error. npm itself prints a banner to
 * standard output: use `npm run --silent classify` where another program reads it.
 */
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { loadModel, predict } from '#models/classifier'
import { messageOf } from './labelled-rows.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: 'data/models/appeal-category.bin' } },
})
const [file] = positionals
const model = loadModel(readFileSync(values.model))
const input = file ? createReadStream(file, 'utf8') : process.stdin
const start = performance.now()
let rows = 0
let broken = 0
let buffered: string[] = []

for await (const line of createInterface({ input, crlfDelay: Infinity })) {
  if (line.trim() === '') continue
  buffered.push(classifyLine(line))
  if (buffered.length >= 1000) flush()
}
flush()
const seconds = (performance.now() - start) / 1000
console.error(`${rows} lines in ${seconds.toFixed(2)} s, model ${model.version.slice(0, 12)}`)
if (broken > 0) {
  console.error(`${broken} lines were no JSON object with a text and got an {"error"} line`)
  process.exitCode = 1
}

/** One line out per line in, so that the two files can be pasted side by side. */
function classifyLine(line: string): string {
  rows++
  const text = textOf(line)
  if (text === undefined) {
    broken++
    return JSON.stringify({ error: `line ${rows}: expected {"text"}` })
  }
  const { label, confidence } = predict(model, text)
  return JSON.stringify({ label1: label, confidence: Number(confidence.toFixed(6)) })
}

function textOf(line: string): string | undefined {
  try {
    const { title, text } = JSON.parse(line)
    if (typeof text !== 'string') return undefined
    return messageOf({ title: typeof title === 'string' ? title : null, text })
  } catch {
    return undefined
  }
}

function flush(): void {
  if (buffered.length > 0) process.stdout.write(`${buffered.join('\n')}\n`)
  buffered = []
}
