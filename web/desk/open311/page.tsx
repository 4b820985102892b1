import { useState } from 'react'
import type { ClientRequest, ClientsView, ClientView } from '#modules/open311/contract'
import { deviceNow } from '../../ui/clock.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { stateLabels, useLabel } from '../../ui/labels.ts'
import { CategoryName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { open311Texts } from '../messages/open311.ts'
import { CreateClientForm } from './create-form.tsx'
import { Partners } from './partners.tsx'
import { useOpen311, useOpen311Action } from './query.ts'

/** Who may call the Open311 door, what came in through it, and where we report to ourselves. */
export function Open311Page() {
  const t = useText(open311Texts)
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useOpen311()
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {data?.can.manage === true && (
          <Button aria-pressed={isAdding} onClick={() => setAdding(!isAdding)}>
            {t('add')}
          </Button>
        )}
      </div>
      <p className="muted">
        {t('intro')}{' '}
        <a href="/open311/discovery.xml" target="_blank" rel="noreferrer">
          {t('discovery')}
        </a>
      </p>
      {isAdding && <CreateClientForm />}
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Lists view={data} />}
    </main>
  )
}

function Lists({ view }: { view: ClientsView }) {
  const t = useText(open311Texts)
  return (
    <>
      {view.clients.length === 0 ? (
        <Empty title={t('empty')}>{view.can.manage && t('empty.do')}</Empty>
      ) : (
        <ClientTable rows={view.clients} canManage={view.can.manage} />
      )}
      <h2>{t('recent.title')}</h2>
      {view.requests.length === 0 ? (
        <p className="muted">{t('recent.empty')}</p>
      ) : (
        <RequestTable rows={view.requests} />
      )}
      <Partners rows={view.partners} canManage={view.can.manage} />
    </>
  )
}

const columns = ['name', 'state', 'until', 'last-use', 'calls', 'refused', 'requests', 'tests'] as const
const figures = ['calls', 'refused', 'requests', 'tests'] as const

function ClientTable({ rows, canManage }: { rows: readonly ClientView[]; canManage: boolean }) {
  const t = useText(open311Texts)
  const heads = canManage ? ([...columns, 'manage'] as const) : columns
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {heads.map((name) => (
              <th key={name} scope="col" className={figures.some((f) => f === name) ? 'number' : ''}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.name}
                <br />
                <span className="muted">{row.contact}</span>
              </th>
              <td>
                <ClientState row={row} />
              </td>
              <td className="nowrap">
                <ExactTime at={row.expiresAt} />
              </td>
              <td className="nowrap">
                {row.lastUsedAt === null ? '—' : <RelativeTime at={row.lastUsedAt} />}
              </td>
              {figures.map((name) => (
                <td key={name} className="number">
                  {row[name]}
                </td>
              ))}
              {canManage && <td>{row.revokedAt === null ? <RevokeForm row={row} /> : '—'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function ClientState({ row }: { row: ClientView }) {
  const t = useText(open311Texts)
  if (row.revokedAt !== null) return t('state.revoked', { reason: row.revokedReason ?? '' })
  if (Date.parse(row.expiresAt) <= deviceNow().getTime()) return t('state.expired')
  return t(row.mayPost ? 'state.post' : 'state.read')
}

function RevokeForm({ row }: { row: ClientView }) {
  const t = useText(open311Texts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const revoke = useOpen311Action<unknown>(`clients/${row.id}/revoke`)
  const isReady = reason.trim().length >= 2
  return (
    <details>
      <summary aria-label={t('revoke.of', { name: row.name })}>{t('revoke')}</summary>
      <div className="action-fields">
        <TextField
          id={`revoke-${row.id}`}
          label={t('reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button
          kind="danger"
          busy={revoke.isPending}
          aria-disabled={!isReady}
          onClick={() => isReady && revoke.mutate({ reason })}
        >
          {t('revoke')}
        </Button>
        <span role="status" className="field-error">
          {revoke.error !== null && failureText(revoke.error)}
        </span>
      </div>
    </details>
  )
}

function RequestTable({ rows }: { rows: readonly ClientRequest[] }) {
  const t = useText(open311Texts)
  const label = useLabel()
  return (
    <TableScroll label={t('recent.title')}>
      <table className="table">
        <thead>
          <tr>
            {(['number', 'name', 'service', 'state', 'at', 'updates'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'updates' ? 'number' : ''}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="nowrap">
                {row.number}
              </th>
              <td>{row.client}</td>
              <td>
                <CategoryName code={row.service} />
              </td>
              <td>{label(stateLabels, row.state)}</td>
              <td className="nowrap">
                <ExactTime at={row.at} />
              </td>
              <td className="number">{row.updates}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
