export { type Answer, type Ask, addressOf, ask, outboundErrorOf } from './ask.ts'
export * from './define.ts'
export * from './rules.ts'
