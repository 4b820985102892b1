export * from './define.ts'
export { createServer } from './server.ts'
export { settingsRoute } from './settings.ts'
