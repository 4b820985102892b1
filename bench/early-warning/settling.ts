import { randomUUID } from 'node:crypto'
import { systemActor } from '../../src/kernel/identity/define.ts'
import type { Platform } from '../../src/main.ts'
import { WatchContent } from '../../src/modules/early-warning/contract.ts'
import { gasLeak } from '../../tests/support/warnings.ts'

const actor = systemActor('bench')
const sizes = (process.env.BENCH_OPEN ?? '10,1000,10000').split(',').map(Number)
const measured = 50
const atOnce = 4

/** Milliseconds to settle a signal that raises a warning, and one that joins its own, beside so many open warnings. */
export async function settling({ kernel, modules }: Platform, resource: string): Promise<void> {
  const actionOf = (name: string) => {
    const action = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === name)
    if (action === undefined) throw new Error(`no action ${name}`)
    return action
  }
  const create = actionOf('early-warning.create-watch')
  const content = WatchContent.parse({ ...gasLeak, resource })
  const { id: watch } = (await kernel.execute(create, { actor, input: { content } })) as { id: string }
  const settle = actionOf('warning.settle')
  const signal = async (objects: readonly string[]) => {
    await kernel.app.pool.query(
      `insert into signals (watch, object, mark, at, found_at, phase, value, score, level, reason, trace, place)
      select $1, o, $2, now(), now(), 'onset', 100, 1, 'blue', 'above', '{}', '50/500107/500107103' from unnest($3::text[]) o`,
      [watch, randomUUID(), objects],
    )
    const waiting = [...objects]
    const lane = async () => {
      for (let object = waiting.pop(); object !== undefined; object = waiting.pop())
        await kernel.execute(settle, { actor, input: { watch, object } })
    }
    return lane
  }
  /** One after another: what one costs. */
  const timed = async (objects: readonly string[]) => {
    const lane = await signal(objects)
    const begin = performance.now()
    await lane()
    return (performance.now() - begin) / objects.length
  }
  let open = 0
  const fresh = (count: number) => Array.from({ length: count }, () => `object-${open++}`)
  for (const size of sizes) {
    const lane = await signal(fresh(Math.max(0, size - open)))
    await Promise.all(Array.from({ length: atOnce }, lane))
    await kernel.app.pool.query('analyze signals, open_warnings, cases')
    const beside = open
    const objects = fresh(measured)
    const raise = await timed(objects)
    const join = await timed(objects)
    console.log(
      `  beside ${beside.toLocaleString('en')} open warnings: ${raise.toFixed(1)} ms to raise one, ${join.toFixed(1)} ms to join one`,
    )
  }
}
