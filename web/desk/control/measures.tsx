import { useState } from 'react'
import {
  levels,
  type Measure,
  type MeasureTable,
  type MeasureTableView,
  measureKinds,
  subjectKinds,
} from '#modules/control/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTexts } from '../messages/control.ts'
import { useControlWrite, useMeasures } from './api.ts'

/** What each level brings with it; the leader changes it. */
export function MeasuresView() {
  const t = useText(controlTexts)
  const measures = useMeasures()
  return (
    <>
      <p className="muted">{t('measures.intro')}</p>
      {measures.isPending && <Loading lines={8} />}
      {measures.error !== null && <Failure error={measures.error} onRetry={() => void measures.refetch()} />}
      {measures.data !== undefined && <TableForm key={measures.data.table.version} view={measures.data} />}
    </>
  )
}

function TableForm({ view }: { view: MeasureTableView }) {
  const t = useText(controlTexts)
  const failureText = useFailureText()
  const [table, setTable] = useState<MeasureTable>(view.table)
  const save = useControlWrite('/measures')
  const { rows } = table
  const put = (n: number, part: Partial<Measure>) =>
    setTable({ ...table, rows: rows.map((m, i) => (i === n ? { ...m, ...part } : m)) })
  const fresh: Measure = { kind: 'enterprise', level: 'C', measure: 'report', everyDays: 90, text: '' }
  return (
    <form
      className="control-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(table)
      }}
    >
      <TableScroll label={t('view.measures')}>
        <table className="table table-stack">
          <thead>
            <tr>
              {(['kind', 'level', 'measure', 'every', 'text'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
              {view.may && <th scope="col">{t('remove')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((m, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place while it is edited.
              <tr key={n}>
                <MeasureCells m={m} mayEdit={view.may} onChange={(part) => put(n, part)} />
                {view.may && (
                  <td>
                    <Button
                      kind="quiet"
                      onClick={() => setTable({ ...table, rows: rows.filter((_, i) => i !== n) })}
                    >
                      {t('remove')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <div className="control-line">
        {(['openDays', 'rectifyDays'] as const).map((name) => (
          <TextField
            key={name}
            id={`measures-${name}`}
            label={t(name === 'openDays' ? 'open-days' : 'rectify-days')}
            type="number"
            min={0}
            disabled={!view.may}
            value={table[name]}
            onChange={(e) => setTable({ ...table, [name]: Number(e.target.value) })}
          />
        ))}
      </div>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {view.may && (
        <div className="button-row">
          <Button onClick={() => setTable({ ...table, rows: [...rows, fresh] })}>{t('measure.add')}</Button>
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  )
}

interface CellsProps {
  readonly m: Measure
  readonly mayEdit: boolean
  readonly onChange: (part: Partial<Measure>) => void
}

function MeasureCells({ m, mayEdit, onChange }: CellsProps) {
  const t = useText(controlTexts)
  if (!mayEdit)
    return (
      <>
        <th scope="row">{t(`kind.${m.kind}`)}</th>
        <td data-label={t('level')}>{m.level}</td>
        <td data-label={t('measure')}>{t(`measure.${m.measure}`)}</td>
        <td data-label={t('every')}>{m.everyDays ?? t('none')}</td>
        <td data-label={t('text')}>{m.text}</td>
      </>
    )
  const choose = <V extends string>(
    label: string,
    value: V,
    all: readonly V[],
    say: (v: V) => string,
    set: (v: V) => void,
  ) => (
    <select className="input" aria-label={label} value={value} onChange={(e) => set(e.target.value as V)}>
      {all.map((v) => (
        <option key={v} value={v}>
          {say(v)}
        </option>
      ))}
    </select>
  )
  return (
    <>
      <th scope="row">
        {choose(
          t('kind'),
          m.kind,
          subjectKinds,
          (k) => t(`kind.${k}`),
          (kind) => onChange({ kind }),
        )}
      </th>
      <td data-label={t('level')}>
        {choose(
          t('level'),
          m.level,
          levels,
          (l) => l,
          (level) => onChange({ level }),
        )}
      </td>
      <td data-label={t('measure')}>
        {choose(
          t('measure'),
          m.measure,
          measureKinds,
          (k) => t(`measure.${k}`),
          (measure) => onChange({ measure, everyDays: measure === 'notice' ? null : (m.everyDays ?? 90) }),
        )}
      </td>
      <td data-label={t('every')}>
        <input
          type="number"
          className="input"
          aria-label={t('every')}
          min={1}
          disabled={m.measure === 'notice'}
          value={m.everyDays ?? ''}
          onChange={(e) => onChange({ everyDays: Number(e.target.value) })}
        />
      </td>
      <td data-label={t('text')}>
        <input
          className="input"
          aria-label={t('text')}
          maxLength={500}
          value={m.text}
          onChange={(e) => onChange({ text: e.target.value })}
        />
      </td>
    </>
  )
}
