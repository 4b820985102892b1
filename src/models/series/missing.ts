import type { Reading } from './define.ts'

/** What a detector of values says where there is none; that a value is late is `silence`'s business. */
export const noValue: Reading = { score: 0, anomalous: false, reason: 'missing', trace: {} }

/** What a detector says before it has seen enough. */
export function stillLearning(seen: number): Reading {
  return { score: 0, anomalous: false, reason: 'learning', trace: { seen } }
}

/** What a detector that needs it says where the time is none. */
export const noTime: Reading = { score: 0, anomalous: false, reason: 'no-time', trace: {} }
