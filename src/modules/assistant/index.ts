import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import type { AppealActions } from '#modules/appeals'
import {
  forgetConversations,
  importPassages,
  judgePassage,
  linkAppeal,
  offerAnswer,
  rateTurn,
  recordTurn,
  removeSynonym,
  restoreChange,
  saveSynonym,
  seedSynonyms,
  startConversation,
} from './actions.ts'
import { demoAssistant } from './demo.ts'
import { assistantJobs, reactions } from './jobs.ts'
import { messages } from './messages.ts'
import {
  getConversation,
  getPassage,
  listChanges,
  listPassages,
  listSynonyms,
  mayImport,
  readShares,
  similarQuery,
} from './queries.ts'
import { createLibrary } from './register.ts'
import { assistantRoutes } from './routes.ts'
import { seedAssistant } from './seed.ts'

/** Answers simple questions from quoted passages, says when it does not know, and hands over to people. */
export function createAssistant({ appeals }: { appeals: Pick<AppealActions, 'submit' | 'onCase'> }): Module {
  const library = createLibrary()
  const similar = similarQuery(library)
  return defineModule({
    name: 'assistant',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [
      startConversation,
      recordTurn,
      rateTurn,
      linkAppeal,
      forgetConversations,
      importPassages,
      judgePassage,
      offerAnswer,
      saveSynonym,
      removeSynonym,
      restoreChange,
      seedSynonyms,
    ],
    queries: [
      getConversation,
      getPassage,
      listChanges,
      listPassages,
      listSynonyms,
      readShares,
      similar,
      mayImport,
    ],
    routes: assistantRoutes({ appeals, library, similar }),
    jobs: assistantJobs,
    reactions,
    messages,
    seed: seedAssistant,
    demo: (kernel) => demoAssistant(kernel, { appeals, library }),
  })
}
