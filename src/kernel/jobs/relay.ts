export interface Relay {
  start(): void
  stop(): Promise<void>
  wake(): void
}

interface Relayed {
  /** Moves the next committed events to the queues; undefined: there were none. */
  move(): Promise<Iterable<string> | undefined>
  listReady(): Promise<readonly string[]>
  tell(queue: string): void
  /** Gives back the jobs of processes that died. */
  freeLost(): Promise<void>
}

const lookEveryMs = 500
const lostEveryMs = 10_000

/**
 * Keeps the queues going: at once when woken, else every half second for what other processes and the clock put there. One
 * look finds the queues that have something to do, and only their workers are told: sixty queues that each asked for
 * themselves twice a second cost an idle platform a tenth of a core, and the database as much again.
 */
export function createRelay({ move, listReady, tell, freeLost }: Relayed): Relay {
  let running = false
  let wakeUp: () => void = () => {}
  let loop: Promise<void> = Promise.resolve()
  async function run() {
    let lookedForLost = performance.now()
    while (running) {
      if (performance.now() - lookedForLost > lostEveryMs) {
        lookedForLost = performance.now()
        await freeLost().catch(() => {})
      }
      const filled = await move().catch(() => undefined)
      for (const queue of filled ?? (await listReady().catch(() => []))) tell(queue)
      if (filled !== undefined) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookEveryMs)
        wakeUp = () => {
          clearTimeout(timer)
          setTimeout(resolve, 20) // lets the commit become visible, and gathers a batch
        }
      })
    }
  }
  return {
    start() {
      running = true
      loop = run()
    },
    async stop() {
      running = false
      wakeUp()
      await loop
    },
    wake: () => wakeUp(),
  }
}
