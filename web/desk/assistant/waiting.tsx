import { useState } from 'react'
import type { Passage } from '#modules/assistant/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { useLibraryWrite, usePassages } from './query.ts'

/** Past answers that an officer reads once more before the assistant may quote them. */
export function Waiting({ mayEdit }: { mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const { data, error, refetch, isPending } = usePassages({ status: 'waiting' })
  return (
    <>
      <p className="muted">{t('waiting.hint')}</p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty.waiting')} />}
      {data?.rows.slice(0, 10).map((row) => (
        <WaitingCard key={row.id} row={row} mayEdit={mayEdit} />
      ))}
      {data !== undefined && data.total > 0 && <p className="muted">{t('total', { count: data.total })}</p>}
    </>
  )
}

function WaitingCard({ row, mayEdit }: { row: Passage; mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const failureText = useFailureText()
  const [text, setText] = useState(row.text)
  const judge = useLibraryWrite((_: object) => `/assistant/passages/${row.id}/judge`)
  const decide = (status: 'in-force' | 'hidden') =>
    judge.mutate({ version: row.version, status, reason: t(`do.${status}`), text: text.trim() })
  return (
    <article className="card" aria-labelledby={`waiting-${row.id}`}>
      <h2 id={`waiting-${row.id}`}>{row.title}</h2>
      <p className="muted">
        {t('column.date')} {row.versionDate ?? '—'}
      </p>
      <TextArea
        id={`text-${row.id}`}
        label={t('waiting.text')}
        rows={5}
        maxLength={5000}
        readOnly={!mayEdit}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {judge.error !== null && (
        <p role="alert" className="field-error">
          {failureText(judge.error)}
        </p>
      )}
      {mayEdit && (
        <div className="action-send">
          <Button kind="main" busy={judge.isPending} onClick={() => decide('in-force')}>
            {t('do.in-force')}
          </Button>
          <Button busy={judge.isPending} onClick={() => decide('hidden')}>
            {t('do.hidden')}
          </Button>
        </div>
      )}
    </article>
  )
}
