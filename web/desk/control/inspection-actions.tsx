import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { LadderStep } from '#kernel/cases/rules'
import type { InspectionAction } from '#modules/control/case'
import { useCaseAction } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { FileField } from '../fields/file-field.tsx'
import { OfficerField } from '../fields/officer-field.tsx'
import { controlInspectionTexts } from '../messages/control-inspections.ts'
import { inspections } from './api.ts'

type InspectionStep = Exclude<InspectionAction, LadderStep>

type Part = 'text' | 'findings' | 'files' | 'reason' | 'days' | 'approve' | 'assignee'

/** What each action asks for, in the order of the buttons. */
const parts: Readonly<Record<InspectionStep, readonly Part[]>> = {
  accept: [],
  pass: ['text', 'files'],
  report: ['text', 'findings', 'files'],
  resolve: ['text', 'files'],
  persist: ['text', 'files'],
  decideExtension: ['approve', 'reason'],
  assign: ['assignee'],
  requestExtension: ['days', 'reason'],
  supervise: ['reason'],
  revoke: ['reason'],
  note: ['text'],
}
const order = Object.keys(parts) as InspectionStep[]

interface Values {
  readonly text: string
  readonly findings: string
  readonly files: readonly string[]
  readonly reason: string
  readonly days: number
  readonly approve: boolean
  readonly assignee: string | undefined
}
const empty: Values = {
  text: '',
  findings: '',
  files: [],
  reason: '',
  days: 3,
  approve: true,
  assignee: undefined,
}

/** One finding a line; “!” at its beginning makes it a serious one. */
export function findingsOf(text: string): { text: string; serious: boolean }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.replace(/^[!！]\s*/, '').length >= 2)
    .map((line) => ({ text: line.replace(/^[!！]\s*/, ''), serious: /^[!！]/.test(line) }))
}

function inputOf(action: InspectionStep, values: Values): Record<string, unknown> {
  return Object.fromEntries(
    parts[action].map((part) => [part, part === 'findings' ? findingsOf(values.findings) : values[part]]),
  )
}

function isReady(action: InspectionStep, values: Values): boolean {
  const ready: Readonly<Record<Part, boolean>> = {
    text: values.text.trim().length >= (action === 'note' ? 1 : 5),
    findings: findingsOf(values.findings).length > 0,
    files: true,
    reason: values.reason.trim().length >= 2 || action === 'decideExtension',
    days: values.days >= 1,
    approve: true,
    assignee: values.assignee !== undefined,
  }
  return parts[action].every((part) => ready[part])
}

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function InspectionActions({ c }: { c: CaseView }) {
  const t = useText(controlInspectionTexts)
  const failureText = useFailureText()
  const act = useCaseAction(inspections)
  const [action, setAction] = useState<InspectionStep>()
  const fits = (name: InspectionStep) =>
    name === 'requestExtension' ? c.extension === null : name !== 'decideExtension' || c.extension !== null
  const send = (name: InspectionStep, values: Values) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input: inputOf(name, values) },
      { onSuccess: () => setAction(undefined) },
    )
  const press = (name: InspectionStep) => {
    if (parts[name].length === 0) send(name, empty)
    else setAction(action === name ? undefined : name)
  }
  return (
    <section className="no-print">
      <div className="page-filters" role="toolbar" aria-label={t('actions')}>
        {order
          .filter((name) => c.can.includes(name) && fits(name))
          .map((name, i) => (
            <Button
              key={name}
              kind={i === 0 && name !== 'note' ? 'main' : 'plain'}
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
  readonly action: InspectionStep
  readonly busy: boolean
  readonly onSend: (values: Values) => void
  readonly onCancel: () => void
}

function ActionForm({ c, action, busy, onSend, onCancel }: ActionFormProps) {
  const t = useText(controlInspectionTexts)
  const [values, setValues] = useState(empty)
  const ready = isReady(action, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy) onSend(values)
  }
  return (
    <form className="card control-form" onSubmit={submit} aria-label={t(`do.${action}`)}>
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
  const t = useText(controlInspectionTexts)
  const id = `inspection-${part}`
  switch (part) {
    case 'text':
    case 'findings':
    case 'reason':
      return <WordsPart part={part} values={values} onChange={onChange} />
    case 'files':
      return (
        <FileField
          id={id}
          label={t('files')}
          value={values.files}
          onChange={(files) => onChange({ files })}
        />
      )
    case 'days':
      return (
        <TextField
          id={id}
          label={t('days')}
          type="number"
          min={1}
          max={60}
          value={values.days}
          onChange={(e) => onChange({ days: Number(e.target.value) })}
        />
      )
    case 'assignee':
      return (
        <OfficerField
          id={id}
          label={t('do.assign')}
          org={c.lead ?? ''}
          value={values.assignee}
          onChange={(assignee) => onChange({ assignee })}
        />
      )
    case 'approve':
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
}

type Words = 'text' | 'findings' | 'reason'
const wordLabels = { text: 'result', findings: 'findings', reason: 'reason' } as const
const wordHints = { text: 'result.hint', findings: 'findings.hint', reason: undefined } as const

function WordsPart({ part, values, onChange }: Omit<PartProps, 'part' | 'c'> & { readonly part: Words }) {
  const t = useText(controlInspectionTexts)
  const hint = wordHints[part]
  return (
    <TextArea
      id={`inspection-${part}`}
      label={t(wordLabels[part])}
      {...(hint === undefined ? {} : { hint: t(hint) })}
      rows={4}
      maxLength={2000}
      value={values[part]}
      onChange={(e) => onChange({ [part]: e.target.value })}
    />
  )
}
