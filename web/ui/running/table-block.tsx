import { Fragment, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { OwnBlock, PageRowList } from '#modules/scenarios/contract'
import { Button } from '../controls.tsx'
import { downloadCsv } from '../download.ts'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Empty, Failure, Loading } from '../states.tsx'
import { useSettled } from '../use-settled.ts'
import { RowDetails } from './row-details.tsx'
import { useRows, useRun, type Values } from './run.ts'
import { Scroll, Still } from './scroll.tsx'
import { TableFilters } from './table-filters.tsx'
import { useShown, Value } from './value.tsx'
import { csvOf, isNumber, titleOf, valueIn } from './values.ts'

type TableBlockOf = Extract<OwnBlock, { kind: 'table' }>

const rowsOf = { desk: 25, phone: 10, wall: 30 } as const
/** Counted no further. */
const mostCounted = 10_000

/** Rows of a resource: filters, search and pages; a row opens into everything that the page shows of it. */
export function TableBlock({ block, n }: { block: TableBlockOf; n: number }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { look, view } = useRun()
  const [q, setQ] = useState('')
  const [filters, setFilters] = useState<Values>({})
  const [offset, setOffset] = useState(0)
  const limit = rowsOf[look]
  const asked = { filters: useSettled(filters), q: useSettled(q), limit, offset }
  const { data, error, isPending, refetch } = useRows(n, asked)
  const resource = view.resources[block.resource]
  const columns = block.columns.flatMap((name) => resource?.items.find((i) => i.name === name) ?? [])
  const title = block.title?.[locale] ?? resource?.name[locale] ?? block.resource
  const isNarrowed = q !== '' || Object.values(filters).some((text) => text !== '')
  return (
    <article className="run-block run-block-wide" aria-labelledby={`run-block-${n}`}>
      <h2 id={`run-block-${n}`}>{title}</h2>
      {look !== 'wall' && (isNarrowed || data?.total !== 0) && (
        <TableFilters
          n={n}
          items={block.filters.flatMap((name) => resource?.items.find((i) => i.name === name) ?? [])}
          filters={filters}
          q={q}
          onChange={(next) => {
            setOffset(0)
            if (next.q !== undefined) setQ(next.q)
            if (next.filters !== undefined) setFilters(next.filters)
          }}
        />
      )}
      {isPending && <Loading lines={4} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t(isNarrowed ? 'rows.none.filtered' : 'rows.none')} />}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <Rows n={n} block={block} title={title} columns={columns} rows={data.rows} />
          <Foot title={title} columns={columns} data={data} limit={limit} offset={offset} onGo={setOffset} />
        </>
      )}
    </article>
  )
}

interface RowsProps {
  readonly n: number
  readonly block: TableBlockOf
  readonly title: string
  readonly columns: readonly Item[]
  readonly rows: PageRowList['rows']
}

function Rows({ n, block, title, columns, rows }: RowsProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { look } = useRun()
  const [open, setOpen] = useState<string>()
  const Frame = look === 'wall' ? Still : Scroll
  return (
    <Frame label={t('table', { n: n + 1, title })}>
      <table className="run-table run-stack">
        <thead>
          <tr>
            {columns.map((item) => (
              <th key={item.name} scope="col" className={isNumber(item) ? 'run-number' : undefined}>
                {titleOf(item, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.key}>
              <tr data-open={row.key === open}>
                {columns.map((item, i) => (
                  <Cell
                    key={item.name}
                    item={item}
                    value={valueIn(item, row.values, locale)}
                    isFirst={i === 0}
                    {...(look === 'wall'
                      ? {}
                      : {
                          isOpen: row.key === open,
                          onOpen: () => setOpen(row.key === open ? undefined : row.key),
                        })}
                  />
                ))}
              </tr>
              {row.key === open && (
                <tr className="run-opened">
                  <td colSpan={columns.length}>
                    <RowDetails block={block} n={n} row={row} onClose={() => setOpen(undefined)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

interface CellProps {
  readonly item: Item
  readonly value: unknown
  readonly isFirst: boolean
  readonly isOpen?: boolean
  readonly onOpen?: () => void
}

/** The first cell names the row and opens it. */
function Cell({ item, value, isFirst, isOpen, onOpen }: CellProps) {
  const { locale } = useLanguage()
  if (!isFirst)
    return (
      <td data-label={titleOf(item, locale)} className={isNumber(item) ? 'run-number' : undefined}>
        <Value item={item} value={value} />
      </td>
    )
  return (
    <th scope="row">
      {onOpen === undefined ? (
        <Value item={item} value={value} />
      ) : (
        <button type="button" className="link-button run-open" aria-expanded={isOpen} onClick={onOpen}>
          <Value item={item} value={value} />
        </button>
      )}
    </th>
  )
}

interface FootProps {
  readonly title: string
  readonly columns: readonly Item[]
  readonly data: PageRowList
  readonly limit: number
  readonly offset: number
  readonly onGo: (offset: number) => void
}

/** How many rows there are, the pages, and the page as a file, which holds what its columns hold, in whatever language. */
function Foot({ title, columns, data, limit, offset, onGo }: FootProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const show = useShown()
  const { look } = useRun()
  const pages = Math.ceil(data.total / limit)
  const total = data.total >= mostCounted ? t('rows.many') : t('rows', { total: data.total })
  const save = () =>
    downloadCsv(
      `${title}.csv`,
      csvOf([
        columns.map((c) => titleOf(c, locale)),
        ...data.rows.map((row) => columns.map((c) => show(c, row.values[c.name]))),
      ]),
    )
  return (
    <div className="run-foot no-print">
      <span className="run-muted" role="status">
        {total}
      </span>
      {look !== 'wall' && pages > 1 && (
        <>
          <Button disabled={offset === 0} onClick={() => onGo(Math.max(0, offset - limit))}>
            {t('previous')}
          </Button>
          <span>{t('page', { page: offset / limit + 1, pages })}</span>
          <Button disabled={offset + limit >= data.total} onClick={() => onGo(offset + limit)}>
            {t('next')}
          </Button>
        </>
      )}
      {look === 'desk' && <Button onClick={save}>{t('export')}</Button>}
    </div>
  )
}
