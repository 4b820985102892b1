import type { WatchContent } from '../contract.ts'

/** mulberry32: small, and the same everywhere. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type DemoWatch = Omit<WatchContent, 'resource'>

/** What watches of simulated data have in common. */
export const shared = {
  value: 'value',
  also: [],
  count: null,
  object: 'sensor',
  latenessSeconds: 0,
  silentMinutes: null,
  repeatMinutes: 60,
  calmMinutes: 180,
  exercise: true,
} satisfies Partial<DemoWatch>
