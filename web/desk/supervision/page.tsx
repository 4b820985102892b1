import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDateTime } from '#kernel/clock/rules'
import type { Overview } from '#modules/supervision/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { supervisionTexts } from '../messages/supervision.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { GroupTable } from './groups.tsx'
import { SuperviseBox } from './supervise-box.tsx'
import { OtherWork } from './work.tsx'
import './supervision.css'

export const overviewKey = ['supervision', 'overview'] as const

/** What is due and what is late, by organization; every number opens its cases. */
export function SupervisionPage() {
  const t = useText(supervisionTexts)
  const { locale } = useLanguage()
  const [filters, change] = useFilters()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => api.get<Overview>('/supervision/overview', undefined, signal),
    refetchInterval: 60_000,
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <span className="supervision-tools no-print">
          <Link to="/supervision/ladder">{t('ladder')}</Link>
          <Link to="/reports">{t('reports')}</Link>
          <a href="/api/v1/supervision/overview.xlsx" download>
            {t('export')}
          </a>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </div>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p className="muted">{t('at', { at: formatDateTime(new Date(data.at), locale) })}</p>
          {data.capped && <p className="field-error">{t('capped')}</p>}
          <Figures overview={data} />
          {data.groups.length === 0 ? (
            <Empty title={t('empty')}>
              <p>{t('empty.text')}</p>
            </Empty>
          ) : (
            <GroupTable overview={data} onSupervise={(org) => change({ org })} />
          )}
          <OtherWork work={data.work} />
          {filters.org !== undefined && (
            <SuperviseBox key={filters.org} org={filters.org} onClose={() => change({ org: undefined })} />
          )}
        </>
      )}
    </main>
  )
}

interface FigureRow {
  readonly name: keyof typeof supervisionTexts
  readonly value: number
  readonly list: Filters
  readonly isBad?: boolean
}

function figuresOf({ total, disputes, rungs, supervised, badRatings }: Overview): readonly FigureRow[] {
  return [
    { name: 'overdue', value: total.overdue, list: { overdue: 'true' }, isBad: true },
    { name: 'hours', value: total.hours, list: { due: 'hours' } },
    { name: 'today', value: total.today, list: { due: 'today' } },
    { name: 'tomorrow', value: total.tomorrow, list: { due: 'tomorrow' } },
    { name: 'disputes', value: disputes.waiting, list: { disputed: 'true' } },
    { name: 'rung.1', value: rungs[0], list: { rung: '1' } },
    { name: 'rung.2', value: rungs[1], list: { rung: '2' } },
    { name: 'rung.3', value: rungs[2], list: { rung: '3' }, isBad: true },
    { name: 'supervised', value: supervised, list: { supervised: 'true' } },
    { name: 'bad-ratings', value: badRatings, list: { state: 'rated', rating: '1,2' } },
  ]
}

function Figures({ overview }: { overview: Overview }) {
  const t = useText(supervisionTexts)
  return (
    <div className="figures supervision-figures">
      {figuresOf(overview).map(({ name, value, list, isBad }) => (
        <div key={name} className="figure">
          <p className="muted">{t(name)}</p>
          <p className="figure-value" data-bad={isBad === true && value > 0}>
            <Link to="/" search={{ tab: 'all', ...list }}>
              {t('cases', { count: value })}
            </Link>
          </p>
          {name === 'disputes' && overview.disputes.overdue > 0 && (
            <p className="muted">{t('disputes.late', { count: overview.disputes.overdue })}</p>
          )}
        </div>
      ))}
    </div>
  )
}
