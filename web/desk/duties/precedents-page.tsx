import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Precedent, PrecedentPage } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { ShortPlace } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { precedentTexts } from '../messages/precedents.ts'
import { useFilters } from '../shell/filters.ts'

/** Verdicts on disputed duties that later cases follow. */
export function PrecedentsPage() {
  const t = useText(precedentTexts)
  const [{ category, org, retired }, change] = useFilters()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['precedents', category, org, retired],
    queryFn: ({ signal }) =>
      api.get<PrecedentPage>('/duties/precedents', { category, org, retired, limit: 200 }, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <span className="muted" role="status">
          {data !== undefined && t('total', { count: data.total })}
        </span>
        <Link to="/duties">{t('duties')}</Link>
      </div>
      <p className="muted">{t('lead')}</p>
      <search className="page-filters">
        <CategoryField
          label={t('category')}
          value={category}
          onChange={(code) => change({ category: code })}
        />
        <OrgField label={t('org.any')} value={org} onChange={(code) => change({ org: code })} />
        <label>
          <input
            type="checkbox"
            checked={retired === 'true'}
            onChange={(event) => change({ retired: event.target.checked ? 'true' : undefined })}
          />{' '}
          {t('retired')}
        </label>
      </search>
      {isPending && <Loading lines={5} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty')} />}
      {data !== undefined && data.rows.length > 0 && <PrecedentTable rows={data.rows} />}
    </main>
  )
}

function PrecedentTable({ rows }: { rows: readonly Precedent[] }) {
  const t = useText(precedentTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {(['category', 'place', 'org', 'from', 'reason', 'case', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <CategoryName code={row.category} full />
              </th>
              <td>
                <ShortPlace path={row.place} />
              </td>
              <td>
                <OrgName code={row.org} full />
              </td>
              <td>
                <OrgName code={row.from} full />
              </td>
              <td>
                {row.reason}
                <br />
                <span className="muted">{row.legalBasis}</span>
              </td>
              <td>
                <Link to="/" search={{ tab: 'all', case: row.case.id }}>
                  {row.case.number}
                </Link>
                <br />
                <span className="muted">
                  {row.decidedBy} <RelativeTime at={row.decidedAt} />
                </span>
              </td>
              <td>
                <State row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function State({ row }: { row: Precedent }) {
  const t = useText(precedentTexts)
  const { hasRole } = useSession()
  if (row.retiredAt !== null)
    return (
      <>
        {t('is-retired')}
        <br />
        <span className="muted">{row.retiredReason}</span>
      </>
    )
  return hasRole('admin') || hasRole('supervisor') ? <Retire id={row.id} /> : t('in-force')
}

function Retire({ id }: { id: string }) {
  const t = useText(precedentTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const retire = useMutation({
    mutationFn: () => api.post<unknown>(`/duties/precedents/${id}/retire`, { reason }, newIntentionKey()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['precedents'] }),
  })
  const isReady = reason.trim().length >= 2
  return (
    <details>
      <summary>{t('retire')}</summary>
      <TextField
        id={`retire-${id}`}
        label={t('retire.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {retire.error !== null && (
        <p role="alert" className="field-error">
          {failureText(retire.error)}
        </p>
      )}
      <Button
        kind="danger"
        busy={retire.isPending}
        aria-disabled={!isReady}
        onClick={() => isReady && retire.mutate()}
      >
        {t('retire')}
      </Button>
    </details>
  )
}
