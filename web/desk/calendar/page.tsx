import './calendar.css'
import { useState } from 'react'
import type { CalendarView } from '#kernel/clock/contract'
import { formatDateTime } from '#kernel/clock/rules'
import { useCalendarView, useNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { calendarTexts } from '../messages/calendar.ts'
import { useFilters } from '../shell/filters.ts'
import { OfficeCard } from './office-card.tsx'
import { YearForm } from './year-form.tsx'
import { YearGrid } from './year-grid.tsx'

/** When the offices work: what every deadline is counted by. */
export function CalendarPage() {
  const t = useText(calendarTexts)
  const { data, error, refetch, isPending } = useCalendarView()
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">
        {t('kept')}
        {data?.can.save === false && t('read')}
      </p>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Years calendar={data} />}
      {data !== undefined && <OfficeCard calendar={data} />}
    </main>
  )
}

type Year = CalendarView['years'][number]

function Years({ calendar }: { calendar: CalendarView }) {
  const t = useText(calendarTexts)
  const [filters, change] = useFilters()
  const thisYear = useNow(3600).getFullYear()
  const [edited, setEdited] = useState<Year>()
  const [isSaved, setSaved] = useState(false)
  const close = (saved: boolean) => {
    setSaved(saved)
    setEdited(undefined)
  }
  const { years } = calendar
  const asked = Number(filters.year ?? thisYear)
  const shown = years.find((y) => y.year === asked) ?? years.at(-1)
  if (shown === undefined) return null
  const next = (years.at(-1)?.year ?? thisYear) + 1
  const empty: Year = {
    year: next,
    status: 'provisional',
    source: '',
    holidays: [],
    makeup: [],
    origin: 'office',
  }
  return (
    <section className="card" aria-labelledby="calendar-year">
      <div className="page-head">
        <h2 id="calendar-year">{t('year.one', { year: (edited ?? shown).year })}</h2>
        <label className="field">
          {t('year')}
          <select
            className="input"
            value={shown.year}
            disabled={edited !== undefined}
            onChange={(event) => change({ year: event.target.value })}
          >
            {years.map((y) => (
              <option key={y.year} value={y.year}>
                {y.year} {t(`status.${y.status}`)}
              </option>
            ))}
          </select>
        </label>
        {calendar.can.save && edited === undefined && (
          <>
            <Button onClick={() => setEdited(shown)}>{t('edit')}</Button>
            <Button onClick={() => setEdited(empty)}>{t('add', { year: next })}</Button>
          </>
        )}
      </div>
      <div role="status">{isSaved && edited === undefined && t('saved')}</div>
      {edited === undefined ? (
        <>
          <YearSource year={shown} savedAt={calendar.savedAt} />
          <YearGrid year={shown} weekend={calendar.weekend} />
        </>
      ) : (
        <YearForm key={edited.year} year={edited} calendar={calendar} onClose={close} />
      )}
    </section>
  )
}

function YearSource({ year, savedAt }: { year: Year; savedAt: string | null }) {
  const t = useText(calendarTexts)
  const { locale } = useLanguage()
  return (
    <p>
      <span className={`tag ${year.status === 'official' ? 'tag-good' : 'tag-warn'}`}>
        {t(`status.${year.status}`)}
      </span>{' '}
      <span className="tag">{t(`origin.${year.origin}`)}</span>{' '}
      {year.origin === 'office' && savedAt !== null && formatDateTime(new Date(savedAt), locale)}{' '}
      {t('source.of', { source: year.source })}
    </p>
  )
}
