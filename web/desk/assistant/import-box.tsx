import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportedPassages } from '#modules/assistant/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { assistantTexts } from '../messages/assistant.ts'

const sources = ['regulation', 'guide'] as const

/** A regulation or a table of passages: right rows are kept, wrong ones named with their line. */
export function ImportBox() {
  const t = useText(assistantTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [source, setSource] = useState<(typeof sources)[number]>('regulation')
  const [file, setFile] = useState<File>()
  const run = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData()
      form.append('source', source)
      form.append('file', chosen)
      return api.post<ImportedPassages>('/assistant/passages/import/file', form, newIntentionKey())
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['assistant'] }),
  })
  return (
    <section className="card" aria-labelledby="passage-import">
      <h2 id="passage-import">{t('import')}</h2>
      <p className="muted">{t('import.hint')}</p>
      <div className="form-grid">
        <label className="field">
          {t('source')}
          <select
            className="input"
            value={source}
            onChange={({ target }) => setSource(sources.find((s) => s === target.value) ?? 'regulation')}
          >
            {sources.map((name) => (
              <option key={name} value={name}>
                {t(`source.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <FilePick
          id="passage-file"
          label={t('import.file')}
          accept=".md,.txt,.csv,.xlsx,.jsonl"
          onFiles={([chosen]) => setFile(chosen)}
        />
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
        {run.data !== undefined && (
          <>
            <p>{t('import.done', { ...run.data, problems: run.data.problems.length })}</p>
            <ul>
              {run.data.problems.slice(0, 100).map((problem) => (
                <li key={problem.line}>{t('import.line', problem)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}
