export * from './routes/life.ts'
export * from './routes/running.ts'
export * from './routes/system.ts'
export * from './routes/wishes.ts'
