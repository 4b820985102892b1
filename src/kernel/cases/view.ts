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

/** True for who may see no more of it than its outline. */
export function isOutline(type: CaseType, c: Case, actor: Actor): boolean {
  const subject = subjectOf(c)
  return !allows(type.see, actor, subject) && allows(type.outline ?? [], actor, subject)
}

export function caseRow(type: CaseType, c: Case, actor: Actor): CaseRow {
  const mask = isUnmasked(type, c, actor) ? (s: string) => s : hidden
  const outline = isOutline(type, c, actor)
  return {
    id: c.id,
    number: c.number,
    type: c.type,
    title: mask(c.title),
    ...(c.titleInEnglish === undefined ? {} : { titleInEnglish: mask(c.titleInEnglish) }),
    state: c.state,
    version: c.version,
    place: outline ? c.place.split('/').slice(0, 3).join('/') : c.place,
    point: outline ? null : c.point,
    address: c.address === null || outline ? null : mask(c.address),
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
    rating: outline ? null : (c.rating?.score ?? null),
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
    closedAt: c.closedAt,
    followers: c.followers.length,
    following: actor.person !== null && c.followers.includes(actor.person),
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
  const outline = isOutline(type, c, actor)
  const mask: Mask = open ? (s) => s : hidden
  return {
    ...caseRow(type, c, actor),
    body: outline ? '' : mask(parts.body),
    masked: !open,
    anonymous: !outline && c.applicant === null,
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
    ratingDetail: c.rating === null || outline ? null : { ...c.rating, reason: mask(c.rating.reason) },
    files: open || inside ? [...c.files] : [],
    details: inside ? (maskDeep(c.details, mask) as Record<string, unknown>) : {},
    timeline: parts.timeline
      .filter((s) => inside || s.visible === 'public')
      .map((s) => ({
        ...s,
        input: stepInput(s, { mask, inside, outline }),
        actorName: inside ? s.actorName : publicName(s),
      })),
  }
}

/** Whoever joins writes to the office: what they say of themselves is masked for the applicant as for anyone. */
function stepInput(
  s: TimelineStep,
  reader: { mask: Mask; inside: boolean; outline: boolean },
): TimelineStep['input'] {
  if (reader.outline && !isOfficial(s)) return {}
  const isOthers = !reader.inside && s.action === 'join'
  return maskDeep(s.input, isOthers ? hidden : reader.mask) as TimelineStep['input']
}

/** Residents see which office acted, not which officer, and of each other not even that. */
function publicName(s: TimelineStep): string {
  return s.actorKind === 'algorithm' || s.actorKind === 'system' ? s.actorName : ''
}

/** Words of an office are public; those of whoever reported, and what a clerk wrote down for them, are not. */
function isOfficial(s: TimelineStep): boolean {
  return s.actorKind !== 'resident' && s.actorKind !== 'anonymous' && !personal.has(s.action)
}

const personal: ReadonlySet<string> = new Set(['submit', 'rate', 'reopen', 'withdraw', 'attach'])

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
