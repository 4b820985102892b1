export * from './define.ts'
export { isDiskFull } from './problems.ts'
export { createServer } from './server.ts'
export { settingsRoute } from './settings.ts'
