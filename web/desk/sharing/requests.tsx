import { Link } from '@tanstack/react-router'
import type { CaseRow } from '#kernel/cases/contract'
import { useCaseList } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { useFilters } from '../shell/filters.ts'
import { requests, useMyOrgs } from './api.ts'
import { RequestState } from './words.tsx'

const scopes = ['all', 'open', 'asked', 'received'] as const

/** Requests that this reader may see, what is due first on top. */
export function RequestList() {
  const t = useText(sharingTexts)
  const { hasRole } = useSession()
  const orgs = useMyOrgs()
  const [{ scope = 'all' }, change] = useFilters()
  const list = useCaseList(requests, { sort: 'due', open: scope === 'open' ? 'true' : undefined })
  const rows = list.rows.filter((row) => fits(row, scope, orgs))
  const shown = scopes.filter((s) => s === 'all' || s === 'open' || hasRole('data-manager'))
  return (
    <>
      <fieldset className="button-row plain-fieldset">
        <legend className="visually-hidden">{t('scope')}</legend>
        {shown.map((s) => (
          <Button
            key={s}
            aria-pressed={s === scope}
            onClick={() => change({ scope: s === 'all' ? undefined : s })}
          >
            {t(`scope.${s}`)}
          </Button>
        ))}
      </fieldset>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <Empty title={t('requests.empty')}>
          <p>{t('requests.hint')}</p>
          <Link to="/catalogue">{t('requests.catalogue')}</Link>
        </Empty>
      )}
      {rows.length > 0 && <RequestTable rows={rows} label={t('view.requests')} />}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </>
  )
}

/** The organization that asked stands among the parties beside the lead. */
function fits(row: CaseRow, scope: string, orgs: readonly string[]): boolean {
  if (scope === 'received') return row.lead !== null && orgs.includes(row.lead)
  if (scope === 'asked') return row.lead === null || !orgs.includes(row.lead)
  return true
}

function RequestTable({ rows, label }: { rows: readonly CaseRow[]; label: string }) {
  const t = useText(sharingTexts)
  return (
    <TableScroll label={label}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['resource', 'state', 'provider', 'due', 'created'] as const).map((name) => (
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
                <Link to="/sharing" search={{ request: row.id }}>
                  {row.title}
                </Link>
                <br />
                <span className="muted">{row.number}</span>
              </th>
              <td data-label={t('state')}>
                <RequestState state={row.state} />
              </td>
              <td data-label={t('provider')}>
                {row.lead === null ? t('none') : <OrgName code={row.lead} />}
              </td>
              <td data-label={t('due')}>
                {row.due === null ? t('none') : <Deadline due={row.due} held={row.held} />}
              </td>
              <td data-label={t('created')}>
                <RelativeTime at={row.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
