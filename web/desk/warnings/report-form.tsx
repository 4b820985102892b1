import { type FormEvent, useState } from 'react'
import { dayOf } from '#kernel/clock/rules'
import {
  domains,
  type MakeWarningReport,
  type WarningReportKind,
  type WarningReportPage,
  warningReportKinds,
} from '#modules/early-warning/contract'
import { deviceNow } from '../../ui/clock.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { warningReportTexts } from '../messages/warning-reports.ts'
import { useFilters } from '../shell/filters.ts'
import { useReportWrite } from './report-api.ts'

const dayMs = 86_400_000

/** A report of a place, a period and a domain, made now and opened. */
export function MakeReport({ scopes }: Pick<WarningReportPage, 'scopes'>) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  const failureText = useFailureText()
  const [, change] = useFilters()
  const make = useReportWrite(({ id }) => change({ report: id }))
  const [form, setForm] = useState<MakeWarningReport>(() => ({
    scope: scopes[0]?.code ?? '',
    kind: 'day',
    from: dayOf(new Date(deviceNow().getTime() - dayMs)),
    to: null,
    domain: null,
    exercise: false,
    reason: '',
  }))
  const set = (next: Partial<MakeWarningReport>) => setForm({ ...form, ...next })
  const isReady = form.scope !== '' && form.from !== '' && (form.kind !== 'special' || (form.to ?? '') !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const to = form.kind === 'special' ? form.to : null
    if (isReady && !make.isPending) make.mutate({ path: '', body: { ...form, to } })
  }
  return (
    <form className="card no-print" onSubmit={submit} aria-label={t('make')}>
      <h2>{t('make')}</h2>
      <div className="form-grid">
        <label className="field">
          {t('scope')}
          <select className="input" value={form.scope} onChange={(e) => set({ scope: e.target.value })}>
            {scopes.map((s) => (
              <option key={s.code} value={s.code}>
                {s.name[locale]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('kind')}
          <select
            className="input"
            value={form.kind}
            onChange={(e) => set({ kind: e.target.value as WarningReportKind })}
          >
            {warningReportKinds.map((k) => (
              <option key={k} value={k}>
                {t(`kind.${k}`)}
              </option>
            ))}
          </select>
        </label>
        <TextField
          id="report-from"
          label={t('from')}
          type="date"
          value={form.from}
          onChange={(e) => set({ from: e.target.value })}
        />
        {form.kind === 'special' && (
          <TextField
            id="report-to"
            label={t('to')}
            type="date"
            value={form.to ?? ''}
            onChange={(e) => set({ to: e.target.value })}
          />
        )}
        <Choices form={form} set={set} />
        <TextField
          id="report-reason"
          label={t('reason')}
          maxLength={200}
          value={form.reason}
          onChange={(e) => set({ reason: e.target.value })}
        />
      </div>
      <div className="action-send">
        <Button type="submit" kind="main" busy={make.isPending} aria-disabled={!isReady}>
          {t('make')}
        </Button>
        <span role="status">
          {make.error !== null && <span className="field-error">{failureText(make.error)}</span>}
        </span>
      </div>
    </form>
  )
}

interface ChoicesProps {
  readonly form: MakeWarningReport
  readonly set: (next: Partial<MakeWarningReport>) => void
}

/** Which warnings: a domain or all, and what is real or what is exercise, never both. */
function Choices({ form, set }: ChoicesProps) {
  const t = useText(warningReportTexts)
  return (
    <>
      <label className="field">
        {t('domain')}
        <select
          className="input"
          value={form.domain ?? ''}
          onChange={(e) => set({ domain: domains.find((d) => d === e.target.value) ?? null })}
        >
          <option value="">{t('any')}</option>
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('data')}
        <select
          className="input"
          value={String(form.exercise)}
          onChange={(e) => set({ exercise: e.target.value === 'true' })}
        >
          <option value="false">{t('data.real')}</option>
          <option value="true">{t('data.exercise')}</option>
        </select>
      </label>
    </>
  )
}
