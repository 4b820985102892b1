import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Duration } from '#kernel/clock/define'
import { formatDuration } from '#kernel/clock/rules'
import type { Urgency, UrgencyLimits } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { clockLabels, urgencyLabels, useLabel } from '../../ui/labels.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { supervisionTexts } from '../messages/supervision.ts'

type Limits = Record<Urgency, Record<ClockName, Duration>>
type ClockName = 'dispatch' | 'accept' | 'answer'

const grades = Object.keys(urgencyLabels) as Urgency[]
const clocks = Object.keys(clockLabels) as ClockName[]
const units = ['minutes', 'hours', 'days', 'workingHours', 'workingDays'] as const
const queryKey = ['urgency'] as const

/** How long each grade may take; the administrator changes it, running clocks keep what they began with. */
export function UrgencyPage() {
  const t = useText(dutyTexts)
  const supervision = useText(supervisionTexts)
  const { hasRole } = useSession()
  const { data, error, refetch, isPending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<UrgencyLimits>('/urgency', undefined, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('limits')} />
        <Link to="/supervision/ladder">{supervision('ladder')}</Link>
      </div>
      <p className="muted">{t(hasRole('admin') ? 'limits.admin' : 'limits.read')}</p>
      {isPending && <Loading lines={5} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <LimitTable limits={data as unknown as Limits} mayEdit={hasRole('admin')} />}
    </main>
  )
}

function LimitTable({ limits, mayEdit }: { limits: Limits; mayEdit: boolean }) {
  const t = useText(dutyTexts)
  const label = useLabel()
  const failureText = useFailureText()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Limits>()
  const save = useMutation({
    mutationFn: (next: Limits) => api.post<UrgencyLimits>('/urgency', next, newIntentionKey()),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved)
      setDraft(undefined)
    },
  })
  const shown = draft ?? limits
  const change = (grade: Urgency, clock: ClockName, limit: Duration) =>
    setDraft({ ...shown, [grade]: { ...shown[grade], [clock]: limit } })
  return (
    <>
      <TableScroll label={t('limits')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('grade')}</th>
              {clocks.map((clock) => (
                <th key={clock} scope="col">
                  {label(clockLabels, clock)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grades.map((grade) => (
              <tr key={grade}>
                <th scope="row">
                  <UrgencyTag urgency={grade} />
                </th>
                {clocks.map((clock) => (
                  <td key={clock}>
                    <LimitCell
                      name={`${label(urgencyLabels, grade)} ${label(clockLabels, clock)}`}
                      limit={shown[grade][clock]}
                      mayEdit={mayEdit}
                      onChange={(limit) => change(grade, clock, limit)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {mayEdit && (
        <div className="action-send">
          <Button
            kind="main"
            busy={save.isPending}
            aria-disabled={draft === undefined}
            onClick={() => draft !== undefined && save.mutate(draft)}
          >
            {t('save')}
          </Button>
          {draft !== undefined && <Button onClick={() => setDraft(undefined)}>{t('undo')}</Button>}
          <span role="status">
            {save.error !== null && <span className="field-error">{failureText(save.error)}</span>}
            {save.isSuccess && draft === undefined && t('saved')}
          </span>
        </div>
      )}
    </>
  )
}

/** A quarter of an hour is written as 15 minutes. */
function wholeOf(limit: Duration): Duration {
  const minutes = limit.amount * 60
  const isPart = limit.unit === 'hours' && !Number.isInteger(limit.amount) && Number.isInteger(minutes)
  return isPart ? { amount: minutes, unit: 'minutes' } : limit
}

interface LimitCellProps {
  readonly name: string
  readonly limit: Duration
  readonly mayEdit: boolean
  readonly onChange: (limit: Duration) => void
}

export function LimitCell({ name, limit, mayEdit, onChange }: LimitCellProps) {
  const t = useText(dutyTexts)
  const { locale } = useLanguage()
  if (!mayEdit) return <>{formatDuration(limit, locale)}</>
  const { amount, unit } = wholeOf(limit)
  return (
    <span className="limit-cell">
      <input
        className="input"
        type="number"
        min={0}
        step="any"
        aria-label={name}
        value={amount}
        onChange={(event) => onChange({ unit, amount: event.target.valueAsNumber || 0 })}
      />
      <select
        className="input"
        aria-label={`${name} ${t('unit')}`}
        value={unit}
        onChange={(event) => onChange({ amount, unit: event.target.value as Duration['unit'] })}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {t(`unit.${unit}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
