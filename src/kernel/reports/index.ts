export { attachFile, documentRoutes } from './routes.ts'
