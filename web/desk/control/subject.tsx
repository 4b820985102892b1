import { useState } from 'react'
import type { SubjectView } from '#modules/control/contract'
import { useNow } from '../../ui/clock.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTexts } from '../messages/control.ts'
import { objectionTexts } from '../messages/control-objections.ts'
import { useSubject } from './api.ts'
import { LevelTag } from './level.tsx'
import { LevelActions, ProposalActions } from './level-actions.tsx'
import { Objections } from './objections.tsx'
import { StepChart } from './steps.tsx'
import { SubjectForm } from './subject-form.tsx'
import { SubjectWork } from './subject-work.tsx'
import { TraceView } from './trace.tsx'

/** One subject: its level and why, what waits, what was, and what is planned. */
export function SubjectPage({ id }: { id: string }) {
  const subject = useSubject(id)
  const s = subject.data
  return (
    <>
      {subject.isPending && <Loading lines={8} />}
      {subject.error !== null && <Failure error={subject.error} onRetry={() => void subject.refetch()} />}
      {s !== undefined && <View s={s} />}
    </>
  )
}

function View({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <div className="page-head">
        <PageTitle title={s.name} />
        <LevelTag level={s.level} />
        {s.may.includes('edit') && (
          <Button aria-pressed={isEditing} onClick={() => setEditing(!isEditing)}>
            {t('edit')}
          </Button>
        )}
      </div>
      {isEditing && <SubjectForm subject={s} onDone={() => setEditing(false)} />}
      {s.proposal !== null && <Proposal s={s} />}
      <Objections s={s} />
      <div className="control-columns">
        <div className="control-form">
          <section className="card" aria-labelledby="control-why">
            <h2 id="control-why">{t('why')}</h2>
            {s.override !== null && (
              <p role="note">
                {t('override.by', { by: s.override.by, reason: s.override.reason, day: s.override.until })}
                {s.base !== null && ` ${t('base.is', { level: s.base })}`}
              </p>
            )}
            {s.trace === null ? <p>{t('why.none')}</p> : <TraceView trace={s.trace} />}
          </section>
          <History s={s} />
        </div>
        <div className="control-form">
          <Facts s={s} />
          <SubjectWork s={s} />
        </div>
      </div>
    </>
  )
}

function Facts({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const words = useText(objectionTexts)
  return (
    <section className="card">
      <dl className="control-facts">
        <dt>{t('kind')}</dt>
        <dd>{t(`kind.${s.kind}`)}</dd>
        <dt>{t('identifier')}</dt>
        <dd className="numbers">{s.identifier}</dd>
        <dt>{t('place')}</dt>
        <dd>
          <PlaceName path={s.place} />
        </dd>
        <dt>{t('owner')}</dt>
        <dd>
          <OrgName code={s.owner} full />
        </dd>
        <dt>{t('since')}</dt>
        <dd>{s.since === null ? t('none') : <ExactTime at={s.since} />}</dd>
        <dt>{t('review')}</dt>
        <dd>{s.review ?? t('none')}</dd>
        <dt>{words('looked')}</dt>
        <dd>{s.looked ?? words('looked.never')}</dd>
      </dl>
      <LevelActions s={s} />
    </section>
  )
}

function Proposal({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const join = useJoin()
  const { proposal } = s
  if (proposal === null) return null
  const why = proposal.why.map((code) => t(`code.${code}` as 'code.first'))
  return (
    <section className="card control-proposal" aria-labelledby="control-proposal">
      <h2 id="control-proposal">
        {t('proposal')} <span className="ai-mark">{t('proposal.ai')}</span>
      </h2>
      <p>
        {t('proposal.is', { model: proposal.model, from: s.base ?? t('level.none'), to: proposal.level })}
        {' · '}
        <ExactTime at={proposal.at} />
      </p>
      <p className="muted">
        {t('why.person')}
        {join(why)}
      </p>
      <TraceView trace={proposal.trace} />
      {s.may.includes('confirm') && <ProposalActions s={s} />}
    </section>
  )
}

function History({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const now = useNow().getTime()
  return (
    <section className="card" aria-labelledby="control-history">
      <h2 id="control-history">{t('history')}</h2>
      {s.history.length === 0 && <p>{t('history.none')}</p>}
      <StepChart history={s.history} now={now} />
      {s.history.length > 0 && (
        <TableScroll label={t('history')}>
          <table className="table table-stack">
            <thead>
              <tr>
                {(['when', 'change', 'cause', 'by', 'reason', 'review'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {s.history.map((h) => (
                <tr key={h.seq}>
                  <th scope="row">
                    <ExactTime at={h.at} />
                  </th>
                  <td data-label={t('change')}>
                    {h.from ?? t('none')} → {h.to ?? t('none')}
                  </td>
                  <td data-label={t('cause')}>{t(`cause.${h.cause}`)}</td>
                  <td data-label={t('by')}>{h.by}</td>
                  <td data-label={t('reason')}>{h.reason === '' ? t('none') : h.reason}</td>
                  <td data-label={t('review')}>{h.review ?? t('none')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}
