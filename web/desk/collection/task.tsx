import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { DataTaskDetails } from '#modules/collection/contract'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { dataTasks } from './api.ts'
import { DataTaskActions } from './task-actions.tsx'
import { DataTaskState } from './task-state.tsx'

/** One task about data: why, what may be done now, and what was done. */
export function DataTaskPage({ id }: { id: string }) {
  const t = useText(collectionTexts)
  const task = useCase(dataTasks, id)
  const c = task.data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={{ view: 'tasks' }}>
        ← {t('tasks')}
      </Link>
      {task.isPending && <Loading lines={6} />}
      {task.error !== null && <Failure error={task.error} onRetry={() => void task.refetch()} />}
      {c !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={c.title} />
            <DataTaskState state={c.state} />
            <Deadline due={c.due} />
          </div>
          <Facts c={c} />
          <DataTaskActions c={c} />
          <Steps c={c} />
        </>
      )}
    </main>
  )
}

function Facts({ c }: { c: CaseView }) {
  const t = useText(collectionTexts)
  const details = DataTaskDetails.safeParse(c.details).data
  return (
    <section className="card">
      <p className="muted">
        {c.number} {c.lead !== null && <OrgName code={c.lead} full />}
      </p>
      <p className="as-written">{c.body}</p>
      {details !== undefined && (
        <p>
          <Link to="." search={{ resource: details.resource }}>
            {details.resourceName}（{details.code}）
          </Link>
        </p>
      )}
      {details?.report != null && (
        <>
          <h2>{t('do.report')}</h2>
          <p className="as-written">{details.report.text}</p>
        </>
      )}
    </section>
  )
}

function Steps({ c }: { c: CaseView }) {
  const t = useText(collectionTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'reason', 'note'].flatMap((k) => (typeof input[k] === 'string' ? [input[k]] : []))
  return (
    <section className="card" aria-labelledby="task-timeline">
      <h2 id="task-timeline">{t('timeline')}</h2>
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
