import { allows } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import { maskText } from '#kernel/vault/rules'
import type { CaseRow, CaseView, TimelineStep } from './contract.ts'
import { availableActions, type Case, type CaseType, type Handler, subjectOf } from './define.ts'
import { disputes, lateParts, nextDue } from './rules.ts'

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
    disputed: disputes.openDispute(c) !== null,
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
  parts: { body: string; timeline: readonly TimelineStep[]; applicant: CaseView['applicant']; now: Date },
): CaseView {
  const open = isUnmasked(type, c, actor)
  const inside = actor.posts.length > 0
  const mask: Mask = open ? (s) => s : hidden
  return {
    ...caseRow(type, c, actor),
    body: mask(parts.body),
    masked: !open,
    anonymous: c.applicant === null,
    applicant: open || inside ? parts.applicant : null,
    handlers: {
      lead: c.lead && maskHandler(inside ? c.lead : { ...c.lead, assignee: null }, mask),
      co: inside ? c.co.map((h) => maskHandler(h, mask)) : [],
    },
    dispute: inside ? c.dispute && (maskDeep(c.dispute, mask) as CaseView['dispute']) : null,
    late: inside ? lateParts(c, parts.now).map((l) => ({ ...l, waitedFor: [...l.waitedFor] })) : [],
    clocks: [...c.clocks],
    hold: c.hold && { ...c.hold, reason: mask(c.hold.reason) },
    extension: inside ? c.extension && { ...c.extension, reason: mask(c.extension.reason) } : null,
    reopened: c.reopened,
    ratingDetail: c.rating === null ? null : { ...c.rating, reason: mask(c.rating.reason) },
    files: open || inside ? [...c.files] : [],
    details: inside ? (maskDeep(c.details, mask) as Record<string, unknown>) : {},
    timeline: parts.timeline
      .filter((s) => inside || s.visible === 'public')
      .map((s) => ({
        ...s,
        input: maskDeep(s.input, mask) as TimelineStep['input'],
        actorName: inside ? s.actorName : publicName(s),
      })),
  }
}

/** Residents see which office acted, not which officer. */
function publicName(s: TimelineStep): string {
  return s.actorKind === 'officer' ? '' : s.actorName
}

function maskHandler(h: Handler, mask: Mask): Handler {
  return { ...h, answer: h.answer === null ? null : mask(h.answer) }
}

type Mask = (text: string) => string

/** Masks every text, however deep it lies; the digits of an id are no one's number. */
function maskDeep(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return /^[0-9a-f-]{36}$/.test(value) ? value : mask(value)
  if (Array.isArray(value)) return value.map((v) => maskDeep(v, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, maskDeep(v, mask)]))
}

function hidden(text: string): string {
  return maskText(text, 'partial').text
}
