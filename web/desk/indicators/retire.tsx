import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IndicatorView } from '#kernel/cases/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { indicatorsKey } from './query.ts'

/** Takes an indicator off the choice; its versions and the audit stay. */
export function RetireIndicator({ indicator, onDone }: { indicator: IndicatorView; onDone: () => void }) {
  const t = useText(indicatorTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const retire = useMutation({
    mutationFn: () =>
      api.post(
        `/indicators/${indicator.code}/retire`,
        { version: indicator.version, reason },
        newIntentionKey(),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: indicatorsKey })
      onDone()
    },
  })
  const isReady = reason.trim().length >= 2
  return (
    <div className="indicator-retire">
      <TextField
        id="indicator-retire"
        label={t('define.retire-reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {retire.error !== null && (
        <p role="alert" className="field-error">
          {failureText(retire.error)}
        </p>
      )}
      <Button
        kind="danger"
        busy={retire.isPending}
        aria-disabled={!isReady}
        onClick={() => isReady && retire.mutate()}
      >
        {t('define.retire')}
      </Button>
    </div>
  )
}
