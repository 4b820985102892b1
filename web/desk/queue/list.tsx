import { Link } from '@tanstack/react-router'
import type { CaseRow } from '#kernel/cases/contract'
import type { useCaseList } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { commonTexts } from '../../ui/messages/common.ts'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { queueTexts } from '../messages/queue.ts'
import type { Filters } from '../shell/filters.ts'
import type { Selection } from './page.tsx'
import { QueueRow } from './row.tsx'
import { filterNames } from './tabs.ts'

interface QueueListProps {
  readonly list: ReturnType<typeof useCaseList>
  readonly rows: readonly CaseRow[]
  readonly openId: string | undefined
  readonly cursor: string | undefined
  readonly selection: Selection
  readonly filters: Filters
  /** By telephone number: nothing of it stands in the filters. */
  readonly isSearching: boolean
  readonly onOpen: (id: string) => void
  readonly onCursor: (id: string) => void
}

export function QueueList({
  list,
  rows,
  openId,
  cursor,
  selection,
  filters,
  isSearching,
  onOpen,
  onCursor,
}: QueueListProps) {
  const t = useText(queueTexts)
  if (list.isPending) return <Loading lines={12} />
  if (list.error !== null && rows.length === 0)
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  return (
    <div className="queue-scroll">
      {rows.length === 0 && (
        <NothingHere isFiltered={isSearching || filterNames.some((name) => filters[name] !== undefined)} />
      )}
      {rows.length > 0 && <SelectAll rows={rows} selection={selection} />}
      <ul className="queue-rows">
        {rows.map((row) => (
          <QueueRow
            key={row.id}
            row={row}
            isOpen={row.id === openId}
            isCursor={row.id === cursor}
            isSelected={selection.ids.has(row.id)}
            onOpen={() => onOpen(row.id)}
            onFocus={() => onCursor(row.id)}
            onToggle={() => selection.toggle(row.id)}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          className="queue-more"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function SelectAll({ rows, selection }: { rows: readonly CaseRow[]; selection: Selection }) {
  const t = useText(queueTexts)
  const all = rows.length > 0 && selection.ids.size === rows.length
  return (
    <label className="select-all">
      <input
        type="checkbox"
        checked={all}
        onChange={() => selection.set(all ? [] : rows.map((row) => row.id))}
      />
      {t('select-all', { count: rows.length })}
    </label>
  )
}

function NothingHere({ isFiltered }: { isFiltered: boolean }) {
  const t = useText(queueTexts)
  const common = useText(commonTexts)
  if (!isFiltered)
    return (
      <Empty title={t('empty.done')}>
        <p>{t('empty.done-text')}</p>
      </Empty>
    )
  return (
    <Empty title={t('empty.filtered')}>
      <Link to="/" search={(old: Filters) => ({ tab: old.tab })}>
        {t('filter.clear')}
      </Link>
      <span className="visually-hidden">{common('none')}</span>
    </Empty>
  )
}
