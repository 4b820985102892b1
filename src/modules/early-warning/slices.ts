/** A process that computes for longer answers nobody meanwhile. */
const sliceMs = 15
/** So long a trial may compute; by the processor's time, for on a busy machine the same trial shall say the same. */
const patienceMs = 10_000

/** Milliseconds of the processor's time that are left; what runs one after another takes from them. */
export interface Patience {
  left: number
}

/** For one trial. */
export const newPatience = (): Patience => ({ left: patienceMs })
/** For what has bounds of its own. */
export const endless = (): Patience => ({ left: Number.POSITIVE_INFINITY })

/**
 * Runs what takes long step by step, in slices between which the process answers others.
 * @param patience at its end the work is left as it is
 * @returns what it came to; undefined: the time ran out
 */
export async function runInSlices<T>(
  steps: Generator<unknown, T>,
  patience: Patience = newPatience(),
): Promise<T | undefined> {
  for (;;) {
    const begin = process.cpuUsage()
    const ended = runSlice(steps)
    const { user, system } = process.cpuUsage(begin)
    patience.left -= (user + system) / 1000
    if (ended !== undefined) return ended.value
    if (patience.left <= 0) return undefined
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function runSlice<T>(steps: Generator<unknown, T>): { readonly value: T } | undefined {
  const slice = performance.now() + sliceMs
  for (let now = 0; now < slice; now = performance.now()) {
    const step = steps.next()
    if (step.done === true) return step
  }
  return undefined
}
