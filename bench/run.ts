import { run as addresses } from './addresses.ts'
import { run as anonymity } from './anonymity.ts'
import { run as arrival } from './arrival.ts'
import { run as cases } from './cases.ts'
import { run as classifier } from './classifier.ts'
import { run as detectors } from './detectors.ts'
import { run as earlyWarning } from './early-warning.ts'
import { run as exchange } from './exchange.ts'
import { run as geo } from './geo.ts'
import { run as hotIssues } from './hot-issues.ts'
import { run as linkage } from './linkage.ts'
import { run as outbreak } from './outbreak.ts'
import { run as patterns } from './patterns.ts'
import { run as pii } from './pii.ts'
import { run as readings } from './readings.ts'
import { run as retrieval } from './retrieval.ts'
import { run as similarity } from './similarity.ts'
import { run as startup } from './startup.ts'
import { run as statistics } from './statistics.ts'
import { run as terminals } from './terminals.ts'

/** `npm run bench [-- NAME…]`: figures, each beside a named peer in the same run. */
const all: Readonly<Record<string, () => unknown>> = {
  startup,
  classifier,
  retrieval,
  similarity: () => similarity(),
  'hot-issues': () => hotIssues(),
  geo,
  cases,
  statistics,
  pii: () => pii(),
  anonymity,
  addresses,
  linkage: () => linkage(),
  detectors,
  outbreak,
  arrival,
  exchange: () => exchange(),
  readings,
  terminals,
  'early-warning': earlyWarning,
  patterns,
}
const wanted = process.argv.slice(2)

const unknown = wanted.filter((name) => !(name in all))
if (unknown.length > 0) {
  console.error(`Unknown bench ${unknown.join(', ')}. Known: ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}

for (const [name, run] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  await run()
}
