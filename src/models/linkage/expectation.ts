import type { PatternCode, Patterns } from './patterns.ts'

const mostIterations = 200
const settled = 1e-5

/**
 * Learns m from patterns by expectation–maximisation; u stays as it is, the share of true pairs among these is learned
 * along. Half a pair is added to each level, so that no level is impossible.
 */
export function learnM(
  patterns: Patterns,
  code: PatternCode,
  start: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  free: readonly boolean[],
): { readonly m: number[][]; readonly matched: number; readonly iterations: number } {
  const found = [...patterns.counts.keys()].filter((pattern) => (patterns.counts[pattern] as number) > 0)
  const levels = found.map((pattern) => start.map((_, k) => code.level(pattern, k)))
  let m = start.map((shares) => [...shares])
  let matched = 0.5
  let iterations = 0
  for (let change = 1; change > settled && iterations < mostIterations; iterations++) {
    const sums = m.map((shares) => shares.map(() => 0.5))
    let pairs = 0
    for (const [n, pattern] of found.entries()) {
      const own = levels[n] as readonly number[]
      const weight = (patterns.counts[pattern] as number) * posterior(own, m, u, free, matched)
      pairs += weight
      for (const [k, level] of own.entries())
        if (level >= 0) (sums[k] as number[])[level] = (sums[k]?.[level] ?? 0) + weight
    }
    const next = sums.map((sum) => {
      const total = sum.reduce((all, one) => all + one, 0)
      return sum.map((one) => one / total)
    })
    change = Math.max(...next.flatMap((shares, k) => shares.map((s, l) => Math.abs(s - (m[k]?.[l] ?? 0)))))
    m = next
    matched = Math.min(1 - 1e-9, Math.max(1e-9, pairs / Math.max(1, patterns.total)))
  }
  return { m, matched, iterations }
}

function posterior(
  levels: readonly number[],
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  free: readonly boolean[],
  matched: number,
): number {
  let yes = matched
  let no = 1 - matched
  for (const [k, level] of levels.entries()) {
    if (level < 0 || !free[k]) continue
    yes *= m[k]?.[level] ?? 1
    no *= u[k]?.[level] ?? 1
  }
  return yes + no === 0 ? 0 : yes / (yes + no)
}
