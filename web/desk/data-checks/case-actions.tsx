import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { DataCheckAction } from '#modules/data-checks/case'
import type { CheckTableView } from '#modules/data-checks/contract'
import { useCaseAction } from '../../ui/cases.ts'
import { Button, ChoiceGroup, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ActionFields } from '../case/action-fields.tsx'
import { type Field, type FormValues, forms, inputOf, problemsOf } from '../case/forms.ts'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { dataChecks, useDataChecks } from './api.ts'

/** The form of each action; the answer has one of its own. */
const fields: Readonly<Partial<Record<DataCheckAction, readonly Field[]>>> = {
  rework: forms.giveBack,
  supervise: forms.supervise,
  note: forms.note,
}
const order: readonly DataCheckAction[] = ['accept', 'answer', 'close', 'rework', 'supervise', 'note']

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function CheckActions({ c }: { c: CaseView }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const act = useCaseAction(dataChecks)
  const [action, setAction] = useState<DataCheckAction>()
  const asks = (name: DataCheckAction) => name === 'answer' || fields[name] !== undefined
  const send = (name: DataCheckAction, input: Record<string, unknown>) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input },
      { onSuccess: () => setAction(undefined) },
    )
  const press = (name: DataCheckAction) => {
    if (asks(name)) setAction(action === name ? undefined : name)
    else send(name, {})
  }
  const props = { isBusy: act.isPending, onCancel: () => setAction(undefined) }
  return (
    <section className="no-print">
      <div className="check-bar" role="toolbar" aria-label={t('actions')}>
        {order
          .filter((name) => c.can.includes(name))
          .map((name, i) => (
            <Button
              key={name}
              kind={i === 0 && name !== 'note' && name !== 'supervise' ? 'main' : 'plain'}
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
      {action === 'answer' && <AnswerForm {...props} onSend={(input) => send('answer', input)} />}
      {action !== undefined && action !== 'answer' && (
        <PlainForm key={action} {...props} action={action} onSend={(input) => send(action, input)} />
      )}
    </section>
  )
}

interface FormProps {
  readonly isBusy: boolean
  readonly onSend: (input: Record<string, unknown>) => void
  readonly onCancel: () => void
}

/** What was done, or why it is right as it is and until when. */
function AnswerForm({ isBusy, onSend, onCancel }: FormProps) {
  const t = useText(dataCheckTexts)
  const table = useDataChecks<CheckTableView>('/data-checks/table')
  const [outcome, setOutcome] = useState<'done' | 'right'>('done')
  const [text, setText] = useState('')
  const [until, setUntil] = useState('')
  const isReady = text.trim().length >= 5 && (outcome === 'done' || until !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onSend({ outcome, text, ...(outcome === 'right' ? { until } : {}) })
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('do.answer')}>
      <ChoiceGroup
        id="answer-outcome"
        legend={t('outcome')}
        value={outcome}
        onChange={setOutcome}
        choices={(['done', 'right'] as const).map((value) => ({
          value,
          label: t(`outcome.${value}`),
          hint: t(`outcome.${value}.hint`),
        }))}
      />
      <TextArea
        id="answer-text"
        label={t('answer.text')}
        rows={4}
        maxLength={2000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      {outcome === 'right' && (
        <TextField
          id="answer-until"
          label={t('answer.until', { most: table.data?.table.exceptionDays ?? 365 })}
          type="date"
          value={until}
          onChange={(e) => setUntil(e.target.value)}
        />
      )}
      <Button kind="main" type="submit" busy={isBusy} aria-disabled={!isReady}>
        {t('do.answer')}
      </Button>{' '}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  )
}

function PlainForm({ isBusy, onSend, onCancel, action }: FormProps & { action: DataCheckAction }) {
  const t = useText(dataCheckTexts)
  const [values, setValues] = useState<FormValues>({})
  const asked = fields[action] ?? []
  const problems = problemsOf(asked, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.length === 0) onSend(inputOf(asked, values))
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t(`do.${action}`)}>
      <ActionFields fields={asked} values={values} onChange={setValues} idPrefix={`data-check-${action}`} />
      <Button kind="main" type="submit" busy={isBusy} disabled={problems.length > 0}>
        {t(`do.${action}`)}
      </Button>{' '}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  )
}
