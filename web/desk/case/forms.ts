import type { AppealAction } from '#modules/appeals/case'
import type { FormTextKey } from '../messages/forms.ts'

interface Named {
  /** Name in the action's input. */
  readonly name: string
  readonly label: FormTextKey
  readonly isOptional?: true
}

export type Field =
  | (Named & { readonly kind: 'text'; readonly min: number; readonly max: number; readonly rows: number })
  | (Named & {
      readonly kind:
        | 'org'
        | 'orgs'
        | 'category'
        | 'urgency'
        | 'assignee'
        | 'data-assignee'
        | 'files'
        | 'score'
        | 'case'
    })
  | (Named & { readonly kind: 'number'; readonly min: number; readonly max: number; readonly first: number })
  | (Named & { readonly kind: 'precedent'; readonly first: 'none' })
  | (Named & {
      readonly kind: 'choice'
      readonly choices: readonly { readonly value: string; readonly label: FormTextKey }[]
    })
  /** An instant; what is typed is the time of this machine. */
  | (Named & { readonly kind: 'time' })
  | (Named & { readonly kind: 'yes-no'; readonly yes: FormTextKey; readonly no: FormTextKey })

export type FormValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

const reason = {
  kind: 'text',
  name: 'reason',
  label: 'reason',
  min: 2,
  max: 1000,
  rows: 3,
} as const satisfies Field
const org = { kind: 'org', name: 'org', label: 'org' } as const satisfies Field
/** How far the verdict is followed later; none unless the arbiter says so. */
const precedent = {
  kind: 'precedent',
  name: 'precedent',
  label: 'precedent',
  first: 'none',
} as const satisfies Field
const words = (label: FormTextKey, min: number, max: number, rows = 4) =>
  ({ kind: 'text', name: 'text', label, min, max, rows }) as const satisfies Field

/** The form of each action; the fields are those of its input contract. An empty list acts at once. */
export const forms: Readonly<Record<AppealAction, readonly Field[]>> = {
  propose: [],
  escalate: [],
  remind: [],
  classify: [
    { kind: 'category', name: 'category', label: 'category' },
    { kind: 'urgency', name: 'urgency', label: 'urgency' },
  ],
  dispatch: [
    { kind: 'category', name: 'category', label: 'category' },
    { kind: 'urgency', name: 'urgency', label: 'urgency' },
    org,
    { kind: 'text', name: 'note', label: 'dispatch-note', min: 0, max: 1000, rows: 2, isOptional: true },
  ],
  accept: [],
  assign: [{ kind: 'assignee', name: 'assignee', label: 'assignee' }],
  handle: [words('progress', 2, 2000)],
  answer: [words('answer', 5, 5000, 8)],
  hold: [reason],
  resume: [],
  requestExtension: [{ kind: 'number', name: 'days', label: 'days', min: 1, max: 60, first: 5 }, reason],
  decideExtension: [
    { kind: 'yes-no', name: 'approve', label: 'verdict', yes: 'approve', no: 'refuse' },
    { ...reason, min: 0, isOptional: true },
  ],
  askCo: [
    { kind: 'orgs', name: 'orgs', label: 'orgs' },
    { kind: 'number', name: 'workingDays', label: 'working-days', min: 1, max: 30, first: 3 },
    reason,
  ],
  coAnswer: [words('co-answer', 5, 5000, 6)],
  urgeCo: [],
  giveBack: [reason],
  dispute: [
    { ...reason, min: 5 },
    { kind: 'text', name: 'legalBasis', label: 'legal-basis', min: 2, max: 500, rows: 2 },
    { kind: 'org', name: 'suggested', label: 'suggested', isOptional: true },
  ],
  arbitrate: [org, reason, precedent],
  settle: [{ ...org, isOptional: true, label: 'org.settled' }, reason, precedent],
  transfer: [org, reason],
  supervise: [reason],
  comment: [words('comment', 1, 2000)],
  note: [words('note', 1, 2000)],
  attach: [{ kind: 'files', name: 'files', label: 'files' }],
  rate: [
    { kind: 'score', name: 'score', label: 'score' },
    { kind: 'yes-no', name: 'solved', label: 'solved', yes: 'yes', no: 'no' },
    { ...reason, min: 0, isOptional: true },
  ],
  revisit: [
    { kind: 'score', name: 'score', label: 'score' },
    { kind: 'yes-no', name: 'solved', label: 'solved', yes: 'yes', no: 'no' },
    { ...reason, label: 'visit', min: 0, isOptional: true },
  ],
  missVisit: [reason],
  reopen: [reason],
  close: [],
  withdraw: [reason],
  join: [],
  leave: [],
  merge: [{ kind: 'case', name: 'main', label: 'main' }, reason],
  split: [reason],
  adopt: [],
  release: [],
  closeMerged: [],
}

/** The order of the buttons: what moves the case on comes first and has the low numbers. */
const order: readonly AppealAction[] = [
  'dispatch',
  'accept',
  'arbitrate',
  'settle',
  'answer',
  'coAnswer',
  'decideExtension',
  'handle',
  'resume',
  'classify',
  'assign',
  'askCo',
  'urgeCo',
  'transfer',
  'giveBack',
  'hold',
  'requestExtension',
  'dispute',
  'supervise',
  'merge',
  'split',
  'close',
  'rate',
  'revisit',
  'missVisit',
  'reopen',
  'withdraw',
  'comment',
  'note',
  'attach',
]

/** What this reader can do now, in the order of the buttons. */
export function buttonsOf(can: readonly string[]): readonly AppealAction[] {
  return order.filter((action) => can.includes(action))
}

/** What stands in the form before anybody has typed. */
export function firstValues(fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.flatMap((field) => ('first' in field ? [[field.name, field.first]] : [])))
}

export interface FieldProblem {
  readonly field: string
  readonly label: FormTextKey
}

/** The fields that the contract would refuse. */
export function problemsOf(fields: readonly Field[], values: FormValues): readonly FieldProblem[] {
  const given = { ...firstValues(fields), ...values }
  return fields
    .filter((field) => !isFilled(field, given[field.name]))
    .map(({ name, label }) => ({ field: name, label }))
}

function isFilled(field: Field, value: FormValues[string]): boolean {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return field.isOptional === true
  if (field.kind === 'text') return String(value).trim().length >= field.min || field.isOptional === true
  if (field.kind === 'number') return Number(value) >= field.min && Number(value) <= field.max
  return true
}

/** The action's input: empty optional fields are left out. */
export function inputOf(fields: readonly Field[], values: FormValues): Record<string, unknown> {
  const given = { ...firstValues(fields), ...values }
  return Object.fromEntries(
    fields
      .map((field) => [field.name, given[field.name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
}
