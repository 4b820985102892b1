import { seededRandom } from '#models/evaluation'
import type { Observation } from './define.ts'
import { measured } from './measured.ts'
import { medianOf } from './phases.ts'

/** An incident: planted into a series, or labelled by a person. Indices into the history, both included. */
export interface Incident {
  readonly from: number
  readonly to: number
  readonly kind: 'spike' | 'dip' | 'level' | 'drift' | 'stuck' | 'labelled'
}

const kinds = ['spike', 'level', 'dip', 'drift', 'stuck'] as const

/**
 * A copy of rows `from` to `to` with incidents at even distances, of kinds in turn: a spike or dip of three values, a
 * shift of level, a slow drift, a value that is stuck. `size` is in robust spreads of what neighbours do not explain.
 */
export function plantIncidents(
  history: readonly Observation[],
  { from, to, count, size, seed }: { from: number; to: number; count: number; size: number; seed: number },
): { rows: Observation[]; incidents: Incident[] } {
  const random = seededRandom(seed)
  const spread = spreadOf(history.slice(0, from))
  const rows = history.slice(from, to)
  const stretch = Math.floor(rows.length / count)
  const long = Math.max(6, Math.min(24, Math.floor(stretch / 4)))
  const incidents = Array.from({ length: count }, (_, n): Incident => {
    const kind = kinds[(n + seed) % kinds.length] ?? 'spike'
    const length = kind === 'spike' || kind === 'dip' ? 3 : long
    const start = n * stretch + Math.floor(random() * Math.max(1, stretch - long))
    return { from: from + start, to: from + start + length - 1, kind }
  })
  for (const incident of incidents) plant(rows, incident, from, size * spread)
  return { rows, incidents }
}

function plant(rows: Observation[], { from, to, kind }: Incident, offset: number, size: number): void {
  const first = rows[from - offset]?.value ?? 0
  for (let n = from; n <= to; n++) {
    const row = rows[n - offset]
    if (!row || row.value === null) continue
    const share = (n - from + 1) / (to - from + 1)
    const value = { spike: row.value + size, level: row.value + size, dip: row.value - size }
    rows[n - offset] = {
      at: row.at,
      value: kind === 'drift' ? row.value + size * share : kind === 'stuck' ? first : value[kind as 'level'],
    }
  }
}

/** Robust spread around the median of the neighbours; of a constant series a hundredth of its size, or 1. */
function spreadOf(history: readonly Observation[]): number {
  const values = history.map(({ value }) => measured(value)).filter((x) => x !== null)
  const around = values.map((x, n) => Math.abs(x - medianOf(values.slice(Math.max(0, n - 6), n + 7))))
  const spread = around.length === 0 ? 0 : medianOf(around) / 0.6745
  return spread || Math.abs(values[0] ?? 0) / 100 || 1
}
