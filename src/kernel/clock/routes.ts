import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { saveOffice, saveYear } from './actions.ts'
import { CalendarSaved, CalendarView } from './contract.ts'
import { refreshCalendar } from './office.ts'
import { calendarQuery } from './queries.ts'

const tag = 'calendar'

/** The process that saved counts with it before it answers. */
function atOnce(route: Route): Route {
  return {
    ...route,
    async run(kernel, request) {
      const output = await route.run(kernel, request)
      await refreshCalendar(kernel.app.db)
      return output
    },
  }
}

export const calendarRoutes: readonly Route[] = [
  queryRoute('/calendar', calendarQuery, {
    tag,
    summary: 'The working calendar: years with their source, office hours, departments',
    response: CalendarView,
  }),
  atOnce(
    actionRoute('/calendar/years/:year', saveYear, {
      tag,
      summary: 'Save a year in place of the published one; deadlines already set do not move',
      response: CalendarSaved,
    }),
  ),
  atOnce(
    actionRoute('/calendar/office', saveOffice, {
      tag,
      summary: 'Save office hours and weekend; deadlines already set do not move',
      response: CalendarSaved,
    }),
  ),
]
