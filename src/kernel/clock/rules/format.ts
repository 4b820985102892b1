import type { Duration, Locale, WorkingCalendar } from '../define.ts'
import { DAY, dayNumber, HOUR, MINUTE, weekdayOf } from './day.ts'
import { remaining } from './duration.ts'

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NEAR_DAYS: Record<Locale, Record<number, string>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}
const UNITS = {
  zh: { minutes: '分钟', hours: '小时', days: '天', workingHours: '个工作小时', workingDays: '个工作日' },
  en: {
    minutes: 'minute',
    hours: 'hour',
    days: 'day',
    workingHours: 'working hour',
    workingDays: 'working day',
  },
}

function local(at: Date) {
  const shifted = new Date(at.getTime() + 8 * HOUR)
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
  }
}

/** '5 个工作日', '5 working days'; part of an hour or a day in smaller units: '15 分钟', '1 h 30 min'. */
export function formatDuration({ amount, unit }: Duration, locale: Locale): string {
  if (unit === 'days' && !Number.isInteger(amount))
    return formatDuration({ amount: amount * 24, unit: 'hours' }, locale)
  if (unit === 'hours' && !Number.isInteger(amount)) return formatHours(Math.round(amount * 60), locale)
  const name = UNITS[locale][unit]
  return locale === 'zh' ? `${amount} ${name}` : `${amount} ${name}${amount === 1 ? '' : 's'}`
}

/** '2025年10月9日', '9 Oct 2025'. */
export function formatDate(at: Date, locale: Locale): string {
  const { year, month, day } = local(at)
  return locale === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`
}

/** '2025年10月9日 17:30', '9 Oct 2025 17:30'. */
export function formatDateTime(at: Date, locale: Locale): string {
  return `${formatDate(at, locale)} ${local(at).time}`
}

/** The moment as one would say it now: '今天 17:30', '10月9日 周四 17:30', with the year when it differs. */
function formatMoment(now: Date, at: Date, locale: Locale): string {
  const near = NEAR_DAYS[locale][dayNumber(at) - dayNumber(now)]
  const { year, month, day, time } = local(at)
  if (near) return `${near} ${time}`
  if (year !== local(now).year) return formatDateTime(at, locale)
  const weekday = WEEKDAYS[locale][weekdayOf(dayNumber(at))]
  return locale === 'zh'
    ? `${month}月${day}日 ${weekday} ${time}`
    : `${weekday} ${day} ${MONTHS[month - 1]} ${time}`
}

/** Hours and minutes below a day, whole days from there; both rounded towards zero. */
export function formatSpan(milliseconds: number, locale: Locale): string {
  if (milliseconds >= DAY)
    return formatDuration({ amount: Math.floor(milliseconds / DAY), unit: 'days' }, locale)
  return formatHours(Math.floor(milliseconds / MINUTE), locale)
}

function formatHours(allMinutes: number, locale: Locale): string {
  const hours = Math.floor(allMinutes / 60)
  const minutes = allMinutes % 60
  if (locale === 'en') return [hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(' ')
  if (hours === 0) return `${minutes} 分钟`
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`
}

/**
 * What is left until a deadline, by the wall clock below a day and in working days beyond:
 * '还剩 3 小时 20 分（今天 17:30）', '还剩 3 个工作日（11月27日 周五 18:00）', '已超期 2 天'.
 */
export function formatRemaining(now: Date, due: Date, locale: Locale, calendar: WorkingCalendar): string {
  const span = due.getTime() - now.getTime()
  if (Math.abs(span) < MINUTE) return locale === 'zh' ? '现在到期' : 'due now'
  if (span < 0)
    return locale === 'zh' ? `已超期 ${formatSpan(-span, 'zh')}` : `overdue by ${formatSpan(-span, 'en')}`
  const workingDays = span < DAY ? 0 : remaining(calendar, now, due, 'workingDays')
  const left =
    workingDays > 0
      ? formatDuration({ amount: workingDays, unit: 'workingDays' }, locale)
      : formatSpan(span, locale)
  const moment = formatMoment(now, due, locale)
  return locale === 'zh' ? `还剩 ${left}（${moment}）` : `${left} left (${moment})`
}

/** '刚刚', '3 分钟前', '2 小时后', '3 天前'; past a week the moment itself. */
export function formatRelative(now: Date, at: Date, locale: Locale): string {
  const span = now.getTime() - at.getTime()
  const size = Math.abs(span)
  if (size < MINUTE) return locale === 'zh' ? '刚刚' : 'just now'
  if (size >= 7 * DAY) return formatMoment(now, at, locale)
  const unit = size < HOUR ? 'minutes' : size < DAY ? 'hours' : 'days'
  const length = { minutes: MINUTE, hours: HOUR, days: DAY }[unit]
  const text = formatDuration({ amount: Math.floor(size / length), unit }, locale)
  if (locale === 'zh') return span > 0 ? `${text}前` : `${text}后`
  return span > 0 ? `${text} ago` : `in ${text}`
}
