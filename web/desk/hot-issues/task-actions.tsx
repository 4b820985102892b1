import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { TaskAction } from '#modules/hot-issues/case'
import { useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ActionFields } from '../case/action-fields.tsx'
import { type Field, type FormValues, forms, inputOf, problemsOf } from '../case/forms.ts'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { tasks } from './api.ts'

/** The form of each action, in the order of the buttons; the bounds are those of the contract. */
const fields: Readonly<Record<TaskAction, readonly Field[]>> = {
  accept: [],
  report: [
    { kind: 'text', name: 'text', label: 'report', min: 5, max: 5000, rows: 6 },
    { kind: 'text', name: 'changed', label: 'changed', min: 2, max: 1000, rows: 3 },
  ],
  close: [],
  rework: forms.giveBack,
  dispatch: [
    { kind: 'org', name: 'org', label: 'org' },
    { kind: 'text', name: 'note', label: 'dispatch-note', min: 0, max: 1000, rows: 2, isOptional: true },
  ],
  decideExtension: forms.decideExtension,
  handle: [{ kind: 'text', name: 'text', label: 'task-progress', min: 2, max: 2000, rows: 4 }],
  assign: forms.assign,
  requestExtension: forms.requestExtension,
  giveBack: forms.giveBack,
  supervise: forms.supervise,
  note: forms.note,
}
const order = Object.keys(fields) as TaskAction[]

/** What this reader can do now. An extension is asked for once, and decided only where one was asked for. */
function buttonsOf(c: CaseView): TaskAction[] {
  const fits = (name: TaskAction) =>
    name === 'requestExtension' ? c.extension === null : name !== 'decideExtension' || c.extension !== null
  return order.filter((name) => c.can.includes(name) && fits(name))
}

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function TaskActions({ c }: { c: CaseView }) {
  const t = useText(hotIssueTexts)
  const failureText = useFailureText()
  const act = useCaseAction(tasks)
  const [action, setAction] = useState<TaskAction>()
  const [values, setValues] = useState<FormValues>({})
  const choose = (name: TaskAction | undefined) => {
    setAction(name)
    setValues({})
  }
  const send = (name: TaskAction) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input: inputOf(fields[name], values) },
      { onSuccess: () => choose(undefined) },
    )
  const press = (name: TaskAction) => {
    if (fields[name].length === 0) send(name)
    else choose(action === name ? undefined : name)
  }
  return (
    <section className="no-print">
      <div className="page-filters" role="toolbar" aria-label={t('actions')}>
        {buttonsOf(c).map((name, i) => (
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
        <TaskForm
          c={c}
          action={action}
          values={values}
          isBusy={act.isPending}
          onChange={setValues}
          onSend={() => send(action)}
          onCancel={() => choose(undefined)}
        />
      )}
    </section>
  )
}

interface TaskFormProps {
  readonly c: CaseView
  readonly action: TaskAction
  readonly values: FormValues
  readonly isBusy: boolean
  readonly onChange: (values: FormValues) => void
  readonly onSend: () => void
  readonly onCancel: () => void
}

function TaskForm({ c, action, values, isBusy, onChange, onSend, onCancel }: TaskFormProps) {
  const t = useText(hotIssueTexts)
  const problems = problemsOf(fields[action], values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.length === 0) onSend()
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t(`do.${action}`)}>
      <ActionFields
        key={action}
        fields={fields[action]}
        values={values}
        onChange={onChange}
        idPrefix={`task-${action}`}
        lead={c.lead}
        caseId={c.id}
      />
      <div className="action-send">
        <Button kind="main" type="submit" busy={isBusy} disabled={problems.length > 0}>
          {t(`do.${action}`)}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
