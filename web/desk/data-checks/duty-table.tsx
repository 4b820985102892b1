import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type DataDuty, type DutyTableView, parties, sourceMarks } from '#modules/data-checks/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { useDataChecks, useDataChecksWrite } from './api.ts'

/** The table of duties, as the data authority changes it. */
export function DutyTableEditor() {
  const t = useText(dataCheckTexts)
  const view = useDataChecks<DutyTableView>('/data-duties/table')
  return (
    <>
      <Link to="/data-checks" search={{ view: 'duties' }}>
        ← {t('view.duties')}
      </Link>
      {view.isPending && <Loading lines={8} />}
      {view.error !== null && <Failure error={view.error} onRetry={() => void view.refetch()} />}
      {view.data !== undefined && <Editor key={view.data.table.version} view={view.data} />}
    </>
  )
}

function Editor({ view }: { view: DutyTableView }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const [rows, setRows] = useState<readonly DataDuty[]>(view.table.rows)
  const save = useDataChecksWrite()
  const set = (at: number, change: Partial<DataDuty>) =>
    setRows(rows.map((r, i) => (i === at ? { ...r, ...change } : r)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ path: '/data-duties/table', input: { version: view.table.version, rows: [...rows] } })
  }
  const text = (i: number, name: 'zh' | 'en' | 'basis', label: string) => (
    <textarea
      className="input"
      rows={2}
      aria-label={`${label} ${i + 1}`}
      value={rows[i]?.[name] ?? ''}
      maxLength={name === 'en' ? 400 : 300}
      readOnly={!view.may}
      onChange={(e) => set(i, { [name]: e.target.value })}
    />
  )
  return (
    <form onSubmit={submit} className="check-form">
      {!view.may && <p className="muted">{t('may-not')}</p>}
      <TableScroll label={t('duties')}>
        <table className="table table-stack check-editor">
          <thead>
            <tr>
              {(['party', 'duty.zh', 'duty.en', 'basis', 'mark'] as const).map((h) => (
                <th key={h} scope="col">
                  {t(h)}
                </th>
              ))}
              {view.may && <th scope="col">{t('duty.remove')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((r, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are written.
              <tr key={i}>
                <td data-label={t('party')}>
                  <Choice
                    label={`${t('party')} ${i + 1}`}
                    value={r.party}
                    isFixed={!view.may}
                    onChange={(party) => set(i, { party })}
                    choices={parties.map((p) => [p, t(`party.${p}`)] as const)}
                  />
                </td>
                <td data-label={t('duty.zh')}>{text(i, 'zh', t('duty.zh'))}</td>
                <td data-label={t('duty.en')}>{text(i, 'en', t('duty.en'))}</td>
                <td data-label={t('basis')}>{text(i, 'basis', t('basis'))}</td>
                <td data-label={t('mark')}>
                  <Choice
                    label={`${t('mark')} ${i + 1}`}
                    value={r.mark}
                    isFixed={!view.may}
                    onChange={(mark) => set(i, { mark })}
                    choices={sourceMarks.map((m) => [m, t(`mark.${m}`)] as const)}
                  />
                </td>
                {view.may && (
                  <td data-label={t('duty.remove')}>
                    <Button onClick={() => setRows(rows.filter((_, n) => n !== i))}>
                      {t('duty.remove')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {view.may && (
        <div className="check-bar">
          <Button onClick={() => setRows([...rows, { party: 'user', zh: '', en: '', basis: '', mark: 'P' }])}>
            {t('duty.add')}
          </Button>
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
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

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly choices: readonly (readonly [V, string])[]
  readonly isFixed: boolean
  readonly onChange: (value: V) => void
}

function Choice<V extends string>({ label, value, choices, isFixed, onChange }: ChoiceProps<V>) {
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      disabled={isFixed}
      onChange={(e) => onChange(e.target.value as V)}
    >
      {choices.map(([v, word]) => (
        <option key={v} value={v}>
          {word}
        </option>
      ))}
    </select>
  )
}
