import { Link } from '@tanstack/react-router'
import type { DeliveryView } from '#modules/collection/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useDeliveries } from './api.ts'

const counts = ['sent', 'added', 'changed', 'same', 'removed'] as const

export function Deliveries({ id }: { id: string }) {
  const t = useText(collectionTexts)
  const list = useDeliveries(id)
  if (list.isPending) return <Loading lines={6} />
  if (list.error !== null) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  if (list.data.rows.length === 0) return <Empty title={t('deliveries.empty')} />
  return (
    <TableScroll label={t('tab.deliveries')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('at')}</th>
            <th scope="col">{t('source')}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('quarantined')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.data.rows.map((d) => (
            <DeliveryLine key={d.id} id={id} d={d} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function DeliveryLine({ id, d }: { id: string; d: DeliveryView }) {
  const t = useText(collectionTexts)
  const join = useJoin()
  return (
    <tr>
      <th scope="row">
        <RelativeTime at={d.at} /> {d.late && <span className="tag tag-warn">▲ {t('late')}</span>}{' '}
        {!d.done && <span className="tag tag-open">{t('unfinished')}</span>}
      </th>
      <td>
        {t(`channel.${d.channel}`)} · {d.source}
        {d.unknown.length > 0 && (
          <>
            <br />
            <span className="muted">{t('unknown', { columns: join(d.unknown) })}</span>
          </>
        )}
      </td>
      {counts.map((name) => (
        <td key={name} className="number">
          {d.counts[name]}
        </td>
      ))}
      <td className="number">
        {d.counts.quarantined === 0 ? (
          0
        ) : (
          <Link to="." search={{ resource: id, tab: 'quarantine', delivery: d.id }}>
            {d.counts.quarantined}
          </Link>
        )}
      </td>
    </tr>
  )
}
