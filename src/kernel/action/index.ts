export {
  type Action,
  type ActionContext,
  defineAction,
  type Emitted,
  type EventSubject,
  type Outcome,
  type Write,
} from './action.ts'
export { Refusal, type RefusalCode } from './define.ts'
export { createExecutor, type Execute, type ExecuteOptions, type Executor, parse } from './executor.ts'
export { closeLooks } from './gathering.ts'
export { defineQuery, type Query, type QueryContext } from './query.ts'
