export { type StatisticsParts, statisticsQueries } from './statistics/queries.ts'
export { countNext, recountStatistics, type Statistics, startStatistics } from './statistics/rollup.ts'
export { statisticsRoutes } from './statistics/routes.ts'
