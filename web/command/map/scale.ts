/** Cividis, cut for a dark ground: reads the same with every kind of colour blindness, and in grey. */
export const fills = ['#17345f', '#3e5679', '#6c7582', '#a39b75', '#e0cc5c'] as const

export interface Step {
  readonly from: number
  readonly to: number
  readonly colour: string
}

/** Steps of 1, 2, 5, 10, 20, 50 …: limits that people can keep in mind. */
function niceStep(most: number, steps: number): number {
  const raw = Math.max(1, most / steps)
  const power = 10 ** Math.floor(Math.log10(raw))
  const factor = [1, 2, 5, 10].find((f) => f * power >= raw) ?? 10
  return factor * power
}

/** Equal steps from 1 to the largest count, at most five; none when nothing is open. */
export function stepsOf(counts: readonly number[]): Step[] {
  const most = Math.max(0, ...counts)
  if (most < 1) return []
  const size = niceStep(most, fills.length)
  return fills
    .map((colour, i) => ({ from: i * size + 1, to: (i + 1) * size, colour }))
    .filter((step) => step.from <= most)
}

export function colourOf(steps: readonly Step[], count: number): string | null {
  return steps.find((step) => count >= step.from && count <= step.to)?.colour ?? null
}
