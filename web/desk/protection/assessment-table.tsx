import { type FormEvent, useState } from 'react'
import { type AssessmentTableView, needs } from '#modules/protection/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Pick } from '../catalogue/grade-form.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assessmentTexts } from '../messages/protection-assessments.ts'
import { useProtectionAction, useProtectionRead } from './api.ts'

/** Which processing has to be assessed; the authority changes it, everyone else reads it. */
export function AssessmentTablePart() {
  const t = useText(assessmentTexts)
  const view = useProtectionRead<AssessmentTableView>('/protection/assessments/table')
  if (view.data === undefined) return null
  return (
    <details className="card">
      <summary>{t('table')}</summary>
      <TableForm key={view.data.table.version} view={view.data} />
    </details>
  )
}

function TableForm({ view }: { view: AssessmentTableView }) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const [table, setTable] = useState(view.table)
  const save = useProtectionAction()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ path: '/protection/assessments/table', input: table })
  }
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!view.may} className="content-form plain-fieldset">
        <TableScroll label={t('table')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {(['trigger', 'need', 'source'] as const).map((h) => (
                  <th key={h} scope="col">
                    {t(h)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, n) => (
                <tr key={row.trigger}>
                  <th scope="row">{t(`trigger.${row.trigger}`)}</th>
                  <td data-label={t('need')}>
                    <Pick
                      label={`${t(`trigger.${row.trigger}`)} ${t('need')}`}
                      value={row.need}
                      values={needs}
                      word={(need) => t(`need.${need}`)}
                      onChange={(need) => setTable({ ...table, rows: table.rows.with(n, { ...row, need }) })}
                    />
                  </td>
                  <td data-label={t('source')} className="muted">
                    {row.source}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
        <div className="form-grid">
          <TextField
            id="valid-months"
            type="number"
            min={1}
            max={60}
            label={t('months')}
            value={String(table.validMonths)}
            onChange={(e) => setTable({ ...table, validMonths: e.target.valueAsNumber })}
          />
          <TextField
            id="keep-years"
            type="number"
            min={3}
            max={30}
            label={t('years')}
            value={String(table.keepYears)}
            onChange={(e) => setTable({ ...table, keepYears: e.target.valueAsNumber })}
          />
        </div>
      </fieldset>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {view.may && (
        <div className="button-row">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
          <span role="status">{save.isSuccess && t('saved')}</span>
        </div>
      )}
    </form>
  )
}
