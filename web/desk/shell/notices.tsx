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
  const page = pageOf(notice.subject)
  return (
    <li data-unread={notice.state !== 'read'}>
      {page === undefined ? (
        <button type="button" className="link-button" onClick={open}>
          {text}
        </button>
      ) : (
        <Link {...page} onClick={open}>
          {text}
        </Link>
      )}{' '}
      <span className="muted">
        <RelativeTime at={notice.createdAt} />
      </span>
    </li>
  )
}

/** Where what the notice is about stands; undefined: nowhere on the desk. */
function pageOf(subject: NoticeView['subject']) {
  if (subject === null) return undefined
  const { id } = subject
  switch (subject.type) {
    case 'report':
      return { to: '/reports', search: { report: id } } as const
    case 'data-request':
      return { to: '/sharing', search: { request: id } } as const
    case 'grant':
      return { to: '/sharing', search: { grant: id } } as const
    case 'assessment':
      return { to: '/protection', search: { view: 'assessments', assessment: id } } as const
    case 'retention':
      return { to: '/protection', search: { view: 'retention' } } as const
    case 'data-correction':
      return { to: '/protection', search: { view: 'corrections', request: id } } as const
    case 'data-check':
      return { to: '/data-checks', search: { view: 'case', check: id } } as const
    case 'data-finding':
      return { to: '/data-checks', search: { finding: id } } as const
    case 'cap-alert':
      return { to: '/cap', search: { alert: id } } as const
    case 'warning':
      return { to: '/warnings', search: { warning: id } } as const
    case 'watch':
      return { to: '/warnings', search: { watch: id } } as const
    case 'watch-consent':
      return { to: '/sharing', search: { view: 'watches' } } as const
    case 'silence':
      return { to: '/warnings', search: { view: 'silences', past: 'true' } } as const
    case 'control-subject':
      return { to: '/control', search: { subject: id } } as const
    case 'scenario-need':
      return { to: '/scenarios/needs', search: { need: id } } as const
    case 'scenario-case':
      return { to: '/scenarios/cases', search: { case: id } } as const
    case 'inspection':
      return { to: '/control', search: { task: id } } as const
    case 'appeal':
      return { to: '/', search: { tab: 'all', case: id } } as const
    default:
      return undefined
  }
}
