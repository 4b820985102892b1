import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useText } from '../../ui/i18n.tsx'
import { channelLabels, useLabel } from '../../ui/labels.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Loading, NoPermission, useFailureText } from '../../ui/states.tsx'
import { importTexts } from '../messages/import.ts'
import { MappingTable } from './mapping-table.tsx'
import { ImportReport, ProblemList } from './report.tsx'

export interface Preview {
  readonly columns: readonly string[]
  /** Field of an appeal → column of the file. */
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: readonly { readonly line: number; readonly values: Readonly<Record<string, string>> }[]
  readonly total: number
  readonly wrong: number
  readonly problems: readonly Problem[]
}

export interface Problem {
  readonly line: number
  readonly reason: string
}

export interface ImportResult {
  readonly rows: number
  readonly taken: number
  readonly already: number
  readonly wrong: number
  readonly problems: readonly Problem[]
}

interface Sending {
  readonly file: File
  readonly channel: string
  readonly mapping?: Readonly<Record<string, string>>
}

/** A table of appeals: choose the file, look at what would be read, take it in, see what was refused. */
export function ImportPage() {
  const t = useText(importTexts)
  const { me, hasRole } = useSession()
  const [file, setFile] = useState<File>()
  const [channel, setChannel] = useState('import')
  const look = useMutation({
    mutationFn: (sending: Sending) => api.post<Preview>('/appeals/import/preview', formOf(sending)),
  })
  const run = useMutation({
    mutationFn: (sending: Sending) => api.post<ImportResult>('/appeals/import', formOf(sending)),
  })
  const preview = (next: Sending) => {
    run.reset()
    look.mutate(next)
  }
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    if (chosen !== undefined) preview({ file: chosen, channel })
  }
  if (me !== undefined && !hasRole('clerk') && !hasRole('dispatcher')) return <Refused />
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <ChooseFile channel={channel} onChannel={setChannel} onFile={choose} />
      <FailureNote error={look.error ?? run.error} />
      {look.isPending && <Loading lines={5} />}
      {file !== undefined && look.data !== undefined && run.data === undefined && (
        <>
          <MappingTable preview={look.data} onChange={(mapping) => preview({ file, channel, mapping })} />
          <ProblemList problems={look.data.problems} total={look.data.wrong} />
          <Button
            kind="main"
            busy={run.isPending}
            onClick={() => run.mutate({ file, channel, mapping: look.data.mapping })}
          >
            {t('run', { count: look.data.total - look.data.wrong })}
          </Button>
        </>
      )}
      {run.data !== undefined && <ImportReport result={run.data} name={file?.name ?? ''} />}
      {run.data !== undefined && (
        <Link to="/" search={{ tab: 'dispatch' }}>
          {t('to-queue')}
        </Link>
      )}
    </main>
  )
}

function Refused() {
  return (
    <main id="main" tabIndex={-1} className="page">
      <NoPermission />
    </main>
  )
}

function formOf({ file, channel, mapping }: Sending): FormData {
  const form = new FormData()
  form.append('channel', channel)
  if (mapping !== undefined) form.append('mapping', JSON.stringify(mapping))
  form.append('file', file)
  return form
}

interface ChooseFileProps {
  readonly channel: string
  readonly onChannel: (channel: string) => void
  readonly onFile: (file: File | undefined) => void
}

function ChooseFile({ channel, onChannel, onFile }: ChooseFileProps) {
  const t = useText(importTexts)
  const label = useLabel()
  return (
    <div className="card form-grid">
      <FilePick
        id="import-file"
        label={t('file')}
        accept=".csv,.xlsx,.json,.jsonl,.tsv,.txt,.zip"
        onFiles={([file]) => onFile(file)}
      />
      <label className="field">
        {t('channel')}
        <select className="input" value={channel} onChange={(event) => onChannel(event.target.value)}>
          {Object.keys(channelLabels).map((code) => (
            <option key={code} value={code}>
              {label(channelLabels, code)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function FailureNote({ error }: { error: unknown }) {
  const failureText = useFailureText()
  if (error === null) return null
  return (
    <p role="alert" className="field-error">
      {failureText(error)}
    </p>
  )
}
