import { Refusal } from '../../src/kernel/action/index.ts'
import type { Actor } from '../../src/kernel/identity/define.ts'

/** The code of the refusal, or `done`. */
export async function outcomeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** Runs in a few lanes, as requests do. */
export async function inLanes<T>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
  lanes = 8,
): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

export const refused = (actor: Actor) => (actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden')
