export * from './rules/lock.ts'
export * from './rules/passwords.ts'
export * from './rules/posts.ts'
export * from './rules/sessions.ts'
