import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { LadderStep } from '#kernel/cases/rules'
import type { ScenarioCaseAction } from '#modules/scenarios/case'
import { useCaseAction } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OfficerField } from '../fields/officer-field.tsx'
import { OrgField, OrgsField } from '../fields/org-field.tsx'
import { scenarioCaseTexts } from '../messages/scenario-cases.ts'
import { scenarioCases } from './api.ts'

/** The package's own steps have their own forms. */
type CommonAction = Exclude<ScenarioCaseAction, LadderStep | 'advance' | 'finish'>

type Part = 'assignee' | 'org' | 'orgs' | 'workingDays' | 'days' | 'approve' | 'text' | 'reason'

/** What each action asks for, in the order of the buttons. */
const parts: Readonly<Record<CommonAction, readonly Part[]>> = {
  accept: [],
  coAnswer: ['text'],
  decideExtension: ['approve', 'reason'],
  assign: ['assignee'],
  askCo: ['orgs', 'workingDays', 'reason'],
  urgeCo: [],
  requestExtension: ['days', 'reason'],
  transfer: ['org', 'reason'],
  supervise: ['reason'],
  revoke: ['reason'],
  note: ['text'],
}
const order = Object.keys(parts) as CommonAction[]

interface Values {
  readonly assignee: string | undefined
  readonly org: string | undefined
  readonly orgs: readonly string[]
  readonly workingDays: number
  readonly days: number
  readonly approve: boolean
  readonly text: string
  readonly reason: string
}
const empty: Values = {
  assignee: undefined,
  org: undefined,
  orgs: [],
  workingDays: 2,
  days: 2,
  approve: true,
  text: '',
  reason: '',
}

function isReady(action: CommonAction, values: Values): boolean {
  const ready: Readonly<Record<Part, boolean>> = {
    assignee: values.assignee !== undefined,
    org: values.org !== undefined,
    orgs: values.orgs.length > 0,
    workingDays: values.workingDays >= 1,
    days: values.days >= 1,
    approve: true,
    text: values.text.trim().length >= (action === 'coAnswer' ? 5 : 1),
    reason: values.reason.trim().length >= 2 || (action === 'decideExtension' && values.approve),
  }
  return parts[action].every((part) => ready[part])
}

/** A button for each of the platform's own actions that the server allows. */
export function CaseActions({ c }: { c: CaseView }) {
  const t = useText(scenarioCaseTexts)
  const failureText = useFailureText()
  const act = useCaseAction(scenarioCases)
  const [action, setAction] = useState<CommonAction>()
  const waits = c.handlers.co.some((h) => h.answeredAt === null)
  const names = order.filter((name) => c.can.includes(name) && (name !== 'urgeCo' || waits))
  const send = (name: CommonAction, values: Values) =>
    act.mutate(
      {
        id: c.id,
        version: c.version,
        action: name,
        input: Object.fromEntries(parts[name].map((part) => [part, values[part]])),
      },
      { onSuccess: () => setAction(undefined) },
    )
  const press = (name: CommonAction) => {
    if (parts[name].length === 0) send(name, empty)
    else setAction(action === name ? undefined : name)
  }
  if (names.length === 0) return null
  return (
    <section className="no-print">
      <div className="page-filters" role="toolbar" aria-label={t('actions')}>
        {names.map((name) => (
          <Button
            key={name}
            kind={name === 'accept' || name === 'coAnswer' ? 'main' : 'plain'}
            aria-pressed={action === name}
            busy={act.isPending}
            onClick={() => press(name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      {action !== undefined && (
        <ActionForm
          key={action}
          c={c}
          action={action}
          busy={act.isPending}
          onSend={(values) => send(action, values)}
          onCancel={() => setAction(undefined)}
        />
      )}
    </section>
  )
}

interface ActionFormProps {
  readonly c: CaseView
  readonly action: CommonAction
  readonly busy: boolean
  readonly onSend: (values: Values) => void
  readonly onCancel: () => void
}

function ActionForm({ c, action, busy, onSend, onCancel }: ActionFormProps) {
  const t = useText(scenarioCaseTexts)
  const [values, setValues] = useState(empty)
  const ready = isReady(action, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy) onSend(values)
  }
  return (
    <form className="card scenario-case-form" onSubmit={submit} aria-label={t(`do.${action}`)}>
      {parts[action].map((part) => (
        <OnePart
          key={part}
          part={part}
          c={c}
          values={values}
          onChange={(next) => setValues({ ...values, ...next })}
        />
      ))}
      <div className="button-row">
        <Button kind="main" type="submit" busy={busy} aria-disabled={!ready}>
          {t(`do.${action}`)}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  readonly part: Part
  readonly c: CaseView
  readonly values: Values
  readonly onChange: (next: Partial<Values>) => void
}

function OnePart({ part, c, values, onChange }: PartProps) {
  const t = useText(scenarioCaseTexts)
  const id = `scenario-case-${part}`
  switch (part) {
    case 'assignee':
      return (
        <OfficerField
          id={id}
          label={t('do.assign')}
          org={c.lead}
          value={values.assignee}
          onChange={(assignee) => onChange({ assignee })}
        />
      )
    case 'org':
      return <OrgField id={id} label={t('org')} value={values.org} onChange={(org) => onChange({ org })} />
    case 'orgs':
      return (
        <OrgsField id={id} label={t('orgs')} value={values.orgs} onChange={(orgs) => onChange({ orgs })} />
      )
    case 'workingDays':
    case 'days':
      return (
        <TextField
          id={id}
          label={t(part === 'days' ? 'days' : 'days.co')}
          type="number"
          min={1}
          max={30}
          value={values[part]}
          onChange={(e) => onChange({ [part]: Number(e.target.value) })}
        />
      )
    case 'approve':
      return <ApprovePart values={values} onChange={onChange} />
    case 'text':
    case 'reason':
      return (
        <TextArea
          id={id}
          label={t(part)}
          rows={3}
          maxLength={part === 'text' ? 2000 : 1000}
          value={values[part]}
          onChange={(e) => onChange({ [part]: e.target.value })}
        />
      )
  }
}

function ApprovePart({ values, onChange }: Pick<PartProps, 'values' | 'onChange'>) {
  const t = useText(scenarioCaseTexts)
  return (
    <div className="button-row">
      {([true, false] as const).map((approve) => (
        <Button
          key={String(approve)}
          aria-pressed={values.approve === approve}
          onClick={() => onChange({ approve })}
        >
          {t(approve ? 'approve' : 'decline')}
        </Button>
      ))}
    </div>
  )
}
