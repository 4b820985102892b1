export * from './queries/figures.ts'
export * from './queries/pages.ts'
export * from './queries/running.ts'
export * from './queries/scenarios.ts'
