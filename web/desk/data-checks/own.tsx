import { Link } from '@tanstack/react-router'
import type { FindingPage, OwnDuties } from '#modules/data-checks/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { usePurposeName } from '../sharing/words.tsx'
import { useDataChecks } from './api.ts'
import { DutyList } from './duties.tsx'
import { FindingTable } from './findings.tsx'

/** What the signed-in officer answers for, and what is being looked at of the officer's own reading. */
export function OwnView() {
  const own = useDataChecks<OwnDuties>('/data-duties/own')
  return (
    <>
      {own.isPending && <Loading lines={6} />}
      {own.error !== null && <Failure error={own.error} onRetry={() => void own.refetch()} />}
      {own.data !== undefined && <Duties own={own.data} />}
      <Readings />
    </>
  )
}

function Duties({ own }: { own: OwnDuties }) {
  const t = useText(dataCheckTexts)
  const isNothing = own.owner.length + own.steward.length + own.user.length === 0 && !own.isAuthority
  return (
    <>
      {isNothing && <p>{t('own.none')}</p>}
      {(['owner', 'steward'] as const).map(
        (party) => own[party].length > 0 && <Held key={party} party={party} rows={own[party]} />,
      )}
      {own.user.length > 0 && <Used rows={own.user} />}
      {own.duties.length > 0 && <DutyList duties={own.duties} />}
    </>
  )
}

function Held({ party, rows }: { party: 'owner' | 'steward'; rows: OwnDuties['owner'] }) {
  const t = useText(dataCheckTexts)
  return (
    <section className="card" aria-labelledby={`own-${party}`}>
      <h2 id={`own-${party}`}>{t(`own.${party}`)}</h2>
      <ul className="check-lines">
        {rows.map((r) => (
          <li key={r.resource}>
            <Link to="/catalogue" search={{ resource: r.resource }}>
              {r.name}
            </Link>{' '}
            <span className="muted">{r.code}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Used({ rows }: { rows: OwnDuties['user'] }) {
  const t = useText(dataCheckTexts)
  const purpose = usePurposeName()
  return (
    <section className="card" aria-labelledby="own-user">
      <h2 id="own-user">{t('own.user')}</h2>
      <ul className="check-lines">
        {rows.map((u) => (
          <li key={u.grant}>
            <Link to="/sharing" search={{ grant: u.grant }}>
              {u.name}
            </Link>{' '}
            <OrgName code={u.provider} /> {purpose(u.purpose)} {t('until', { until: u.until })}{' '}
            <span className="muted">
              {u.lastUse === null ? t('never-used') : t('last-use', { day: u.lastUse })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Readings() {
  const t = useText(dataCheckTexts)
  const own = useDataChecks<FindingPage>('/data-findings/own')
  return (
    <section aria-labelledby="own-readings">
      <h2 id="own-readings">{t('own.readings')}</h2>
      <p className="muted">{t('person.note')}</p>
      {own.error !== null && <Failure error={own.error} onRetry={() => void own.refetch()} />}
      {own.data?.rows.length === 0 && <p>{t('own.readings.none')}</p>}
      {own.data !== undefined && own.data.rows.length > 0 && <FindingTable rows={own.data.rows} />}
    </section>
  )
}
