import type { MasterKey } from '#kernel/vault'
import { accountActions } from './actions/accounts.ts'
import { changePassword } from './actions/password.ts'
import { forgetPerson, savePersonAction } from './actions/person.ts'
import { requestCode, signInByCode } from './actions/phone.ts'
import { givePost, takePost } from './actions/posts.ts'
import { giveCode, signIn, signInExternal, signOut, signOutEverywhere } from './actions/sign-in.ts'
import { beginTotp, confirmTotp, turnTotpOff } from './actions/totp.ts'
import { listOfficers } from './officers.ts'
import { getAccount, getPerson, listAccounts, listSessions, totpState } from './queries.ts'

/** Every write and read of the module; `key` opens after the start, so it is asked for each time. */
export function identityActions(key: () => MasterKey) {
  return {
    signIn: signIn(key),
    giveCode: giveCode(key),
    signInExternal,
    requestCode: requestCode(key),
    signInByCode: signInByCode(key),
    signOut,
    signOutEverywhere,
    beginTotp: beginTotp(key),
    confirmTotp: confirmTotp(key),
    turnTotpOff: turnTotpOff(key),
    changePassword,
    savePerson: savePersonAction(key),
    forgetPerson,
    ...accountActions,
    givePost,
    takePost,
    queries: { listSessions, totpState, getPerson: getPerson(key), listAccounts, getAccount, listOfficers },
  }
}

export type IdentityActions = ReturnType<typeof identityActions>
