import { useQuery } from '@tanstack/react-query'
import type { OrgRates, Rates } from '#modules/assessment/contract'
import { api } from '../../ui/api.ts'
import { deviceNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assessmentTexts } from '../messages/assessment.ts'
import { useFilters } from '../shell/filters.ts'
import { periodOf, periods } from '../statistics/periods.ts'
import { FindingList } from './findings.tsx'
import { ObjectionList } from './objections.tsx'
import { saveRates } from './save-rates.ts'

/** How well each organization does, what it says against it, and what looks like bettering the figure. */
export function AssessmentPage() {
  const t = useText(assessmentTexts)
  const [{ days, org, place }] = useFilters()
  const period = periodOf(deviceNow(), periods.find((length) => length === Number(days)) ?? 30)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['assessment-rates', period.from, period.to, org, place],
    queryFn: ({ signal }) => api.get<Rates>('/assessment/rates', { ...period, org, place }, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <Filters />
      <div className="card">
        <h2>{t('rates')}</h2>
        {isPending && <Loading lines={6} />}
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {data?.orgs.length === 0 && <Empty title={t('empty')} />}
        {data !== undefined && data.orgs.length > 0 && <RateTable rates={data} />}
        {data !== undefined && <p className="muted">{t('rates.source', { from: data.from, to: data.to })}</p>}
      </div>
      <FindingList />
      <ObjectionList />
    </main>
  )
}

function Filters() {
  const t = useText(assessmentTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      <label className="field">
        {t('period')}
        <select
          className="input"
          value={filters.days ?? '30'}
          onChange={(event) => change({ days: event.target.value })}
        >
          {periods.map((days) => (
            <option key={days} value={days}>
              {t('period.days', { days })}
            </option>
          ))}
        </select>
      </label>
      <OrgField label={t('org')} value={filters.org} onChange={(org) => change({ org })} />
      <PlaceField label={t('place')} value={filters.place} onChange={(place) => change({ place })} />
    </search>
  )
}

function RateTable({ rates }: { rates: Rates }) {
  const t = useText(assessmentTexts)
  const orgName = useOrgName()
  return (
    <>
      <TableScroll label={t('rates')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('org')}</th>
              {(
                [
                  'rate.response',
                  'rate.solution',
                  'rate.satisfaction',
                  'excluded',
                  'against',
                  'open.objections',
                  'open.findings',
                ] as const
              ).map((name) => (
                <th key={name} scope="col" className="number">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rates.orgs.map((row) => (
              <RateRow key={row.org} row={row} name={<OrgName code={row.org} full />} />
            ))}
          </tbody>
          <tfoot>
            <RateRow row={rates.total} name={t('total')} />
          </tfoot>
        </table>
      </TableScroll>
      <Button
        className="start"
        onClick={() => saveRates(rates, t, (code) => (code === '' ? t('total') : orgName(code, true)))}
      >
        {t('export')}
      </Button>
    </>
  )
}

function RateRow({ row, name }: { row: OrgRates; name: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <Share part={row.met} whole={row.due} share={row.responseRate} />
      <Share part={row.solved} whole={row.rated} share={row.solutionRate} />
      <Share part={row.satisfied} whole={row.rated} share={row.satisfactionRate} />
      <td className="number">{row.excluded}</td>
      <td className="number">{row.against}</td>
      <td className="number">{row.openObjections}</td>
      <td className="number">{row.openFindings}</td>
    </tr>
  )
}

/** A share never without what it is a share of. */
function Share({ part, whole, share }: { part: number; whole: number; share: number | null }) {
  const t = useText(assessmentTexts)
  return (
    <td className="number">
      {share === null ? (
        t('none')
      ) : (
        <>
          {(share * 100).toFixed(1)}% <span className="muted">{`${part}/${whole}`}</span>
        </>
      )}
    </td>
  )
}
