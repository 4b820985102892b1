import { type FormEvent, useState } from 'react'
import type { SilenceView } from '#modules/early-warning/contract'
import { useNow } from '../../ui/clock.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { useSilenceAction, useSilences } from './api.ts'
import { Views } from './views.tsx'

/** What raises no warning for a while, who said so, why, and until when. */
export function SilencesPage() {
  const t = useText(warningTexts)
  const { hasRole } = useSession()
  const [filters, change] = useFilters()
  const list = useSilences(filters.past === 'true')
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('silences')} />
        <Views />
      </div>
      <p className="muted">{t('silences.note')}</p>
      {(hasRole('warning-officer') || hasRole('supervisor')) && <SilenceForm />}
      <label>
        <input
          type="checkbox"
          checked={filters.past === 'true'}
          onChange={(e) => change({ past: e.target.checked ? 'true' : undefined })}
        />{' '}
        {t('silences.past')}
      </label>
      {list.isPending && <Loading lines={4} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('silences.empty')} />}
      {list.data !== undefined && list.data.rows.length > 0 && <SilenceTable rows={list.data.rows} />}
    </main>
  )
}

const hourMs = 3_600_000

function SilenceForm() {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const act = useSilenceAction()
  const now = useNow(10)
  const [kind, setKind] = useState('')
  const [object, setObject] = useState('')
  const [place, setPlace] = useState<string>()
  const [hours, setHours] = useState(4)
  const [reason, setReason] = useState('')
  const isReady = place !== undefined && reason.trim().length >= 4 && (kind !== '' || object !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || act.isPending) return
    const from = now
    const until = new Date(from.getTime() + hours * hourMs)
    const body = {
      kind: kind.trim() || null,
      object: object.trim() || null,
      place,
      from: from.toISOString(),
      until: until.toISOString(),
      reason,
    }
    act.mutate({ path: '', body }, { onSuccess: () => setReason('') })
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('silence.new')}>
      <div className="form-grid">
        <TextField
          id="silence-kind"
          label={t('silence.kind')}
          maxLength={40}
          value={kind}
          onChange={(e) => setKind(e.target.value)}
        />
        <TextField
          id="silence-object"
          label={t('silence.object')}
          maxLength={200}
          value={object}
          onChange={(e) => setObject(e.target.value)}
        />
        <PlaceField label={t('place')} value={place} onChange={setPlace} />
        <TextField
          id="silence-hours"
          label={t('silence.hours')}
          type="number"
          min={1}
          max={720}
          value={String(hours)}
          onChange={(e) => setHours(Math.min(720, Math.max(1, Math.round(e.target.valueAsNumber || 1))))}
        />
      </div>
      <TextArea
        id="silence-reason"
        label={t('silence.reason')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <Button kind="main" type="submit" busy={act.isPending} disabled={!isReady}>
        {t('silence.new')}
      </Button>
    </form>
  )
}

function SilenceTable({ rows }: { rows: readonly SilenceView[] }) {
  const t = useText(warningTexts)
  const act = useSilenceAction()
  const now = useNow(10)
  const columns = [
    'silence.kind',
    'silence.object',
    'place',
    'silence.reason',
    'silence.owner',
    'silence.until',
    'silence.held',
  ] as const
  return (
    <TableScroll label={t('silences')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((s) => (
            <tr key={s.id}>
              <th scope="row">{s.kind ?? t('any')}</th>
              <td data-label={t('silence.object')}>{s.object ?? t('any')}</td>
              <td>
                <PlaceName path={s.place} />
              </td>
              <td className="as-written">{s.reason}</td>
              <td data-label={t('silence.owner')}>{s.ownerName}</td>
              <td data-label={t('silence.until')}>
                {s.endedAt === null ? <ExactTime at={s.until} /> : t('silence.ended')}
              </td>
              <td data-label={t('silence.held')}>{s.held}</td>
              <td>
                {s.endedAt === null && Date.parse(s.until) > now.getTime() && (
                  <Button busy={act.isPending} onClick={() => act.mutate({ path: `/${s.id}/end`, body: {} })}>
                    {t('silence.end')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
