import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { loadOffice, loadYears, makeCalendars } from './calendars.ts'
import { OfficeCalendar } from './contract.ts'
import { mergeYears } from './rules.ts'

/** Name of the settings row. */
export const calendarSetting = 'clock.calendar'

export interface SavedCalendar extends OfficeCalendar {
  readonly savedAt: Date | null
}

const nothing: SavedCalendar = { version: 0, years: [], office: null, savedAt: null }

/** What the office saved; of version 0 when it saved nothing. */
export async function readCalendar(db: Tx | Database): Promise<SavedCalendar> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'updated_at'])
    .where('name', '=', calendarSetting)
    .executeTakeFirst()
  return row === undefined ? nothing : { ...OfficeCalendar.parse(row.value), savedAt: row.updated_at }
}

/** Differs whenever something else is saved; one read by key. */
export async function calendarStamp(db: Database): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select updated_at || ' ' || (value->>'version') as stamp from settings where name = ${calendarSetting}`.execute(
    db,
  )
  return rows[0]?.stamp ?? 'published'
}

/** The published calendar with what the office saved in its place. */
export function mergedCalendars(saved: OfficeCalendar) {
  const years = mergeYears(loadYears(), saved.years)
  const office = saved.office ?? loadOffice()
  return { years, office, calendars: makeCalendars(years, office) }
}
