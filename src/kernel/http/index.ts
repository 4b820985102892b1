export * from './define.ts'
export { createServer, localeOf } from './server.ts'
export { settingsRoute } from './settings.ts'
