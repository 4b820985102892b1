import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportPreview } from '#modules/catalogue/contract'
import { catalogueMessages } from '#modules/catalogue/messages'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueImportTexts } from '../messages/catalogue-import.ts'
import { useCatalogueAction } from './api.ts'

/** A file of descriptions: what it would make and what is wrong with it, before anything is made. */
export function ImportBox() {
  const t = useText(catalogueImportTexts)
  const failureText = useFailureText()
  const { me } = useSession()
  const [file, setFile] = useState<File>()
  const [provider, setProvider] = useState(me?.posts.find((p) => p.role === 'data-manager')?.org)
  const look = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData()
      if (provider !== undefined) form.append('provider', provider)
      form.append('file', chosen)
      return api.post<ImportPreview>('/resources/import/preview', form)
    },
  })
  const run = useCatalogueAction<{ created: number; changed: number }>()
  return (
    <section className="card" aria-labelledby="catalogue-import">
      <h2 id="catalogue-import">{t('title')}</h2>
      <p className="muted">{t('hint')}</p>
      <div className="form-grid">
        <FilePick
          id="catalogue-file"
          label={t('file')}
          accept=".xlsx,.csv,.yaml,.yml,.json"
          onFiles={([chosen]) => {
            setFile(chosen)
            look.reset()
            run.reset()
          }}
        />
        <OrgField label={t('provider')} value={provider} onChange={setProvider} />
        <div>
          <Button
            busy={look.isPending}
            aria-disabled={file === undefined}
            onClick={() => file !== undefined && look.mutate(file)}
          >
            {t('preview')}
          </Button>
        </div>
      </div>
      <div role="status" className="content-form">
        {look.error !== null && <p className="field-error">{failureText(look.error)}</p>}
        {run.data !== undefined && <p className="sent-note">{t('done', run.data)}</p>}
        {look.data !== undefined && run.data === undefined && <Preview preview={look.data} />}
        {run.error !== null && <p className="field-error">{failureText(run.error)}</p>}
      </div>
      {look.data !== undefined && look.data.entries.length > 0 && run.data === undefined && (
        <div>
          <Button
            kind="main"
            busy={run.isPending}
            onClick={() =>
              run.mutate({
                path: '/resources/import',
                input: {
                  entries: look.data.entries.map(({ provider: by, code, content }) => ({
                    provider: by,
                    code,
                    content,
                  })),
                },
              })
            }
          >
            {t('run')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Preview({ preview }: { preview: ImportPreview }) {
  const t = useText(catalogueImportTexts)
  return (
    <>
      <p>{preview.entries.length === 0 ? t('none') : t('will-make', { count: preview.entries.length })}</p>
      {preview.entries.length > 0 && <Entries entries={preview.entries} />}
      {preview.problems.length > 0 && <Problems problems={preview.problems} />}
    </>
  )
}

function Entries({ entries }: { entries: ImportPreview['entries'] }) {
  const t = useText(catalogueImportTexts)
  const say = useText(catalogueMessages as Texts)
  return (
    <TableScroll label={t('preview')}>
      <table className="table">
        <thead>
          <tr>
            {(['name', 'items', 'what', 'notes'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((e, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may have one name.
            <tr key={n}>
              <th scope="row">{e.content.name}</th>
              <td>{e.content.items.length}</td>
              <td>{e.exists ? t('exists', { code: e.code }) : t('new')}</td>
              <td>
                {e.notes.map((note) => (
                  <div key={`${note.key} ${JSON.stringify(note.values)}`}>{say(note.key, note.values)}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Problems({ problems }: { problems: ImportPreview['problems'] }) {
  const t = useText(catalogueImportTexts)
  const say = useText(catalogueMessages as Texts)
  return (
    <>
      <p className="field-error">{t('problems', { count: problems.length })}</p>
      <TableScroll label={t('problems', { count: problems.length })}>
        <table className="table">
          <thead>
            <tr>
              {(['row', 'column', 'fault'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, 500).map((p, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell may have two faults.
              <tr key={n}>
                <td>{p.line}</td>
                <td>{p.column}</td>
                <td>{say(p.key, p.values)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}
