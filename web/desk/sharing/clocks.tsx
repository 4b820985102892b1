import { type FormEvent, useState } from 'react'
import type { SharingClocks } from '#modules/sharing/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { useClocks, useSaveClocks } from './api.ts'

const figures = ['unconditional', 'conditional', 'provide', 'verdict'] as const
type Row = SharingClocks['rows'][number]

const careFigures = ['personAnswer', 'taskAccept', 'taskWork', 'waitingDays', 'score'] as const
const mostOf: Readonly<Record<(typeof careFigures)[number], number>> = {
  personAnswer: 90,
  taskAccept: 30,
  taskWork: 90,
  waitingDays: 365,
  score: 100,
}

/** Working days of the statutory clocks by jurisdiction, each with its source; the data authority edits them. */
export function ClocksView() {
  const t = useText(sharingTexts)
  const { hasRole } = useSession()
  const clocks = useClocks()
  return (
    <>
      <p className="muted">{t('clocks.intro')}</p>
      {clocks.isPending && <Loading lines={5} />}
      {clocks.error !== null && <Failure error={clocks.error} onRetry={() => void clocks.refetch()} />}
      {clocks.data !== undefined && (
        <>
          <p className={clocks.data.version === 0 ? 'draft-note' : 'muted'}>
            {clocks.data.version === 0
              ? t('clocks.unconfirmed')
              : t('clocks.saved', { version: clocks.data.version })}
          </p>
          <ClocksForm key={clocks.data.version} saved={clocks.data} mayEdit={hasRole('data-authority')} />
        </>
      )}
    </>
  )
}

function ClocksForm({ saved, mayEdit }: { saved: SharingClocks; mayEdit: boolean }) {
  const t = useText(sharingTexts)
  const failureText = useFailureText()
  const [rows, setRows] = useState<readonly Row[]>(saved.rows)
  const [place, setPlace] = useState<string>()
  const save = useSaveClocks()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ version: saved.version, rows: [...rows] })
  }
  const isNew = place !== undefined && !rows.some((r) => r.place === place)
  const add = () => {
    const [first] = rows
    if (place !== undefined && first !== undefined) setRows([...rows, { ...first, place, source: '' }])
  }
  return (
    <form onSubmit={submit} className="sharing-form">
      <TableScroll label={t('view.clocks')}>
        <table className="table table-stack">
          <thead>
            <tr>
              <th scope="col">{t('place')}</th>
              {figures.map((name) => (
                <th key={name} scope="col" className="number">
                  {t(name)}
                </th>
              ))}
              <th scope="col">{t('source')}</th>
              {mayEdit && <th scope="col">{t('actions')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <ClockRow
                key={row.place}
                row={row}
                mayEdit={mayEdit}
                onChange={(next) => setRows(rows.map((r, i) => (i === n ? next : r)))}
                onRemove={rows.length > 1 ? () => setRows(rows.filter((_, i) => i !== n)) : undefined}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <h2>{t('care')}</h2>
      <p className="muted">{t('care.intro')}</p>
      <CareTable rows={rows} mayEdit={mayEdit} onChange={setRows} />
      {mayEdit && (
        <>
          <div className="page-filters">
            <PlaceField label={t('place')} value={place} onChange={setPlace} />
            <Button disabled={!isNew} onClick={add}>
              {t('row.add')}
            </Button>
          </div>
          {save.error !== null && (
            <p role="alert" className="field-error">
              {failureText(save.error)}
            </p>
          )}
          <div>
            <Button kind="main" type="submit" busy={save.isPending}>
              {t('clocks.save')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

interface ClockRowProps {
  readonly row: Row
  readonly mayEdit: boolean
  readonly onChange: (row: Row) => void
  readonly onRemove: (() => void) | undefined
}

function ClockRow({ row, mayEdit, onChange, onRemove }: ClockRowProps) {
  const t = useText(sharingTexts)
  return (
    <tr>
      <th scope="row">
        <PlaceName path={row.place} />
      </th>
      {figures.map((name) => (
        <td key={name} className="number" data-label={t(name)}>
          {mayEdit ? (
            <Days
              label={t(name)}
              most={name === 'provide' || name === 'verdict' ? 90 : 60}
              value={row[name]}
              onChange={(value) => onChange({ ...row, [name]: value })}
            />
          ) : (
            row[name]
          )}
        </td>
      ))}
      <td data-label={t('source')}>
        <SourceText
          value={row.source}
          mayEdit={mayEdit}
          onChange={(source) => onChange({ ...row, source })}
        />
      </td>
      {mayEdit && (
        <td>
          <Button kind="quiet" disabled={onRemove === undefined} onClick={onRemove}>
            {t('row.remove')}
          </Button>
        </td>
      )}
    </tr>
  )
}

interface CareTableProps {
  readonly rows: readonly Row[]
  readonly mayEdit: boolean
  readonly onChange: (rows: readonly Row[]) => void
}

/** Limits of what nobody asks for by a request: answers to people, and tasks for late or poor data. */
function CareTable({ rows, mayEdit, onChange }: CareTableProps) {
  const t = useText(sharingTexts)
  return (
    <TableScroll label={t('care')}>
      <table className="table table-stack sharing-care">
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            {careFigures.map((name) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
            <th scope="col">{t('source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <CareRow
              key={row.place}
              row={row}
              mayEdit={mayEdit}
              onChange={(next) => onChange(rows.map((r, i) => (i === n ? next : r)))}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function CareRow({ row, mayEdit, onChange }: Omit<ClockRowProps, 'onRemove'>) {
  const t = useText(sharingTexts)
  const change = (part: Partial<Row['care']>) => onChange({ ...row, care: { ...row.care, ...part } })
  return (
    <tr>
      <th scope="row">
        <PlaceName path={row.place} />
      </th>
      {careFigures.map((name) => (
        <td key={name} className="number" data-label={t(name)}>
          {mayEdit ? (
            <Days
              label={t(name)}
              most={mostOf[name]}
              value={row.care[name]}
              onChange={(value) => change({ [name]: value })}
            />
          ) : (
            row.care[name]
          )}
        </td>
      ))}
      <td data-label={t('source')}>
        <SourceText value={row.care.source} mayEdit={mayEdit} onChange={(source) => change({ source })} />
      </td>
    </tr>
  )
}

interface DaysProps {
  readonly label: string
  readonly most: number
  readonly value: number
  readonly onChange: (value: number) => void
}

function Days({ label, most, value, onChange }: DaysProps) {
  return (
    <input
      className="input sharing-days"
      type="number"
      min={1}
      max={most}
      aria-label={label}
      value={value}
      onChange={(e) => onChange(e.target.valueAsNumber || 1)}
    />
  )
}

interface SourceProps {
  readonly value: string
  readonly mayEdit: boolean
  readonly onChange: (value: string) => void
}

function SourceText({ value, mayEdit, onChange }: SourceProps) {
  const t = useText(sharingTexts)
  if (!mayEdit) return value || t('none')
  return (
    <textarea
      className="input"
      rows={2}
      maxLength={500}
      aria-label={t('source')}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
  )
}
