import { Link } from '@tanstack/react-router'
import type { GrantMatrix } from '#modules/sharing/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, useOrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useFilters } from '../shell/filters.ts'
import { matrixPage, useMatrix } from './api.ts'
import { GrantState, usePurposeName } from './words.tsx'

/** 谁能看什么: resources by organizations; each cell is a grant. */
export function MatrixView() {
  const t = useText(sharingGrantTexts)
  const s = useText(sharingTexts)
  const [{ provider, consumer, from = '0' }, change] = useFilters()
  const offset = Math.max(0, Number(from) || 0)
  const matrix = useMatrix({ provider, consumer, limit: matrixPage, offset })
  const set = (name: 'provider' | 'consumer') => (code: string | undefined) =>
    change({ [name]: code, from: undefined })
  return (
    <>
      <p className="muted">{t('matrix.intro')}</p>
      <search className="page-filters">
        <OrgField label={s('provider')} value={provider} onChange={set('provider')} />
        <OrgField label={s('consumer')} value={consumer} onChange={set('consumer')} />
      </search>
      {matrix.isPending && <Loading lines={8} />}
      {matrix.error !== null && <Failure error={matrix.error} onRetry={() => void matrix.refetch()} />}
      {matrix.data?.total === 0 && <Empty title={t('matrix.empty')} />}
      {matrix.data !== undefined && matrix.data.total > 0 && (
        <>
          <p role="status">{t('matrix.total', { total: matrix.data.total })}</p>
          <Matrix matrix={matrix.data} />
          {matrix.data.total > matrixPage && (
            <nav className="pages" aria-label={t('pages')}>
              <Button
                disabled={offset === 0}
                onClick={() => change({ from: String(Math.max(0, offset - matrixPage)) })}
              >
                {t('previous')}
              </Button>
              <Button
                disabled={offset + matrixPage >= matrix.data.total}
                onClick={() => change({ from: String(offset + matrixPage) })}
              >
                {t('next')}
              </Button>
            </nav>
          )}
        </>
      )}
    </>
  )
}

function Matrix({ matrix }: { matrix: GrantMatrix }) {
  const t = useText(sharingTexts)
  const g = useText(sharingGrantTexts)
  const purposeName = usePurposeName()
  const orgName = useOrgName()
  return (
    <TableScroll label={t('view.matrix')}>
      <table className="table table-stack sharing-matrix">
        <thead>
          <tr>
            <th scope="col">{t('resource')}</th>
            {matrix.consumers.map((org) => (
              <th key={org} scope="col">
                <OrgName code={org} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.resource}>
              <th scope="row">
                {row.name}
                <br />
                <span className="muted">
                  <OrgName code={row.provider} />
                </span>
              </th>
              {matrix.consumers.map((org) => (
                <td key={org} data-label={orgName(org)}>
                  {row.cells
                    .filter((c) => c.consumer === org)
                    .map((c) => (
                      <Link key={c.grant} to="/sharing" search={{ grant: c.grant }} className="sharing-cell">
                        <GrantState state={c.state} /> {purposeName(c.purpose)}
                        <span className="muted">{g('until', { until: c.until })}</span>
                      </Link>
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
