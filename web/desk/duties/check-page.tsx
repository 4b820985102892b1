import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DutyCheck } from '#modules/duties/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { dutyTexts } from '../messages/duties.ts'

/** What is wrong with the duty list: nobody answers, several answer, names that nobody knows. */
export function DutyCheckPage() {
  const t = useText(dutyTexts)
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['duties', 'check'],
    queryFn: ({ signal }) => api.get<DutyCheck>('/duties/check', undefined, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('check')} />
        <Link to="/duties">{t('title')}</Link>
      </div>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Findings check={data} />}
    </main>
  )
}

function Findings({ check }: { check: DutyCheck }) {
  const t = useText(dutyTexts)
  return (
    <>
      <p>{t('checked', { ...check.checked })}</p>
      <Finding title={t('gaps')} count={check.gaps.length}>
        {check.gaps.map((gap) => (
          <li key={gap.category}>
            <CategoryName code={gap.category} full /> {t('gap.places', { count: gap.count })}{' '}
            {gap.places.slice(0, 3).map((place) => (
              <PlaceName key={place} path={place} />
            ))}
          </li>
        ))}
      </Finding>
      <Finding title={t('overlaps')} count={check.overlaps.length}>
        {check.overlaps.map((overlap) => (
          <li key={overlap.duties.join()}>
            <CategoryName code={overlap.category} full />{' '}
            {overlap.duties.map((id) => (
              <Link key={id} to="/duties" search={{ duty: id }} className="inline-item">
                {id}
              </Link>
            ))}
          </li>
        ))}
      </Finding>
      <Finding title={t('unknown')} count={check.unknown.length}>
        {check.unknown.map(({ duty, field, code }) => (
          <li key={`${duty} ${field} ${code}`}>
            {duty} · {field} · {code}
          </li>
        ))}
      </Finding>
      <Finding title={t('townships')} count={check.townships.length}>
        {check.townships.map(({ place, orgs }) => (
          <li key={place}>
            <PlaceName path={place} />{' '}
            {orgs.map((org) => (
              <span key={org} className="inline-item">
                <OrgName code={org} full />
              </span>
            ))}
          </li>
        ))}
      </Finding>
      <Finding title={t('no-basis')} count={check.withoutBasis.length}>
        {check.withoutBasis.map((id) => (
          <li key={id}>
            <Link to="/duties" search={{ duty: id }}>
              {id}
            </Link>
          </li>
        ))}
      </Finding>
      <Finding title={t('idle')} count={check.idle.length}>
        {check.idle.map((org) => (
          <li key={org}>
            <OrgName code={org} full />
          </li>
        ))}
      </Finding>
    </>
  )
}

function Finding({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const t = useText(dutyTexts)
  return (
    <section className="card">
      <h2>
        {count === 0 ? '✓' : '▲'} {title} <span className="numbers">{count}</span>
      </h2>
      {count === 0 ? <p className="muted">{t('none-found')}</p> : <ul>{children}</ul>}
    </section>
  )
}
