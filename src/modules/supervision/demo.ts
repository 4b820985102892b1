import { dayOf } from '#kernel/clock'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { makeReport } from './making.ts'
import { addDays, periodFrom, weekday } from './rules.ts'
import { hasReport } from './store.ts'

const days = 7
const scopes = ['area:cqgxq', '50'] as const

/**
 * Reports of the demo city's last days and of the two weeks before this one, by the real composer from its simulated
 * cases; each says so. A report that is there is not made again.
 */
export async function demoReports(kernel: Kernel): Promise<void> {
  const today = dayOf(kernel.clock.now())
  const monday = addDays(today, -weekday(today))
  const wanted = [
    ...Array.from({ length: days }, (_, n) => ({ kind: 'day' as const, from: addDays(today, n - days) })),
    ...[-14, -7].map((n) => ({ kind: 'week' as const, from: addDays(monday, n) })),
  ]
  const actor = systemActor('demo')
  for (const scope of scopes)
    for (const period of wanted) {
      if (await hasReport(kernel.app.db, scope, periodFrom(period.kind, period.from))) continue
      await makeReport(
        kernel,
        { scope, ...period, reason: '' },
        { actor, key: `demo:${scope}:${period.kind}:${period.from}` },
      )
    }
}
