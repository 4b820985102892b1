import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReportPage, type ReportRow, reportKinds } from '#modules/supervision/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { reportTexts } from '../messages/reports.ts'
import { useFilters } from '../shell/filters.ts'
import { MakeForm } from './make-form.tsx'
import { ReportSheet } from './sheet.tsx'
import './reports.css'

/** Reports of the reader's places; one of them open where the address names it. */
export function ReportsPage() {
  const [{ report }] = useFilters()
  return report === undefined ? <ReportList /> : <ReportSheet key={report} id={report} />
}

function ReportList() {
  const t = useText(reportTexts)
  const [{ kind, scope }] = useFilters()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reports', kind, scope],
    queryFn: ({ signal }) => api.get<ReportPage>('/reports', { kind, scope, limit: 200 }, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('lead')}</p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <ListFilters page={data} />
          {data.rows.length === 0 ? (
            <Empty title={t('empty')}>{data.can.make && <p>{t('empty.text')}</p>}</Empty>
          ) : (
            <ReportTable page={data} />
          )}
          {data.can.make && <MakeForm scopes={data.scopes} />}
        </>
      )}
    </main>
  )
}

/** As many as an overseer of a district has; the whole city is chosen by its name. */
function ListFilters({ page: { rows, scopes } }: { page: ReportPage }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const [{ kind, scope }, change] = useFilters()
  const used = scopes.filter((s) => s.code === scope || rows.some((r) => r.scope === s.code))
  return (
    <search className="page-filters">
      <label className="field">
        {t('kind')}
        <select
          className="input"
          value={kind ?? ''}
          onChange={(e) => change({ kind: e.target.value || undefined })}
        >
          <option value="">{t('kind.any')}</option>
          {reportKinds.map((name) => (
            <option key={name} value={name}>
              {t(`kind.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('scope')}
        <select
          className="input"
          value={scope ?? ''}
          onChange={(e) => change({ scope: e.target.value || undefined })}
        >
          <option value="">{t('scope.any')}</option>
          {used.map((s) => (
            <option key={s.code} value={s.code}>
              {s.name[locale]}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function ReportTable({ page: { rows, scopes } }: { page: ReportPage }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const name = (code: string) => scopes.find((s) => s.code === code)?.name[locale] ?? code
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {(['period', 'kind', 'scope', 'version', 'signed'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/reports" search={{ report: row.id }}>
                  {daysOf(row)}
                </Link>
              </th>
              <td>
                {t(`kind.${row.kind}`)} {row.simulated && <span className="tag">{t('simulated')}</span>}
              </td>
              <td>{name(row.scope)}</td>
              <td>{t('version.no', { no: row.version })}</td>
              <td>{row.signedBy ?? <span className="muted">{t('signed.not')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function daysOf({ from, to }: ReportRow): string {
  return from === to ? from : `${from} – ${to}`
}
