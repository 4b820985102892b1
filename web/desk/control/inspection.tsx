import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { InspectionDetails } from '#modules/control/contract'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useColon, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { controlInspectionTexts } from '../messages/control-inspections.ts'
import { inspections } from './api.ts'
import { InspectionActions } from './inspection-actions.tsx'
import { InspectionState } from './inspections.tsx'
import { LevelTag } from './level.tsx'

/** One task: what is to be done, what was found, what may be done now, and what was done. */
export function InspectionPage({ id }: { id: string }) {
  const task = useCase(inspections, id)
  const c = task.data
  return (
    <>
      {task.isPending && <Loading lines={6} />}
      {task.error !== null && <Failure error={task.error} onRetry={() => void task.refetch()} />}
      {c !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={c.title} />
            <InspectionState state={c.state} />
            <Deadline due={c.due} />
          </div>
          <Facts c={c} />
          <InspectionActions c={c} />
          <Timeline c={c} />
        </>
      )}
    </>
  )
}

function Facts({ c }: { c: CaseView }) {
  const t = useText(controlInspectionTexts)
  const colon = useColon()
  const details = InspectionDetails.safeParse(c.details).data
  return (
    <section className="card">
      <p className="muted">
        {c.number} {c.lead !== null && <OrgName code={c.lead} full />}
      </p>
      {details !== undefined && (
        <p>
          {t('subject')}
          {colon}
          <Link to="/control" search={{ subject: details.subject }}>
            {details.subjectName}
          </Link>{' '}
          <LevelTag level={details.level} />
        </p>
      )}
      <h2>{t('task')}</h2>
      <p className="as-written">{c.body}</p>
      {details?.result != null && (
        <>
          <h2>{t('result')}</h2>
          <p className="as-written">{details.result.text}</p>
        </>
      )}
      {details !== undefined && details.findings.length > 0 && (
        <>
          <h2>{t('findings')}</h2>
          <ul className="control-findings">
            {details.findings.map((f) => (
              <li key={f.text}>
                {f.text} {f.serious && <span className="tag tag-warn">{t('serious')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {c.files.length > 0 && (
        <p>
          {c.files.map((hash, i) => (
            <Thumbnail key={hash} hash={hash} no={i + 1} />
          ))}
        </p>
      )}
    </section>
  )
}

function Timeline({ c }: { c: CaseView }) {
  const t = useText(controlInspectionTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'reason'].flatMap((k) => (typeof input[k] === 'string' ? [input[k]] : []))
  return (
    <section className="card" aria-labelledby="inspection-timeline">
      <h2 id="inspection-timeline">{t('timeline')}</h2>
      <ol className="timeline">
        {c.timeline.toReversed().map((s) => (
          <li key={s.seq} className="timeline-step">
            <p className="timeline-title">{t(`do.${s.action}` as 'do.accept')}</p>
            <p className="timeline-who">
              {s.org !== null && <OrgName code={s.org} />} <ActorName step={s} /> <RelativeTime at={s.at} />
            </p>
            {words(s.input).map((text) => (
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
