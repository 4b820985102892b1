import { Link } from '@tanstack/react-router'
import type { ProtectedResource } from '#modules/protection/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { protectionTexts } from '../messages/protection.ts'
import { useProtectionRead } from './api.ts'
import { ProtectionFrame } from './frame.tsx'

/** Resources with what they hold; what waits for a person on top. */
export function ProtectedList() {
  const t = useText(protectionTexts)
  const list = useProtectionRead<{ rows: ProtectedResource[] }>('/protection/resources')
  const rows = list.data?.rows.toSorted((a, b) => b.waiting - a.waiting || b.sensitive - a.sensitive)
  return (
    <ProtectionFrame>
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {rows?.length === 0 && <Empty title={t('empty')} />}
      {rows !== undefined && rows.length > 0 && (
        <TableScroll label={t('kinds')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {(['resource', 'provider', 'personal', 'sensitive', 'waiting', 'looked'] as const).map(
                  (h) => (
                    <th key={h} scope="col">
                      {t(h)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <Row key={r.id} r={r} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </ProtectionFrame>
  )
}

function Row({ r }: { r: ProtectedResource }) {
  const t = useText(protectionTexts)
  return (
    <tr>
      <th scope="row">
        <Link to="/protection" search={{ resource: r.id }}>
          {r.name}
        </Link>
      </th>
      <td data-label={t('provider')}>
        <OrgName code={r.provider} />
      </td>
      <td data-label={t('personal')} className="numbers">
        {t('of', { personal: r.personal, items: r.items })}
      </td>
      <td data-label={t('sensitive')} className="numbers">
        {r.sensitive > 0 ? <span className="tag tag-open">◆ {r.sensitive}</span> : '0'}
      </td>
      <td data-label={t('waiting')}>
        {r.waiting > 0 ? (
          <span className="tag tag-open">{t('waiting.items', { count: r.waiting })}</span>
        ) : (
          t(r.detectedAt === null ? 'never' : 'waiting.none')
        )}
      </td>
      <td data-label={t('looked')} className="nowrap">
        {r.detectedAt?.slice(0, 10) ?? t('never')}
      </td>
    </tr>
  )
}
