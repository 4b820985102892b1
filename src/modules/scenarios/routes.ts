export * from './routes/life.ts'
export * from './routes/running.ts'
