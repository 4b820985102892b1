import { z } from 'zod'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { access } from './access.ts'
import type { CalendarView } from './contract.ts'
import { mergedCalendars, readCalendar } from './store.ts'

/** The calendar in force: each year with its source, and whether it was published or entered by the office. */
export const calendarQuery = defineQuery({
  name: 'calendar.get',
  input: z.object({}),
  allow: access.read,
  async run(tx, { actor, authorise }): Promise<CalendarView> {
    authorise({})
    const saved = await readCalendar(tx)
    const { years, office } = mergedCalendars(saved)
    return {
      version: saved.version,
      years,
      ...office,
      savedAt: saved.savedAt?.toISOString() ?? null,
      can: { save: mayEver(access.save, actor) },
    }
  },
})
