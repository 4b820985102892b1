import { Link } from '@tanstack/react-router'
import { dayOf } from '#kernel/clock/rules'
import {
  levels,
  type SubjectPage,
  type SubjectRow,
  subjectKinds,
  waitingStates,
} from '#modules/control/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { PlaceField, ShortPlace } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { objectionTexts } from '../messages/control-objections.ts'
import { useFilters } from '../shell/filters.ts'
import { pageSize, useOwnOrgs, useSubjects } from './api.ts'
import { LevelTag } from './level.tsx'
import { Waiting } from './waiting.tsx'

const states = ['overridden', 'unknown'] as const
const nothing = {
  kind: undefined,
  level: undefined,
  place: undefined,
  state: undefined,
  text: undefined,
  offset: undefined,
}

/** All subjects that the reader may see, what waits for a person first. */
export function Register() {
  const t = useText(controlTexts)
  const words = useText(objectionTexts)
  const [filters, change] = useFilters()
  const list = useSubjects(filters)
  const mayAdd = useOwnOrgs().length > 0
  const page = list.data
  return (
    <>
      <div className="button-row">
        {mayAdd && (
          <Link to="/control" search={{ subject: 'new' }} className="button button-main">
            {t('add')}
          </Link>
        )}
        <span className="muted" role="status">
          {page !== undefined && t('total', { n: page.total })}
        </span>
      </div>
      {page !== undefined && (
        <Waiting
          label={words('waiting')}
          kinds={waitingStates.map((s) => [s, words(`waiting.${s}`), page.waiting[s]])}
        />
      )}
      {page !== undefined && <Counts page={page} />}
      <RegisterFilters />
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {page?.rows.length === 0 && (
        <Empty title={t('empty.title')}>
          <p>{t('empty.hint')}</p>
          <Button onClick={() => change(nothing)}>{t('clear')}</Button>
        </Empty>
      )}
      {page !== undefined && page.rows.length > 0 && <SubjectTable rows={page.rows} />}
      {page !== undefined && page.total > pageSize && <Pages total={page.total} />}
    </>
  )
}

/** How many stand on each level; a press filters. */
function Counts({ page }: { page: SubjectPage }) {
  const t = useText(controlTexts)
  const [{ level }, change] = useFilters()
  return (
    <fieldset className="control-counts" aria-label={t('level')}>
      {[...levels].reverse().map((l) => (
        <button
          key={l}
          type="button"
          aria-pressed={level === l}
          onClick={() => change({ level: level === l ? undefined : l, offset: undefined })}
        >
          <span>
            <LevelTag level={l} />
          </span>
          <strong>{page.counts[l] ?? 0}</strong>
        </button>
      ))}
      <button
        type="button"
        aria-pressed={false}
        onClick={() => change({ state: 'unknown', offset: undefined })}
      >
        <span className="muted">{t('level.none')}</span>
        <strong>{page.counts.none ?? 0}</strong>
      </button>
    </fieldset>
  )
}

function RegisterFilters() {
  const t = useText(controlTexts)
  const words = useText(objectionTexts)
  const [filters, change] = useFilters()
  const set = (name: string) => (value: string | undefined) =>
    change({ [name]: value === '' ? undefined : value, offset: undefined })
  return (
    <search className="page-filters">
      <TextField
        id="control-text"
        label={t('search')}
        type="search"
        maxLength={100}
        value={filters.text ?? ''}
        onChange={(e) => set('text')(e.target.value)}
      />
      <SelectField
        id="control-kind"
        label={t('kind')}
        empty={t('any')}
        options={subjectKinds.map((k) => ({ value: k, label: t(`kind.${k}`) }))}
        value={filters.kind ?? ''}
        onChange={set('kind')}
      />
      <SelectField
        id="control-state"
        label={t('state')}
        empty={t('any')}
        options={[
          ...waitingStates.map((s) => ({ value: s, label: words(`waiting.${s}`) })),
          ...states.map((s) => ({ value: s, label: t(`state.${s}`) })),
        ]}
        value={filters.state ?? ''}
        onChange={set('state')}
      />
      <PlaceField label={t('place')} value={filters.place} onChange={set('place')} />
    </search>
  )
}

function SubjectTable({ rows }: { rows: readonly SubjectRow[] }) {
  const t = useText(controlTexts)
  const words = useText(objectionTexts)
  const [{ state }] = useFilters()
  // Who asks for what nobody has looked at wants to know since when; else it matters little.
  const since = state === 'unseen' ? 'looked' : 'since'
  return (
    <TableScroll label={t('view.register')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'kind', 'level', 'proposed', since, 'review', 'next', 'place', 'owner'] as const).map(
              (name) => (
                <th key={name} scope="col">
                  {name === 'looked' ? words(name) : t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((s) => (
            <tr key={s.id}>
              <th scope="row">
                <Link to="/control" search={{ subject: s.id }}>
                  {s.name}
                </Link>
                <br />
                <span className="muted numbers">{s.identifier}</span>{' '}
                {s.objected && <span className="tag tag-warn">{words('waiting.objected')}</span>}
              </th>
              <td data-label={t('kind')}>{t(`kind.${s.kind}`)}</td>
              <td data-label={t('level')}>
                <LevelTag level={s.level} />
                {s.overriddenUntil !== null && (
                  <span className="muted"> {t('override.until', { day: s.overriddenUntil })}</span>
                )}
              </td>
              <td data-label={t('proposed')}>
                {s.proposed === null ? t('none') : <LevelTag level={s.proposed} />}
              </td>
              {since === 'looked' ? (
                <td data-label={words('looked')}>{s.looked ?? words('looked.never')}</td>
              ) : (
                <td data-label={t('since')}>{s.since === null ? t('none') : dayOf(new Date(s.since))}</td>
              )}
              <td data-label={t('review')}>{s.review ?? t('none')}</td>
              <td data-label={t('next')}>{s.nextInspection ?? t('none')}</td>
              <td data-label={t('place')}>
                <ShortPlace path={s.place} />
              </td>
              <td data-label={t('owner')}>
                <OrgName code={s.owner} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Pages({ total }: { total: number }) {
  const t = useText(controlTexts)
  const [filters, change] = useFilters()
  const offset = Number(filters.offset ?? 0) || 0
  return (
    <div className="button-row">
      <Button
        disabled={offset === 0}
        onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}
      >
        {t('earlier')}
      </Button>
      <span>
        {offset + 1}–{Math.min(total, offset + pageSize)}
      </span>
      <Button
        disabled={offset + pageSize >= total}
        onClick={() => change({ offset: String(offset + pageSize) })}
      >
        {t('later')}
      </Button>
    </div>
  )
}
