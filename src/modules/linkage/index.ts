import { fileURLToPath } from 'node:url'
import { defineModule } from '#kernel/module'
import { finishRun, judgePair, moveRun, saveLinkage, startRun, storePart } from './actions.ts'
import { registerAlgorithms } from './algorithm.ts'
import { linkageReactions, readSource, runJob } from './jobs.ts'
import { linkageMessages } from './messages.ts'
import { findEntity, getLinkageQuery, listDoubts, listLinkages } from './queries.ts'
import { linkageRoutes } from './routes.ts'

/** One person, one enterprise across departments: linked by a model, judged by people, undone by people. */
export const linkageModule = defineModule({
  name: 'linkage',
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  actions: [saveLinkage, startRun, judgePair, moveRun, storePart, finishRun],
  queries: [listLinkages, getLinkageQuery, listDoubts, findEntity, readSource],
  routes: linkageRoutes,
  jobs: [runJob],
  reactions: linkageReactions,
  messages: linkageMessages,
  seed: registerAlgorithms,
})
