import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { TaskDetails } from '#modules/hot-issues/contract'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { OfficerName } from '../fields/officer-field.tsx'
import { caseTexts } from '../messages/case.ts'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { tasks, useIssue } from './api.ts'
import { TaskState } from './state-word.tsx'
import { TaskActions } from './task-actions.tsx'

/** One task: what is to change, the appeals behind it, what may be done now, and what was done. */
export function TaskPage({ id }: { id: string }) {
  const t = useText(hotIssueTexts)
  const task = useCase(tasks, id)
  const c = task.data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {task.isPending && <Loading lines={6} />}
      {task.error !== null && <Failure error={task.error} onRetry={() => void task.refetch()} />}
      {c !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={c.title} />
            <TaskState state={c.state} />
            <Deadline due={c.due} />
          </div>
          <TaskFacts c={c} />
          <TaskActions c={c} />
          <TaskTimeline c={c} />
        </>
      )}
    </main>
  )
}

function TaskFacts({ c }: { c: CaseView }) {
  const t = useText(hotIssueTexts)
  const waiting = useText(caseTexts)
  const details = TaskDetails.safeParse(c.details).data
  return (
    <section className="card">
      <p className="muted">
        {c.number} {c.lead !== null && <OrgName code={c.lead} full />}
      </p>
      {c.extension !== null && (
        <p className="waiting">
          {waiting('extension', { days: c.extension.days, reason: c.extension.reason })}
        </p>
      )}
      <h2>{t('demand')}</h2>
      <p className="as-written">{c.body}</p>
      {details?.report != null && (
        <>
          <h2>{t('report')}</h2>
          <p className="as-written">{details.report.text}</p>
          <h3>{t('changed')}</h3>
          <p className="as-written">{details.report.changed}</p>
        </>
      )}
      {details !== undefined && <TaskMembers details={details} />}
    </section>
  )
}

/** The appeals that made the task, as far as this reader may see them. */
function TaskMembers({ details }: { details: TaskDetails }) {
  const t = useText(hotIssueTexts)
  const issue = useIssue(details.issue)
  const own = new Set(details.members)
  const seen = issue.data?.members.filter((m) => own.has(m.id)) ?? []
  const hidden = details.members.length - seen.length
  return (
    <>
      <h2>{t('members')}</h2>
      <p>
        <Link to="/hot-issues" search={{ issue: details.issue }}>
          {t('issue')}
        </Link>{' '}
        · {t('people.value', { people: details.people })} · {t('messages.value', { count: details.messages })}
      </p>
      {issue.isPending && <Loading lines={3} />}
      {issue.error !== null && <Failure error={issue.error} onRetry={() => void issue.refetch()} />}
      <ul>
        {seen.map((m) => (
          <li key={m.id}>
            <Link to="/" search={{ case: m.id }}>
              {m.title}
            </Link>{' '}
            <span className="muted">{m.number}</span>
          </li>
        ))}
      </ul>
      {issue.data !== undefined && hidden > 0 && <p className="muted">{t('hidden', { count: hidden })}</p>}
    </>
  )
}

function TaskTimeline({ c }: { c: CaseView }) {
  const t = useText(hotIssueTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'changed', 'reason', 'note'].flatMap((k) => (typeof input[k] === 'string' ? [input[k]] : []))
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
            {typeof s.input.assignee === 'string' && (
              <p>
                <OfficerName id={s.input.assignee} org={s.org ?? c.lead} />
              </p>
            )}
            {typeof s.input.days === 'number' && <p>{t('days.value', { days: s.input.days })}</p>}
            {typeof s.input.approve === 'boolean' && <p>{t(s.input.approve ? 'granted' : 'declined')}</p>}
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
