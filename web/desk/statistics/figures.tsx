import { Link } from '@tanstack/react-router'
import type { CaseStatistics } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { statisticsTexts } from '../messages/statistics.ts'
import { type Filters, useFilters } from '../shell/filters.ts'

type Unit = 'cases' | 'share' | 'hours' | 'score'

interface FigureRow {
  readonly name: keyof typeof statisticsTexts
  readonly unit: Unit
  readonly read: (s: CaseStatistics) => number | null
  /** The list behind the number; absent where a share has none. */
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
      state: 'submitted,classified,dispatched,accepted,handled,disputed,answered,rated',
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
  { name: 'answered', unit: 'cases', read: (s) => s.period.answered },
  { name: 'on-time', unit: 'share', read: (s) => s.period.onTimeShare },
  { name: 'median', unit: 'hours', read: (s) => s.period.medianHours },
  { name: 'p90', unit: 'hours', read: (s) => s.period.p90Hours },
  { name: 'solved', unit: 'share', read: (s) => s.satisfaction.solvedShare },
  { name: 'score', unit: 'score', read: (s) => s.satisfaction.meanScore },
]

/** Big numbers with unit, period and the period before; a dash where there is nothing to count. */
export function Figures({ now, before }: { now: CaseStatistics; before: CaseStatistics | undefined }) {
  return (
    <div className="figures">
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
  const text = value === null ? t('none') : t(`unit.${row.unit}`, { value: shown(value, row.unit) })
  const earlier = before === undefined || row.isNow ? null : row.read(before)
  const list = row.list?.(now)
  return (
    <div className="figure">
      <p className="muted">{t(row.name)}</p>
      <p className="figure-value">
        {list === undefined || value === null ? (
          text
        ) : (
          <Link to="/" search={{ ...list, ...(filters.org === undefined ? {} : { org: filters.org }) }}>
            {text}
          </Link>
        )}
      </p>
      <p className="muted">
        {row.isNow
          ? t('now')
          : t('before', { value: earlier === null ? t('none') : shown(earlier, row.unit) })}
      </p>
    </div>
  )
}

function shown(value: number, unit: Unit): string {
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`
  return unit === 'cases' ? String(value) : value.toFixed(1)
}
