import { Link } from '@tanstack/react-router'
import { useCaseList } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTexts } from '../messages/control.ts'
import { controlInspectionTexts } from '../messages/control-inspections.ts'
import { useFilters } from '../shell/filters.ts'
import { inspections } from './api.ts'

/** Tasks that measures opened, what is due first on top. */
export function InspectionList() {
  const t = useText(controlInspectionTexts)
  const [filters, change] = useFilters()
  const search = useText(controlTexts)
  const list = useCaseList(inspections, { sort: 'due', open: filters.open ?? 'true', text: filters.text })
  return (
    <>
      <p className="muted">{t('intro')}</p>
      <search className="page-filters">
        <label className="field">
          {search('search')}
          <input
            type="search"
            className="input"
            maxLength={100}
            value={filters.text ?? ''}
            onChange={(e) => change({ text: e.target.value === '' ? undefined : e.target.value })}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={filters.open !== 'false'}
            onChange={(e) => change({ open: e.target.checked ? undefined : 'false' })}
          />{' '}
          {t('open')}
        </label>
      </search>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.hint')}</p>
        </Empty>
      )}
      {list.rows.length > 0 && (
        <TableScroll label={t('name')}>
          <table className="table table-stack">
            <thead>
              <tr>
                {(['name', 'state', 'lead', 'due'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to="/control" search={{ task: row.id }}>
                      {row.title}
                    </Link>
                    <br />
                    <span className="muted numbers">{row.number}</span>
                  </th>
                  <td data-label={t('state')}>
                    <InspectionState state={row.state} />
                  </td>
                  <td data-label={t('lead')}>
                    {row.lead === null ? t('none') : <OrgName code={row.lead} />}
                  </td>
                  <td data-label={t('due')}>
                    <Deadline due={row.due} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </>
  )
}

const marks: Readonly<Record<string, string>> = {
  planned: 'tag-open',
  accepted: 'tag-work',
  rectifying: 'tag-warn',
  done: 'tag-good',
}

export function InspectionState({ state }: { state: string }) {
  const t = useText(controlInspectionTexts)
  return <span className={`tag ${marks[state] ?? ''}`}>{t(`state.${state}` as 'state.done')}</span>
}
