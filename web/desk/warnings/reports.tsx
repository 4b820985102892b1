import '../reports/reports.css'
import { Link } from '@tanstack/react-router'
import {
  type WarningReportPage,
  type WarningReportRow,
  warningReportKinds,
} from '#modules/early-warning/contract'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningReportTexts } from '../messages/warning-reports.ts'
import { useFilters } from '../shell/filters.ts'
import { useWarningReports } from './report-api.ts'
import { MakeReport } from './report-form.tsx'
import { Views } from './views.tsx'

const pageSize = 50

/** Governance reports that the reader may read, and the form that makes one now. */
export function ReportsPage() {
  const t = useText(warningReportTexts)
  const [filters, change] = useFilters()
  const { kind, scope, exercise, q } = filters
  const offset = Number(filters.offset ?? 0)
  const { data, error, isPending, refetch } = useWarningReports({
    kind,
    scope,
    exercise,
    q,
    offset,
    limit: pageSize,
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Views />
      </div>
      <p className="muted">{t('lead')}</p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <ReportFilters page={data} />
          {data.rows.length === 0 ? (
            <Empty title={t('empty')}>{data.can.make && <p>{t('empty.text')}</p>}</Empty>
          ) : (
            <ReportTable page={data} />
          )}
          <p className="page-filters">
            {offset > 0 && (
              <Button onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}>←</Button>
            )}
            {data.total > offset + pageSize && (
              <Button onClick={() => change({ offset: String(offset + pageSize) })}>{t('more')}</Button>
            )}
          </p>
          {data.can.make && <MakeReport scopes={data.scopes} />}
        </>
      )}
    </main>
  )
}

function ReportFilters({ page: { rows, scopes } }: { page: WarningReportPage }) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  const [{ kind, scope, exercise, q }, change] = useFilters()
  const set = (name: string, value: string) => change({ [name]: value || undefined, offset: undefined })
  const used = scopes.filter((s) => s.code === scope || rows.some((r) => r.scope === s.code))
  const fields = [
    ['kind', kind, warningReportKinds.map((k) => [k, t(`kind.${k}`)] as const)],
    ['scope', scope, used.map((s) => [s.code, s.name[locale]] as const)],
    ['exercise', exercise, [['false', t('data.real')] as const, ['true', t('data.exercise')] as const]],
  ] as const
  return (
    <search className="page-filters">
      {fields.map(([name, value, options]) => (
        <label key={name} className="field">
          {t(name === 'exercise' ? 'data' : name)}
          <select className="input" value={value ?? ''} onChange={(e) => set(name, e.target.value)}>
            <option value="">{t('any')}</option>
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <label className="field">
        {t('search')}
        <input
          className="input"
          type="search"
          maxLength={80}
          defaultValue={q ?? ''}
          onChange={(e) => set('q', e.target.value.trim())}
        />
      </label>
    </search>
  )
}

function ReportTable({ page }: { page: WarningReportPage }) {
  const t = useText(warningReportTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['report', 'period', 'kind', 'version', 'signed'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Row({ row }: { row: WarningReportRow }) {
  const t = useText(warningReportTexts)
  const { locale } = useLanguage()
  return (
    <tr>
      <th scope="row">
        <Link to="." search={{ view: 'reports', report: row.id }}>
          {row.title[locale]}
        </Link>
      </th>
      <td data-label={t('period')} className="nowrap">
        {row.from === row.to ? row.from : `${row.from} – ${row.to}`}
      </td>
      <td data-label={t('kind')}>
        {t(`kind.${row.kind}`)} {row.exercise && <span className="tag tag-warn">{t('data.exercise')}</span>}
      </td>
      <td data-label={t('version')}>{t('version.no', { no: row.version })}</td>
      <td data-label={t('signed')}>{row.signedBy ?? <span className="muted">{t('signed.not')}</span>}</td>
    </tr>
  )
}
