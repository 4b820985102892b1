import { useState } from 'react'
import { type Passage, PassageStatus, Source } from '#modules/assistant/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { useFilters } from '../shell/filters.ts'
import { useLibraryWrite, usePassages } from './query.ts'

const pageSize = 50
const columns = ['title', 'section', 'date', 'text'] as const

export function Passages({ mayEdit }: { mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const [{ text, source, status, offset }, change] = useFilters()
  const start = Number(offset ?? 0)
  const { data, error, refetch, isPending } = usePassages({ text, source, status, offset: start })
  return (
    <>
      <PassageFilters />
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <p className="muted" role="status">
          {t('total', { count: data.total })}
        </p>
      )}
      {data?.rows.length === 0 && <Empty title={t('empty')} />}
      {data !== undefined && data.rows.length > 0 && (
        <TableScroll label={t('tab.passages')}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {t(`column.${name}`)}
                  </th>
                ))}
                <th scope="col">{t('status')}</th>
                {mayEdit && <th scope="col">{t('column.act')}</th>}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <PassageLine key={row.id} row={row} mayEdit={mayEdit} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {data !== undefined && start + pageSize < data.total && (
        <Button onClick={() => change({ offset: String(start + pageSize) })}>{t('more')}</Button>
      )}
    </>
  )
}

function PassageFilters() {
  const t = useText(assistantTexts)
  const [filters, change] = useFilters()
  const first = { offset: undefined }
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          type="search"
          className="input"
          maxLength={100}
          value={filters.text ?? ''}
          onChange={({ target }) => change({ ...first, text: target.value || undefined })}
        />
      </label>
      <label className="field">
        {t('source')}
        <select
          className="input"
          value={filters.source ?? ''}
          onChange={({ target }) => change({ ...first, source: target.value || undefined })}
        >
          <option value="">{t('all')}</option>
          {Source.options.map((source) => (
            <option key={source} value={source}>
              {t(`source.${source}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('status')}
        <select
          className="input"
          value={filters.status ?? ''}
          onChange={({ target }) => change({ ...first, status: target.value || undefined })}
        >
          <option value="">{t('all')}</option>
          {PassageStatus.options.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function PassageLine({ row, mayEdit }: { row: Passage; mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const [isOpen, setOpen] = useState(false)
  const tone = { 'in-force': 'good', waiting: 'open', superseded: 'warn', hidden: 'quiet' }[row.status]
  return (
    <tr>
      <th scope="row">
        {row.title}
        <span className="muted"> {t(`source.${row.source}`)}</span>
      </th>
      <td>{row.section === '' ? '—' : row.section}</td>
      <td className="number">{row.versionDate ?? '—'}</td>
      <td>
        <details>
          <summary>{row.text.slice(0, 40)}…</summary>
          <p className="own-words">{row.text}</p>
        </details>
      </td>
      <td>
        <span className={`tag tag-${tone}`}>{t(`status.${row.status}`)}</span>
        {row.reason !== '' && <p className="muted">{row.reason}</p>}
      </td>
      {mayEdit && (
        <td>
          {isOpen ? (
            <Judge row={row} onDone={() => setOpen(false)} />
          ) : (
            <Button onClick={() => setOpen(true)}>{t('change')}</Button>
          )}
        </td>
      )}
    </tr>
  )
}

const judgements = ['in-force', 'superseded', 'hidden'] as const

function Judge({ row, onDone }: { row: Passage; onDone: () => void }) {
  const t = useText(assistantTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const judge = useLibraryWrite((_: object) => `/assistant/passages/${row.id}/judge`)
  const isReady = reason.trim().length >= 2
  return (
    <div className="group">
      <TextField
        id={`reason-${row.id}`}
        label={t('reason')}
        hint={t('reason.hint')}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="action-send">
        {judgements
          .filter((status) => status !== row.status)
          .map((status) => (
            <Button
              key={status}
              busy={judge.isPending}
              aria-disabled={!isReady}
              onClick={() =>
                isReady &&
                judge.mutate({ version: row.version, status, reason: reason.trim() }, { onSuccess: onDone })
              }
            >
              {t(`do.${status}`)}
            </Button>
          ))}
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      {judge.error !== null && (
        <p role="alert" className="field-error">
          {failureText(judge.error)}
        </p>
      )}
    </div>
  )
}
