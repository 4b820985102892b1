import type { Database } from '#kernel/database'
import { replaceCalendars } from './shared.ts'
import { calendarStamp, mergedCalendars, readCalendar } from './store.ts'

/** How often each process looks for another calendar. */
const lookEveryMs = 2_000

/** The row that `shared` was made from: its time and version, so that one look costs one read by key. */
let stamp = ''

/** What starts the looking and what it needs; the kernel's own shape would close a circle. */
interface Parts {
  readonly app: { readonly db: Database }
  readonly log: { warn(message: string, data?: unknown): void }
}

/** Takes over what the office saved, if this process does not count with it yet. */
export async function refreshCalendar(db: Database): Promise<void> {
  const now = await calendarStamp(db)
  if (now === stamp) return
  const saved = await readCalendar(db)
  replaceCalendars(saved.version === 0 ? undefined : mergedCalendars(saved).calendars)
  stamp = now
}

/**
 * Counts with the office's calendar, and looks every two seconds whether it changed. The trade-off: rules ask for the
 * calendar without waiting, so a process may set deadlines by the former calendar for two seconds after somebody
 * saved another one; asking the database for each deadline would cost every action a read for a change that comes
 * twice a year. The process that saved has it at once.
 */
export async function startCalendar({ app, log }: Parts): Promise<() => void> {
  stamp = ''
  await refreshCalendar(app.db)
  const timer = setInterval(() => {
    refreshCalendar(app.db).catch((error: unknown) => log.warn('the calendar could not be read', error))
  }, lookEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    replaceCalendars()
    stamp = ''
  }
}
