import { isWithin } from '#kernel/access/define'
import { monthsAfter } from '#modules/protection/rules'
import type { FindingLine, Observed } from '../contract/checks.ts'
import { daysBetween } from './days.ts'
import type { AssessedFact, GrantFact } from './facts.ts'
import { type Limits, limit } from './table.ts'

type Seen = Observed | undefined
type Named = Pick<GrantFact, 'id' | 'resource' | 'resourceName'>

function seen(check: Observed['check'], g: Named, org: string, lines: readonly FindingLine[]): Seen {
  if (lines.length === 0) return undefined
  return {
    check,
    subjectType: 'grant',
    subject: g.id,
    name: g.resourceName,
    org,
    resource: g.resource,
    account: null,
    occasion: '',
    lines: [...lines],
  }
}

const grantLink = (g: Named) => `/sharing?grant=${g.id}`

/** In force and not used for so many days: the user does not need it. A suspended one gives nothing and is left. */
export function unusedGrant(g: GrantFact, limits: Limits, today: string): Seen {
  const days = limit(limits, 'days')
  const since = g.lastUse ?? g.givenOn
  const idle = daysBetween(since, today)
  if (g.state !== 'active' || idle <= days) return undefined
  const values = { days: String(idle), limit: String(days), since, consumer: g.consumer }
  const key = g.lastUse === null ? 'never-used' : 'unused'
  return seen('grant-unused', g, g.consumer, [{ key, values, link: grantLink(g) }])
}

/** Given so many months ago and looked at by nobody since, or nobody at the consumer answers for it any more. */
export function staleGrant(g: GrantFact, limits: Limits, today: string): Seen {
  const months = limit(limits, 'months')
  const review = monthsAfter(g.givenOn, months)
  const isVacant = g.consumerHolders === 0
  const lines = [
    ...(review < today
      ? [
          {
            key: 'review-of-grant',
            values: { given: g.givenOn, review, months: String(months) },
            link: grantLink(g),
          },
        ]
      : []),
    ...(isVacant ? [{ key: 'consumer-vacant', values: { consumer: g.consumer }, link: grantLink(g) }] : []),
  ]
  return seen('grant-stale', g, isVacant ? g.provider : g.consumer, lines)
}

/** Wider than what it was used for: items that nobody asked for, a quota far above the busiest day, foreign places. */
export function wideGrant(g: GrantFact, limits: Limits, today: string): Seen {
  if (g.state !== 'active') return undefined
  const days = limit(limits, 'days')
  const isKnown = daysBetween(g.givenOn, today) >= days && g.usedItems.length > 0
  return seen('grant-wide', g, g.provider, [
    ...(isKnown ? unusedItems(g, days) : []),
    ...(isKnown ? wideQuota(g, days, limit(limits, 'factor')) : []),
    ...foreignPlaces(g),
  ])
}

function unusedItems(g: GrantFact, days: number): FindingLine[] {
  const unused = g.items.filter((i) => !g.usedItems.includes(i) && g.masks[i] !== 'hide')
  if (unused.length === 0) return []
  const items = unused.map((i) => g.titles[i] ?? i).join('、')
  return [
    {
      key: 'items-unused',
      values: { items, count: String(unused.length), given: String(g.items.length), days: String(days) },
      link: grantLink(g),
    },
  ]
}

function wideQuota(g: GrantFact, days: number, factor: number): FindingLine[] {
  const quota = g.callsPerDay * g.rowsPerCall
  if (g.peakRows === 0 || quota <= g.peakRows * factor) return []
  const values = {
    quota: String(quota),
    peak: String(g.peakRows),
    days: String(days),
    factor: String(factor),
  }
  return [{ key: 'quota-wide', values, link: grantLink(g) }]
}

/** Rows of places that the consumer does not cover; a resource without places has none to be judged by. */
function foreignPlaces(g: GrantFact): FindingLine[] {
  if (!g.hasPlace) return []
  const values = { consumer: g.consumer, own: g.consumerPlaces.join('、') }
  // A consumer of the whole city covers every place.
  const isForeign = (place: string) => !isWithin(place, g.consumerPlaces)
  if (g.within === null) {
    const coversAll = g.consumerPlaces.some((p) => !p.includes('/'))
    return coversAll ? [] : [{ key: 'places-all', values, link: grantLink(g) }]
  }
  const foreign = g.within.filter(isForeign)
  if (foreign.length === 0) return []
  return [{ key: 'places-foreign', values: { ...values, places: foreign.join('、') }, link: grantLink(g) }]
}

/**
 * What art. 55 asks an assessment for and none covers, or the one that does runs out soon or is older than its term.
 * This is what makes `remind` of the assessment table act.
 */
export function missingAssessment(a: AssessedFact, limits: Limits, today: string): Seen {
  if (a.need === 'none') return undefined
  const link = '/protection?view=assessments'
  const values = { consumer: a.grant.consumer, triggers: a.triggers.join(' '), need: a.need }
  return seen('assessment', a.grant, a.grant.consumer, [
    ...uncovered(a).map((key) => ({ key, values: { ...values, until: a.ranOutOn ?? '' }, link })),
    ...ageing(a, limit(limits, 'aheadDays'), today).map((l) => ({ ...l, link })),
  ])
}

function uncovered(a: AssessedFact): string[] {
  if (a.coveredUntil !== null) return []
  return [a.ranOutOn === null ? 'unassessed' : 'assessment-over']
}

function ageing(a: AssessedFact, ahead: number, today: string): Omit<FindingLine, 'link'>[] {
  if (a.coveredUntil === null) return []
  const left = daysBetween(today, a.coveredUntil)
  const term = a.judgedOn === null ? null : monthsAfter(a.judgedOn, a.validMonths)
  return [
    ...(left <= ahead
      ? [{ key: 'assessment-ends', values: { until: a.coveredUntil, days: String(left) } }]
      : []),
    ...(term !== null && term < today
      ? [
          {
            key: 'assessment-old',
            values: { judged: a.judgedOn ?? '', term, months: String(a.validMonths) },
          },
        ]
      : []),
  ]
}
