import type { Purpose, Terms } from '#modules/sharing/contract'
import {
  type AssessmentContent,
  type AssessmentTable,
  type Manner,
  type Need,
  needs,
  type Trigger,
  triggers,
} from '../contract/assessments.ts'
import type { PersonalKind } from '../contract/kinds.ts'

const art55 = '《中华人民共和国个人信息保护法》第五十五条（已读原文）'

/**
 * What holds until the office saves its own. Art. 55 asks for an assessment in every row; what blocks and what the daily
 * check reminds of is the project's choice.
 */
export const defaultAssessmentTable: AssessmentTable = {
  version: 0,
  rows: triggers.map((trigger) => ({
    trigger,
    need: trigger === 'provide' || trigger === 'entrust' || trigger === 'major' ? 'remind' : 'block',
    source: `${art55}；处理前是阻断还是提醒为项目草拟`,
  })),
  validMonths: 12,
  keepYears: 3,
}

/** Somebody is to be given data of a resource. */
export interface Processing {
  readonly resource: string
  readonly consumer: string
  readonly purpose: Purpose
  readonly terms: Pick<Terms, 'items' | 'masks'>
  readonly automated: boolean
}

/** Items with personal information that the terms give; what is withheld is not given. */
export function givenPersonal(
  { terms }: Pick<Processing, 'terms'>,
  kinds: ReadonlyMap<string, PersonalKind>,
): string[] {
  return terms.items.filter((i) => kinds.has(i) && terms.masks[i] !== 'hide')
}

/** Why the processing has to be assessed, after art. 55; without personal information nothing has to. */
export function triggersOf(
  p: Processing,
  kinds: ReadonlyMap<string, PersonalKind>,
  sensitive: readonly string[],
): Trigger[] {
  const given = givenPersonal(p, kinds)
  if (given.length === 0) return []
  return [
    ...(given.some((i) => sensitive.includes(kinds.get(i) ?? '')) ? (['sensitive'] as const) : []),
    ...(p.automated ? (['automated'] as const) : []),
    p.purpose === 'operation' ? 'entrust' : 'provide',
  ]
}

export function mannersOf(p: Pick<Processing, 'purpose' | 'automated'>): Manner[] {
  const manner = p.purpose === 'operation' ? 'entrust' : 'share'
  return p.automated ? [manner, 'automated'] : [manner]
}

/** The strictest need of the triggers. */
export function needOf(table: AssessmentTable, found: readonly Trigger[]): Need {
  const given = table.rows.filter((r) => found.includes(r.trigger)).map((r) => r.need)
  return needs.find((n) => given.includes(n)) ?? 'none'
}

/** Whether an approved content, good until a day, covers the processing: resource, purpose, manner, receiver, items. */
export function covers(
  assessed: { readonly content: AssessmentContent; readonly validUntil: string | null },
  p: Processing,
  items: readonly string[],
  today: string,
): boolean {
  const { content, validUntil } = assessed
  return (
    validUntil !== null &&
    validUntil >= today &&
    content.resource === p.resource &&
    content.purpose === p.purpose &&
    mannersOf(p).every((m) => content.manners.includes(m)) &&
    (content.consumers.length === 0 || content.consumers.includes(p.consumer)) &&
    items.every((i) => content.items.includes(i))
  )
}

/** Items of a resource are to leave as an anonymised release. */
export interface Releasing {
  readonly resource: string
  /** Of them only those with personal information count. */
  readonly items: readonly string[]
  /** Organization that receives; null: everybody. */
  readonly consumer: string | null
}

/** Why a release has to be assessed, after art. 55; without personal information among its items nothing has to. */
export function releaseTriggers(
  r: Releasing,
  kinds: ReadonlyMap<string, PersonalKind>,
  sensitive: readonly string[],
): Trigger[] {
  if (r.items.length === 0) return []
  return [
    ...(r.items.some((i) => sensitive.includes(kinds.get(i) ?? '')) ? (['sensitive'] as const) : []),
    r.consumer === null ? 'publish' : 'provide',
  ]
}

/** The same for a release: for statistics, by publishing or sharing. */
export function coversRelease(
  assessed: { readonly content: AssessmentContent; readonly validUntil: string | null },
  r: Releasing,
  today: string,
): boolean {
  const { content, validUntil } = assessed
  return (
    validUntil !== null &&
    validUntil >= today &&
    content.resource === r.resource &&
    content.purpose === 'statistics' &&
    content.manners.includes(r.consumer === null ? 'publish' : 'share') &&
    (content.consumers.length === 0 || (r.consumer !== null && content.consumers.includes(r.consumer))) &&
    r.items.every((i) => content.items.includes(i))
  )
}

/** Fields that an assessment has to answer before it may be judged. */
export function unanswered(content: AssessmentContent): string[] {
  const { lawful, effect, measures } = content
  const asked: Readonly<Record<string, string>> = {
    'lawful.basis': lawful.basis,
    'lawful.legitimate': lawful.legitimate,
    'lawful.necessary': lawful.necessary,
    'effect.effect': effect.effect,
    'effect.risks': effect.risks,
    'measures.measures': measures.measures,
    'measures.proportionate': measures.proportionate,
  }
  return Object.keys(asked).filter((field) => (asked[field] ?? '').trim().length < 4)
}

/** The last day of a validity that begins on a day and holds so many months; the 31st becomes the month's last day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** The first day on which a judged report may go: so many years after it was judged, or after it ran out. */
export function keptUntil(judged: string, validUntil: string | null, keepYears: number): string {
  const last = validUntil !== null && validUntil > judged ? validUntil : judged
  return monthsAfter(last, keepYears * 12)
}
