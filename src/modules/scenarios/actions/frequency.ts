import { Refusal } from '#kernel/action/define'
import type { Run } from '../store.ts'

const minuteMs = 60_000
const counted = new Map<string, { minute: number; calls: number }>()

/**
 * Counts a command in its minute, in this process: what is refused or fails counts as well, which no transaction would keep.
 * @throws Refusal `too-many` beyond the package's own limit
 */
export function refuseCall(run: Pick<Run, 's' | 'sandbox' | 'manifest'>, now: Date): void {
  const limit = run.manifest.limits.callsPerMinute
  const name = `${run.s.id} ${run.sandbox}`
  const minute = Math.floor(now.getTime() / minuteMs)
  const known = counted.get(name)
  const calls = known?.minute === minute ? known.calls + 1 : 1
  counted.set(name, { minute, calls })
  if (calls > limit)
    throw new Refusal('too-many', 'scenarios.calls-per-minute', { name: run.manifest.name.zh, limit })
}
