import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { TaskDetails } from '#modules/hot-issues/contract'
import { useCase, useCaseAction, useCaseList } from '../../ui/cases.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { useFilters } from '../shell/filters.ts'
import { tasks } from './api.ts'

/** What the actions ask for; an action that is not here has no button on this page. */
const fields = {
  accept: [],
  report: ['text', 'changed'],
  handle: ['text'],
  close: [],
  rework: ['reason'],
  giveBack: ['reason'],
  dispatch: ['org'],
  supervise: ['reason'],
  note: ['text'],
} as const satisfies Record<string, readonly ('text' | 'changed' | 'reason' | 'org')[]>
type TaskButton = keyof typeof fields

/** Tasks that this reader may see, what is due first on top; one task where the address names it. */
export function TasksPage() {
  const [filters] = useFilters()
  return filters.task === undefined ? <TaskList /> : <TaskPage key={filters.task} id={filters.task} />
}

function TaskState({ state }: { state: string }) {
  const t = useText(hotIssueTexts)
  const name = `task.${state}` as 'task.assigned'
  return <span className={`tag tag-${state === 'closed' ? 'quiet' : 'open'}`}>{t(name)}</span>
}

function TaskList() {
  const t = useText(hotIssueTexts)
  const [filters, change] = useFilters()
  const list = useCaseList(tasks, { sort: 'due', open: filters.open })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('tasks')} />
        <Link to="/hot-issues">{t('title')}</Link>
        <label>
          <input
            type="checkbox"
            checked={filters.open === 'true'}
            onChange={(e) => change({ open: e.target.checked ? 'true' : undefined })}
          />{' '}
          {t('task.open')}
        </label>
      </div>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('tasks.empty')} />}
      {list.rows.length > 0 && (
        <TableScroll label={t('tasks')}>
          <table className="table">
            <thead>
              <tr>
                {(['name', 'state', 'lead', 'due'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to="." search={{ task: row.id }}>
                      {row.title}
                    </Link>
                    <br />
                    <span className="muted">{row.number}</span>
                  </th>
                  <td>
                    <TaskState state={row.state} />
                  </td>
                  <td>{row.lead === null ? t('none') : <OrgName code={row.lead} />}</td>
                  <td>
                    <Deadline due={row.due} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </main>
  )
}

function TaskPage({ id }: { id: string }) {
  const t = useText(hotIssueTexts)
  const task = useCase(tasks, id)
  const c = task.data
  const details = c === undefined ? undefined : TaskDetails.safeParse(c.details).data
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
          <section className="card">
            <p className="muted">
              {c.number} {c.lead !== null && <OrgName code={c.lead} full />}
            </p>
            <h2>{t('demand')}</h2>
            <p>{c.body}</p>
            {details !== undefined && (
              <p>
                <Link to="/hot-issues" search={{ issue: details.issue }}>
                  {t('issue')}
                </Link>{' '}
                {t('people.value', { people: details.people })} ·{' '}
                {t('messages.value', { count: details.messages })}
              </p>
            )}
            {details?.report != null && (
              <>
                <h2>{t('report')}</h2>
                <p>{details.report.text}</p>
                <p>
                  {t('changed')} {details.report.changed}
                </p>
              </>
            )}
          </section>
          <TaskActions c={c} />
          <TaskTimeline c={c} />
        </>
      )}
    </main>
  )
}

function TaskActions({ c }: { c: CaseView }) {
  const t = useText(hotIssueTexts)
  const failureText = useFailureText()
  const act = useCaseAction(tasks)
  const [action, setAction] = useState<TaskButton>()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const buttons = (Object.keys(fields) as TaskButton[]).filter((name) => c.can.includes(name))
  const send = (name: TaskButton) =>
    act.mutate(
      { id: c.id, version: c.version, action: name, input: values },
      {
        onSuccess: () => {
          setAction(undefined)
          setValues({})
        },
      },
    )
  const choose = (name: TaskButton) => (fields[name].length === 0 ? send(name) : setAction(name))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (action !== undefined) send(action)
  }
  return (
    <section className="no-print">
      <div className="page-filters" role="toolbar">
        {buttons.map((name, i) => (
          <Button
            key={name}
            kind={i === 0 ? 'main' : 'plain'}
            aria-pressed={action === name}
            onClick={() => choose(name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      {action !== undefined && (
        <form className="card" onSubmit={submit}>
          {fields[action].map((name) =>
            name === 'org' ? (
              <OrgField
                key={name}
                label={t('lead')}
                value={values.org}
                onChange={(org) => setValues({ ...values, org: org ?? '' })}
              />
            ) : (
              <TextArea
                key={name}
                id={`task-${name}`}
                label={t(name)}
                rows={3}
                required
                maxLength={500}
                value={values[name] ?? ''}
                onChange={(e) => setValues({ ...values, [name]: e.target.value })}
              />
            ),
          )}
          <Button kind="main" type="submit" busy={act.isPending}>
            {t(`do.${action}`)}
          </Button>{' '}
          <Button onClick={() => setAction(undefined)}>{t('cancel')}</Button>
        </form>
      )}
    </section>
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
              {s.org !== null && <OrgName code={s.org} />} {s.actorName} <RelativeTime at={s.at} />
            </p>
            {words(s.input).map((text) => (
              <p key={text}>{text}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
