import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccountPage, AccountView } from '#kernel/identity/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { accountTexts } from '../messages/accounts.ts'
import { useFilters } from '../shell/filters.ts'
import { CreateAccountForm } from './create-form.tsx'
import { accountsKey } from './key.ts'
import { AccountTools } from './tools.tsx'

/** Who may sign in and as what; everything done here is on record with its reason. */
export function AccountsPage() {
  const t = useText(accountTexts)
  const [filters, change] = useFilters()
  const [isAdding, setAdding] = useState(false)
  const filter = { text: filters.text, org: filters.org }
  const list = useInfiniteQuery({
    queryKey: [...accountsKey, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<AccountPage>('/accounts', { ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Button aria-pressed={isAdding} onClick={() => setAdding(!isAdding)}>
          {t('add')}
        </Button>
      </div>
      {isAdding && <CreateAccountForm onCreated={(login) => change({ text: login, org: undefined })} />}
      <search className="page-filters">
        <label className="field">
          {t('search')}
          <input
            type="search"
            className="input"
            value={filters.text ?? ''}
            maxLength={50}
            onChange={(event) => change({ text: event.target.value || undefined })}
          />
        </label>
        <OrgField label={t('org')} value={filters.org} onChange={(org) => change({ org })} />
      </search>
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && <Empty title={t('empty')} />}
      {rows.length > 0 && <AccountTable rows={rows} />}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  )
}

function AccountTable({ rows }: { rows: readonly AccountView[] }) {
  const t = useText(accountTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {(['name', 'login', 'state', 'posts', 'manage'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>{row.login ?? '—'}</td>
              <td>
                {t(row.active ? 'active' : 'inactive')}
                {row.secondFactor && `，${t('second-factor')}`}
                {row.lockedUntil !== null && `，${t('locked')}`}
              </td>
              <td>
                <Posts account={row} />
              </td>
              <td>
                {row.can.manage ? (
                  <AccountTools account={row} />
                ) : (
                  <span className="muted">{t('not-yours')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Posts({ account }: { account: AccountView }) {
  const t = useText(accountTexts)
  const label = useLabel()
  const client = useQueryClient()
  const failureText = useFailureText()
  const take = useMutation({
    mutationFn: (post: { role: string; org: string }) =>
      api.post<unknown>(`/accounts/${account.id}/posts/take`, post, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: accountsKey }),
  })
  if (account.posts.length === 0) return '—'
  return (
    <ul>
      {account.posts.map(({ role, org }) => (
        <li key={`${role} ${org}`}>
          {label(roleLabels, role)} · <OrgName code={org} />{' '}
          {account.can.manage && (
            <button type="button" className="link-button" onClick={() => take.mutate({ role, org })}>
              {t('take')}
            </button>
          )}
        </li>
      ))}
      {take.error !== null && (
        <li role="alert" className="field-error">
          {failureText(take.error)}
        </li>
      )}
    </ul>
  )
}
