export * from './define.ts'
export { createServer, localeOf } from './server.ts'
