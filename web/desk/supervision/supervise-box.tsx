import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { supervisionTexts } from '../messages/supervision.ts'
import { BulkBar } from '../queue/bulk.tsx'
import { useSelection } from '../queue/page.tsx'

/** The overdue cases of one organization, to take many under supervision with one reason. */
export function SuperviseBox({ org, onClose }: { org: string; onClose: () => void }) {
  const t = useText(supervisionTexts)
  const name = useOrgName()
  const list = useCaseList(appeals, { overdue: true, org, sort: 'due', limit: 100 })
  const selection = useSelection(list.rows)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="card no-print" aria-labelledby="supervise-title">
      <div className="page-head">
        <h2 id="supervise-title" ref={heading} tabIndex={-1}>
          {t('supervise.of', { org: name(org, true) })}
        </h2>
        <button type="button" className="link-button" onClick={onClose}>
          {t('supervise.close')}
        </button>
      </div>
      <p className="muted">
        {t('supervise.hint')}{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => selection.set(list.rows.map((row) => row.id))}
        >
          {t('select-all', { count: list.rows.length })}
        </button>
      </p>
      <BulkBar rows={list.rows} selection={selection} />
      {list.isPending && <Loading lines={4} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('empty.overdue')} />}
      <TableScroll label={t('overdue')}>
        <table className="table">
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <input
                    type="checkbox"
                    checked={selection.ids.has(row.id)}
                    aria-label={t('select', { number: row.number })}
                    onChange={() => selection.toggle(row.id)}
                  />
                </td>
                <th scope="row">
                  <Link to="/" search={{ tab: 'all', case: row.id }} className="numbers">
                    {row.number}
                  </Link>{' '}
                  {row.title}
                </th>
                <td>{row.supervised ? t('supervised') : ''}</td>
                <td>{row.due !== null && <Deadline due={row.due} held={row.held} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}
