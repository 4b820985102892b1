import { join } from 'node:path'
import { defineModule } from '#kernel/module'
import { messages } from './messages.ts'

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
  matchCategories,
  proposeUrgency,
} from './reference.ts'
export { resolveDuty, urgencyLimits } from './register.ts'

export const dutiesModule = defineModule({
  name: 'duties',
  migrations: join(import.meta.dirname, 'migrations'),
  messages,
})
