import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportReport } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { parseCsv, rowsOf } from './csv.ts'

/** Rows of a CSV file: right ones are kept, wrong ones named with their line. */
export function DutyImport() {
  const t = useText(dutyTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<File>()
  const run = useMutation({
    mutationFn: async (chosen: File) => {
      const rows = rowsOf(parseCsv(await chosen.text()))
      const body = { rows, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
      return api.post<ImportReport>('/duties/import', body, newIntentionKey())
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['duties'] }),
  })
  return (
    <section className="card" aria-labelledby="duty-import">
      <h2 id="duty-import">{t('import')}</h2>
      <p className="muted">{t('import.hint')}</p>
      <div className="form-grid">
        <label className="field">
          {t('import.file')}
          <input type="file" accept=".csv,text/csv" onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        <TextField
          id="import-reason"
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div>
        <Button
          kind="main"
          busy={run.isPending}
          aria-disabled={file === undefined}
          onClick={() => file !== undefined && run.mutate(file)}
        >
          {t('import.run')}
        </Button>
      </div>
      <div role="status">
        {run.error !== null && <p className="field-error">{failureText(run.error)}</p>}
        {run.data !== undefined && <Report report={run.data} />}
      </div>
    </section>
  )
}

function Report({ report }: { report: ImportReport }) {
  const t = useText(dutyTexts)
  const { locale } = useLanguage()
  const { created, changed, unchanged, problems } = report
  return (
    <>
      <p>{t('import.done', { created, changed, unchanged, problems: problems.length })}</p>
      <ul>
        {problems.slice(0, 200).map((problem) => (
          <li key={`${problem.line} ${problem.column}`}>
            {t('import.line', { line: problem.line })} {problem.column}：{problem.reason[locale]}
          </li>
        ))}
      </ul>
    </>
  )
}
