import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { AppealAction } from '#modules/appeals/case'
import { ApiProblem } from '../../ui/api.ts'
import { appeals, useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { actionLabels, useLabel } from '../../ui/labels.ts'
import { useFailureText } from '../../ui/states.tsx'
import { caseTexts } from '../messages/case.ts'
import { formTexts } from '../messages/forms.ts'
import { useKeys } from '../shell/keys.ts'
import { ActionFields } from './action-fields.tsx'
import { Conflict } from './conflict.tsx'
import { proposalOf } from './details.ts'
import { useDraft } from './drafts.ts'
import { DutyAnswer } from './duty-answer.tsx'
import { type FormValues, firstValues, forms, inputOf, problemsOf } from './forms.ts'
import { ReplyHints } from './reply-hints.tsx'
import { SimilarAnswers } from './similar-answers.tsx'
import { useDispatch } from './use-dispatch.ts'

interface ActionFormProps {
  readonly c: CaseView
  readonly action: AppealAction
  readonly onDone: () => void
  readonly onDispatched: () => void
  readonly onChoose: (action: AppealAction) => void
}

/** The small form of one action. A refusal keeps what was typed and says what is possible now. */
export function ActionForm({ c, action, onDone, onDispatched, onChoose }: ActionFormProps) {
  const t = useText(caseTexts)
  const label = useLabel()
  const fields = forms[action]
  const draft = useDraft(c.id, action, startValues(c, action))
  const form = useRef<HTMLFormElement>(null)
  const [duty, setDuty] = useState<string>()
  const { send, act, isShown } = useSend({ c, action, draft, duty, onDone, onDispatched })
  useKeys({ 'ctrl+enter': () => form.current?.requestSubmit() })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form
      ref={form}
      className="action-form no-print"
      onSubmit={submit}
      aria-label={label(actionLabels, action)}
    >
      {act.error instanceof ApiProblem && act.error.status === 409 && (
        <Conflict c={c} problem={act.error} onChoose={onChoose} action={action} />
      )}
      <ActionFields
        fields={fields}
        values={draft.values}
        onChange={draft.setValues}
        idPrefix={`action-${action}`}
        lead={c.lead}
        caseId={c.id}
      />
      {action === 'answer' && (
        <SimilarAnswers
          c={c}
          onInsert={(text) =>
            draft.setValues({ ...draft.values, text: inserted(textOf(draft.values.text), text) })
          }
        />
      )}
      {action === 'answer' && <ReplyHints c={c} answer={textOf(draft.values.text) ?? ''} />}
      {action === 'dispatch' && (
        <DutyAnswer
          category={textOf(draft.values.category)}
          place={c.place}
          org={textOf(draft.values.org)}
          onFind={setDuty}
          onOrg={(org) => draft.setValues({ ...draft.values, org })}
        />
      )}
      <Missing fields={problemsOf(fields, draft.values)} isShown={isShown} />
      <FormError error={act.error} />
      <div className="action-send">
        <Button kind="main" type="submit" busy={act.isPending} autoFocus={fields.length === 0}>
          {t('do', { action: label(actionLabels, action) })} <kbd>Ctrl+Enter</kbd>
        </Button>
        <Button onClick={onDone}>
          {t('cancel')} <kbd>Esc</kbd>
        </Button>
        <span className="muted">{t(action === 'note' ? 'stays-inside' : 'on-record')}</span>
      </div>
    </form>
  )
}

interface SendParts {
  readonly c: CaseView
  readonly action: AppealAction
  readonly draft: ReturnType<typeof useDraft>
  readonly duty: string | undefined
  readonly onDone: () => void
  readonly onDispatched: () => void
}

function useSend({ c, action, draft, duty, onDone, onDispatched }: SendParts) {
  const client = useQueryClient()
  const act = useCaseAction(appeals)
  const { dispatch } = useDispatch(c)
  const [isShown, setShown] = useState(false)
  const fields = forms[action]
  const send = () => {
    if (problemsOf(fields, draft.values).length > 0) return setShown(true)
    const input = inputOf(fields, draft.values)
    if (action === 'dispatch') {
      draft.forget()
      onDone()
      dispatch({ ...input, org: String(input.org), ...(duty === undefined ? {} : { duty }) })
      return onDispatched()
    }
    act.mutate(
      { id: c.id, version: c.version, action, input },
      {
        onSuccess: () => {
          draft.forget()
          void client.invalidateQueries({ queryKey: ['tab-counts'] })
          onDone()
        },
      },
    )
  }
  return { send, act, isShown }
}

/** Dispatching and classifying start from what is known: the case's own classification, else the proposal. */
function startValues(c: CaseView, action: AppealAction): FormValues {
  const first = firstValues(forms[action])
  if (action !== 'dispatch' && action !== 'classify') return first
  const p = proposalOf(c)
  return {
    ...first,
    category: c.category ?? p?.leaf ?? p?.category,
    urgency: c.urgency ?? p?.urgency,
    ...(action === 'dispatch' ? { org: p?.org ?? undefined } : {}),
  }
}

function textOf(value: FormValues[string]): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function Missing({ fields, isShown }: { fields: ReturnType<typeof problemsOf>; isShown: boolean }) {
  const t = useText(caseTexts)
  const label = useText(formTexts)
  const join = useJoin()
  if (!isShown || fields.length === 0) return null
  const names = join(fields.map((field) => label(field.label)))
  return (
    <p role="alert" className="field-error">
      {t('missing', { names })}
    </p>
  )
}

function FormError({ error }: { error: unknown }) {
  const failureText = useFailureText()
  if (error === null || (error instanceof ApiProblem && error.status === 409)) return null
  return (
    <p role="alert" className="field-error">
      {failureText(error)}
    </p>
  )
}

/** What was written stays; the suggestion follows it. */
function inserted(written: string | undefined, suggestion: string): string {
  return written === undefined || written.trim() === '' ? suggestion : `${written.trimEnd()}\n${suggestion}`
}
