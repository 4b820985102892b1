import { formatAddress, parseAddress } from '#models/addresses'
import { seededRandom } from '#models/evaluation'
import { makeAddressSource, writeColloquially } from './addresses/generate.ts'
import {
  judgeAddresses,
  type LabelledAddress,
  readHandLabelled,
  shippedGazetteer,
} from './addresses/labelled.ts'

/**
 * Taking addresses apart: `node bench/addresses.ts`. Precision and recall by part on the test half of the addresses
 * written by hand and on generated ones (real divisions, invented streets: synthetic), and the speed.
 */
export function run(): void {
  const started = performance.now()
  const book = shippedGazetteer()
  console.log(`gazetteer of the places that ship: ${(performance.now() - started).toFixed(0)} ms`)
  const random = seededRandom(20261129)
  const next = makeAddressSource(random)
  const generated = Array.from({ length: 20_000 }, () => writeColloquially(next(), random))
  print('written by hand, tuning half', readHandLabelled('tune'), book)
  print('written by hand, test half', readHandLabelled('test'), book)
  print('generated, synthetic', generated, book)
  const begin = performance.now()
  for (const { text } of generated) formatAddress(parseAddress(text, book))
  const seconds = (performance.now() - begin) / 1000
  console.log(`${Math.round(generated.length / seconds).toLocaleString('en')} addresses/s, one thread`)
}

function print(
  name: string,
  rows: readonly LabelledAddress[],
  book: ReturnType<typeof shippedGazetteer>,
): void {
  const { figures, whole, wrong } = judgeAddresses(rows, book)
  console.log(`${name}: ${whole} of ${rows.length} right in every part`)
  for (const { part, labelled, precision, recall } of figures)
    console.log(
      `  ${part.padEnd(10)} ${String(labelled).padStart(6)} labelled  P ${precision.toFixed(3)}  R ${recall.toFixed(3)}`,
    )
  if (process.argv.includes('--wrong')) for (const line of wrong.slice(0, 40)) console.log(`    ${line}`)
}

if (import.meta.main) run()
