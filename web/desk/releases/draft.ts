import type { ReleaseColumn, ReleasePlan } from '#modules/releases/contract'

/** A plan as it is being written: numbers are text until they are sent. */
export interface PlanDraft {
  readonly title: string
  readonly about: string
  readonly rows: ReleasePlan['rows']
  readonly asOf: string
  readonly columns: readonly ReleaseColumn[]
  readonly person: string
  /** Resource of the population; '' for none. */
  readonly population: string
  readonly k: string
  readonly percent: string
  readonly isOpen: boolean
  readonly recipient: string
  readonly purpose: string
  readonly agreement: string
  readonly reason: string
  readonly until: string
  readonly bom: boolean
}

export const emptyDraft: PlanDraft = {
  title: '',
  about: '',
  rows: [],
  asOf: '',
  columns: [],
  person: '',
  population: '',
  k: '5',
  percent: '5',
  isOpen: true,
  recipient: '',
  purpose: '',
  agreement: '',
  reason: '',
  until: '',
  bom: true,
}

export function draftOf(plan: ReleasePlan): PlanDraft {
  const { audience } = plan
  const named = audience.kind === 'named' ? audience : { recipient: '', purpose: '', agreement: '' }
  return {
    ...plan,
    ...named,
    asOf: plan.asOf ?? '',
    person: plan.person ?? '',
    population: plan.population ?? '',
    k: String(plan.k),
    percent: String(Math.round(plan.suppression * 1000) / 10),
    isOpen: audience.kind === 'open',
  }
}

export function planOf(d: PlanDraft): ReleasePlan {
  return {
    title: d.title.trim(),
    about: d.about.trim(),
    rows: d.rows,
    asOf: d.asOf.trim() === '' ? null : d.asOf.trim(),
    columns: [...d.columns],
    person: d.person === '' ? null : d.person,
    population: d.population === '' ? null : d.population,
    k: Number(d.k),
    suppression: Number(d.percent) / 100,
    audience: d.isOpen
      ? { kind: 'open' }
      : { kind: 'named', recipient: d.recipient, purpose: d.purpose.trim(), agreement: d.agreement.trim() },
    reason: d.reason.trim(),
    until: d.until,
    bom: d.bom,
  }
}

type Missing =
  | 'title'
  | 'about'
  | 'k'
  | 'suppression'
  | 'recipient'
  | 'purpose'
  | 'agreement'
  | 'reason'
  | 'until'

/** Fields that have to be filled in before it is worth asking the server. */
export function missingOf(d: PlanDraft): Missing[] {
  const isShort = (text: string) => text.trim().length < 2
  const k = Number(d.k)
  const percent = Number(d.percent)
  return [
    ...(isShort(d.title) ? (['title'] as const) : []),
    ...(isShort(d.about) ? (['about'] as const) : []),
    ...(Number.isInteger(k) && k >= 2 && k <= 1000 ? [] : (['k'] as const)),
    ...(d.percent.trim() !== '' && percent >= 0 && percent <= 50 ? [] : (['suppression'] as const)),
    ...(!d.isOpen && d.recipient === '' ? (['recipient'] as const) : []),
    ...(!d.isOpen && isShort(d.purpose) ? (['purpose'] as const) : []),
    ...(!d.isOpen && isShort(d.agreement) ? (['agreement'] as const) : []),
    ...(isShort(d.reason) ? (['reason'] as const) : []),
    ...(d.until === '' ? (['until'] as const) : []),
  ]
}

/** The id of the field that a path of the plan is about. */
export function fieldId(path: string): string {
  return `release-${path.replaceAll('.', '-')}`
}
