import { useState } from 'react'
import type { CalendarView } from '#kernel/clock/contract'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { calendarTexts } from '../messages/calendar.ts'
import { writeHours } from './days.ts'
import { OfficeForm } from './office-form.tsx'

/** Office hours and days off of the city, and of the organizations that set their own. */
export function OfficeCard({ calendar }: { calendar: CalendarView }) {
  const t = useText(calendarTexts)
  const [isEditing, setEditing] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const close = (saved: boolean) => {
    setSaved(saved)
    setEditing(false)
  }
  const own = Object.entries(calendar.departments)
  return (
    <section className="card" aria-labelledby="calendar-hours">
      <div className="page-head">
        <h2 id="calendar-hours">{t('hours')}</h2>
        {calendar.can.save && !isEditing && (
          <Button onClick={() => setEditing(true)}>{t('hours.edit')}</Button>
        )}
      </div>
      <div role="status">{isSaved && !isEditing && t('saved')}</div>
      {isEditing ? (
        <OfficeForm calendar={calendar} onClose={close} />
      ) : (
        <TableScroll label={`${t('hours')} ${t('department')}`}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('department')}</th>
                <th scope="col">{t('hours')}</th>
                <th scope="col">{t('weekend')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('hours.city')}</th>
                <td>{writeHours(calendar.officeHours)}</td>
                <td>
                  <Weekend days={calendar.weekend} />
                </td>
              </tr>
              {own.map(([code, { officeHours, weekend }]) => (
                <tr key={code}>
                  <th scope="row">
                    <OrgName code={code} />
                  </th>
                  <td>{officeHours === undefined ? t('department.same') : writeHours(officeHours)}</td>
                  <td>{weekend === undefined ? t('department.same') : <Weekend days={weekend} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {!isEditing && own.length === 0 && <p className="muted">{t('departments.none')}</p>}
    </section>
  )
}

function Weekend({ days }: { days: readonly number[] }) {
  const t = useText(calendarTexts)
  const join = useJoin()
  if (days.length === 0) return <>{t('weekend.none')}</>
  const names = [...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map((day) => t(`day.${day as 0}`))
  return <>{join(names)}</>
}
