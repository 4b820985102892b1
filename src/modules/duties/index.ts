import { join } from 'node:path'
import { defineModule } from '#kernel/module'
import {
  importDuties,
  retireDuty,
  retirePrecedent,
  saveDuty,
  savePrecedent,
  saveUrgency,
  seedDuties,
} from './actions.ts'
import { messages } from './messages.ts'
import {
  checkDutyList,
  getDuty,
  getUrgency,
  listDuties,
  listPrecedents,
  mayImport,
  tryDuty,
} from './queries.ts'
import { dutyRoutes } from './routes.ts'
import { seed } from './seed.ts'

export type {
  Category,
  CategoryMatch,
  ResolvedDuty,
  Urgency,
  UrgencyLimits,
  UrgencyProposal,
} from './contract.ts'
export {
  categoryPath,
  findCategory,
  loadCategories,
  loadSynonyms,
  matchCategories,
  proposeUrgency,
} from './reference.ts'

import { forgetLimits } from './register.ts'

export { savePrecedent } from './actions.ts'
export { resolveDuty, urgencyLimits } from './register.ts'

export const dutiesModule = defineModule({
  name: 'duties',
  migrations: join(import.meta.dirname, 'migrations'),
  actions: [seedDuties, saveDuty, retireDuty, importDuties, saveUrgency, savePrecedent, retirePrecedent],
  queries: [listDuties, getDuty, tryDuty, checkDutyList, getUrgency, mayImport, listPrecedents],
  routes: dutyRoutes,
  messages,
  seed,
  // What was kept in memory came from another database, if a process opens several in turn.
  start: async () => {
    forgetLimits()
    return forgetLimits
  },
})
