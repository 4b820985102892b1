import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { DataTaskAction } from '#modules/collection/case'
import { useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ActionFields } from '../case/action-fields.tsx'
import { type Field, type FormValues, forms, inputOf, problemsOf } from '../case/forms.ts'
import { collectionTexts } from '../messages/collection.ts'
import { dataTasks } from './api.ts'

/** The form of each action, in the order of the buttons; the bounds are those of the contract. */
const fields: Readonly<Record<DataTaskAction, readonly Field[]>> = {
  accept: [],
  report: [{ kind: 'text', name: 'text', label: 'report', min: 5, max: 2000, rows: 5 }],
  close: [],
  rework: forms.giveBack,
  assign: forms.assign,
  supervise: forms.supervise,
  note: forms.note,
  settle: [],
}
const order = Object.keys(fields) as DataTaskAction[]

function buttonsOf(c: CaseView): DataTaskAction[] {
  return order.filter((name) => c.can.includes(name))
}

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function DataTaskActions({ c }: { c: CaseView }) {
  const t = useText(collectionTexts)
  const failureText = useFailureText()
  const act = useCaseAction(dataTasks)
  const [action, setAction] = useState<DataTaskAction>()
  const [values, setValues] = useState<FormValues>({})
  const choose = (name: DataTaskAction | undefined) => {
    setAction(name)
    setValues({})
  }
  const send = (name: DataTaskAction) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input: inputOf(fields[name], values) },
      { onSuccess: () => choose(undefined) },
    )
  const press = (name: DataTaskAction) => {
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
  readonly action: DataTaskAction
  readonly values: FormValues
  readonly isBusy: boolean
  readonly onChange: (values: FormValues) => void
  readonly onSend: () => void
  readonly onCancel: () => void
}

function TaskForm({ c, action, values, isBusy, onChange, onSend, onCancel }: TaskFormProps) {
  const t = useText(collectionTexts)
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
        idPrefix={`data-task-${action}`}
        lead={c.lead}
        caseId={c.id}
      />
      <Button kind="main" type="submit" busy={isBusy} disabled={problems.length > 0}>
        {t(`do.${action}`)}
      </Button>{' '}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  )
}
