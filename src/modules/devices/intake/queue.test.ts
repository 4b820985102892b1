import { expect, test } from 'vitest'
import { IntakeQueue } from './queue.ts'

const message = (readings: number, waitMs: number) => ({ readings: Array(readings).fill(0), waitMs })

test('who may wait waits for others, at most as long as the first may; who may not takes all along', () => {
  const queue = new IntakeQueue<ReturnType<typeof message>>()
  queue.put(message(1, 1000), 0)
  queue.put(message(1, 1000), 600)
  expect([queue.rest(600), queue.rest(1000), queue.count]).toEqual([400, 0, 2])
  expect(queue.next()).toHaveLength(2)
  expect([queue.rest(1000), queue.isEmpty]).toEqual([Number.POSITIVE_INFINITY, true])
  queue.put(message(1, 1000), 2000)
  queue.put(message(1, 0), 2100)
  expect(queue.rest(2100)).toBe(0)
})

test('five hundred are enough, two thousand are most; what is left over is due at once', () => {
  const queue = new IntakeQueue<ReturnType<typeof message>>()
  queue.put(message(499, 1000), 0)
  expect(queue.rest(0)).toBe(1000)
  queue.put(message(1, 1000), 0)
  expect(queue.rest(0)).toBe(0)
  for (let n = 0; n < 4; n++) queue.put(message(500, 1000), 0)
  expect(queue.next().flatMap((m) => m.readings)).toHaveLength(2000)
  expect([queue.rest(0), queue.count]).toEqual([0, 500])
})
