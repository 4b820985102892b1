import type { Kernel } from '#kernel/module'
import { sealEntries } from './seal.ts'

const everyMs = 1000

/** Seals once a second while the process lives; several processes take turns by an advisory lock. */
export function startSealer(kernel: Kernel): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const round = async () => {
    await sealEntries(kernel.app.db, kernel.clock.now()).catch((error: unknown) =>
      kernel.log.warn('sealing failed', error),
    )
    if (!stopped) timer = setTimeout(start, everyMs)
  }
  const start = () => {
    running = round()
  }
  timer = setTimeout(start, everyMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
      await sealEntries(kernel.app.db, kernel.clock.now()).catch(() => 0)
    },
  }
}
