export { careRoutes } from './routes/care.ts'
export { controlRoutes } from './routes/control.ts'
