import type { PiiKind } from '#models/pii'

export interface Span {
  readonly kind: PiiKind
  readonly start: number
  readonly end: number
}

export interface Labelled {
  readonly text: string
  readonly spans: readonly Span[]
}

export interface Score {
  labels: number
  found: number
  /** Same kind, same start, same end. */
  exact: number
  /** Labels that a finding of the kind touches, and findings that touch a label. */
  labelsTouched: number
  foundTouching: number
}

/** Counts by kind of what `find` says of the labelled texts. */
export function scoreOf(
  rows: readonly Labelled[],
  find: (text: string) => readonly Span[],
): Map<string, Score> {
  const scores = new Map<string, Score>()
  const scoreFor = (kind: string) => {
    const known = scores.get(kind) ?? { labels: 0, found: 0, exact: 0, labelsTouched: 0, foundTouching: 0 }
    scores.set(kind, known)
    return known
  }
  for (const { text, spans } of rows) {
    const found = find(text)
    const touches = (a: Span, b: Span) => a.kind === b.kind && a.start < b.end && b.start < a.end
    for (const label of spans) {
      const score = scoreFor(label.kind)
      score.labels++
      if (found.some((f) => touches(f, label))) score.labelsTouched++
      if (found.some((f) => touches(f, label) && f.start === label.start && f.end === label.end))
        score.exact++
    }
    for (const f of found) {
      const score = scoreFor(f.kind)
      score.found++
      if (spans.some((label) => touches(f, label))) score.foundTouching++
    }
  }
  return scores
}

/** Precision, recall and F1 by exact spans and by touching ones, a line per kind. */
export function scoreLines(scores: ReadonlyMap<string, Score>): string[] {
  const lines = ['kind            labels found   P     R     F1   | touching: P     R     F1']
  for (const [kind, s] of [...scores].sort(([a], [b]) => a.localeCompare(b))) {
    const exact = figures(s.exact, s.exact, s.found, s.labels)
    const touching = figures(s.foundTouching, s.labelsTouched, s.found, s.labels)
    lines.push(
      `${kind.padEnd(16)}${String(s.labels).padStart(5)} ${String(s.found).padStart(5)}  ${exact}  |           ${touching}`,
    )
  }
  return lines
}

function figures(right: number, hit: number, found: number, labels: number): string {
  const precision = found === 0 ? 1 : right / found
  const recall = labels === 0 ? 1 : hit / labels
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return [precision, recall, f1].map((n) => n.toFixed(3)).join(' ')
}

/** F1 by exact spans; 0 for a kind of which nothing was labelled or found. */
export function f1Of(score: Score | undefined): number {
  return score === undefined ? 0 : (2 * score.exact) / (score.found + score.labels)
}
