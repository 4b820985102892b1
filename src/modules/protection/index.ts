import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import { checkBeforeSwitchingOn } from '#modules/sharing'
import {
  askDetection,
  confirmKinds,
  judgeAssessment,
  saveAssessment,
  saveAssessmentTable,
  saveProposals,
  submitAssessment,
} from './actions.ts'
import { refuseUnassessed } from './assessed.ts'
import { type CatalogueSteps, kindJobs, kindReactions } from './jobs.ts'
import { protectionMessages } from './messages.ts'
import { getAssessment, getAssessmentTable, getKinds, listAssessments, listProtected } from './queries.ts'
import { protectionRoutes } from './routes.ts'

const kindActions = [askDetection, saveProposals, confirmKinds]
const assessmentActions = [saveAssessment, submitAssessment, judgeAssessment, saveAssessmentTable]

interface ProtectionParts {
  readonly catalogue: CatalogueSteps
}

/**
 * Personal information and the duties around data.
 * @param catalogue the actions by which confirmed kinds become part of a resource's description
 */
export function createProtection({ catalogue }: ProtectionParts): Module {
  checkBeforeSwitchingOn(refuseUnassessed)
  return defineModule({
    name: 'protection',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [...kindActions, ...assessmentActions],
    queries: [listProtected, getKinds, listAssessments, getAssessment, getAssessmentTable],
    routes: protectionRoutes,
    jobs: kindJobs(catalogue),
    reactions: kindReactions,
    messages: protectionMessages,
  })
}
