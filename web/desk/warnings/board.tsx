import { Link } from '@tanstack/react-router'
import { domains, levels, type WarningRow } from '#modules/early-warning/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { useWarnings } from '../../ui/warnings.ts'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { OutsideAlerts } from './outside.tsx'
import { Views } from './views.tsx'

const pageSize = 50
const states = ['open', 'closed', 'any'] as const
const fromTheTop = levels.toReversed()

/** Every warning that this reader may see: the highest level on top, as it changes. */
export function Board() {
  const t = useText(warningTexts)
  const [filters, change] = useFilters()
  const { state, level, domain, place, q, from, until, highest, exercise, within } = filters
  const offset = Number(filters.offset ?? 0)
  const list = useWarnings({
    ...{ state, level, domain, place, q, from, until, highest, exercise, within },
    limit: pageSize,
    offset,
  })
  const total = list.data?.total ?? 0
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Views />
      </div>
      <ul className="level-counts">
        {fromTheTop.map((l) => (
          <li key={l}>
            <button
              type="button"
              className={`level level-${l}`}
              aria-pressed={level === l}
              onClick={() => change({ level: level === l ? undefined : l, offset: undefined })}
            >
              {t(`level.${l}`)} <strong>{list.data?.byLevel[l] ?? '·'}</strong>
            </button>
          </li>
        ))}
      </ul>
      <BoardFilters />
      <OutsideAlerts place={place} />
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.data.rows.length === 0 && (
        <Empty title={t('empty')}>{t('empty.text')}</Empty>
      )}
      {list.data !== undefined && list.data.rows.length > 0 && <WarningTable rows={list.data.rows} />}
      <div className="page-filters">
        {offset > 0 && (
          <Button onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}>←</Button>
        )}
        {total > offset + pageSize && (
          <Button onClick={() => change({ offset: String(offset + pageSize) })}>{t('more')}</Button>
        )}
      </div>
    </main>
  )
}

function BoardFilters() {
  const t = useText(warningTexts)
  const [filters, change] = useFilters()
  const set = (name: string, value: string) => change({ [name]: value || undefined, offset: undefined })
  return (
    <search className="page-filters">
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? 'open'}
          onChange={(e) => set('state', e.target.value)}
        >
          {states.map((s) => (
            <option key={s} value={s}>
              {t(`list.${s}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('domain')}
        <select
          className="input"
          value={filters.domain ?? ''}
          onChange={(e) => set('domain', e.target.value)}
        >
          <option value="">{t('any')}</option>
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
      <PlaceField label={t('place')} value={filters.place} onChange={(place) => set('place', place ?? '')} />
      <label className="field">
        {t('search')}
        <input
          className="input"
          type="search"
          maxLength={80}
          defaultValue={filters.q ?? ''}
          onChange={(e) => set('q', e.target.value.trim())}
        />
      </label>
      <MoreFilters set={set} />
    </search>
  )
}

/** What a figure of a report opens with: days, highest level, what is real, and the places of the report. */
function MoreFilters({ set }: { set: (name: string, value: string) => void }) {
  const t = useText(warningTexts)
  const [{ from, until, highest, exercise, within }] = useFilters()
  const choices = [
    ['highest', highest, fromTheTop.map((l) => [l, t(`level.${l}`)] as const)],
    ['exercise', exercise, [['false', t('data.real')] as const, ['true', t('data.exercise')] as const]],
  ] as const
  return (
    <>
      {(['from', 'until'] as const).map((name) => (
        <TextField
          key={name}
          id={`board-${name}`}
          label={t(`raised.${name}`)}
          type="date"
          value={(name === 'from' ? from : until) ?? ''}
          onChange={(e) => set(name, e.target.value)}
        />
      ))}
      {choices.map(([name, value, options]) => (
        <label key={name} className="field">
          {t(name === 'exercise' ? 'data' : name)}
          <select className="input" value={value ?? ''} onChange={(e) => set(name, e.target.value)}>
            <option value="">{t('any')}</option>
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      {within !== undefined && (
        <p className="muted">
          {t('within', { count: within.split(',').length })}{' '}
          <button type="button" className="link-button" onClick={() => set('within', '')}>
            {t('within.clear')}
          </button>
        </p>
      )}
    </>
  )
}

function WarningTable({ rows }: { rows: readonly WarningRow[] }) {
  const t = useText(warningTexts)
  const columns = ['level', 'what', 'state', 'peak', 'last', 'lead', 'due'] as const
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <WarningLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function WarningLine({ row }: { row: WarningRow }) {
  const t = useText(warningTexts)
  return (
    <tr>
      <td>
        <LevelTag level={row.level} />
      </td>
      <th scope="row">
        <Link to="." search={(old: object) => ({ ...old, warning: row.id })}>
          {row.title}
        </Link>
        <br />
        <span className="muted">
          {row.number} · {t(`domain.${row.domain}`)} · <PlaceName path={row.place} />
        </span>
      </th>
      <td>
        <WarningState state={row.state} />{' '}
        {row.calmSince !== null && row.state !== 'closed' && (
          <span className="tag tag-quiet">{t('calm')}</span>
        )}{' '}
        {row.verdict !== null && <span className="tag tag-quiet">{t(`verdict.${row.verdict}`)}</span>}{' '}
        {row.exercise && <span className="tag tag-quiet">{t('exercise')}</span>}
      </td>
      <td data-label={t('peak')} className="nowrap">
        {shown(row.peak, row.unit)}
      </td>
      <td data-label={t('last')}>
        <RelativeTime at={row.lastAt} />
      </td>
      <td data-label={t('lead')}>{row.lead === null ? t('none') : <OrgName code={row.lead} />}</td>
      <td data-label={t('due')}>
        <Deadline due={row.due} />
      </td>
    </tr>
  )
}
