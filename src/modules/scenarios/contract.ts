export * from './contract/life.ts'
export * from './contract/manifest.ts'
export * from './contract/views.ts'
