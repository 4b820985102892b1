import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportReport } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { downloadCsv } from '../../ui/download.ts'
import { FilePick } from '../../ui/file-pick.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { dutyTexts } from '../messages/duties.ts'

/** The columns by the names that the server reads, and one row to write over. */
const template = [
  '编号,事项,区域,主办单位,协办单位,法律依据,兜底单位,法定时限,备注',
  '0101@jinfeng,0101,500107104,gxq.housing,@township,《物业管理条例》第五条,gxq.center,5个工作日,',
].join('\r\n')

/** Rows of an Excel or CSV file: right ones are kept, wrong ones named with their line. */
export function DutyImport() {
  const t = useText(dutyTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<File>()
  const run = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData()
      form.append('reason', reason.trim())
      form.append('file', chosen)
      return api.post<ImportReport>('/duties/import/file', form, newIntentionKey())
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['duties'] }),
  })
  return (
    <section className="card" aria-labelledby="duty-import">
      <h2 id="duty-import">{t('import')}</h2>
      <p className="muted">
        {t('import.hint')}{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => downloadCsv(t('import.template-file'), template)}
        >
          {t('import.template')}
        </button>
      </p>
      <div className="form-grid">
        <FilePick
          id="import-file"
          label={t('import.file')}
          accept=".xlsx,.csv,text/csv"
          onFiles={([chosen]) => setFile(chosen)}
        />
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
