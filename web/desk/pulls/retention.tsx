import { type FormEvent, useState } from 'react'
import type { PullRetention } from '#modules/pulls/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { usePullAction, useRetention } from './api.ts'

/** For how many days runs and settled letters are kept; the data authority changes it. */
export function Retention() {
  const t = useText(pullTexts)
  const { hasRole } = useSession()
  const { data } = useRetention()
  if (data === undefined) return null
  return (
    <details>
      <summary>{t('keep')}</summary>
      {hasRole('data-authority') ? (
        <RetentionForm key={data.version} saved={data} />
      ) : (
        <p>{t('keep.said', { runs: data.runDays, letters: data.letterDays })}</p>
      )}
    </details>
  )
}

function RetentionForm({ saved }: { saved: PullRetention }) {
  const t = useText(pullTexts)
  const failureText = useFailureText()
  const [days, setDays] = useState({ runDays: saved.runDays, letterDays: saved.letterDays })
  const save = usePullAction<PullRetention>('/retention')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ version: saved.version, ...days })
  }
  return (
    <form onSubmit={submit} className="page-filters">
      {(['runDays', 'letterDays'] as const).map((name) => (
        <TextField
          key={name}
          id={`keep-${name}`}
          label={t(`keep.${name}`)}
          type="number"
          min={name === 'runDays' ? 7 : 1}
          max={3650}
          value={String(days[name])}
          onChange={(e) => setDays({ ...days, [name]: e.target.valueAsNumber || 1 })}
        />
      ))}
      <Button type="submit" busy={save.isPending}>
        {t('keep.save')}
      </Button>
      <span role="status" className="field-error">
        {save.error !== null && failureText(save.error)}
      </span>
    </form>
  )
}
