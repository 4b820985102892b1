import { Link } from '@tanstack/react-router'
import type { DataDuty, DataUser, DutyPage, ResourceDuties } from '#modules/data-checks/contract'
import { parties } from '#modules/data-checks/contract'
import { TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { usePurposeName } from '../sharing/words.tsx'
import { useFilters } from '../shell/filters.ts'
import { useDataChecks } from './api.ts'
import { DutyTableEditor } from './duty-table.tsx'
import { Pager } from './pager.tsx'

const size = 20

/** Manager and user of each resource, and what each of them answers for. */
export function DutiesView() {
  const t = useText(dataCheckTexts)
  const [{ q, org, vacant, resource, skip, edit }] = useFilters()
  const words = useSettled(q)
  const page = useDataChecks<DutyPage>('/data-duties', {
    q: words,
    org,
    vacant,
    resource,
    offset: skip,
    limit: size,
  })
  if (edit === 'duties') return <DutyTableEditor />
  return (
    <>
      <DutyFilters />
      {page.isPending && <Loading lines={8} />}
      {page.error !== null && <Failure error={page.error} onRetry={() => void page.refetch()} />}
      {page.data?.rows.length === 0 && <Empty title={t('empty')} />}
      {page.data !== undefined && page.data.rows.length > 0 && (
        <>
          <TableScroll label={t('view.duties')}>
            <table className="table table-stack check-table">
              <thead>
                <tr>
                  {(['resource', 'managers', 'users'] as const).map((h) => (
                    <th key={h} scope="col">
                      {t(h)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {page.data.rows.map((r) => (
                  <Row key={r.resource} r={r} />
                ))}
              </tbody>
            </table>
          </TableScroll>
          <Pager total={page.data.total} size={size} />
        </>
      )}
      {page.data !== undefined && <DutyList duties={page.data.duties} withEdit />}
    </>
  )
}

function DutyFilters() {
  const t = useText(dataCheckTexts)
  const [{ q, org, vacant }, change] = useFilters()
  const set = (more: Record<string, string | undefined>) =>
    change({ ...more, skip: undefined, resource: undefined })
  return (
    <search className="page-filters check-filters">
      <TextField
        id="duty-q"
        label={t('search')}
        maxLength={100}
        value={q ?? ''}
        onChange={(e) => set({ q: e.target.value || undefined })}
      />
      <OrgField id="duty-org" label={t('org')} value={org} onChange={(code) => set({ org: code })} />
      <label>
        <input
          type="checkbox"
          checked={vacant === 'true'}
          onChange={(e) => set({ vacant: e.target.checked ? 'true' : undefined })}
        />{' '}
        {t('vacant.only')}
      </label>
    </search>
  )
}

function Row({ r }: { r: ResourceDuties }) {
  const t = useText(dataCheckTexts)
  return (
    <tr>
      <th scope="row">
        <Link to="/catalogue" search={{ resource: r.resource }}>
          {r.name}
        </Link>
        <br />
        <span className="muted">
          {r.code} · <OrgName code={r.provider} />
        </span>
        {r.open > 0 && (
          <div>
            <Link to="/data-checks" search={{ view: 'findings', state: 'open', q: r.name }}>
              {t('open.count', { count: r.open })}
            </Link>
          </div>
        )}
      </th>
      <td data-label={t('managers')}>
        {r.posts.map((p) => (
          <div key={p.party}>
            <span className="muted">{t(`party.${p.party}`)}</span> <OrgName code={p.org} /> {p.title}{' '}
            {p.holder === null ? <span className="tag tag-warn">▲ {t('vacant')}</span> : p.holder}
          </div>
        ))}
      </td>
      <td data-label={t('users')}>
        {r.users.length === 0 && <span className="muted">{t('users.none')}</span>}
        {r.users.map((u) => (
          <User key={u.grant} u={u} />
        ))}
      </td>
    </tr>
  )
}

function User({ u }: { u: DataUser }) {
  const t = useText(dataCheckTexts)
  const purpose = usePurposeName()
  return (
    <div>
      <Link to="/sharing" search={{ grant: u.grant }}>
        <OrgName code={u.consumer} />
      </Link>{' '}
      {purpose(u.purpose)} {t('until', { until: u.until })}{' '}
      {u.state === 'suspended' && <span className="tag tag-quiet">{t('suspended')}</span>}{' '}
      <span className="muted">
        {u.lastUse === null ? t('never-used') : t('last-use', { day: u.lastUse })}
      </span>
      <div className="muted">
        {u.holders.length === 0 ? (
          <span className="tag tag-warn">▲ {t('vacant')}</span>
        ) : (
          u.holders.join('、')
        )}
      </div>
    </div>
  )
}

/** What each party answers for, with its law; what was not read in the text says so. */
export function DutyList({ duties, withEdit = false }: { duties: readonly DataDuty[]; withEdit?: boolean }) {
  const t = useText(dataCheckTexts)
  const { locale } = useLanguage()
  const { hasRole } = useSession()
  const given = parties.filter((p) => duties.some((d) => d.party === p))
  return (
    <section className="card" aria-labelledby="duty-list">
      <h2 id="duty-list">{t('duties')}</h2>
      {given.map((party) => (
        <div key={party}>
          <h3>{t(`party.${party}`)}</h3>
          <ul className="check-lines">
            {duties
              .filter((d) => d.party === party)
              .map((d) => (
                <li key={d.zh}>
                  {d[locale]}{' '}
                  <span className="muted">
                    {d.basis} · {t(`mark.${d.mark}`)}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {withEdit && hasRole('data-authority') && (
        <Link to="/data-checks" search={{ view: 'duties', edit: 'duties' }}>
          {t('edit')}
        </Link>
      )}
    </section>
  )
}
