import { type ReactNode, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { WarningDetails } from '#modules/early-warning/contract'
import { useCase, useCaseTitle } from '../../ui/cases.ts'
import { Deadline, ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { dark } from '../../ui/tokens.ts'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { Series } from '../../ui/warning-series.tsx'
import { planIn, saidIn, unitOf, warnings } from '../../ui/warnings.ts'
import { wallTexts } from '../messages/warnings.ts'

/** One warning on one page: how bad, what was seen, who handles it, what to do first; the rest is on the desk. */
export function WarningSummary({ id }: { id: string }) {
  const t = useText(wallTexts)
  const { data: c, error, refetch } = useCase(warnings, id)
  const { locale } = useLanguage()
  const title = useCaseTitle()
  const [hours, setHours] = useState(24)
  const d = WarningDetails.safeParse(c?.details).data
  if (c === undefined && error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (c === undefined || d === undefined) return <Loading lines={10} />
  const said = saidIn(locale, d)
  return (
    <article className="drawer-body">
      <h2 id="drawer-title">{title(c)}</h2>
      <p className="case-facts">
        <LevelTag level={d.level} />
        <WarningState state={c.state} />
        <span className="muted numbers">{c.number}</span>
        {d.exercise && <span className="tag tag-warn">{t('exercise')}</span>}
        <Deadline due={c.due} />
      </p>
      <Essentials c={c} d={d} />
      {said !== null && <p className="words">{said}</p>}
      <h3>{t('series')}</h3>
      <Series
        warning={id}
        watch={d.watch}
        object={d.object}
        name={d.objectName}
        hours={hours}
        onHours={setHours}
        palette={dark}
      />
      {d.plan !== '' && (
        <>
          <h3>{t('plan')}</h3>
          <p className="words">{planIn(locale, d)}</p>
        </>
      )}
      <p>
        <a className="button" href={`/desk/warnings?warning=${c.id}`}>
          {t('desk')}
        </a>
      </p>
    </article>
  )
}

function Essentials({ c, d }: { c: CaseView; d: WarningDetails }) {
  const t = useText(wallTexts)
  const { locale } = useLanguage()
  const rows: [string, ReactNode][] = [
    [t('place'), <PlaceName key="place" path={c.place} />],
    [t('peak'), shown(d.peak, unitOf(locale, d))],
    [t('since'), <ExactTime key="since" at={d.since} />],
    [t('last'), <RelativeTime key="last" at={d.lastAt} />],
    [t('lead'), c.lead === null ? '—' : <OrgName key="lead" code={c.lead} full />],
    ...(d.calmSince === null
      ? []
      : [[t('calm'), <ExactTime key="calm" at={d.calmSince} />] as [string, ReactNode]]),
  ]
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
