import type { DataLevel, GradingTable } from '#modules/catalogue/contract'
import { highest, isHigher } from '#modules/catalogue/rules'
import type { FindingLine, Observed } from '../contract/checks.ts'
import { daysBetween } from './days.ts'
import type { FieldFact, GrantFact, ResourceFact } from './facts.ts'
import { type Limits, limit } from './table.ts'

type Seen = Observed | undefined

function seen(check: Observed['check'], r: ResourceFact, lines: readonly FindingLine[]): Seen {
  if (lines.length === 0) return undefined
  return {
    check,
    subjectType: 'resource',
    subject: r.id,
    name: r.name,
    org: r.provider,
    resource: r.id,
    account: null,
    occasion: '',
    lines: [...lines],
  }
}

const resourceLink = (id: string) => `/catalogue?resource=${id}`

/** A resource whose owner or steward post nobody holds: nobody answers for it. */
export function vacantPosts(r: ResourceFact): Seen {
  const lines = (['owner', 'steward'] as const)
    .filter((party) => r[party].holder === null)
    .map((party) => ({
      key: `vacant-${party}`,
      values: { org: r[party].org, title: r[party].title },
      link: resourceLink(r.id),
    }))
  return seen('vacant-post', r, lines)
}

/** Not graded within the grace after its publication, or the day of review is past. */
export function gradeMissing(r: ResourceFact, limits: Limits, today: string): Seen {
  const link = resourceLink(r.id)
  const grace = limit(limits, 'graceDays')
  const waited = daysBetween(r.publishedOn, today)
  const isUngraded = r.level === null && waited > grace
  const late = r.review === null ? 0 : daysBetween(r.review, today)
  return seen('grade-missing', r, [
    ...(isUngraded
      ? [{ key: 'ungraded', values: { days: String(waited), grace: String(grace) }, link }]
      : []),
    ...(r.review !== null && late > 0
      ? [{ key: 'review-past', values: { review: r.review, days: String(late) }, link }]
      : []),
  ])
}

/** What an item holds: a person's word counts, then the description. */
export function kindOf(f: FieldFact): string | null {
  return f.confirmed === undefined ? f.described : f.confirmed
}

/** The level lies below the floor of a personal item, in the grading table as it is now. */
export function levelBelowFloor(r: ResourceFact, table: GradingTable): Seen {
  const { level } = r
  if (level === null) return undefined
  const lines = r.fields.flatMap((f): FindingLine[] => {
    const kind = kindOf(f)
    if (kind === null) return []
    const floor: DataLevel = highest([table.floors[floorOf(kind, table)]])
    if (!isHigher(floor, level)) return []
    return [{ key: 'below-floor', values: { item: f.title, kind, floor, level }, link: resourceLink(r.id) }]
  })
  return seen('level-low', r, lines)
}

function floorOf(kind: string, table: GradingTable): 'sensitive' | 'personal' {
  return table.sensitive.some((k) => k === kind) ? 'sensitive' : 'personal'
}

/** Items in which the detector found personal information that nobody has confirmed or denied, published as they are. */
export function unjudgedFields(r: ResourceFact): Seen {
  const lines = r.fields
    .filter((f) => f.found !== null && f.confirmed === undefined && f.described === null)
    .map((f) => ({
      key: 'unjudged-field',
      values: { item: f.title, kind: f.found ?? '' },
      link: `/protection?resource=${r.id}`,
    }))
  return seen('field-unmasked', r, lines)
}

/**
 * Personal items that a grant gives in clear without a reason: what the request gave a reason for was looked at when it was
 * approved.
 */
export function unmaskedFields(g: GrantFact, r: ResourceFact): Seen {
  const fields = new Map(r.fields.map((f) => [f.item, f]))
  const lines = g.items.flatMap((item): FindingLine[] => {
    const field = fields.get(item)
    if (field === undefined || g.masks[item] !== undefined || g.clearReasons.includes(item)) return []
    const kind = kindOf(field) ?? (field.confirmed === undefined ? field.found : null)
    if (kind === null) return []
    return [
      {
        key: 'given-clear',
        values: { item: field.title, kind, consumer: g.consumer },
        link: `/sharing?grant=${g.id}`,
      },
    ]
  })
  if (lines.length === 0) return undefined
  return {
    check: 'field-unmasked',
    subjectType: 'grant',
    subject: g.id,
    name: r.name,
    org: g.provider,
    resource: r.id,
    account: null,
    occasion: '',
    lines,
  }
}
