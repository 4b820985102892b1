import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { auditTexts } from '../messages/audit.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { actionLabel, actorLabel, subjectLabel } from './labels.ts'
import { ProofBox } from './proof-box.tsx'

export interface AuditEntry {
  readonly seq: number
  readonly at: string
  readonly trace: string
  readonly action: string
  readonly actor_kind: string
  readonly actor_id: string
  readonly org: string | null
  readonly subject_type: string
  readonly subject_id: string
  readonly outcome: string
  readonly change: unknown
}

const pageSize = 100
const outcomes = ['done', 'refused', 'read'] as const
const textFilters = ['action', 'actor', 'subject', 'trace'] as const

function useEntries() {
  const [{ subject, actor, action, trace, outcome }] = useFilters()
  const filter = { subject, actor, action, trace, outcome, limit: pageSize }
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditEntry[]>('/audit', { ...filter, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.seq),
  })
  return { ...query, rows: query.data?.pages.flat() ?? [] }
}

/** Every write, refusal and read of shared or personal data, with the proof that nobody changed it afterwards. */
export function AuditPage() {
  const t = useText(auditTexts)
  const list = useEntries()
  const [filters, change] = useFilters()
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <ChainHead />
      <AuditFilters />
      {filters.proof !== undefined && (
        <ProofBox seq={filters.proof} onClose={() => change({ proof: undefined })} />
      )}
      {list.isPending && <Loading lines={10} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('empty')} />}
      {list.rows.length > 0 && <EntryTable rows={list.rows} />}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  )
}

/** The newest seal; published elsewhere, it holds all entries before it. */
function ChainHead() {
  const t = useText(auditTexts)
  const { data } = useQuery({
    queryKey: ['audit', 'head'],
    queryFn: ({ signal }) =>
      api.get<{ no: number; at: string; hash: string } | null>('/audit/head', undefined, signal),
    refetchInterval: 60_000,
  })
  if (data == null) return null
  return (
    <p className="card">
      <span>
        {t('head', { no: data.no })} <ExactTime at={data.at} />
      </span>
      <span className="hash">{data.hash}</span>
      <span className="muted">{t('head.hint')}</span>
    </p>
  )
}

function AuditFilters() {
  const t = useText(auditTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      {textFilters.map((name) => (
        <label key={name} className="field">
          {t(name)}
          <input
            className="input"
            value={filters[name] ?? ''}
            maxLength={100}
            onChange={(event) => change({ [name]: event.target.value.trim() || undefined })}
          />
        </label>
      ))}
      <label className="field">
        {t('outcome')}
        <select
          className="input"
          value={filters.outcome ?? ''}
          onChange={(event) => change({ outcome: event.target.value || undefined })}
        >
          <option value="">{t('any')}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`outcome.${outcome}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function EntryTable({ rows }: { rows: readonly AuditEntry[] }) {
  const t = useText(auditTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {(
              ['seq', 'at', 'action', 'outcome', 'actor', 'subject', 'change', 'trace', 'proof'] as const
            ).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EntryLine key={row.seq} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function EntryLine({ row }: { row: AuditEntry }) {
  const t = useText(auditTexts)
  const { locale } = useLanguage()
  const [, change] = useFilters()
  const outcome = outcomes.find((name) => name === row.outcome)
  return (
    <tr>
      <th scope="row" className="number">
        {row.seq}
      </th>
      <td className="nowrap">
        <ExactTime at={row.at} />
      </td>
      <td>
        <button
          type="button"
          className="link-button"
          title={row.action}
          onClick={() => change({ action: row.action })}
        >
          {actionLabel(row.action, locale)}
        </button>
      </td>
      <td>{outcome === undefined ? row.outcome : t(`outcome.${outcome}`)}</td>
      <td>
        {row.org === null ? actorLabel(row.actor_kind, locale) : <OrgName code={row.org} />}{' '}
        {row.actor_id !== row.actor_kind && (
          <Short id={row.actor_id} onFilter={() => change({ actor: row.actor_id })} />
        )}
      </td>
      <td>
        {subjectLabel(row.subject_type, locale)}{' '}
        <Short id={row.subject_id} onFilter={() => change({ subject: row.subject_id })} />
      </td>
      <td>
        <ChangeText change={row.change} />
      </td>
      <td>
        <Short id={row.trace} onFilter={() => change({ trace: row.trace })} />
      </td>
      <td>
        <Link to="/audit" search={(old: Filters) => ({ ...old, proof: String(row.seq) })}>
          {t('prove')}
        </Link>
      </td>
    </tr>
  )
}

/** The end of an id tells rows apart; the whole is on hover, and a click shows everything with it. */
function Short({ id, onFilter }: { id: string; onFilter: () => void }) {
  return (
    <button type="button" className="link-button hash" title={id} onClick={onFilter}>
      {id.length > 20 ? `…${id.slice(-8)}` : id}
    </button>
  )
}

function ChangeText({ change }: { change: unknown }) {
  const t = useText(auditTexts)
  const names = typeof change === 'object' && change !== null ? Object.keys(change) : []
  if (names.length === 0) return '—'
  return (
    <details>
      <summary>{t('change.fields', { count: names.length })}</summary>
      <pre className="change">{JSON.stringify(change, null, 1)}</pre>
    </details>
  )
}
