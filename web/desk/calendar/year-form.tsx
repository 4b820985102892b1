import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CalendarView } from '#kernel/clock/contract'
import { calendarMessages } from '#kernel/clock/messages'
import { translate } from '#kernel/i18n/define'
import { ApiProblem, api, newIntentionKey } from '../../ui/api.ts'
import { calendarKey } from '../../ui/clock.ts'
import { Button, ChoiceGroup, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { calendarTexts } from '../messages/calendar.ts'
import { type ReadDays, readDays, writeDays } from './days.ts'
import { YearGrid } from './year-grid.tsx'

interface YearFormProps {
  readonly year: CalendarView['years'][number]
  readonly calendar: CalendarView
  readonly onClose: (isSaved: boolean) => void
}

/** A year as lines of text, since it comes as a notice; the grid below shows at once what they mean. */
export function YearForm({ year, calendar, onClose }: YearFormProps) {
  const t = useText(calendarTexts)
  const client = useQueryClient()
  const [status, setStatus] = useState(year.status)
  const [source, setSource] = useState(year.source)
  const [holidays, setHolidays] = useState(writeDays(year.holidays))
  const [makeup, setMakeup] = useState(writeDays(year.makeup))
  const [off, worked] = [readDays(holidays), readDays(makeup)]
  const isReady = off.wrong.length + worked.wrong.length === 0 && source.trim().length >= 4
  const save = useMutation({
    mutationFn: () => {
      const days = { holidays: off.days, makeup: worked.days }
      const body = { status, source: source.trim(), ...days, version: calendar.version }
      return api.post(`/calendar/years/${year.year}`, body, newIntentionKey())
    },
    onSuccess: () => onClose(true),
    onSettled: () => client.invalidateQueries({ queryKey: calendarKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) save.mutate()
  }
  return (
    <form onSubmit={submit} className="card" aria-label={t('year.one', { year: year.year })}>
      <ChoiceGroup
        id="calendar-status"
        legend={t('status')}
        value={status}
        choices={(['official', 'provisional'] as const).map((value) => ({
          value,
          label: t(`status.${value}`),
        }))}
        onChange={setStatus}
      />
      <TextField
        id="calendar-source"
        label={t('source')}
        hint={t('source.hint')}
        value={source}
        maxLength={500}
        onChange={(event) => setSource(event.target.value)}
      />
      <div className="form-grid">
        <DaysField
          id="calendar-off"
          label={t('holidays')}
          text={holidays}
          read={off}
          onChange={setHolidays}
        />
        <DaysField
          id="calendar-worked"
          label={t('makeup')}
          text={makeup}
          read={worked}
          onChange={setMakeup}
        />
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
      </div>
      <div role="status">{save.error !== null && <SaveFailure error={save.error} />}</div>
      <YearGrid
        year={{ year: year.year, holidays: [...off.days], makeup: [...worked.days] }}
        weekend={calendar.weekend}
      />
    </form>
  )
}

interface DaysFieldProps {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly read: ReadDays
  readonly onChange: (text: string) => void
}

function DaysField({ id, label, text, read, onChange }: DaysFieldProps) {
  const t = useText(calendarTexts)
  const [first] = read.wrong
  return (
    <TextArea
      id={id}
      label={label}
      hint={t('days.hint')}
      rows={10}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      {...(first === undefined ? {} : { errors: [{ field: id, message: t('days.wrong', { ...first }) }] })}
    />
  )
}

/** What the server refuses, and each wrong day with its reason. */
export function SaveFailure({ error }: { error: Error }) {
  const failureText = useFailureText()
  const { locale } = useLanguage()
  const fields =
    error instanceof ApiProblem && Array.isArray(error.details.fields) ? error.details.fields : []
  return (
    <>
      <p className="field-error">{failureText(error)}</p>
      <ul>
        {(fields as { path: string; code: string; message: string }[]).map((f) => (
          <li key={f.path}>
            {f.message}：{translate(calendarMessages, f.code, locale)}
          </li>
        ))}
      </ul>
    </>
  )
}
