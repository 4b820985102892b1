import { Link } from '@tanstack/react-router'
import { checkNames, type Finding, type FindingPage, findingStates } from '#modules/data-checks/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { useDataChecks } from './api.ts'
import { FindingStateTag, Lines, useCheckName } from './lines.tsx'
import { Pager } from './pager.tsx'

const size = 50

/** Findings that the reader may see, open ones first, by check, organization, state and words. */
export function FindingsView() {
  const t = useText(dataCheckTexts)
  const [{ check, org, state, from, until, endedFrom, endedUntil, late, q, skip }] = useFilters()
  const words = useSettled(q)
  const list = useDataChecks<FindingPage>('/data-findings', {
    check,
    org,
    state,
    from,
    until,
    endedFrom,
    endedUntil,
    late,
    q: words,
    offset: skip,
    limit: size,
  })
  return (
    <>
      <FindingFilters />
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('empty')}>{t('empty.text')}</Empty>}
      {list.data !== undefined && list.data.rows.length > 0 && (
        <>
          <FindingTable rows={list.data.rows} />
          <Pager total={list.data.total} size={size} />
        </>
      )}
    </>
  )
}

function FindingFilters() {
  const t = useText(dataCheckTexts)
  const name = useCheckName()
  const [filters, change] = useFilters()
  const { check, org, state, late, q } = filters
  const isSpan = [filters.from, filters.until, filters.endedFrom, filters.endedUntil].some(
    (d) => d !== undefined,
  )
  const set = (more: Record<string, string | undefined>) => change({ ...more, skip: undefined })
  return (
    <search className="page-filters check-filters">
      <label className="field">
        {t('check')}
        <select
          className="input"
          value={check ?? ''}
          onChange={(e) => set({ check: e.target.value || undefined })}
        >
          <option value="">{t('check.any')}</option>
          {checkNames.map((c) => (
            <option key={c} value={c}>
              {name(c)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={state ?? ''}
          onChange={(e) => set({ state: e.target.value || undefined })}
        >
          <option value="">{t('state.any')}</option>
          {findingStates.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
      <OrgField id="finding-org" label={t('org')} value={org} onChange={(code) => set({ org: code })} />
      <TextField
        id="finding-q"
        label={t('search')}
        maxLength={100}
        value={q ?? ''}
        onChange={(e) => set({ q: e.target.value || undefined })}
      />
      <label>
        <input
          type="checkbox"
          checked={late === 'true'}
          onChange={(e) => set({ late: e.target.checked ? 'true' : undefined })}
        />{' '}
        {t('late')}
      </label>
      {isSpan && (
        <Button
          onClick={() =>
            set({ from: undefined, until: undefined, endedFrom: undefined, endedUntil: undefined })
          }
        >
          {t('span.clear', { span: spanText(filters) })}
        </Button>
      )}
    </search>
  )
}

/** The days by which a figure of a report cuts the list. */
function spanText({ from, until, endedFrom, endedUntil }: Filters): string {
  return `${from ?? endedFrom ?? ''} – ${until ?? endedUntil ?? ''}`
}

export function FindingTable({ rows }: { rows: readonly Finding[] }) {
  const t = useText(dataCheckTexts)
  const name = useCheckName()
  return (
    <TableScroll label={t('view.findings')}>
      <table className="table table-stack check-table">
        <thead>
          <tr>
            {(['subject', 'check', 'found', 'state', 'opened'] as const).map((h) => (
              <th key={h} scope="col">
                {t(h)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((f) => (
            <tr key={f.id}>
              <th scope="row">
                <Link to="/data-checks" search={{ finding: f.id }}>
                  {f.name}
                </Link>
                <br />
                <span className="muted">
                  <OrgName code={f.org} /> {f.number}
                </span>
              </th>
              <td data-label={t('check')}>
                {name(f.check)} {f.simulated && <span className="tag tag-quiet">{t('simulated')}</span>}
              </td>
              <td data-label={t('found')}>
                <Lines lines={f.lines} />
              </td>
              <td data-label={t('state')}>
                <FindingStateTag state={f.state} />
                {f.exceptedUntil !== null && (
                  <div className="muted nowrap">{t('excepted.until', { until: f.exceptedUntil })}</div>
                )}
              </td>
              <td data-label={t('opened')} className="nowrap">
                <RelativeTime at={f.openedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
