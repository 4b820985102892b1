export * from './actions/conversation.ts'
export * from './actions/library.ts'
export { restoreChange } from './actions/restore.ts'
export * from './actions/synonyms.ts'
