import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReportKind, ReportScope } from '#modules/supervision/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { reportTexts } from '../messages/reports.ts'

export interface Making {
  readonly scope: string
  readonly kind: ReportKind
  readonly from: string
  readonly reason?: string
}

/** Makes a report and opens it. */
export function useMake() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (input: Making) => api.post<{ id: string }>('/reports', input, newIntentionKey()),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['reports'] })
      await navigate({ to: '/reports', search: { report: id } })
    },
  })
}

/** A report of a past day or week, now: for a period before the system was there, or figures that came late. */
export function MakeForm({ scopes }: { scopes: readonly ReportScope[] }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const failureText = useFailureText()
  const [scope, setScope] = useState(scopes[0]?.code ?? '')
  const [kind, setKind] = useState<ReportKind>('day')
  const [from, setFrom] = useState('')
  const [reason, setReason] = useState('')
  const make = useMake()
  const isReady = scope !== '' && from !== ''
  return (
    <form
      className="card no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) make.mutate({ scope, kind, from, reason })
      }}
    >
      <h2>{t('make')}</h2>
      <div className="form-grid">
        <label className="field">
          {t('scope')}
          <select className="input" value={scope} onChange={(e) => setScope(e.target.value)}>
            {scopes.map((s) => (
              <option key={s.code} value={s.code}>
                {s.name[locale]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('kind')}
          <select className="input" value={kind} onChange={(e) => setKind(e.target.value as ReportKind)}>
            <option value="day">{t('kind.day')}</option>
            <option value="week">{t('kind.week')}</option>
          </select>
        </label>
        <TextField
          id="make-from"
          label={t('make.day')}
          type="date"
          value={from}
          onChange={(e) => setFrom(e.target.value)}
        />
        <TextField
          id="make-reason"
          label={t('make.reason')}
          maxLength={200}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </div>
      <div className="action-send">
        <Button type="submit" kind="main" busy={make.isPending} aria-disabled={!isReady}>
          {t('make')}
        </Button>
        <span role="status">
          {make.isPending && t('making')}
          {make.error !== null && <span className="field-error">{failureText(make.error)}</span>}
        </span>
      </div>
    </form>
  )
}
