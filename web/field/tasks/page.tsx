import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { api } from '../../ui/api.ts'
import { appeals, caseKeys, useCaseList } from '../../ui/cases.ts'
import { useNow } from '../../ui/clock.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOutbox } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { usePosition } from '../../ui/position.ts'
import { useSession } from '../../ui/session.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { fieldTexts } from '../messages/field.ts'
import { orderTasks, roundDistance, type Task, taskStates } from './order.ts'

/** Cases that are read ahead, so that they open where there is no network. */
const readAhead = 20

/** Open cases of my places (grid worker) or of my organization (responder), the nearest first. */
export function TasksPage() {
  const t = useText(fieldTexts)
  const { hasRole } = useSession()
  const scope = hasRole('grid-worker') ? 'all' : 'handling'
  const list = useCaseList(appeals, { state: taskStates, scope, sort: 'due', limit: 100 })
  const position = usePosition()
  const [byDistance, setByDistance] = useState(true)
  const here = byDistance ? position.fix : null
  const tasks = useMemo(() => orderTasks(list.rows, here), [list.rows, here])
  useReadAhead(tasks)
  const choose = (next: boolean) => {
    setByDistance(next)
    if (next && position.fix === null) position.locate()
  }
  return (
    <div className="group">
      <PageTitle title={t('tasks.title')} />
      <Summary tasks={tasks} />
      <fieldset className="sort">
        <legend className="visually-hidden">{t('tasks.sort')}</legend>
        <button type="button" className="button" aria-pressed={here !== null} onClick={() => choose(true)}>
          {t(position.state === 'locating' ? 'tasks.locating' : 'tasks.by-distance')}
        </button>
        <button type="button" className="button" aria-pressed={here === null} onClick={() => choose(false)}>
          {t('tasks.by-due')}
        </button>
      </fieldset>
      <p role="status" hidden={position.state !== 'failed'} className="muted">
        {position.state === 'failed' ? t('tasks.no-position') : ''}
      </p>
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && tasks.length === 0 && (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && tasks.length === 0 && (
        <Empty title={t('tasks.empty')}>
          <p>{t('tasks.empty-hint')}</p>
        </Empty>
      )}
      <ul className="cards">
        {tasks.map((task) => (
          <TaskCard key={task.row.id} task={task} />
        ))}
      </ul>
      {list.hasNextPage && <p className="muted">{t('tasks.more')}</p>}
    </div>
  )
}

function Summary({ tasks }: { tasks: readonly Task[] }) {
  const t = useText(fieldTexts)
  const now = useNow().getTime()
  const overdue = tasks.filter(({ row }) => row.due !== null && !row.held && Date.parse(row.due) < now).length
  return (
    <p className="summary numbers">
      {t('tasks.count', { count: tasks.length })}
      {overdue > 0 && <strong className="overdue"> ▲ {t('tasks.overdue', { count: overdue })}</strong>}
    </p>
  )
}

function TaskCard({ task: { row, distance } }: { task: Task }) {
  const t = useText(fieldTexts)
  const { entries } = useOutbox()
  const waits = entries.some(
    (e) => e.state !== 'sent' && e.work.kind === 'action' && e.work.caseId === row.id,
  )
  return (
    <li>
      <Link to="/case/$id" params={{ id: row.id }} className="card">
        <span className="card-top">
          <span className="distance numbers">{distance === null ? '' : <Distance metres={distance} />}</span>
          <StateTag state={row.state} />
          <UrgencyTag urgency={row.urgency} />
        </span>
        <span className="card-title">{row.title}</span>
        <span className="muted">{row.address ?? t('tasks.none-here')}</span>
        <Deadline due={row.due} held={row.held} />
        {waits && <span className="waits">↑ {t('tasks.unsent')}</span>}
      </Link>
    </li>
  )
}

export function Distance({ metres }: { metres: number }) {
  const t = useText(fieldTexts)
  const { unit, value } = roundDistance(metres)
  return <>{t(unit === 'm' ? 'distance.m' : 'distance.km', { value })}</>
}

/** Reads the first tasks while there is a network; the service worker keeps the answers. */
function useReadAhead(tasks: readonly Task[]): void {
  const client = useQueryClient()
  const ids = tasks
    .slice(0, readAhead)
    .map(({ row }) => row.id)
    .join(' ')
  useEffect(() => {
    let isGone = false
    const readAll = async () => {
      for (const id of ids.split(' ').filter(Boolean)) {
        if (isGone || !navigator.onLine) return
        await client.prefetchQuery({
          queryKey: caseKeys.one(appeals.type, id),
          queryFn: ({ signal }) => api.get<CaseView>(`${appeals.path}/${id}`, undefined, signal),
          staleTime: 60_000,
        })
      }
    }
    void readAll()
    return () => {
      isGone = true
    }
  }, [ids, client])
}
