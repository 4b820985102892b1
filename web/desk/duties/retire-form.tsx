import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DutyRow } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { dutyTexts } from '../messages/duties.ts'

/** Takes a duty out of force; it stays readable. */
export function RetireForm({ duty, onDone }: { duty: DutyRow; onDone: () => void }) {
  const t = useText(dutyTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const retire = useMutation({
    mutationFn: () =>
      api.post<unknown>(
        `/duties/${encodeURIComponent(duty.id)}/retire`,
        { version: duty.version, reason },
        newIntentionKey(),
      ),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['duties'] }),
        client.invalidateQueries({ queryKey: ['duty'] }),
      ]),
  })
  const isReady = reason.trim().length >= 2
  return (
    <details>
      <summary>{t('retire')}</summary>
      <div className="action-fields">
        <TextField
          id="retire-reason"
          label={t('retire.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {retire.error !== null && (
          <p role="alert" className="field-error">
            {failureText(retire.error)}
          </p>
        )}
        <div className="action-send">
          <Button
            kind="danger"
            busy={retire.isPending}
            aria-disabled={!isReady}
            onClick={() => isReady && retire.mutate()}
          >
            {t('retire')}
          </Button>
        </div>
      </div>
    </details>
  )
}
