/** Names that are remembered at once; then it begins anew, for anybody may make names up. */
const mostNames = 10_000

/** Says of a name whether something may be said of it again: who knocks on fills neither the register nor the log. */
export function createSparing(everyMs: number): (name: string) => boolean {
  const said = new Map<string, number>()
  return (name) => {
    const now = performance.now()
    if (now - (said.get(name) ?? Number.NEGATIVE_INFINITY) < everyMs) return false
    if (said.size >= mostNames) said.clear()
    said.set(name, now)
    return true
  }
}
