import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ResourceView } from '#modules/catalogue/contract'
import type { Delivered, DeliveryPage, UploadPreview } from '#modules/collection/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { Loading, useFailureText } from '../../ui/states.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { titleOf } from './problem.tsx'
import { FirstLines, MappingFields, PreviewProblems } from './upload-preview.tsx'

interface Sending {
  readonly file: File
  /** Stays until all of the file is there: a second try goes on with the parts that are missing. */
  readonly delivery: string
}

function newDelivery(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A file as a delivery: look at how it is read, put the columns right, then send it. */
export function Upload({ resource }: { resource: ResourceView }) {
  const t = useText(collectionTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [sending, setSending] = useState<Sending>()
  const [replace, setReplace] = useState(false)
  const [seen, setSeen] = useState(false)
  const base = `/resources/${resource.id}/uploads`
  const look = useMutation({
    mutationFn: ({ file, mapping }: { file: File; mapping?: UploadPreview['mapping'] }) =>
      api.post<UploadPreview>(`${base}/preview`, formOf(file, mapping === undefined ? {} : { mapping })),
  })
  const send = useMutation({
    mutationFn: ({ s, preview }: { s: Sending; preview: UploadPreview }) =>
      api.post<Delivered>(
        base,
        formOf(s.file, {
          delivery: s.delivery,
          mapping: preview.mapping,
          mode: replace ? 'replace' : 'merge',
          leaveOut: preview.unknown,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['collection'] }),
  })
  const choose = (file: File | undefined) => {
    if (file === undefined) return
    send.reset()
    setSeen(false)
    setSending({ file, delivery: newDelivery() })
    look.mutate({ file })
  }
  const preview = look.data
  const error = look.error ?? send.error
  const isReady =
    preview !== undefined && preview.missing.length === 0 && (seen || preview.unknown.length === 0)
  return (
    <>
      <FilePick
        id="upload-file"
        label={t('upload.file')}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl"
        onFiles={([file]) => choose(file)}
      />
      {look.isPending && <Loading lines={4} />}
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      {sending !== undefined && preview !== undefined && send.data === undefined && (
        <>
          <MappingFields
            preview={preview}
            items={resource.content.items}
            onChange={(mapping) => look.mutate({ file: sending.file, mapping })}
          />
          <Findings resource={resource} preview={preview} seen={seen} onSeen={setSeen} />
          {resource.content.shape === 'records' && (
            <label>
              <input type="checkbox" checked={replace} onChange={(e) => setReplace(e.target.checked)} />{' '}
              {t('upload.replace')}
            </label>
          )}
          <p>
            <Button
              kind="main"
              busy={send.isPending}
              disabled={!isReady}
              onClick={() => send.mutate({ s: sending, preview })}
            >
              {send.error === null ? t('upload.send', { total: preview.total }) : t('upload.again')}
            </Button>
          </p>
          {send.isPending && (
            <Progress resource={resource.id} delivery={sending.delivery} total={preview.total} />
          )}
          <PreviewProblems preview={preview} items={resource.content.items} />
          <FirstLines preview={preview} />
        </>
      )}
      {send.data !== undefined && <p role="status">{t('upload.done', { ...send.data.counts })}</p>}
    </>
  )
}

function formOf(file: File, fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  form.append('file', file)
  return form
}

interface FindingsProps {
  readonly resource: ResourceView
  readonly preview: UploadPreview
  readonly seen: boolean
  readonly onSeen: (seen: boolean) => void
}

/** What has to change, or be confirmed, before anything is stored. */
function Findings({ resource, preview, seen, onSeen }: FindingsProps) {
  const t = useText(collectionTexts)
  const join = useJoin()
  const missing = preview.missing.map((name) => titleOf(resource.content.items, name))
  return (
    <>
      {missing.length > 0 && (
        <p role="alert" className="field-error">
          {t('upload.missing', { items: join(missing) })}
        </p>
      )}
      {preview.unknown.length > 0 && (
        <>
          <p>{t('upload.unknown', { columns: join(preview.unknown) })}</p>
          <label>
            <input type="checkbox" checked={seen} onChange={(e) => onSeen(e.target.checked)} />{' '}
            {t('upload.confirm')}
          </label>
        </>
      )}
      <p role="status">{t('upload.wrong', { total: preview.total, wrong: preview.wrong })}</p>
    </>
  )
}

/** How much of the file is there: asked each second while it is being taken. */
function Progress({ resource, delivery, total }: { resource: string; delivery: string; total: number }) {
  const t = useText(collectionTexts)
  const [done, setDone] = useState(0)
  useEffect(() => {
    const ask = () =>
      api.get<DeliveryPage>(`/resources/${resource}/deliveries`, { limit: 5 }).then(
        (page) => setDone(page.rows.find((d) => d.id === delivery)?.counts.sent ?? 0),
        () => undefined,
      )
    const timer = setInterval(() => void ask(), 1000)
    return () => clearInterval(timer)
  }, [resource, delivery])
  return (
    <p role="status">
      <progress value={done} max={total} aria-label={t('upload.progress', { done, total })} />{' '}
      {t('upload.progress', { done, total })}
    </p>
  )
}
