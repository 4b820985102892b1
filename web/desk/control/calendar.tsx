import { Link } from '@tanstack/react-router'
import type { CalendarEntry, CalendarPage } from '#modules/control/contract'
import { deviceNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { useFilters } from '../shell/filters.ts'
import { useCalendar } from './api.ts'
import { LevelTag } from './level.tsx'

/** Lines that a day of the month shows; the list below has them all. */
const mostInDay = 4

/** Reviews and measures of a month, as a month and as a list. */
export function CalendarView() {
  const t = useText(controlTexts)
  const [{ month: asked, what }, change] = useFilters()
  const month = /^\d{4}-\d{2}$/.test(asked ?? '') ? (asked ?? '') : today().slice(0, 7)
  const calendar = useCalendar({ from: `${month}-01`, to: lastDay(month), what })
  const page = calendar.data
  return (
    <>
      <div className="page-filters">
        <Button onClick={() => change({ month: shifted(month, -1) })}>← {t('month.before')}</Button>
        <strong>{month}</strong>
        <Button onClick={() => change({ month: shifted(month, 1) })}>{t('month.after')} →</Button>
        <SelectField
          id="calendar-what"
          label={t('measure')}
          empty={t('any')}
          options={[
            { value: 'review', label: t('what.review') },
            { value: 'measure', label: t('plans') },
          ]}
          value={what ?? ''}
          onChange={(value) => change({ what: value === '' ? undefined : value })}
        />
      </div>
      {calendar.isPending && <Loading lines={8} />}
      {calendar.error !== null && <Failure error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {page !== undefined && (
        <>
          {page.overdue > 0 && (
            <p role="note" className="field-error">
              {t('calendar.overdue', { n: page.overdue })}
            </p>
          )}
          <Month month={month} page={page} />
          {page.rows.length === 0 && <Empty title={t('calendar.none')} />}
          {page.rows.length > 0 && <EntryTable rows={page.rows} />}
          {page.more && <p>{t('calendar.more', { n: page.rows.length })}</p>}
        </>
      )}
    </>
  )
}

function useWhat(): (what: CalendarEntry['what']) => string {
  const t = useText(controlTexts)
  return (what) => (what === 'review' || what === 'override' ? t(`what.${what}`) : t(`measure.${what}`))
}

function Month({ month, page }: { month: string; page: CalendarPage }) {
  const t = useText(controlTexts)
  const what = useWhat()
  const byDay = Map.groupBy(page.rows, (r) => r.day)
  const first = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7
  const days = Array.from(
    { length: Number(lastDay(month).slice(8)) },
    (_, n) => `${month}-${String(n + 1).padStart(2, '0')}`,
  )
  return (
    <ol className="control-month" aria-label={t('view.calendar')}>
      {([1, 2, 3, 4, 5, 6, 0] as const).map((d) => (
        <li key={d} className="is-head">
          {t(`weekday.${d}`)}
        </li>
      ))}
      {Array.from({ length: first }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty places before the first day are all the same.
        <li key={`before-${n}`} aria-hidden="true" />
      ))}
      {days.map((day) => {
        const rows = byDay.get(day) ?? []
        const marks = [page.closed.includes(day) ? 'is-closed' : '', day === page.today ? 'is-today' : '']
        return (
          <li key={day} className={marks.filter(Boolean).join(' ')}>
            <span>{Number(day.slice(8))}</span>{' '}
            {page.closed.includes(day) && <span className="muted">{t('calendar.closed')}</span>}{' '}
            {rows.length > 0 && <strong>{t('calendar.count', { n: rows.length })}</strong>}
            <ul>
              {rows.slice(0, mostInDay).map((r) => (
                <li key={`${r.subject} ${r.what}`}>
                  <Link to="/control" search={{ subject: r.subject }} title={`${what(r.what)} ${r.name}`}>
                    {what(r.what)} {r.name}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
      {Array.from({ length: (7 - ((first + days.length) % 7)) % 7 }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty places after the last day are all the same.
        <li key={`after-${n}`} aria-hidden="true" />
      ))}
    </ol>
  )
}

function EntryTable({ rows }: { rows: readonly CalendarEntry[] }) {
  const t = useText(controlTexts)
  const what = useWhat()
  return (
    <TableScroll label={t('view.calendar')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['day', 'measure', 'name', 'level', 'owner', 'task'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={`${r.day} ${r.subject} ${r.what}`}>
              <th scope="row">
                {r.day} {r.isOverdue && <span className="tag tag-warn">▲ {t('overdue')}</span>}
              </th>
              <td data-label={t('measure')}>{what(r.what)}</td>
              <td data-label={t('name')}>
                <Link to="/control" search={{ subject: r.subject }}>
                  {r.name}
                </Link>
              </td>
              <td data-label={t('level')}>
                <LevelTag level={r.level} />
              </td>
              <td data-label={t('owner')}>
                <OrgName code={r.owner} />
              </td>
              <td data-label={t('task')}>
                {r.case === null ? (
                  t('none')
                ) : (
                  <Link to="/control" search={{ task: r.case }}>
                    {t('task.open')}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function today(): string {
  return new Date(deviceNow().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
