import { run as cases } from './cases.ts'
import { run as classifier } from './classifier.ts'
import { run as geo } from './geo.ts'
import { run as similarity } from './similarity.ts'
import { run as startup } from './startup.ts'

/** `npm run bench [-- startup classifier similarity geo cases]`: figures, each beside a named peer in the same run. */
const all: Readonly<Record<string, () => unknown>> = {
  startup,
  classifier,
  similarity: () => similarity(),
  geo,
  cases,
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
