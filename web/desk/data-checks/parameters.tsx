import { type FormEvent, useState } from 'react'
import {
  type CheckSetting,
  type CheckTable,
  type CheckTableView,
  checkLimits,
} from '#modules/data-checks/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { useDataChecks, useDataChecksWrite } from './api.ts'
import { useCheckName, useLimitName } from './lines.tsx'
import { PreviewButton } from './preview.tsx'

/** Which checks run, by which limits and laws; the data authority changes them and sees first what they would find. */
export function ParametersView() {
  const view = useDataChecks<CheckTableView>('/data-checks/table')
  return (
    <>
      {view.isPending && <Loading lines={10} />}
      {view.error !== null && <Failure error={view.error} onRetry={() => void view.refetch()} />}
      {view.data !== undefined && <Form key={view.data.table.version} view={view.data} />}
    </>
  )
}

function Form({ view }: { view: CheckTableView }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const [table, setTable] = useState<CheckTable>(view.table)
  const save = useDataChecksWrite()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ path: '/data-checks/table', input: table })
  }
  const change = (row: CheckSetting) =>
    setTable({ ...table, rows: table.rows.map((r) => (r.check === row.check ? row : r)) })
  return (
    <form onSubmit={submit} className="check-form">
      {!view.may && <p className="muted">{t('may-not')}</p>}
      <General table={table} may={view.may} onChange={setTable} />
      {table.rows.map((row) => (
        <CheckCard key={row.check} row={row} may={view.may} onChange={change} />
      ))}
      {view.may && (
        <div className="check-bar">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={() => setTable({ ...view.defaults, version: view.table.version })}>
            {t('defaults')}
          </Button>
          <span role="status">
            {save.isSuccess && t('saved')}
            {save.error !== null && <span className="field-error">{failureText(save.error)}</span>}
          </span>
        </div>
      )}
    </form>
  )
}

interface GeneralProps {
  readonly table: CheckTable
  readonly may: boolean
  readonly onChange: (table: CheckTable) => void
}

function General({ table, may, onChange }: GeneralProps) {
  const t = useText(dataCheckTexts)
  const [first, second, third] = table.ladderDays
  const number = (id: string, label: string, value: number, set: (n: number) => void) => (
    <TextField
      id={`general-${id}`}
      label={label}
      type="number"
      value={String(value)}
      readOnly={!may}
      onChange={(e) => set(e.target.valueAsNumber)}
    />
  )
  return (
    <fieldset className="card check-general">
      <legend>{t('general')}</legend>
      <div className="form-grid">
        {number('accept', t('general.accept'), table.acceptDays, (n) =>
          onChange({ ...table, acceptDays: n }),
        )}
        {number('answer', t('general.answer'), table.answerDays, (n) =>
          onChange({ ...table, answerDays: n }),
        )}
        {number('exception', t('general.exception'), table.exceptionDays, (n) =>
          onChange({ ...table, exceptionDays: n }),
        )}
        {number('ladder1', t('general.ladder1'), first, (n) =>
          onChange({ ...table, ladderDays: [n, second, third] }),
        )}
        {number('ladder2', t('general.ladder2'), second, (n) =>
          onChange({ ...table, ladderDays: [first, n, third] }),
        )}
        {number('ladder3', t('general.ladder3'), third, (n) =>
          onChange({ ...table, ladderDays: [first, second, n] }),
        )}
      </div>
    </fieldset>
  )
}

interface CheckCardProps {
  readonly row: CheckSetting
  readonly may: boolean
  readonly onChange: (row: CheckSetting) => void
}

function CheckCard({ row, may, onChange }: CheckCardProps) {
  const t = useText(dataCheckTexts)
  const name = useCheckName()
  const limitName = useLimitName()
  const bounds: Readonly<Record<string, readonly [number, number]>> = checkLimits[row.check]
  const limits = Object.entries(bounds)
  return (
    <section className="card" aria-labelledby={`check-${row.check}`}>
      <div className="page-head">
        <h2 id={`check-${row.check}`}>{name(row.check)}</h2>
        <label>
          <input
            type="checkbox"
            checked={row.on}
            disabled={!may}
            aria-label={`${t('on')} ${name(row.check)}`}
            onChange={(e) => onChange({ ...row, on: e.target.checked })}
          />{' '}
          {t('on')}
        </label>
      </div>
      <p>{name(row.check, 'about')}</p>
      {limits.length > 0 && (
        <div className="form-grid">
          {limits.map(([limit, [least, most]]) => (
            <TextField
              key={limit}
              id={`${row.check}-${limit}`}
              label={`${limitName(limit)} (${least}–${most})`}
              type="number"
              step="any"
              min={least}
              max={most}
              value={String(row.limits[limit] ?? '')}
              readOnly={!may}
              onChange={(e) =>
                onChange({ ...row, limits: { ...row.limits, [limit]: e.target.valueAsNumber } })
              }
            />
          ))}
        </div>
      )}
      <TextField
        id={`${row.check}-basis`}
        label={t('basis')}
        maxLength={600}
        value={row.basis}
        readOnly={!may}
        onChange={(e) => onChange({ ...row, basis: e.target.value })}
      />
      <PreviewButton row={row} />
    </section>
  )
}
