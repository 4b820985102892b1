import { type FormEvent, useState } from 'react'
import { dayOf } from '#kernel/clock/rules'
import { type AccuracyRow, domains } from '#modules/early-warning/contract'
import { instantOfField } from '../../ui/city-time.ts'
import { useNow } from '../../ui/clock.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { watchName } from '../../ui/warnings.ts'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { useAccuracy, useNoteMissed } from './api.ts'
import { Views } from './views.tsx'

const dayMs = 86_400_000

/** How far warnings could be trusted: by watch, with what was missed and what false alarms cost. */
export function AccuracyPage() {
  const t = useText(warningTexts)
  const [filters, change] = useFilters()
  const now = useNow(60)
  const until = filters.until ?? dayOf(now)
  const from = filters.from ?? dayOf(new Date(now.getTime() - 90 * dayMs))
  const { domain, place, exercise, within } = filters
  const accuracy = useAccuracy({ from, until, domain, place, exercise, within })
  const data = accuracy.data
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('accuracy')} />
        <Views />
      </div>
      <p className="muted">{t('accuracy.note')}</p>
      <search className="page-filters">
        <TextField
          id="accuracy-from"
          label={t('from')}
          type="date"
          value={from}
          onChange={(e) => change({ from: e.target.value || undefined })}
        />
        <TextField
          id="accuracy-until"
          label={t('until')}
          type="date"
          value={until}
          onChange={(e) => change({ until: e.target.value || undefined })}
        />
        <label className="field">
          {t('domain')}
          <select
            className="input"
            value={domain ?? ''}
            onChange={(e) => change({ domain: e.target.value || undefined })}
          >
            <option value="">{t('any')}</option>
            {domains.map((d) => (
              <option key={d} value={d}>
                {t(`domain.${d}`)}
              </option>
            ))}
          </select>
        </label>
        <PlaceField label={t('place')} value={place} onChange={(p) => change({ place: p })} />
        <label>
          <input
            type="checkbox"
            checked={exercise === 'true'}
            onChange={(e) => change({ exercise: e.target.checked ? 'true' : undefined })}
          />{' '}
          {t('accuracy.exercise')}
        </label>
      </search>
      {accuracy.isPending && <Loading lines={5} />}
      {accuracy.error !== null && <Failure error={accuracy.error} onRetry={() => void accuracy.refetch()} />}
      {data !== undefined && data.rows.length === 0 && <Empty title={t('accuracy.empty')} />}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <AccuracyTable rows={data.rows} total={data.total} />
          <p>{t('accuracy.load', { count: data.falsePerDay.toFixed(1), officers: data.officers })}</p>
        </>
      )}
      <MissForm />
    </main>
  )
}

const numbers = ['raised', 'judged', 'true', 'false', 'early', 'late', 'missed'] as const
const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(0)}%`)
const rounded = (value: number | null) => (value === null ? '—' : value.toFixed(1))

function AccuracyTable({ rows, total }: { rows: readonly AccuracyRow[]; total: AccuracyRow }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const name = (n: (typeof numbers)[number]) =>
    n === 'raised' || n === 'judged' || n === 'missed' ? t(`accuracy.${n}`) : t(`verdict.${n}`)
  const line = (row: AccuracyRow, title: string, key: string) => (
    <tr key={key}>
      <th scope="row">{title}</th>
      {numbers.map((n) => (
        <td key={n} data-label={name(n)}>
          {row[n]}
        </td>
      ))}
      <td data-label={t('accuracy.precision')}>{percent(row.precision)}</td>
      <td data-label={t('accuracy.recall')}>{percent(row.recall)}</td>
      <td data-label={t('accuracy.lead')}>{rounded(row.leadHours)}</td>
      <td data-label={t('accuracy.ack')}>{rounded(row.acknowledgeMinutes)}</td>
    </tr>
  )
  return (
    <TableScroll label={t('accuracy')}>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">{t('watch')}</th>
            {numbers.map((n) => (
              <th key={n} scope="col">
                {name(n)}
              </th>
            ))}
            {(['precision', 'recall', 'lead', 'ack'] as const).map((n) => (
              <th key={n} scope="col">
                {t(`accuracy.${n}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => line(row, watchName(locale, row), `${row.watch} ${row.kind}`))}
          {line(total, t('accuracy.total'), 'total')}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** An event that no warning preceded: without these nobody could say how many were missed. */
function MissForm() {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const act = useNoteMissed()
  const [kind, setKind] = useState('')
  const [place, setPlace] = useState<string>()
  const [at, setAt] = useState('')
  const [text, setText] = useState('')
  const [domain, setDomain] = useState<(typeof domains)[number]>('work-safety')
  const instant = instantOfField(at)
  const isReady = kind !== '' && place !== undefined && instant !== undefined && text.trim().length >= 4
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !act.isPending)
      act.mutate({ kind, domain, place, at: instant, text }, { onSuccess: () => setText('') })
  }
  return (
    <details className="card">
      <summary>{t('miss')}</summary>
      <form onSubmit={submit} aria-label={t('miss')}>
        <div className="form-grid">
          <TextField
            id="miss-kind"
            label={t('silence.kind')}
            maxLength={40}
            value={kind}
            onChange={(e) => setKind(e.target.value.trim())}
          />
          <label className="field">
            {t('domain')}
            <select
              className="input"
              value={domain}
              onChange={(e) => setDomain(e.target.value as typeof domain)}
            >
              {domains.map((d) => (
                <option key={d} value={d}>
                  {t(`domain.${d}`)}
                </option>
              ))}
            </select>
          </label>
          <PlaceField label={t('place')} value={place} onChange={setPlace} />
          <TextField
            id="miss-at"
            label={t('miss.at')}
            type="datetime-local"
            value={at}
            onChange={(e) => setAt(e.target.value)}
          />
        </div>
        <TextArea
          id="miss-text"
          label={t('miss.text')}
          rows={2}
          maxLength={1000}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        {act.error !== null && (
          <p role="alert" className="field-error">
            {failureText(act.error)}
          </p>
        )}
        <Button kind="main" type="submit" busy={act.isPending} disabled={!isReady}>
          {t('miss')}
        </Button>
      </form>
    </details>
  )
}
