import type { Case } from '#kernel/cases/define'
import { lateCoHandlers } from '#kernel/cases/rules'

const depths = { township: 3, district: 2, city: 1 } as const

/** For what a verdict is an example: the case's category, in its place as far around as the arbiter said. */
export function precedentOf(c: Pick<Case, 'dispute' | 'category' | 'place'>) {
  const d = c.dispute
  if (d?.verdict == null || d.verdict.precedent === 'none' || c.category === null) return undefined
  const { org, reason, at, precedent } = d.verdict
  return {
    category: c.category,
    place: c.place.split('/').slice(0, depths[precedent]).join('/'),
    org,
    from: d.from,
    reason,
    legalBasis: d.legalBasis,
    decidedAt: at,
  }
}

const dayMs = 86_400_000

/** Whether a co-handler is late and has not been reminded for a day. */
export function isUrgedNow(c: Pick<Case, 'co'>, now: Date): boolean {
  const late = lateCoHandlers(c, now)
  return c.co.some(
    (h) => late.includes(h.org) && (h.urgedAt === null || now.getTime() - Date.parse(h.urgedAt) >= dayMs),
  )
}
