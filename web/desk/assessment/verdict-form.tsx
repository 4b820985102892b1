import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { assessmentTexts } from '../messages/assessment.ts'

interface VerdictFormProps {
  readonly path: string
  readonly field: 'confirm' | 'grant'
  readonly yes: 'confirm' | 'grant'
  readonly no: 'dismiss' | 'refuse'
}

/** Yes or no with a reason; both stand on record. */
export function VerdictForm({ path, field, yes, no }: VerdictFormProps) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const id = useId()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: (value: boolean) => api.post<unknown>(path, { [field]: value, reason }, newIntentionKey()),
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('assessment') }),
  })
  const isReady = reason.trim().length >= 5
  const decide = (value: boolean) => isReady && send.mutate(value)
  return (
    <details>
      <summary>{t('judge')}</summary>
      <TextField id={id} label={t('reason')} value={reason} onChange={(e) => setReason(e.target.value)} />
      {send.error !== null && (
        <p role="alert" className="field-error">
          {failureText(send.error)}
        </p>
      )}
      <div className="action-send">
        <Button kind="main" busy={send.isPending} aria-disabled={!isReady} onClick={() => decide(true)}>
          {t(yes)}
        </Button>
        <Button busy={send.isPending} aria-disabled={!isReady} onClick={() => decide(false)}>
          {t(no)}
        </Button>
      </div>
    </details>
  )
}
