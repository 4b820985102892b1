export * from './queries/alerts.ts'
export * from './queries/public.ts'
export * from './queries/sources.ts'
