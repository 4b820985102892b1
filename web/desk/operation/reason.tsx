import { type FormEvent, useState } from 'react'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'

interface ReasonFormProps {
  readonly id: string
  /** What is done when it is sent. */
  readonly label: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

/** Asks why, and only then does it. */
export function ReasonForm({ id, label, busy, error, onSend, onCancel }: ReasonFormProps) {
  const t = useText(operationTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const isReady = reason.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !busy) onSend(reason.trim())
  }
  return (
    <form className="card narrow-form" onSubmit={submit} aria-label={label}>
      <TextArea
        id={id}
        label={t('reason')}
        hint={t('reason.hint')}
        rows={3}
        maxLength={1000}
        autoFocus
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={busy} aria-disabled={!isReady}>
          {label}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
