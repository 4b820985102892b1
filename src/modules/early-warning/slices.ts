/** A process that computes for longer answers nobody meanwhile. */
const sliceMs = 15
/** So long a trial may compute; by the processor's time, for on a busy machine the same trial shall say the same. */
const patienceMs = 10_000

/**
 * Runs what takes long step by step, in slices between which the process answers others.
 * @param patience milliseconds of the processor's time after which it is left as it is
 * @returns what it came to; undefined: the time ran out
 */
export async function runInSlices<T>(
  steps: Generator<unknown, T>,
  patience = patienceMs,
): Promise<T | undefined> {
  let spent = 0
  for (;;) {
    const begin = process.cpuUsage()
    const slice = performance.now() + sliceMs
    for (let now = 0; now < slice; now = performance.now()) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
    const { user, system } = process.cpuUsage(begin)
    spent += (user + system) / 1000
    if (spent >= patience) return undefined
    await new Promise((resolve) => setImmediate(resolve))
  }
}
