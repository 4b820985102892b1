import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { type careActions, type ownCareActions, saveCareGroups } from '../actions.ts'
import { CareGroups, CareGroupsView, CarePage, CareView, OwnCare } from '../contract.ts'
import { getCareGroups, type getCareQuery, type getOwnCare, type listCare } from '../queries.ts'

const tag = 'care'
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary })

interface Parts {
  readonly act: ReturnType<typeof careActions>
  readonly own: ReturnType<typeof ownCareActions>
  readonly list: ReturnType<typeof listCare>
  readonly get: ReturnType<typeof getCareQuery>
  readonly mine: ReturnType<typeof getOwnCare>
}

/** Doors of care levels. There is none that exports, and none that searches by name. */
export function careRoutes({ act, own, list, get, mine }: Parts): readonly Route[] {
  return [
    queryRoute('/care-levels', list, {
      tag,
      summary: 'Care levels in your places, masked',
      response: CarePage,
    }),
    actionRoute('/care-levels', act.propose, { tag, summary: 'Propose a care level', status: 201 }),
    queryRoute('/care-levels/groups', getCareGroups, {
      tag,
      summary: 'Groups that may be cared for',
      response: CareGroupsView,
    }),
    actionRoute('/care-levels/groups', saveCareGroups, {
      tag,
      summary: 'Save the groups that may be cared for',
      response: CareGroups,
    }),
    queryRoute('/care-levels/:id', get, { tag, summary: 'One care level', response: CareView }),
    doing('/care-levels/:id/confirm', act.confirm, 'Confirm a proposed care level until a day'),
    doing('/care-levels/:id/refuse', act.refuse, 'Refuse a proposed care level'),
    doing('/care-levels/:id/renew', act.renew, 'Make a care level longer'),
    doing('/care-levels/:id/end', act.end, 'End a care level'),
    doing('/care-levels/:id/answer', act.answer, 'Answer the person’s objection'),
    doing('/care-levels/:id/visit', act.visit, 'Record a visit'),
    queryRoute('/me/care-levels', mine, {
      tag,
      summary: 'Care levels about you',
      response: z.object({ rows: z.array(OwnCare) }).meta({ id: 'OwnCareLevels' }),
    }),
    doing('/me/care-levels/:id/object', own.object, 'Object to a care level about you'),
    doing('/me/care-levels/:id/withdraw', own.withdraw, 'Take back your consent'),
  ]
}
