import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { detectors } from '../../src/models/series/index.ts'

const counts = (process.env.BENCH_SERIES ?? '10000,100000').split(',').map(Number)
const kinds = ['seasonal', 'adaptive']
const hour = 3_600_000
/** Values that each of the many series has had: they differ by what they were shown, not by how long. */
const values = 5
/** Of so many series it is measured what one holds that has had all that it remembers. */
const grown = 50
const grownValues = 1500

/** Bytes of heap that a series costs: of many young ones, and of some that remember all that they can. */
export function memory(): void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  for (const kind of kinds) {
    const young = counts.map((count) => {
      const { bytes, seconds } = heapOf(kind, count, values, gc)
      return `${count.toLocaleString('en')} series after ${values} values ${bytes} bytes each (${(seconds * 1e6).toFixed(0)} µs a value)`
    })
    const { bytes, seconds } = heapOf(kind, grown, grownValues, gc)
    console.log(
      `  memory, ${kind}: ${young.join(', ')}; after ${grownValues} values ${bytes} bytes each (${(seconds * 1e6).toFixed(0)} µs a value)`,
    )
  }
}

function heapOf(kind: string, count: number, each: number, gc: () => void) {
  const detector = detectors[kind]
  if (detector === undefined) throw new Error(`no detector ${kind}`)
  const parameters: unknown = detector.parameters.parse({})
  gc()
  const before = process.memoryUsage().heapUsed
  const states: unknown[] = []
  const begin = performance.now()
  for (let n = 0; n < count; n++) {
    const state: unknown = detector.start(parameters)
    for (let v = 0; v < each; v++)
      detector.step(
        state,
        { at: v * hour, value: 10 + Math.sin(v / 4) + ((n * 31 + v * 17) % 10) / 10 },
        parameters,
      )
    states.push(state)
  }
  const seconds = (performance.now() - begin) / 1000 / count / each
  gc()
  const bytes = Math.round((process.memoryUsage().heapUsed - before) / states.length)
  return { bytes, seconds }
}
