import type { MasterKey } from '#kernel/vault'
import type { AppealActions } from '#modules/appeals'
import { createClient, revokeClient } from './actions/clients.ts'
import { forwardAppeal, noteSent, savePartner, takeUpdate } from './actions/partners.ts'
import { postRequest } from './actions/post.ts'
import { postTest, postTestUpdate } from './actions/test.ts'
import { postUpdate } from './actions/update.ts'

export { sealContext } from './actions/partners.ts'
export { testDays } from './actions/test.ts'

/** Every write of the module. */
export function open311Actions(appeals: AppealActions, key: () => MasterKey) {
  return {
    post: postRequest(appeals),
    update: postUpdate(appeals),
    postTest,
    postTestUpdate,
    createClient,
    revokeClient,
    savePartner: savePartner(key),
    forward: forwardAppeal,
    noteSent,
    take: takeUpdate(appeals),
  }
}

export type Open311Actions = ReturnType<typeof open311Actions>
