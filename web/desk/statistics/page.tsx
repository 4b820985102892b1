import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { CaseStatistics } from '#kernel/cases/contract'
import { formatDateTime } from '#kernel/clock/rules'
import { api } from '../../ui/api.ts'
import { deviceNow } from '../../ui/clock.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { statisticsTexts } from '../messages/statistics.ts'
import { useFilters } from '../shell/filters.ts'
import { Figures } from './figures.tsx'
import { periodBefore, periodOf, periods } from './periods.ts'
import { CategoryTable, DayTable, PlaceTable } from './tables.tsx'

// Asked for with the page, so that the drawing is not waited for after the figures.
const drawing = import('./day-chart.tsx')
const Explorer = lazy(async () => ({ default: (await import('../indicators/explorer.tsx')).Explorer }))
const DayChart = lazy(async () => ({ default: (await drawing).DayChart }))

function useStatistics(from: string, to: string, org: string | undefined) {
  return useQuery({
    queryKey: ['statistics', from, to, org],
    queryFn: ({ signal }) => api.get<CaseStatistics>('/statistics/appeals', { from, to, org }, signal),
  })
}

/** The overview, or indicators by any grouping; which one stands in the address. */
export function StatisticsPage() {
  const t = useText(indicatorTexts)
  const [filters, change] = useFilters()
  const view = filters.view === 'indicators' ? 'explorer' : 'overview'
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={useText(statisticsTexts)('title')} />
      <fieldset className="choice-row">
        <legend>{t('view')}</legend>
        {(['overview', 'explorer'] as const).map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="view"
              checked={view === name}
              onChange={() => change({ view: name === 'explorer' ? 'indicators' : undefined })}
            />{' '}
            {t(name)}
          </label>
        ))}
      </fieldset>
      {view === 'explorer' ? (
        <Suspense fallback={<Loading lines={8} />}>
          <Explorer />
        </Suspense>
      ) : (
        <Overview />
      )}
    </main>
  )
}

/** Figures of what this reader sees, beside those of the period before; every number opens its cases. */
function Overview() {
  const t = useText(statisticsTexts)
  const { locale } = useLanguage()
  const [filters] = useFilters()
  const days = Number(filters.days ?? 30)
  const period = periodOf(deviceNow(), periods.find((length) => length === days) ?? 30)
  const before = periodBefore(period)
  const now = useStatistics(period.from, period.to, filters.org)
  const then = useStatistics(before.from, before.to, filters.org)
  return (
    <>
      <PeriodBar days={days} />
      {now.isPending && <Loading lines={8} />}
      {now.error !== null && <Failure error={now.error} onRetry={() => void now.refetch()} />}
      {now.data !== undefined && (
        <>
          <Figures now={now.data} before={then.data} />
          <div className="chart-row">
            <section className="card" aria-labelledby="days-title">
              <h2 id="days-title">{t('days')}</h2>
              <Suspense fallback={<Loading lines={5} />}>
                <DayChart days={now.data.days} />
              </Suspense>
              <DayTable days={now.data.days} />
            </section>
            <section className="card" aria-labelledby="categories-title">
              <h2 id="categories-title">{t('categories')}</h2>
              <CategoryTable statistics={now.data} />
            </section>
          </div>
          <section className="card" aria-labelledby="places-title">
            <h2 id="places-title">{t('places')}</h2>
            <PlaceTable statistics={now.data} />
          </section>
          <p className="muted">
            {t('source', {
              from: now.data.from,
              to: now.data.to,
              at: formatDateTime(new Date(now.data.at), locale),
            })}
          </p>
        </>
      )}
    </>
  )
}

function PeriodBar({ days }: { days: number }) {
  const t = useText(statisticsTexts)
  const [filters, change] = useFilters()
  return (
    <div className="page-filters">
      <fieldset className="choice-row">
        <legend>{t('period')}</legend>
        {periods.map((length) => (
          <label key={length}>
            <input
              type="radio"
              name="days"
              checked={days === length}
              onChange={() => change({ days: String(length) })}
            />{' '}
            {t('period.days', { days: length })}
          </label>
        ))}
      </fieldset>
      <OrgField label={t('org')} value={filters.org} onChange={(org) => change({ org })} />
    </div>
  )
}
