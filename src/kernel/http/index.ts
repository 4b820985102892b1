export * from './define.ts'
export { isDiskFull, problemOf } from './problems.ts'
export { createServer, localeOf } from './server.ts'
export { settingsRoute } from './settings.ts'
