import type { CalendarYear } from '#kernel/clock/define'
import { useText } from '../../ui/i18n.tsx'
import { calendarTexts } from '../messages/calendar.ts'
import { weeksOf } from './days.ts'

const months = Array.from({ length: 12 }, (_, n) => n + 1)
/** From Monday, as printed calendars have it. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const

interface YearGridProps {
  readonly year: Pick<CalendarYear, 'year' | 'holidays' | 'makeup'>
  readonly weekend: readonly number[]
}

/** Twelve months; a day off or worked out of turn shows by colour and by a word. */
export function YearGrid({ year, weekend }: YearGridProps) {
  const t = useText(calendarTexts)
  const off = new Map(year.holidays.map((d) => [d.date, d.name]))
  const worked = new Map(year.makeup.map((d) => [d.date, d.name]))
  return (
    <>
      <p className="calendar-legend">
        <span className="calendar-day" data-kind="off">
          {t('off')}
        </span>
        {t('legend.off')}
        <span className="calendar-day" data-kind="worked">
          {t('worked')}
        </span>
        {t('legend.worked')}
        <span className="calendar-day" data-kind="weekend">
          6
        </span>
        {t('legend.weekend')}
      </p>
      <div className="calendar-year">
        {months.map((month) => (
          <table key={month} className="calendar-month">
            <caption>{t('month', { month })}</caption>
            <thead>
              <tr>
                {weekdays.map((day) => (
                  <th key={day} scope="col">
                    {t(`day.${day}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(year.year, month).map((week) => (
                <tr key={week.find((day) => day !== null)}>
                  {week.map((day, at) => (
                    <DayCell
                      key={day ?? `${month} ${weekdays[at]}`}
                      day={day}
                      off={off.get(day ?? '')}
                      worked={worked.get(day ?? '')}
                      isWeekend={weekend.includes(weekdays[at] ?? -1)}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )
}

interface DayCellProps {
  readonly day: string | null
  readonly off: string | undefined
  readonly worked: string | undefined
  readonly isWeekend: boolean
}

function DayCell({ day, off, worked, isWeekend }: DayCellProps) {
  const t = useText(calendarTexts)
  if (day === null) return <td />
  const kind = worked !== undefined ? 'worked' : off !== undefined ? 'off' : isWeekend ? 'weekend' : 'plain'
  return (
    <td className="calendar-day" data-kind={kind} title={worked ?? off}>
      {Number(day.slice(8))}
      {(kind === 'off' || kind === 'worked') && (
        <small>
          {t(kind)}
          <span className="visually-hidden">{worked ?? off}</span>
        </small>
      )}
    </td>
  )
}
