import { Link } from '@tanstack/react-router'
import type { CaseStatistics, DayCount } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { ShortPlace } from '../fields/place-field.tsx'
import { statisticsTexts } from '../messages/statistics.ts'

/** The same as the chart, day by day, newest first. */
export function DayTable({ days }: { days: readonly DayCount[] }) {
  const t = useText(statisticsTexts)
  return (
    <details>
      <summary>{t('as-table')}</summary>
      <table className="table">
        <thead>
          <tr>
            {(['day', 'submitted', 'answered', 'on-time-count', 'closed'] as const).map((name, i) => (
              <th key={name} scope="col" className={i === 0 ? '' : 'number'}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((row) => (
            <tr key={row.day}>
              <th scope="row">
                <Link to="/" search={{ tab: 'all', from: row.day, to: row.day }}>
                  {row.day}
                </Link>
              </th>
              <td className="number">{row.submitted}</td>
              <td className="number">{row.answered}</td>
              <td className="number">{row.onTime}</td>
              <td className="number">{row.closed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

export function CategoryTable({ statistics }: { statistics: CaseStatistics }) {
  const t = useText(statisticsTexts)
  const { from, to } = statistics
  return (
    <table className="table">
      <thead>
        <tr>
          {(['category', 'submitted', 'answered', 'open'] as const).map((name, i) => (
            <th key={name} scope="col" className={i === 0 ? '' : 'number'}>
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {statistics.categories.slice(0, 15).map((row) => (
          <tr key={row.category}>
            <th scope="row">
              {row.category === '' ? (
                t('no-category')
              ) : (
                <Link to="/" search={{ tab: 'all', category: row.category, from, to }}>
                  <CategoryName code={row.category} full />
                </Link>
              )}
            </th>
            <td className="number">{row.submitted}</td>
            <td className="number">{row.answered}</td>
            <td className="number">{row.open}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function PlaceTable({ statistics }: { statistics: CaseStatistics }) {
  const t = useText(statisticsTexts)
  return (
    <table className="table">
      <thead>
        <tr>
          {(['place', 'open', 'overdue'] as const).map((name, i) => (
            <th key={name} scope="col" className={i === 0 ? '' : 'number'}>
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {statistics.places.places.map((row) => (
          <tr key={row.place}>
            <th scope="row">
              <ShortPlace path={row.place} />
            </th>
            <td className="number">
              <Link to="/" search={{ tab: 'all', place: row.place }}>
                {row.open}
              </Link>
            </td>
            <td className="number">
              <Link to="/" search={{ tab: 'all', place: row.place, overdue: 'true' }}>
                {row.overdue}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
