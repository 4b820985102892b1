import { useState } from 'react'
import type { ResourceView } from '#modules/catalogue/contract'
import type { QuarantinePage, Repaired } from '#modules/collection/contract'
import { queryString } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useFilters } from '../shell/filters.ts'
import { useCollectionWrite, useQuarantine } from './api.ts'
import { BulkCorrection } from './bulk-correction.tsx'
import { titleOf, useProblemText } from './problem.tsx'
import { QuarantineTable } from './quarantine-table.tsx'

const states = ['waiting', 'discarded', 'released'] as const

/** Rows that broke the contract: found by problem, put right one by one or all alike, discarded, tried again. */
export function Quarantine({ resource }: { resource: ResourceView }) {
  const t = useText(collectionTexts)
  const [filters] = useFilters()
  const [note, setNote] = useState('')
  const filter = {
    state: filters.state ?? 'waiting',
    item: filters.item,
    reason: filters.reason,
    delivery: filters.delivery,
  }
  const list = useQuarantine(resource.id, filter)
  const [first] = list.data?.pages ?? []
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? []
  return (
    <>
      <p className="muted">{t('quarantine.note')}</p>
      {first?.mayRepair === false && <p role="note">{t('values.hidden')}</p>}
      <QuarantineFilters resource={resource} reasons={first?.reasons ?? []} />
      {first?.mayRepair === true && filter.state === 'waiting' && (
        <RepairAll resource={resource} filter={filter} onDone={setNote} />
      )}
      <p role="status">{note}</p>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {first?.rows.length === 0 && <Empty title={t('quarantine.empty')} />}
      {rows.length > 0 && (
        <>
          <p className="muted">
            {t('total', { total: first?.total ?? 0 })} ·{' '}
            <a href={`/api/v1/resources/${resource.id}/quarantine.csv${queryString(filter)}`}>
              {t('export')}
            </a>
          </p>
          <QuarantineTable
            resource={resource}
            rows={rows}
            mayRepair={first?.mayRepair ?? false}
            onDone={setNote}
          />
        </>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </>
  )
}

interface FilterProps {
  readonly resource: ResourceView
  readonly reasons: QuarantinePage['reasons']
}

function QuarantineFilters({ resource, reasons }: FilterProps) {
  const t = useText(collectionTexts)
  const say = useProblemText()
  const [filters, change] = useFilters()
  const nameOf = (r: FilterProps['reasons'][number]) => {
    const title = r.item === '' ? '' : `${titleOf(resource.content.items, r.item)}：`
    return t('reason.rows', { what: `${title}${say({ reason: r.reason, expected: '…' })}`, rows: r.rows })
  }
  const chosen = filters.reason === undefined ? '' : `${filters.item ?? ''} ${filters.reason}`
  const choose = (value: string) => {
    const [item, reason] = value.split(' ')
    change({ item: item || undefined, reason: reason || undefined })
  }
  return (
    <search className="page-filters">
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? 'waiting'}
          onChange={(e) => change({ state: e.target.value })}
        >
          {states.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('reason')}
        <select className="input" value={chosen} onChange={(e) => choose(e.target.value)}>
          <option value="">{t('reason.any')}</option>
          {reasons.map((r) => (
            <option key={`${r.item} ${r.reason}`} value={`${r.item} ${r.reason}`}>
              {nameOf(r)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

interface RepairAllProps {
  readonly resource: ResourceView
  readonly filter: { item: string | undefined; reason: string | undefined; delivery: string | undefined }
  readonly onDone: (note: string) => void
}

/** Page after page on the server, so that no single step takes long. */
function RepairAll({ resource, filter, onDone }: RepairAllProps) {
  const t = useText(collectionTexts)
  const failureText = useFailureText()
  const [isOpen, setOpen] = useState(false)
  const retry = useCollectionWrite<Repaired>(`/resources/${resource.id}/quarantine/retry`)
  const correct = useCollectionWrite<Repaired>(`/resources/${resource.id}/quarantine/correct`)
  const { item, reason, delivery } = filter
  const run = async (write: typeof retry, body: object) => {
    let [released, remaining] = [0, 0]
    for (let after: string | null | undefined; after !== null; ) {
      const page: Repaired = await write.mutateAsync({ ...body, ...(after === undefined ? {} : { after }) })
      released += page.released
      remaining += page.remaining
      after = page.next
    }
    onDone(t('bulk.done', { released, remaining }))
  }
  const error = retry.error ?? correct.error
  return (
    <>
      <div className="collection-buttons">
        <Button
          busy={retry.isPending}
          onClick={() => void run(retry, { item, reason, delivery }).catch(() => undefined)}
        >
          {t('retry')}
        </Button>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('bulk')}
        </Button>
      </div>
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      {isOpen && (
        <BulkCorrection
          items={resource.content.items}
          start={item}
          isBusy={correct.isPending}
          onRun={(body) => void run(correct, { ...body, delivery }).catch(() => undefined)}
        />
      )}
    </>
  )
}
