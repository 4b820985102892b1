import { fileURLToPath } from 'node:url'
import { caseMessages } from '#kernel/cases'
import { fileMessages } from '#kernel/files'
import { httpMessages } from '#kernel/http/messages'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import type { AppealActions } from '#modules/appeals'
import { appealMessages } from '#modules/appeals/messages'
import { open311Actions } from './actions.ts'
import { open311Jobs } from './jobs.ts'
import { open311Messages } from './messages.ts'
import {
  clientQuery,
  clientsQuery,
  forwardsQuery,
  partnerQuery,
  requestsQuery,
  testsQuery,
  testTokenQuery,
  testUpdatesQuery,
  tokenQuery,
  updatesQuery,
} from './queries.ts'
import { open311Routes } from './routes.ts'

/** Open311 GeoReport v2: the door through which systems of others report, ask and comment. */
export function createOpen311(parts: { appeals: AppealActions; key: () => MasterKey }): Module {
  const actions = open311Actions(parts.appeals, parts.key)
  const messages = {
    ...httpMessages,
    ...fileMessages,
    ...caseMessages,
    ...appealMessages,
    ...open311Messages,
  }
  return defineModule({
    name: 'open311',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: Object.values(actions),
    queries: [
      clientQuery,
      clientsQuery,
      forwardsQuery,
      partnerQuery,
      requestsQuery,
      tokenQuery,
      updatesQuery,
      testsQuery,
      testTokenQuery,
      testUpdatesQuery,
    ],
    routes: open311Routes(actions, messages),
    jobs: open311Jobs(actions),
    messages: open311Messages,
  })
}
