export { listFacts, sumsByOrg } from './statistics/by-org.ts'
export type { Facts } from './statistics/facts.ts'
export { type StatisticsParts, statisticsQueries } from './statistics/queries.ts'
export {
  countNext,
  recountNext,
  recountStatistics,
  type Statistics,
  startStatistics,
} from './statistics/rollup.ts'
export { statisticsRoutes } from './statistics/routes.ts'
