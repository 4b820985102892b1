import { useState } from 'react'
import { dayOf } from '#kernel/clock/rules'
import type { ExchangeRow } from '#modules/exchange/contract'
import { deviceNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useFilters } from '../shell/filters.ts'
import { ExchangeDetail } from './detail.tsx'
import { GrantChoice } from './grant-choice.tsx'
import { useLog, useSystems } from './query.ts'
import { useConditionText, usePurposeText } from './words.ts'

/** Exchanges of which the reader's organization is one side, newest first. */
export function Log() {
  const t = useText(exchangeTexts)
  const [{ grant, system, outcome, from, until, before, exchange }, change] = useFilters()
  const { data, error, isPending, refetch } = useLog({ grant, system, outcome, from, until, before })
  return (
    <>
      <LogFilters />
      {exchange !== undefined && (
        <ExchangeDetail key={exchange} id={exchange} onClose={() => change({ exchange: undefined })} />
      )}
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && data.rows.length === 0 && <Empty title={t('log.empty')} />}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <LogTable rows={data.rows} onOpen={(id) => change({ exchange: id })} />
          {data.next !== null && (
            <Button onClick={() => change({ before: data.next ?? undefined })}>{t('more')}</Button>
          )}
        </>
      )}
      <ExportForm />
    </>
  )
}

function LogFilters() {
  const t = useText(exchangeTexts)
  const [{ system, outcome, from, until }, change] = useFilters()
  const { data } = useSystems()
  const set = (name: string) => (e: { target: { value: string } }) =>
    change({ [name]: e.target.value || undefined, before: undefined })
  return (
    <search className="page-filters">
      <GrantChoice />
      <label className="field">
        {t('system')}
        <select className="input" value={system ?? ''} onChange={set('system')}>
          <option value="">{t('system.any')}</option>
          {(data?.systems ?? []).map((s) => (
            <option key={s.id} value={s.id}>
              {s.name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('outcome')}
        <select className="input" value={outcome ?? ''} onChange={set('outcome')}>
          <option value="">{t('outcome.any')}</option>
          <option value="given">{t('outcome.given')}</option>
          <option value="refused">{t('outcome.refused')}</option>
        </select>
      </label>
      <label className="field">
        {t('date.from')}
        <input className="input" type="date" value={from ?? ''} onChange={set('from')} />
      </label>
      <label className="field">
        {t('date.until')}
        <input className="input" type="date" value={until ?? ''} onChange={set('until')} />
      </label>
    </search>
  )
}

const columns = ['time', 'system', 'resource', 'purpose', 'rows', 'outcome', 'duration', 'open'] as const

function LogTable({ rows, onOpen }: { rows: readonly ExchangeRow[]; onOpen: (id: string) => void }) {
  const t = useText(exchangeTexts)
  const conditionText = useConditionText()
  const purposeText = usePurposeText()
  return (
    <TableScroll label={t('tab.log')}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={name === 'rows' || name === 'duration' ? 'number' : ''}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, at, systemName, resourceName, record }) => (
            <tr key={id}>
              <th scope="row" className="nowrap">
                <ExactTime at={at} />
              </th>
              <td className="nowrap">{systemName ?? t('system.unknown')}</td>
              <td className="nowrap">{resourceName ?? '—'}</td>
              <td className="nowrap">{purposeText(record.purpose)}</td>
              <td className="number">{record.outcome === 'given' ? record.rows : '—'}</td>
              <td>
                {record.outcome === 'given' ? '✓' : '✕'} {t(`outcome.${record.outcome}`)}
                {record.condition !== null && (
                  <span className="muted"> {conditionText(record.condition)}</span>
                )}
              </td>
              <td className="number">{(record.durationUs / 1000).toFixed(1)}</td>
              <td>
                <button type="button" className="link-button" onClick={() => onOpen(id)}>
                  {t('open')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function ExportForm() {
  const t = useText(exchangeTexts)
  const [filters] = useFilters()
  const today = dayOf(deviceNow())
  const [from, setFrom] = useState(filters.from ?? today)
  const [until, setUntil] = useState(filters.until ?? today)
  const isReady = from !== '' && until !== '' && from <= until
  const href = `/api/v1/exchange/log/export?from=${from}&until=${until}`
  return (
    <section className="card" aria-labelledby="export-title">
      <h2 id="export-title">{t('export.title')}</h2>
      <p className="muted">{t('export.hint')}</p>
      <div className="page-filters">
        <label className="field">
          {t('date.from')}
          <input className="input" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
        </label>
        <label className="field">
          {t('date.until')}
          <input className="input" type="date" value={until} onChange={(e) => setUntil(e.target.value)} />
        </label>
      </div>
      <p>
        {isReady && (
          <a className="button" href={href} download>
            {t('export')}
          </a>
        )}{' '}
        <a href="/exchange/v1/verify-exchange-log.mjs" download>
          {t('verifier')}
        </a>
      </p>
    </section>
  )
}
