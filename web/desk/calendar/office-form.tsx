import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CalendarView } from '#kernel/clock/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { calendarKey } from '../../ui/clock.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { calendarTexts } from '../messages/calendar.ts'
import { readHours, writeHours } from './days.ts'
import { SaveFailure } from './year-form.tsx'

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const
const cityRow = ''

/** Hours and days off of one organization as they stand in the form. */
interface Row {
  readonly org: string
  readonly hours: string
  readonly weekend: readonly number[]
}

function rowsOf({ officeHours, weekend, departments }: CalendarView): Row[] {
  const own = Object.entries(departments).map(([org, set]) => ({
    org,
    hours: writeHours(set.officeHours ?? officeHours),
    weekend: set.weekend ?? weekend,
  }))
  return [{ org: cityRow, hours: writeHours(officeHours), weekend }, ...own]
}

/** The city first, then every organization with hours of its own. */
export function OfficeForm({
  calendar,
  onClose,
}: {
  calendar: CalendarView
  onClose: (isSaved: boolean) => void
}) {
  const t = useText(calendarTexts)
  const client = useQueryClient()
  const [rows, setRows] = useState<readonly Row[]>(rowsOf(calendar))
  const [added, setAdded] = useState<string>()
  const isReady = rows.every((row) => readHours(row.hours) !== undefined && row.weekend.length < 7)
  const save = useMutation({
    mutationFn: () => api.post('/calendar/office', bodyOf(rows, calendar.version), newIntentionKey()),
    onSuccess: () => onClose(true),
    onSettled: () => client.invalidateQueries({ queryKey: calendarKey }),
  })
  const change = (next: Row) => setRows(rows.map((row) => (row.org === next.org ? next : row)))
  const add = () => {
    const [city] = rows
    if (added === undefined || city === undefined || rows.some((row) => row.org === added)) return
    setRows([...rows, { ...city, org: added }])
    setAdded(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) save.mutate()
  }
  return (
    <form onSubmit={submit} className="card" aria-label={t('hours')}>
      {rows.map((row) => (
        <OfficeRow
          key={row.org}
          row={row}
          onChange={change}
          onRemove={() => setRows(rows.filter((other) => other.org !== row.org))}
        />
      ))}
      <div className="form-grid">
        <OrgField label={t('department')} value={added} onChange={setAdded} />
        <div className="calendar-add">
          <Button aria-disabled={added === undefined} onClick={add}>
            {t('department.add')}
          </Button>
        </div>
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
      </div>
      <div role="status">{save.error !== null && <SaveFailure error={save.error} />}</div>
    </form>
  )
}

function bodyOf(rows: readonly Row[], version: number) {
  const set = (row: Row | undefined) => ({
    officeHours: readHours(row?.hours ?? ''),
    weekend: row?.weekend ?? [],
  })
  const [city, ...departments] = rows
  return {
    ...set(city),
    departments: Object.fromEntries(departments.map((row) => [row.org, set(row)])),
    version,
  }
}

interface OfficeRowProps {
  readonly row: Row
  readonly onChange: (row: Row) => void
  readonly onRemove: () => void
}

function OfficeRow({ row, onChange, onRemove }: OfficeRowProps) {
  const t = useText(calendarTexts)
  const id = `hours-${row.org}`
  const toggle = (day: number) =>
    onChange({
      ...row,
      weekend: row.weekend.includes(day) ? row.weekend.filter((d) => d !== day) : [...row.weekend, day],
    })
  return (
    <fieldset className="card">
      <legend>{row.org === cityRow ? t('hours.city') : <OrgName code={row.org} />}</legend>
      <TextField
        id={id}
        label={t('hours')}
        hint={t('hours.hint')}
        value={row.hours}
        onChange={(event) => onChange({ ...row, hours: event.target.value })}
        {...(readHours(row.hours) === undefined
          ? { errors: [{ field: id, message: t('hours.wrong') }] }
          : {})}
      />
      <fieldset className="calendar-weekend">
        <legend>{t('weekend')}</legend>
        {weekdays.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={row.weekend.includes(day)} onChange={() => toggle(day)} />{' '}
            {t(`day.${day}`)}
          </label>
        ))}
      </fieldset>
      {row.org !== cityRow && (
        <div>
          <Button onClick={onRemove}>{t('department.remove')}</Button>
        </div>
      )}
    </fieldset>
  )
}
