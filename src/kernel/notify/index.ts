import { attemptAction, queueAction, readAction, recordAction } from './actions.ts'

export { queueAction, queueNotice, readAction } from './actions.ts'
export * from './contract.ts'
export * from './define.ts'
export { notifyJobs, notifyReactions } from './jobs.ts'
export { notifyMessages } from './messages.ts'
export { createPorts, type PortsConfig } from './ports.ts'
export { noticeQueries } from './queries.ts'
export { notifyRoutes } from './routes.ts'
export * from './rules.ts'

export const notifyActions = [queueAction, attemptAction, recordAction, readAction] as const
