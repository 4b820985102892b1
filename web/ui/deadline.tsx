import { formatDateTime, formatRelative, formatRemaining } from '#kernel/clock/rules'
import { useNow, useWorkingCalendar } from './clock.ts'
import { useLanguage, useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

export type DueLevel = 'over' | 'soon' | 'fine'

/** Below this share of a working day the deadline asks for attention. */
const soonMs = 4 * 3_600_000

export function dueLevel(now: Date, due: Date): DueLevel {
  const left = due.getTime() - now.getTime()
  if (left < 0) return 'over'
  return left < soonMs ? 'soon' : 'fine'
}

/** Overdue, soon and fine differ by word, shape and colour. */
const shapes: Readonly<Record<DueLevel, string>> = { over: '▲', soon: '◆', fine: '●' }

/** '还剩 3 小时 20 分（今天 17:30）' on the working calendar; the exact time on hover. */
export function Deadline({ due, held = false }: { due: string | null; held?: boolean }) {
  const { locale } = useLanguage()
  const t = useText(commonTexts)
  const now = useNow()
  const calendar = useWorkingCalendar()
  if (held) return <span className="deadline deadline-held">❚❚ {t('due.held')}</span>
  if (due === null) return <span className="deadline deadline-none">{t('none')}</span>
  const at = new Date(due)
  const level = dueLevel(now, at)
  return (
    <time
      className={`deadline deadline-${level}`}
      dateTime={due}
      title={t('due.at', { time: formatDateTime(at, locale) })}
    >
      <span aria-hidden="true" className="deadline-shape">
        {shapes[level]}
      </span>{' '}
      {formatRemaining(now, at, locale, calendar)}
    </time>
  )
}

/** '3 分钟前', the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const { locale } = useLanguage()
  const now = useNow()
  const moment = new Date(at)
  return (
    <time dateTime={at} title={formatDateTime(moment, locale)}>
      {formatRelative(now, moment, locale)}
    </time>
  )
}

export function ExactTime({ at }: { at: string }) {
  const { locale } = useLanguage()
  return <time dateTime={at}>{formatDateTime(new Date(at), locale)}</time>
}
