import { Link } from '@tanstack/react-router'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useFilters } from '../shell/filters.ts'
import { grantPage, useGrants, useMyOrgs } from './api.ts'
import { usePurposeName } from './words.tsx'

/** 我能看什么: every grant in force of one's organization, complete. */
export function MineView() {
  const orgs = useMyOrgs()
  return orgs.map((org) => <MineOf key={org} org={org} />)
}

function MineOf({ org }: { org: string }) {
  const t = useText(sharingGrantTexts)
  const s = useText(sharingTexts)
  const purposeName = usePurposeName()
  const [{ from = '0' }, change] = useFilters()
  const offset = Math.max(0, Number(from) || 0)
  const grants = useGrants({ consumer: org, state: 'active', limit: grantPage, offset })
  const total = grants.data?.total ?? 0
  return (
    <>
      <p className="muted">{t('mine.intro')}</p>
      {grants.isPending && <Loading lines={6} />}
      {grants.error !== null && <Failure error={grants.error} onRetry={() => void grants.refetch()} />}
      {grants.data?.rows.length === 0 && (
        <Empty title={t('mine.empty')}>
          <Link to="/catalogue">{s('requests.catalogue')}</Link>
        </Empty>
      )}
      {total > 0 && <p role="status">{t('mine.total', { total })}</p>}
      {grants.data !== undefined && grants.data.rows.length > 0 && (
        <TableScroll label={s('view.mine')}>
          <table className="table table-stack">
            <thead>
              <tr>
                <th scope="col">{s('resource')}</th>
                <th scope="col">{s('provider')}</th>
                <th scope="col">{t('purpose')}</th>
                <th scope="col">{t('mine.items')}</th>
                <th scope="col">{s('due')}</th>
                <th scope="col">{t('do.view')}</th>
              </tr>
            </thead>
            <tbody>
              {grants.data.rows.map((g) => (
                <tr key={g.id}>
                  <th scope="row">
                    <Link to="/sharing" search={{ grant: g.id }}>
                      {g.resourceName}
                    </Link>
                  </th>
                  <td data-label={s('provider')}>
                    <OrgName code={g.provider} />
                  </td>
                  <td data-label={t('purpose')}>{purposeName(g.purpose)}</td>
                  <td data-label={t('mine.items')}>{g.terms.items.length}</td>
                  <td className="nowrap">{t('until', { until: g.terms.until })}</td>
                  <td>
                    <Link to="/sharing" search={{ grant: g.id, show: 'rows' }}>
                      {t('do.view')}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {total > grantPage && (
        <nav className="pages" aria-label={t('pages')}>
          <Button
            disabled={offset === 0}
            onClick={() => change({ from: String(Math.max(0, offset - grantPage)) })}
          >
            {t('previous')}
          </Button>
          <Button
            disabled={offset + grantPage >= total}
            onClick={() => change({ from: String(offset + grantPage) })}
          >
            {t('next')}
          </Button>
        </nav>
      )}
    </>
  )
}
