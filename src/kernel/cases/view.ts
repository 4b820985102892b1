import { allows } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import { maskText } from '#kernel/vault/rules'
import type { CaseRow, CaseView, TimelineStep } from './contract.ts'
import { availableActions, type Case, type CaseType, subjectOf } from './define.ts'
import { nextDue } from './rules.ts'

/** Whether this reader sees identifiers: the applicant's own case, or a role that the type trusts with them. */
export function isUnmasked(type: CaseType, c: Case, actor: Actor): boolean {
  return allows(type.unmasked, actor, subjectOf(c))
}

export function caseRow(type: CaseType, c: Case, actor: Actor): CaseRow {
  const mask = isUnmasked(type, c, actor) ? (s: string) => s : hidden
  return {
    id: c.id,
    number: c.number,
    type: c.type,
    title: mask(c.title),
    state: c.state,
    version: c.version,
    place: c.place,
    point: c.point,
    address: c.address === null ? null : mask(c.address),
    channel: c.channel,
    category: c.category,
    urgency: c.urgency,
    lead: c.lead?.org ?? null,
    co: c.co.map((h) => h.org),
    due: nextDue(c),
    held: c.hold !== null,
    supervised: c.supervised,
    escalation: c.escalation,
    rating: c.rating?.score ?? null,
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
    closedAt: c.closedAt,
    can: availableActions(type, c, actor),
  }
}

/** The case as this reader may see it: internal steps, proposals and internal notes stay inside. */
export function caseView(
  type: CaseType,
  c: Case,
  actor: Actor,
  parts: { body: string; timeline: readonly TimelineStep[]; applicant: CaseView['applicant'] },
): CaseView {
  const open = isUnmasked(type, c, actor)
  const inside = actor.posts.length > 0
  const mask = open ? (s: string) => s : hidden
  return {
    ...caseRow(type, c, actor),
    body: mask(parts.body),
    masked: !open,
    anonymous: c.applicant === null,
    applicant: open || inside ? parts.applicant : null,
    handlers: { lead: c.lead, co: inside ? [...c.co] : [] },
    clocks: [...c.clocks],
    hold: c.hold,
    extension: inside ? c.extension : null,
    reopened: c.reopened,
    ratingDetail: c.rating === null ? null : { ...c.rating, reason: mask(c.rating.reason) },
    files: open || inside ? [...c.files] : [],
    details: inside ? { ...(c.details as Record<string, unknown>) } : {},
    timeline: parts.timeline
      .filter((s) => inside || s.visible === 'public')
      .map((s) => ({ ...s, input: maskInput(s.input, mask), actorName: inside ? s.actorName : publicName(s) })),
  }
}

/** Residents see which office acted, not which officer. */
function publicName(s: TimelineStep): string {
  return s.actorKind === 'officer' ? '' : s.actorName
}

function maskInput(input: Readonly<Record<string, unknown>>, mask: (s: string) => string) {
  return Object.fromEntries(Object.entries(input).map(([k, v]) => [k, typeof v === 'string' ? mask(v) : v]))
}

function hidden(text: string): string {
  return maskText(text, 'partial').text
}
