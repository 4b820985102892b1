export { xmlMessages } from './messages.ts'
export * from './rules.ts'
