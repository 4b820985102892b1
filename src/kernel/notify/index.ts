import { attemptAction, queueAction, readAction, recordAction } from './actions.ts'

export { queueAction, queueNotice, readAction } from './actions.ts'
export * from './contract.ts'
export * from './define.ts'
export { noticeJobs, noticeReactions } from './jobs.ts'
export { noticeMessages } from './messages.ts'
export { createPorts, type PortsConfig } from './ports.ts'
export { noticeQueries } from './queries.ts'
export { noticeRoutes } from './routes.ts'
export * from './rules.ts'

export const noticeActions = [queueAction, attemptAction, recordAction, readAction] as const
