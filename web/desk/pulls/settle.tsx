import { type FormEvent, useState } from 'react'
import type { LetterView } from '#modules/pulls/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { usePullAction } from './api.ts'

/** Tries what could not be read again, or passes it over for a reason. */
export function Settle({ source, letter }: { source: string; letter: LetterView }) {
  const t = useText(pullTexts)
  const failureText = useFailureText()
  const [isDismissing, setDismissing] = useState(false)
  const [reason, setReason] = useState('')
  const settle = usePullAction<unknown>(`/${source}/letters/${letter.id}`)
  const dismiss = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim().length >= 2) settle.mutate({ how: 'dismiss', reason })
  }
  return (
    <span className="pull-settle">
      <Button busy={settle.isPending} onClick={() => settle.mutate({ how: 'again' })}>
        {t('dead.again')}
      </Button>
      {letter.passable && (
        <Button aria-expanded={isDismissing} onClick={() => setDismissing(!isDismissing)}>
          {t('dead.dismiss')}
        </Button>
      )}
      {isDismissing && (
        <form onSubmit={dismiss}>
          <TextField
            id={`reason-${letter.id}`}
            label={t('dead.why')}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <Button kind="main" type="submit" busy={settle.isPending} aria-disabled={reason.trim().length < 2}>
            {t('dead.confirm')}
          </Button>
        </form>
      )}
      <span role="status" className="field-error">
        {settle.error !== null && failureText(settle.error)}
      </span>
    </span>
  )
}
