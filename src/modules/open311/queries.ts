export { clientsQuery } from './queries/clients.ts'
export { placeOf } from './queries/find.ts'
export { forwardsQuery, partnerQuery } from './queries/forwards.ts'
export {
  findLinked,
  type Link,
  listNewSteps,
  listPartners,
  listWaiting,
  type NewStep,
} from './queries/links.ts'
export { clientQuery, requestsQuery, type ShownPage, tokenQuery } from './queries/requests.ts'
export { updatesQuery } from './queries/steps.ts'
export { testsQuery, testTokenQuery, testUpdatesQuery } from './queries/tests.ts'
