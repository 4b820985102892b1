import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { algorithmTexts } from '../messages/algorithms.ts'
import { algorithmsKey } from './query.ts'
import type { AlgorithmRow } from './register.ts'

type Verdict = 'approved' | 'suspended' | 'retired'

/** The leader approves, suspends or retires a version, sets its threshold, and says why. */
export function JudgeForm({ row }: { row: AlgorithmRow }) {
  const t = useText(algorithmTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [threshold, setThreshold] = useState(
    row.automatic_above === null ? '' : String(Math.round(row.automatic_above * 100)),
  )
  const judge = useMutation({
    mutationFn: (status: Verdict) => {
      const automaticAbove = threshold === '' ? null : Number(threshold) / 100
      return api.post<unknown>(
        '/algorithms/judge',
        { code: row.code, version: row.version, status, reason, automaticAbove },
        newIntentionKey(),
      )
    },
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries({ queryKey: algorithmsKey }),
  })
  const isReady = reason.trim().length >= 5
  const id = `${row.code}-${row.version}`
  const verdicts: readonly Verdict[] =
    row.status === 'approved' ? ['approved', 'suspended', 'retired'] : ['approved', 'retired']
  return (
    <details>
      <summary>{t('judge')}</summary>
      <form className="action-fields narrow-form" onSubmit={(event: FormEvent) => event.preventDefault()}>
        {!row.rights && (
          <TextField
            id={`${id}-threshold`}
            type="number"
            min={50}
            max={100}
            label={t('threshold')}
            hint={t('threshold.hint')}
            value={threshold}
            onChange={(event) => setThreshold(event.target.value)}
          />
        )}
        <TextField
          id={`${id}-reason`}
          label={t('reason')}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="action-send">
          {verdicts.map((status) => (
            <Button
              key={status}
              kind={status === 'approved' ? 'main' : 'danger'}
              busy={judge.isPending}
              aria-disabled={!isReady}
              onClick={() => isReady && judge.mutate(status)}
            >
              {status === 'approved' && row.status === 'approved' ? t('do.threshold') : t(`do.${status}`)}
            </Button>
          ))}
          <span role="status" className={judge.error === null ? 'muted' : 'field-error'}>
            {judge.error === null ? !isReady && t('reason.needed') : failureText(judge.error)}
          </span>
        </div>
      </form>
    </details>
  )
}
