import type { Truth } from '../../examples/construction-spoil/simulation/day.ts'
import type { Row } from '../../examples/construction-spoil/simulation/people.ts'

export interface Score {
  readonly kind: string
  planted: number
  recalled: number
  findings: number
  right: number
  /** Told, and explained by a ticket that came later: neither right nor wrong. */
  explained: number
}

const slack = 30 * 60_000

/**
 * By kind: how many of the planted were found, and how many of the findings were of something planted.
 * @param isExplained whether the trip of a finding was taken back, because its ticket came after all
 */
export function scoreOf(
  truth: readonly Truth[],
  findings: readonly Row[],
  isExplained: (finding: Row) => boolean,
): Map<string, Score> {
  const scores = new Map<string, Score>()
  const of = (kind: string) => {
    const found = scores.get(kind) ?? { kind, planted: 0, recalled: 0, findings: 0, right: 0, explained: 0 }
    scores.set(kind, found)
    return found
  }
  const byObject = Map.groupBy(findings, (f) => `${f.kind} ${f.object}`)
  const truths = Map.groupBy(truth, (t) => `${t.kind} ${t.object}`)
  for (const t of truth.filter((one) => one.must)) {
    const score = of(t.kind)
    score.planted++
    if (byObject.get(`${t.kind} ${t.object}`)?.some((f) => isOf(t, f))) score.recalled++
  }
  for (const f of findings) {
    const score = of(String(f.kind))
    score.findings++
    if (truths.get(`${f.kind} ${f.object}`)?.some((t) => isOf(t, f))) score.right++
    else if (isExplained(f)) score.explained++
  }
  return scores
}

function isOf(t: Truth, f: Row): boolean {
  const at = Date.parse(String(f.at))
  return at >= t.from - slack && at <= t.until + slack
}

export function sumOf(scores: readonly ReadonlyMap<string, Score>[]): Score[] {
  const sums = new Map<string, Score>()
  for (const one of scores)
    for (const s of one.values()) {
      const sum = sums.get(s.kind) ?? {
        kind: s.kind,
        planted: 0,
        recalled: 0,
        findings: 0,
        right: 0,
        explained: 0,
      }
      for (const name of ['planted', 'recalled', 'findings', 'right', 'explained'] as const)
        sum[name] += s[name]
      sums.set(s.kind, sum)
    }
  return [...sums.values()].toSorted((a, b) => a.kind.localeCompare(b.kind))
}
