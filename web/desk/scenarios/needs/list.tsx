import { Link } from '@tanstack/react-router'
import { type NeedRow, needStates, type OfferRow, offerStates } from '#modules/scenarios/contract'
import { Button } from '../../../ui/controls.tsx'
import { RelativeTime } from '../../../ui/deadline.tsx'
import { useJoin, useText } from '../../../ui/i18n.tsx'
import { OrgName } from '../../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../../ui/states.tsx'
import { PlaceField } from '../../fields/place-field.tsx'
import { TableScroll } from '../../fields/table-scroll.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'
import { useFilters } from '../../shell/filters.ts'
import { pageSize, useNeeds, useOffers } from './api.ts'
import { WishStateTag } from './words.tsx'

type Kind = 'needs' | 'offers'

/** The filters of the address as the server takes them. */
function useAsked() {
  const [{ q, state, tag, place, page }] = useFilters()
  const at = Math.max(1, Number(page ?? 1) || 1)
  const filters = { q, state, tag, place }
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  return { filters, isFiltered, page: at, query: { ...filters, offset: (at - 1) * pageSize } }
}

export function NeedList() {
  const { query, page, isFiltered } = useAsked()
  const list = useNeeds(query)
  const rows = list.data?.rows ?? []
  return (
    <>
      <ListFilters kind="needs" states={needStates} />
      <Waiting list={list} kind="needs" isFiltered={isFiltered} isEmpty={rows.length === 0} />
      {rows.length > 0 && <NeedTable rows={rows} />}
      <Pages total={list.data?.total ?? 0} page={page} />
    </>
  )
}

export function OfferList() {
  const { query, page, isFiltered } = useAsked()
  const list = useOffers(query)
  const rows = list.data?.rows ?? []
  return (
    <>
      <ListFilters kind="offers" states={offerStates} />
      <Waiting list={list} kind="offers" isFiltered={isFiltered} isEmpty={rows.length === 0} />
      {rows.length > 0 && <OfferTable rows={rows} />}
      <Pages total={list.data?.total ?? 0} page={page} />
    </>
  )
}

interface WaitingProps {
  readonly list: ReturnType<typeof useNeeds> | ReturnType<typeof useOffers>
  readonly kind: Kind
  readonly isFiltered: boolean
  readonly isEmpty: boolean
}

/** What stands in the place of a table. */
function Waiting({ list, kind, isFiltered, isEmpty }: WaitingProps) {
  const t = useText(scenarioNeedsTexts)
  if (list.isPending) return <Loading lines={6} />
  if (list.error !== null) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  if (!isEmpty) return null
  return (
    <Empty title={t(isFiltered ? 'empty.filtered' : `empty.${kind}`)}>
      {!isFiltered && kind === 'offers' && <p>{t('empty.offers.hint')}</p>}
    </Empty>
  )
}

function ListFilters({ kind, states }: { kind: Kind; states: readonly (keyof typeof wishStates)[] }) {
  const t = useText(scenarioNeedsTexts)
  const { filters } = useAsked()
  const [, change] = useFilters()
  const set = (name: string, value: string | undefined) =>
    change({ [name]: value === '' ? undefined : value, page: undefined })
  const file = new URLSearchParams(
    Object.entries(filters).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
  )
  return (
    <search className="page-filters">
      <label className="field">
        {t(`search.${kind}`)}
        <input
          type="search"
          className="input"
          maxLength={100}
          value={filters.q ?? ''}
          onChange={(e) => set('q', e.target.value)}
        />
      </label>
      <label className="field">
        {t('tag')}
        <input
          type="search"
          className="input"
          maxLength={20}
          value={filters.tag ?? ''}
          onChange={(e) => set('tag', e.target.value)}
        />
      </label>
      <label className="field">
        {t('state')}
        <select className="input" value={filters.state ?? ''} onChange={(e) => set('state', e.target.value)}>
          <option value="">{t('all')}</option>
          {states.map((s) => (
            <option key={s} value={s}>
              {t(wishStates[s])}
            </option>
          ))}
        </select>
      </label>
      <PlaceField label={t('place')} value={filters.place} onChange={(path) => set('place', path)} />
      <a className="button button-plain" href={`/api/v1/scenario-${kind}/export.csv?${file}`} download>
        {t('csv')}
      </a>
    </search>
  )
}

const wishStates = {
  expired: 'state.expired',
  open: 'state.open',
  matched: 'state.matched',
  closed: 'state.closed',
  withdrawn: 'state.withdrawn',
  waiting: 'state.waiting',
  listed: 'state.listed',
  refused: 'state.refused',
} as const

function Head({
  names,
}: {
  names: readonly ('name' | 'state' | 'org' | 'tags' | 'until' | 'match' | 'changed' | 'enterprise')[]
}) {
  const t = useText(scenarioNeedsTexts)
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {t(name)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function NeedTable({ rows }: { rows: readonly NeedRow[] }) {
  const t = useText(scenarioNeedsTexts)
  const join = useJoin()
  return (
    <TableScroll label={t('tab.needs')}>
      <table className="table table-stack">
        <Head names={['name', 'state', 'org', 'tags', 'until', 'match', 'changed']} />
        <tbody>
          {rows.map((n) => (
            <tr key={n.id}>
              <th scope="row">
                <Link to="." search={{ need: n.id }}>
                  {n.title}
                </Link>{' '}
                <span className="muted">{n.number}</span>
              </th>
              <td data-label={t('state')}>
                <WishStateTag state={n.state} />
              </td>
              <td data-label={t('org')}>
                <OrgName code={n.org} />
              </td>
              <td data-label={t('tags')}>{join(n.tags)}</td>
              <td data-label={t('until')}>{n.until}</td>
              <td data-label={t('match')}>{n.match?.enterprise ?? t('match.none')}</td>
              <td data-label={t('changed')}>
                <RelativeTime at={n.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function OfferTable({ rows }: { rows: readonly OfferRow[] }) {
  const t = useText(scenarioNeedsTexts)
  const join = useJoin()
  return (
    <TableScroll label={t('tab.offers')}>
      <table className="table table-stack">
        <Head names={['name', 'state', 'enterprise', 'tags', 'changed']} />
        <tbody>
          {rows.map((o) => (
            <tr key={o.id}>
              <th scope="row">
                <Link to="." search={{ offer: o.id }}>
                  {o.title}
                </Link>{' '}
                <span className="muted">{o.number}</span>
              </th>
              <td data-label={t('state')}>
                <WishStateTag state={o.state} />
              </td>
              <td data-label={t('enterprise')}>{o.enterprise}</td>
              <td data-label={t('tags')}>{join(o.tags)}</td>
              <td data-label={t('changed')}>
                <RelativeTime at={o.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Pages({ total, page }: { total: number; page: number }) {
  const t = useText(scenarioNeedsTexts)
  const [, change] = useFilters()
  const pages = Math.ceil(total / pageSize)
  if (pages <= 1) return null
  return (
    <div className="button-row">
      <Button disabled={page <= 1} onClick={() => change({ page: String(page - 1) })}>
        {t('previous')}
      </Button>
      <span>{t('page', { page, pages })}</span>
      <Button disabled={page >= pages} onClick={() => change({ page: String(page + 1) })}>
        {t('next')}
      </Button>
    </div>
  )
}
