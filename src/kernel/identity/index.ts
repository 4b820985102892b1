export type { Refused, SignInResult } from './actions/credentials.ts'
export { type IdentityActions, identityActions } from './actions.ts'
export { actorOf, findActor, peekActor } from './actors.ts'
export * from './contract.ts'
export * from './define.ts'
export { demoLogins, demoPassword, seedDemoAccounts } from './demo.ts'
export { createFirstAdmin } from './first-admin.ts'
export { identityMessages } from './messages.ts'
export { isWorkerOf } from './officers.ts'
export {
  type Contact,
  findContact,
  findIndexes,
  findPersonByPhone,
  type PersonIndexes,
  saveIdentity,
  savePerson,
} from './people.ts'
export { tokenOf } from './routes/reply.ts'
export { identityRoutes } from './routes.ts'
export { createSession, type SignedIn } from './sessions.ts'
