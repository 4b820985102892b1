/** A process that computes for longer answers nobody meanwhile. */
const sliceMs = 15
/** So long a person may wait for a trial; the transaction that reads for it would be ended after 30 s. */
const patienceMs = 20_000

/**
 * Runs what takes long step by step, in slices between which the process answers others.
 * @param patience milliseconds after which it is left as it is
 * @returns what it came to; undefined: the time ran out
 */
export async function runInSlices<T>(
  steps: Generator<unknown, T>,
  patience = patienceMs,
): Promise<T | undefined> {
  const until = performance.now() + patience
  for (;;) {
    const slice = performance.now() + sliceMs
    for (let now = 0; now < slice; now = performance.now()) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
    if (performance.now() >= until) return undefined
    await new Promise((resolve) => setImmediate(resolve))
  }
}
