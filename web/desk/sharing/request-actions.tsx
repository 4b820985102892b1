import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { LadderStep } from '#kernel/cases/rules'
import type { Item } from '#modules/catalogue/contract'
import type { RequestAction } from '#modules/sharing/case'
import type { RequestDetails } from '#modules/sharing/contract'
import { useCaseAction } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { requests, useForgetGrants } from './api.ts'
import { TermsForm } from './terms-form.tsx'

type RequestStep = Exclude<RequestAction, LadderStep>

type FieldName = 'reason' | 'legalBasis' | 'text' | 'days'

/** What each action asks for, in the order of the buttons; approving and completing have forms of their own. */
const fields: Readonly<Record<RequestStep, readonly FieldName[]>> = {
  switchOn: [],
  approve: [],
  complete: [],
  refuse: ['reason', 'legalBasis'],
  ask: ['reason'],
  decideExtension: [],
  requestExtension: ['days', 'reason'],
  uphold: ['reason', 'legalBasis'],
  order: ['reason', 'legalBasis'],
  object: ['reason'],
  withdraw: ['reason'],
  supervise: ['reason'],
  note: ['text'],
}
const order = Object.keys(fields) as RequestStep[]
/** What takes a request on; to take it back or object is nobody's first wish. */
const forward: readonly RequestStep[] = [
  'approve',
  'switchOn',
  'complete',
  'decideExtension',
  'uphold',
  'order',
]
const withTerms: readonly RequestStep[] = ['approve', 'complete']

function buttonsOf(c: CaseView): RequestStep[] {
  const fits = (name: RequestStep) =>
    name === 'requestExtension' ? c.extension === null : name !== 'decideExtension' || c.extension !== null
  return order.filter((name) => c.can.includes(name) && fits(name))
}

interface RequestActionsProps {
  readonly c: CaseView
  readonly d: RequestDetails
  readonly items: readonly Item[]
}

/** One button for each action that the server allows; a form opens below where it asks for something. */
export function RequestActions({ c, d, items }: RequestActionsProps) {
  const t = useText(sharingTexts)
  const failureText = useFailureText()
  const act = useCaseAction(requests)
  const forget = useForgetGrants()
  const [action, setAction] = useState<RequestStep>()
  const send = (name: RequestStep, input: Readonly<Record<string, unknown>> = {}) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input },
      {
        onSuccess: () => {
          setAction(undefined)
          forget()
        },
      },
    )
  const press = (name: RequestStep) => {
    act.reset()
    if (name === 'switchOn') send(name)
    else setAction(action === name ? undefined : name)
  }
  const hasTerms = action !== undefined && withTerms.includes(action)
  return (
    <section className="no-print sharing-form">
      <div className="page-filters" role="toolbar" aria-label={t('actions')}>
        {buttonsOf(c).map((name, i) => (
          <Button
            key={name}
            kind={i === 0 && forward.includes(name) ? 'main' : 'plain'}
            aria-pressed={action === name}
            busy={act.isPending}
            onClick={() => press(name)}
          >
            {t(name === 'approve' && c.state === 'approved' ? 'do.approve-again' : `do.${name}`)}
          </Button>
        ))}
      </div>
      {act.error !== null && !hasTerms && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      {hasTerms && (
        <TermsForm
          key={action}
          mode={action === 'approve' ? 'approve' : 'complete'}
          d={d}
          items={items}
          error={act.error}
          isBusy={act.isPending}
          onSend={(input) => send(action, input)}
          onCancel={() => setAction(undefined)}
        />
      )}
      {action !== undefined && !hasTerms && (
        <WordsForm
          key={action}
          action={action}
          isBusy={act.isPending}
          onSend={(input) => send(action, input)}
          onCancel={() => setAction(undefined)}
        />
      )}
    </section>
  )
}

interface WordsFormProps {
  readonly action: RequestStep
  readonly isBusy: boolean
  readonly onSend: (input: Readonly<Record<string, unknown>>) => void
  readonly onCancel: () => void
}

function WordsForm({ action, isBusy, onSend, onCancel }: WordsFormProps) {
  const t = useText(sharingTexts)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ days: '5' })
  const label = { reason: t('reason'), legalBasis: t('legal-basis'), text: t('words'), days: t('days') }
  const isReady = fields[action].every((name) =>
    name === 'days'
      ? Number(values.days) >= 1
      : (values[name] ?? '').trim().length >= (action === 'object' ? 5 : 2),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    const input = fields[action].map((name) => [name, name === 'days' ? Number(values.days) : values[name]])
    onSend(Object.fromEntries(input))
  }
  if (action === 'decideExtension')
    return (
      <div className="card button-row">
        <Button kind="main" busy={isBusy} onClick={() => onSend({ approve: true })}>
          {t('approve')}
        </Button>
        <Button busy={isBusy} onClick={() => onSend({ approve: false })}>
          {t('decline')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    )
  return (
    <form className="card" onSubmit={submit} aria-label={t(`do.${action}`)}>
      {fields[action].map((name, i) => {
        const given = {
          id: `request-${name}`,
          label: label[name],
          autoFocus: i === 0,
          value: values[name] ?? '',
          onChange: (e: { target: { value: string } }) => setValues({ ...values, [name]: e.target.value }),
        }
        return name === 'days' ? (
          <TextField key={name} {...given} type="number" min={1} max={60} />
        ) : (
          <TextArea key={name} {...given} rows={name === 'legalBasis' ? 2 : 3} maxLength={1000} />
        )
      })}
      <div className="button-row">
        <Button kind="main" type="submit" busy={isBusy} aria-disabled={!isReady}>
          {t(`do.${action}`)}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
