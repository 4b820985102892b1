import { type FormEvent, useState } from 'react'
import type { LinkageView, RecordRef } from '#modules/linkage/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useKeys } from '../shell/keys.ts'
import { useLinkageWrite } from './api.ts'

interface ReasonFormProps {
  readonly l: LinkageView
  readonly left: RecordRef
  readonly right: RecordRef
  readonly same: boolean
  readonly confirm: string
  readonly autoFocus?: boolean
  readonly onDone: (changed: number, reason: string) => void
  readonly onCancel?: () => void
}

/** A person's word on two records, with what it rests on. */
export function ReasonForm({ l, left, right, same, confirm, onDone, ...more }: ReasonFormProps) {
  const t = useText(linkageJudgingTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const judge = useLinkageWrite<{ changed: number }>(`/linkages/${l.id}/judge`)
  const isReady = reason.trim().length >= 2
  const { onCancel } = more
  useKeys(onCancel === undefined ? {} : { escape: onCancel })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || judge.isPending) return
    // A promise and no callback of `mutate`: the pair may leave the list, and this form with it, before the answer is told.
    judge
      .mutateAsync({ left, right, same, reason: reason.trim() })
      .then(({ changed }) => onDone(changed, reason.trim()))
      .catch(() => undefined)
  }
  return (
    <form onSubmit={submit} className="linkage-reason">
      <TextField
        id={same ? 'linkage-reason-same' : 'linkage-reason-different'}
        label={t('reason')}
        hint={t('reason.hint')}
        maxLength={1000}
        value={reason}
        autoComplete="off"
        autoFocus={more.autoFocus === true}
        onChange={(e) => setReason(e.target.value)}
      />
      <div className="suggestion-list">
        {t(`reasons.${l.content.kind}.${same ? 'same' : 'different'}`)
          .split('|')
          .map((text) => (
            <button
              key={text}
              type="button"
              className="switch"
              aria-pressed={reason === text}
              onClick={() => setReason(text)}
            >
              {text}
            </button>
          ))}
      </div>
      {judge.error !== null && (
        <p role="alert" className="field-error">
          {failureText(judge.error)}
        </p>
      )}
      <div className="linkage-buttons">
        <Button kind="main" type="submit" busy={judge.isPending} disabled={!isReady}>
          {confirm}
        </Button>
        {onCancel !== undefined && (
          <Button kind="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
