export * from './actions/conversation.ts'
export * from './actions/library.ts'
