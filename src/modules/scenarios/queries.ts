export * from './queries/scenarios.ts'
