import { Link } from '@tanstack/react-router'
import type { CaseRow } from '#kernel/cases/contract'
import { useCaseList, useCaseTitle } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName, useOrgName } from '../../ui/org-name.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { scenarioCaseTexts } from '../messages/scenario-cases.ts'
import { useFilters } from '../shell/filters.ts'
import { scenarioCases } from './api.ts'

const switches = ['open', 'mine', 'late'] as const

/** What is due first stands on top. */
export function ScenarioCaseList() {
  const t = useText(scenarioCaseTexts)
  const [filters, change] = useFilters()
  const list = useCaseList(scenarioCases, {
    sort: 'due',
    open: filters.open === 'false' ? undefined : true,
    scope: filters.mine === 'true' ? 'handling' : 'all',
    overdue: filters.late === 'true' ? true : undefined,
    text: filters.text,
  })
  const isOn = (name: (typeof switches)[number]) =>
    name === 'open' ? filters.open !== 'false' : filters[name] === 'true'
  const flip = (name: (typeof switches)[number], on: boolean) =>
    change({ [name]: name === 'open' ? (on ? undefined : 'false') : on ? 'true' : undefined })
  const isFiltered = filters.text !== undefined || isOn('mine') || isOn('late')
  return (
    <>
      <search className="page-filters">
        <label className="field">
          {t('search')}
          <input
            type="search"
            className="input"
            maxLength={100}
            value={filters.text ?? ''}
            onChange={(e) => change({ text: e.target.value === '' ? undefined : e.target.value })}
          />
        </label>
        {switches.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={isOn(name)} onChange={(e) => flip(name, e.target.checked)} />{' '}
            {t(name)}
          </label>
        ))}
      </search>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && (
        <Empty title={t(isFiltered ? 'empty.filtered' : 'empty')}>
          {!isFiltered && <p>{t('empty.hint')}</p>}
        </Empty>
      )}
      {list.rows.length > 0 && <CaseTable rows={list.rows} />}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

const heads = ['name', 'state', 'lead', 'place', 'opened', 'due'] as const

function CaseTable({ rows }: { rows: readonly CaseRow[] }) {
  const t = useText(scenarioCaseTexts)
  const title = useCaseTitle()
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {heads.map((name) => (
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
                <Link to="." search={{ case: row.id }}>
                  {title(row)}
                </Link>
                <br />
                <span className="muted numbers">{row.number}</span> <UrgencyTag urgency={row.urgency} />
              </th>
              <td data-label={t('state')}>
                <CaseState state={row.state} />
              </td>
              <td data-label={t('lead')}>
                {row.lead === null ? t('none') : <OrgName code={row.lead} />}
                <Helpers row={row} />
              </td>
              <td data-label={t('place')}>
                <PlaceName path={row.place} />
              </td>
              <td data-label={t('opened')}>
                <RelativeTime at={row.createdAt} />
              </td>
              <td data-label={t('due')}>
                <Deadline due={row.due} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Helpers({ row }: { row: CaseRow }) {
  const t = useText(scenarioCaseTexts)
  const name = useOrgName()
  const join = useJoin()
  if (row.co.length === 0) return null
  return (
    <span className="muted scenario-case-helpers">
      {t('co')} {join(row.co.map((org) => name(org)))}
    </span>
  )
}

const marks: Readonly<Record<string, string>> = {
  opened: 'tag-open',
  handling: 'tag-work',
  done: 'tag-good',
}

export function CaseState({ state }: { state: string }) {
  const t = useText(scenarioCaseTexts)
  return <span className={`tag ${marks[state] ?? ''}`}>{t(`state.${state}` as 'state.done')}</span>
}
