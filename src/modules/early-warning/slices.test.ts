import { expect, test } from 'vitest'
import { runInSlices } from './slices.ts'

/** Steps of which each computes for a millisecond. */
function* busy(steps: number, order: string[]): Generator<undefined, string> {
  for (let n = 0; n < steps; n++) {
    for (const until = performance.now() + 1; performance.now() < until; );
    yield
  }
  order.push('long')
  return 'done'
}

test('what is asked for meanwhile is answered before something long has ended', async () => {
  const order: string[] = []
  const long = runInSlices(busy(100, order))
  await new Promise((resolve) => setImmediate(resolve))
  order.push('short')
  expect(await long).toBe('done')
  expect(order).toEqual(['short', 'long'])
})

test('what has no time left is left as it is, and says so', async () => {
  const order: string[] = []
  expect(await runInSlices(busy(1000, order), { left: 0 })).toBeUndefined()
  expect(order).toEqual([])
})
