export * from './queries/alerts.ts'
export { chainOf } from './queries/chain.ts'
export * from './queries/public.ts'
export * from './queries/sources.ts'
