import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { type CaseDoor, useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { commonTexts } from '../../ui/messages/common.ts'
import { useFailureText } from '../../ui/states.tsx'
import { ActionFields } from './action-fields.tsx'
import { type Field, type FormValues, inputOf, problemsOf } from './forms.ts'

interface CaseActionsProps<A extends string> {
  readonly door: CaseDoor
  readonly c: CaseView
  /** The form of each action, in the order of the buttons; the bounds are those of the contract. */
  readonly fields: Readonly<Record<A, readonly Field[]>>
  readonly labelOf: (action: A) => string
  /** Name of the toolbar for those who do not see it. */
  readonly label: string
  /** False where an action that the server allows makes no sense now. */
  readonly fits?: (action: A) => boolean
  /** Called with the answer, when the case's page shows more than the case. */
  readonly onDone?: () => void
}

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function CaseActions<A extends string>(props: CaseActionsProps<A>) {
  const { door, c, fields, labelOf, label, fits = () => true, onDone } = props
  const failureText = useFailureText()
  const act = useCaseAction(door)
  const [action, setAction] = useState<A>()
  const [values, setValues] = useState<FormValues>({})
  const choose = (name: A | undefined) => {
    setAction(name)
    setValues({})
  }
  const done = () => {
    choose(undefined)
    onDone?.()
  }
  const send = (name: A) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input: inputOf(fields[name], values) },
      { onSuccess: done },
    )
  const press = (name: A) => {
    if (fields[name].length === 0) send(name)
    else choose(action === name ? undefined : name)
  }
  const buttons = (Object.keys(fields) as A[]).filter((name) => c.can.includes(name) && fits(name))
  return (
    <section className="no-print">
      <div className="page-filters" role="toolbar" aria-label={label}>
        {buttons.map((name, i) => (
          <Button
            key={name}
            kind={i === 0 && name !== 'note' ? 'main' : 'plain'}
            aria-pressed={action === name}
            busy={act.isPending}
            onClick={() => press(name)}
          >
            {labelOf(name)}
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
          {...{ door, c, action, values }}
          fields={fields[action]}
          label={labelOf(action)}
          isBusy={act.isPending}
          onChange={setValues}
          onSend={() => send(action)}
          onCancel={() => choose(undefined)}
        />
      )}
    </section>
  )
}

interface ActionFormProps {
  readonly door: CaseDoor
  readonly c: CaseView
  readonly action: string
  readonly fields: readonly Field[]
  readonly label: string
  readonly values: FormValues
  readonly isBusy: boolean
  readonly onChange: (values: FormValues) => void
  readonly onSend: () => void
  readonly onCancel: () => void
}

function ActionForm(props: ActionFormProps) {
  const { door, c, action, fields, label, values, isBusy, onChange, onSend, onCancel } = props
  const common = useText(commonTexts)
  const problems = problemsOf(fields, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.length === 0) onSend()
  }
  return (
    <form className="card" onSubmit={submit} aria-label={label}>
      <ActionFields
        key={action}
        fields={fields}
        values={values}
        onChange={onChange}
        idPrefix={`${door.type}-${action}`}
        lead={c.lead}
        caseId={c.id}
      />
      <div className="action-send">
        <Button kind="main" type="submit" busy={isBusy} disabled={problems.length > 0}>
          {label}
        </Button>
        <Button onClick={onCancel}>{common('cancel')}</Button>
      </div>
    </form>
  )
}
