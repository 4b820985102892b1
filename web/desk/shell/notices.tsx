import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { NoticePage, NoticeView } from '#kernel/notify/contract'
import { api } from '../../ui/api.ts'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { Empty, Failure } from '../../ui/states.tsx'
import { shellTexts } from '../messages/shell.ts'

const noticesKey = ['notices'] as const

/** The bell: how many notices are unread, and the newest ones. */
export function NoticesBell() {
  const t = useText(shellTexts)
  const menu = useRef<HTMLDetailsElement>(null)
  const { data, error } = useQuery({
    queryKey: noticesKey,
    queryFn: ({ signal }) => api.get<NoticePage>('/notices', { channel: 'in-app' }, signal),
    refetchInterval: 60_000,
  })
  const unread = data?.unread ?? 0
  return (
    <details
      className="notices"
      ref={menu}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget))
          currentTarget.removeAttribute('open')
      }}
      onKeyDown={(event) => event.key === 'Escape' && menu.current?.removeAttribute('open')}
    >
      <summary className="switch">
        {t('notices')} <span className={unread > 0 ? 'notices-count' : 'muted'}>{unread}</span>
      </summary>
      <div className="notices-list">
        {error !== null && <Failure error={error} />}
        {data?.rows.length === 0 && <Empty title={t('notices.none')} />}
        <ul>
          {data?.rows.map((notice) => (
            <Notice key={notice.id} notice={notice} onOpen={() => menu.current?.removeAttribute('open')} />
          ))}
        </ul>
      </div>
    </details>
  )
}

function Notice({ notice, onOpen }: { notice: NoticeView; onOpen: () => void }) {
  const { locale } = useLanguage()
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: () => api.post<unknown>(`/notices/${notice.id}/read`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  })
  const open = () => {
    if (notice.state !== 'read') read.mutate()
    onOpen()
  }
  const text = notice.text[locale]
  return (
    <li data-unread={notice.state !== 'read'}>
      {notice.subject?.type === 'report' ? (
        <Link to="/reports" search={{ report: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'data-request' ? (
        <Link to="/sharing" search={{ request: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'grant' ? (
        <Link to="/sharing" search={{ grant: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'assessment' ? (
        <Link to="/protection" search={{ view: 'assessments', assessment: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'retention' ? (
        <Link to="/protection" search={{ view: 'retention' }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'data-correction' ? (
        <Link to="/protection" search={{ view: 'corrections', request: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'data-check' ? (
        <Link to="/data-checks" search={{ view: 'case', check: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'data-finding' ? (
        <Link to="/data-checks" search={{ finding: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'cap-alert' ? (
        <Link to="/cap" search={{ alert: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'warning' ? (
        <Link to="/warnings" search={{ warning: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : notice.subject?.type === 'appeal' ? (
        <Link to="/" search={{ tab: 'all', case: notice.subject.id }} onClick={open}>
          {text}
        </Link>
      ) : (
        <button type="button" className="link-button" onClick={open}>
          {text}
        </button>
      )}{' '}
      <span className="muted">
        <RelativeTime at={notice.createdAt} />
      </span>
    </li>
  )
}
