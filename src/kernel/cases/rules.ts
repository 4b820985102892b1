export * from './rules/audience.ts'
export * from './rules/clocks.ts'
export * as common from './rules/common.ts'
export * from './rules/inputs.ts'
