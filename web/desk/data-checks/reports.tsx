import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { RiskReportPage } from '#modules/data-checks/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, useOrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { riskReportTexts } from '../messages/data-checks.ts'
import { useFilters } from '../shell/filters.ts'
import { useDataChecks, useDataChecksWrite } from './api.ts'
import { Pager } from './pager.tsx'

const size = 50
/** The value of a choice that stands for the whole city: an empty one is no choice. */
const city = '-'

/** Yearly reports that the reader may read, and the form that makes one now. */
export function RiskReportsView() {
  const t = useText(riskReportTexts)
  const [{ year, skip }, change] = useFilters()
  const list = useDataChecks<RiskReportPage>('/risk-reports', { year, offset: skip, limit: size })
  const { data } = list
  return (
    <>
      <p className="muted">{t('lead')}</p>
      <search className="page-filters">
        <TextField
          id="report-year"
          label={t('year')}
          type="number"
          value={year ?? ''}
          onChange={(e) =>
            change({ year: /^\d{4}$/.test(e.target.value) ? e.target.value : undefined, skip: undefined })
          }
        />
      </search>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty')} />}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <ReportTable page={data} />
          <Pager total={data.total} size={size} />
        </>
      )}
      {data !== undefined && data.scopes.length > 0 && <MakeForm scopes={data.scopes} />}
    </>
  )
}

function ReportTable({ page: { rows } }: { page: RiskReportPage }) {
  const t = useText(riskReportTexts)
  return (
    <TableScroll label={t('year')}>
      <table className="table">
        <thead>
          <tr>
            {(['year', 'scope', 'version', 'signed'] as const).map((h) => (
              <th key={h} scope="col">
                {t(h)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                <Link to="/data-checks" search={{ report: r.id }}>
                  {r.year}
                </Link>{' '}
                {r.simulated && <span className="tag tag-quiet">{t('simulated')}</span>}
              </th>
              <td>{r.org === '' ? t('city') : <OrgName code={r.org} />}</td>
              <td>{t('version.no', { no: r.version })}</td>
              <td>{r.signedBy ?? <span className="muted">{t('signed.not')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function MakeForm({ scopes }: { scopes: readonly string[] }) {
  const t = useText(riskReportTexts)
  const failureText = useFailureText()
  const name = useOrgName()
  const navigate = useNavigate()
  const [scope, setScope] = useState(scopes[0] === '' ? city : (scopes[0] ?? city))
  const [year, setYear] = useState('')
  const [reason, setReason] = useState('')
  const make = useDataChecksWrite<{ id: string }>(({ id }) => {
    void navigate({ to: '/data-checks', search: { report: id } })
  })
  const isReady = /^\d{4}$/.test(year)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const input = { org: scope === city ? '' : scope, year: Number(year), reason }
    if (isReady) make.mutate({ path: '/risk-reports', input })
  }
  return (
    <form className="card no-print" onSubmit={submit} aria-label={t('make')}>
      <h2>{t('make')}</h2>
      <div className="form-grid">
        <label className="field">
          {t('scope')}
          <select className="input" value={scope} onChange={(e) => setScope(e.target.value)}>
            {scopes.map((code) => (
              <option key={code} value={code === '' ? city : code}>
                {code === '' ? t('city') : name(code)}
              </option>
            ))}
          </select>
        </label>
        <TextField
          id="make-year"
          label={t('year')}
          type="number"
          value={year}
          onChange={(e) => setYear(e.target.value)}
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
