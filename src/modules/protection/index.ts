import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import { askDetection, confirmKinds, saveProposals } from './actions.ts'
import { type CatalogueSteps, kindJobs, kindReactions } from './jobs.ts'
import { protectionMessages } from './messages.ts'
import { getKinds, listProtected } from './queries.ts'
import { kindRoutes } from './routes.ts'

interface ProtectionParts {
  readonly catalogue: CatalogueSteps
}

/**
 * Personal information and the duties around data.
 * @param catalogue the actions by which confirmed kinds become part of a resource's description
 */
export function createProtection({ catalogue }: ProtectionParts): Module {
  return defineModule({
    name: 'protection',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [askDetection, saveProposals, confirmKinds],
    queries: [listProtected, getKinds],
    routes: kindRoutes,
    jobs: kindJobs(catalogue),
    reactions: kindReactions,
    messages: protectionMessages,
  })
}
