import { expect, test } from 'vitest'
import type { Bus } from '#kernel/bus'
import { Workers } from './workers.ts'

/** Words between workers of a test; while `isShared` is false nothing is passed on. */
function createHall() {
  const hearers: [string, (word: string) => void][] = []
  const hall = { isShared: true }
  const bus: Bus = {
    tell(topic, word) {
      if (hall.isShared) for (const [heard, on] of hearers) if (heard === topic) on(word)
    },
    hear(topic, on) {
      const entry: (typeof hearers)[number] = [topic, on]
      hearers.push(entry)
      return () => void hearers.splice(hearers.indexOf(entry), 1)
    },
    get isShared() {
      return hall.isShared
    },
    stop: async () => {},
  }
  return { hall, bus }
}

const resource = '019b0000-0000-7000-8000-00000000abcd'
const parts = Array.from({ length: 8 }, (_, part) => part)
const mine = (w: Workers) => parts.filter((part) => w.isMine(resource, part))

test('who hears each other divides the parts evenly, each part to one; whoever leaves is followed', () => {
  const { bus } = createHall()
  const [a, b, c] = ['a', 'b', 'c'].map((id) => new Workers(bus, id, () => {}))
  if (a === undefined || b === undefined || c === undefined) throw new Error('no workers')
  for (const w of [a, b, c]) w.beat()
  const shares = [a, b, c].map(mine)
  expect(shares.flat().toSorted((x, y) => x - y)).toEqual(parts)
  expect(shares.map((s) => s.length).toSorted()).toEqual([2, 3, 3])
  c.stop()
  expect([...mine(a), ...mine(b)].toSorted((x, y) => x - y)).toEqual(parts)
  expect(mine(a).length).toBe(4)
})

test('whoever hears nobody reads what nobody holds, and looks all the time', () => {
  const { bus, hall } = createHall()
  const [a, b] = [new Workers(bus, 'a', () => {}), new Workers(bus, 'b', () => {})]
  for (const w of [a, b]) w.beat()
  expect(mine(a).length).toBe(4)
  hall.isShared = false
  expect(mine(a)).toEqual(parts)
  expect([a.isDue(resource), a.isDue(resource)]).toEqual([true, true])
})

test('a resource is looked at once without a word, and again as long as a word of it is fresh', () => {
  const { bus } = createHall()
  const woken: (string | undefined)[] = []
  const w = new Workers(bus, 'a', (of) => woken.push(of))
  expect([w.isDue(resource), w.isDue(resource)]).toEqual([true, false])
  bus.tell('changed.resource', resource)
  expect([w.isDue(resource), w.isDue(resource), w.isDue('another'), w.isDue('another')]).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(woken).toEqual([resource])
})
