import { Link } from '@tanstack/react-router'
import type { CaseStatistics } from '#kernel/cases/contract'
import { formatDuration } from '#kernel/clock/rules'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { statisticsTexts } from '../messages/statistics.ts'
import { type Filters, useFilters } from '../shell/filters.ts'

type Unit = 'cases' | 'share' | 'hours' | 'score'

interface FigureRow {
  readonly name: keyof typeof statisticsTexts
  readonly unit: Unit
  readonly read: (s: CaseStatistics) => number | null
  /** The list behind the number; of a share that is good, what it lacks: what was late, unsolved, badly rated. */
  readonly list?: (s: CaseStatistics) => Filters
  /** What is true now has no period before. */
  readonly isNow?: true
}

const rows: readonly FigureRow[] = [
  {
    name: 'open',
    unit: 'cases',
    read: (s) => s.open.total,
    list: () => ({
      tab: 'all',
      state: 'submitted,classified,dispatched,accepted,handled,answered,rated',
    }),
    isNow: true,
  },
  {
    name: 'overdue',
    unit: 'cases',
    read: (s) => s.open.overdue,
    list: () => ({ tab: 'all', overdue: 'true' }),
    isNow: true,
  },
  {
    name: 'supervised',
    unit: 'cases',
    read: (s) => s.open.supervised,
    list: () => ({ tab: 'all', supervised: 'true' }),
    isNow: true,
  },
  {
    name: 'submitted',
    unit: 'cases',
    read: (s) => s.period.submitted,
    list: ({ from, to }) => ({ tab: 'all', from, to }),
  },
  {
    name: 'answered',
    unit: 'cases',
    read: (s) => s.period.answered,
    list: ({ from, to }) => ({ tab: 'all', answeredFrom: from, answeredTo: to }),
  },
  {
    name: 'on-time',
    unit: 'share',
    read: (s) => s.period.onTimeShare,
    list: ({ from, to }) => ({ tab: 'all', answeredFrom: from, answeredTo: to, late: 'true' }),
  },
  { name: 'median', unit: 'hours', read: (s) => s.period.medianHours },
  { name: 'p90', unit: 'hours', read: (s) => s.period.p90Hours },
  {
    name: 'solved',
    unit: 'share',
    read: (s) => s.satisfaction.solvedShare,
    list: ({ from, to }) => ({ tab: 'all', ratedFrom: from, ratedTo: to, solved: 'false' }),
  },
  {
    name: 'score',
    unit: 'score',
    read: (s) => s.satisfaction.meanScore,
    list: ({ from, to }) => ({ tab: 'all', ratedFrom: from, ratedTo: to, rating: '1,2' }),
  },
]

/** Big numbers with unit, period and the period before; a dash where there is nothing to count. */
export function Figures({ now, before }: { now: CaseStatistics; before: CaseStatistics | undefined }) {
  return (
    <div className="figures figures-wide">
      {rows.map((row) => (
        <Figure key={row.name} row={row} now={now} before={before} />
      ))}
    </div>
  )
}

function Figure({
  row,
  now,
  before,
}: {
  row: FigureRow
  now: CaseStatistics
  before: CaseStatistics | undefined
}) {
  const t = useText(statisticsTexts)
  const [filters] = useFilters()
  const value = row.read(now)
  const shown = useShown(row.unit)
  const earlier = before === undefined || row.isNow ? null : row.read(before)
  const list = row.list?.(now)
  return (
    <div className="figure">
      <p className="muted">{t(row.name)}</p>
      <p className="figure-value">
        {list === undefined || value === null ? (
          shown(value)
        ) : (
          <Link to="/" search={{ ...list, ...(filters.org === undefined ? {} : { org: filters.org }) }}>
            {shown(value)}
          </Link>
        )}
      </p>
      <p className="muted">{row.isNow ? t('now') : t('before', { value: shown(earlier) })}</p>
    </div>
  )
}

const longHours = 48

/** A number with its unit: '12 件', '87.0%', '9 小时 20 分', '3.8 天'; a dash for what is not known. */
function useShown(unit: Unit): (value: number | null) => string {
  const t = useText(statisticsTexts)
  const { locale } = useLanguage()
  return (value) => {
    if (value === null) return t('none')
    if (unit === 'share') return `${(value * 100).toFixed(1)}%`
    if (unit === 'cases') return t('unit.cases', { value: value.toLocaleString() })
    if (unit === 'score') return t('unit.score', { value: value.toFixed(1) })
    if (value >= longHours) return t('unit.days', { value: (value / 24).toFixed(1) })
    return formatDuration({ amount: Math.round(value * 60) / 60, unit: 'hours' }, locale)
  }
}
