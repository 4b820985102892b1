import '../control/control.css'
import { Link } from '@tanstack/react-router'
import { type CareRow, careLevels, careStates, waitingCare } from '#modules/control/contract'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Waiting } from '../control/waiting.tsx'
import { PlaceField, ShortPlace } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { careTexts } from '../messages/care.ts'
import { careGroupTexts } from '../messages/care-groups.ts'
import { objectionTexts } from '../messages/control-objections.ts'
import { useFilters } from '../shell/filters.ts'
import { pageSize, useCareGroups, useCareList } from './api.ts'
import { CarePageOf } from './care.tsx'
import { CareForm } from './form.tsx'
import { GroupsView } from './groups.tsx'
import { CareStateTag, useGroupName } from './words.tsx'

/** Care levels in the reader's places; apart from everything else, and without a search by name. */
export function CarePage() {
  const t = useText(careTexts)
  const { hasRole } = useSession()
  const [{ care, view }] = useFilters()
  // Who keeps the list of groups sees no person of them.
  const seesCare = hasRole('care-officer') || hasRole('grid-worker')
  if (view === 'groups' || !seesCare)
    return (
      <main id="main" tabIndex={-1} className="page control">
        {seesCare && (
          <Link to="/care" search={{}}>
            ← {t('back')}
          </Link>
        )}
        <GroupsView />
      </main>
    )
  return (
    <main id="main" tabIndex={-1} className="page control">
      {care !== undefined && (
        <Link to="/care" search={{}}>
          ← {t('back')}
        </Link>
      )}
      {care === undefined ? <List /> : care === 'new' ? <CareForm /> : <CarePageOf key={care} id={care} />}
    </main>
  )
}

function List() {
  const t = useText(careTexts)
  const groups = useText(careGroupTexts)
  const words = useText(objectionTexts)
  const [filters, change] = useFilters()
  const list = useCareList(filters)
  const page = list.data
  const offset = Number(filters.offset ?? 0) || 0
  return (
    <>
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <div className="button-row">
        <Link to="/care" search={{ care: 'new' }} className="button button-main">
          {t('add')}
        </Link>
        <Link to="/care" search={{ view: 'groups' }} className="button">
          {groups('link')}
        </Link>
        <span className="muted" role="status">
          {page !== undefined && t('total', { n: page.total })}
        </span>
      </div>
      {page !== undefined && (
        <Waiting
          label={words('waiting')}
          kinds={waitingCare.map((s) => [s, t(`state.${s}`), page.waiting[s]])}
        />
      )}
      <ListFilters />
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {page?.rows.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.hint')}</p>
        </Empty>
      )}
      {page !== undefined && page.rows.length > 0 && <CareTable rows={page.rows} />}
      {page !== undefined && page.total > pageSize && (
        <div className="button-row">
          <Button
            disabled={offset === 0}
            onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}
          >
            {t('earlier')}
          </Button>
          <Button
            disabled={offset + pageSize >= page.total}
            onClick={() => change({ offset: String(offset + pageSize) })}
          >
            {t('later')}
          </Button>
        </div>
      )}
    </>
  )
}

function ListFilters() {
  const t = useText(careTexts)
  const { locale } = useLanguage()
  const [filters, change] = useFilters()
  const groups = useCareGroups()
  const set = (name: string) => (value: string | undefined) =>
    change({ [name]: value === '' ? undefined : value, offset: undefined })
  const states = ['due', 'objected', 'ending', ...careStates] as const
  return (
    <search className="page-filters">
      <SelectField
        id="care-state"
        label={t('state')}
        empty={t('any')}
        options={states.map((s) => ({ value: s, label: t(`state.${s}`) }))}
        value={filters.state ?? ''}
        onChange={set('state')}
      />
      <SelectField
        id="care-group"
        label={t('group')}
        empty={t('any')}
        options={(groups.data?.groups.rows ?? []).map((g) => ({ value: g.code, label: g[locale] }))}
        value={filters.group ?? ''}
        onChange={set('group')}
      />
      <SelectField
        id="care-level"
        label={t('level')}
        empty={t('any')}
        options={careLevels.map((l) => ({ value: l, label: t(`level.${l}`) }))}
        value={filters.level ?? ''}
        onChange={set('level')}
      />
      <PlaceField label={t('place')} value={filters.place} onChange={set('place')} />
    </search>
  )
}

function CareTable({ rows }: { rows: readonly CareRow[] }) {
  const t = useText(careTexts)
  const groupName = useGroupName()
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'group', 'level', 'state', 'next', 'until', 'place', 'owner'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((c) => (
            <tr key={c.id}>
              <th scope="row">
                <Link to="/care" search={{ care: c.id }}>
                  {c.name === '' ? t('none') : c.name}
                </Link>
              </th>
              <td data-label={t('group')}>{groupName(c.group)}</td>
              <td data-label={t('level')}>{t(`level.${c.level}`)}</td>
              <td data-label={t('state')}>
                <CareStateTag state={c.state} />
                {c.objected && <span className="tag tag-warn">{t('state.objected')}</span>}
              </td>
              <td data-label={t('next')}>{c.nextVisit ?? t('none')}</td>
              <td data-label={t('until')}>{c.until ?? t('none')}</td>
              <td data-label={t('place')}>
                <ShortPlace path={c.place} />
              </td>
              <td data-label={t('owner')}>
                <OrgName code={c.owner} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
