import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { WarningDetails } from '#modules/early-warning/contract'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase, useCaseTitle } from '../../ui/cases.ts'
import { Deadline, ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useColon, useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { Series } from '../../ui/warning-series.tsx'
import { planIn, saidIn, unitOf, warnings, watchName } from '../../ui/warnings.ts'
import { PlaceMap } from '../context/place-map.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { AlertsCard } from './alerts.tsx'
import { useEvidence } from './api.ts'
import { Evidence } from './evidence.tsx'
import { MatchCard } from './pattern-facts.tsx'
import { WarningActions } from './warning-actions.tsx'

/** One warning: how bad, since when, what was seen, what to do now, and what was done. */
export function WarningPage({ id }: { id: string }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const title = useCaseTitle()
  const [filters] = useFilters()
  const warning = useCase(warnings, id)
  const c = warning.data
  const details = WarningDetails.safeParse(c?.details).data
  const { warning: _own, ...rest } = filters
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={rest}>
        ← {t('back')}
      </Link>
      {warning.isPending && <Loading lines={8} />}
      {warning.error !== null && <Failure error={warning.error} onRetry={() => void warning.refetch()} />}
      {c !== undefined && details !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={title(c)} />
            <LevelTag level={details.level} />
            <WarningState state={c.state} />
            {details.exercise && <span className="tag tag-quiet">{t('exercise')}</span>}
            <Deadline due={c.due} />
          </div>
          <WarningActions c={c} />
          <div className="warning-columns">
            <div>
              <Said d={details} />
              {details.resource === null ? (
                <MatchCard warning={id} />
              ) : (
                <>
                  <SeriesCard id={id} details={details} />
                  <EvidenceCard id={id} unit={unitOf(locale, details)} />
                </>
              )}
            </div>
            <div>
              <Facts c={c} d={details} />
              <AlertsCard c={c} />
              <History c={c} />
            </div>
          </div>
        </>
      )}
    </main>
  )
}

function SeriesCard({ id, details }: { id: string; details: WarningDetails }) {
  const t = useText(warningTexts)
  const [hours, setHours] = useState(24)
  return (
    <section className="card" aria-labelledby="warning-series">
      <h2 id="warning-series">{t('series')}</h2>
      <Series
        warning={id}
        watch={details.watch}
        object={details.object}
        name={details.objectName}
        hours={hours}
        onHours={setHours}
      />
    </section>
  )
}

function EvidenceCard({ id, unit }: { id: string; unit: string }) {
  const t = useText(warningTexts)
  const evidence = useEvidence(id)
  return (
    <section className="card" aria-labelledby="warning-evidence">
      <h2 id="warning-evidence">{t('evidence')}</h2>
      {evidence.isPending && <Loading lines={3} />}
      {evidence.error !== null && <Failure error={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.data !== undefined && <Evidence signals={evidence.data.signals} unit={unit} />}
    </section>
  )
}

/** What the newest signal says in words, as it was written; text, never markup. */
function Said({ d }: { d: WarningDetails }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const text = saidIn(locale, d)
  if (text === null) return null
  return (
    <section className="card" aria-labelledby="warning-said">
      <h2 id="warning-said">{t('said')}</h2>
      <p className="as-written">{text}</p>
    </section>
  )
}

function Facts({ c, d }: { c: CaseView; d: WarningDetails }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const colon = useColon()
  const p = useText(patternTexts)
  return (
    <section className="card" aria-label={t('what')}>
      <dl className="warning-facts">
        <dt>{t('object')}</dt>
        <dd>
          {d.objectName}{' '}
          {d.objectName !== d.object && d.resource !== null && <span className="muted">{d.object}</span>}
        </dd>
        <dt>{t('place')}</dt>
        <dd>
          <PlaceName path={c.place} />
        </dd>
        {d.resource !== null && (
          <>
            <dt>{t('peak')}</dt>
            <dd>{shown(d.peak, unitOf(locale, d))}</dd>
          </>
        )}
        <dt>{t('since')}</dt>
        <dd>
          <ExactTime at={d.since} />
        </dd>
        <dt>{t('last')}</dt>
        <dd>
          <ExactTime at={d.lastAt} /> · {t('signals.value', { count: d.signals })}
        </dd>
        {d.calmSince !== null && (
          <>
            <dt>{t('calm')}</dt>
            <dd>
              <ExactTime at={d.calmSince} />
            </dd>
          </>
        )}
        <dt>{t('lead')}</dt>
        <dd>{c.lead === null ? t('none') : <OrgName code={c.lead} full />}</dd>
        <dt>{d.resource === null ? p('pattern') : t('watch')}</dt>
        <dd>
          <Link to="." search={d.resource === null ? { pattern: d.watch } : { watch: d.watch }}>
            {watchName(locale, { name: d.watchName, english: d.english })}
          </Link>
        </dd>
        <dt>{t('levels')}</dt>
        <dd>
          <Levels levels={d.levels} />
        </dd>
      </dl>
      {d.plan !== '' && (
        <>
          <h3>{t('plan')}</h3>
          <p className="as-written">{planIn(locale, d)}</p>
        </>
      )}
      {d.report !== null && (
        <>
          <h3>{t('report')}</h3>
          <p className="as-written">{d.report.text}</p>
          <p>
            {t('cause')}
            {colon}
            <span className="as-written">{d.report.cause}</span>
          </p>
        </>
      )}
      {d.verdict !== null && (
        <p>
          <strong>
            {t('verdict')}
            {colon}
            {t(`verdict.${d.verdict.verdict}`)}
          </strong>{' '}
          <span className="as-written">{d.verdict.note}</span>
        </p>
      )}
      {c.point !== null && <PlaceMap point={c.point} />}
    </section>
  )
}

function Levels({ levels }: { levels: WarningDetails['levels'] }) {
  const t = useText(warningTexts)
  return (
    <ol className="warning-levels">
      {levels.map((l) => (
        <li key={`${l.at} ${l.level}`}>
          <LevelTag level={l.level} /> <RelativeTime at={l.at} />{' '}
          <span className="muted">{l.why === 'signals' || l.why === 'calm' ? t(`why.${l.why}`) : l.why}</span>
        </li>
      ))}
    </ol>
  )
}

function History({ c }: { c: CaseView }) {
  const t = useText(warningTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'cause', 'reason', 'note', 'headline'].flatMap((k) =>
      typeof input[k] === 'string' ? [input[k]] : [],
    )
  return (
    <section className="card" aria-labelledby="warning-history">
      <h2 id="warning-history">{t('history')}</h2>
      <ol className="timeline">
        {c.timeline.toReversed().map((s) => (
          <li key={s.seq} className="timeline-step">
            <p className="timeline-title">{t(`do.${s.action}` as 'do.accept')}</p>
            <p className="timeline-who">
              {s.org !== null && <OrgName code={s.org} />} <ActorName step={s} /> <RelativeTime at={s.at} />
            </p>
            {words(s.input)
              .filter((text) => text !== '')
              .map((text) => (
                <p key={text} className="as-written">
                  {text}
                </p>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
