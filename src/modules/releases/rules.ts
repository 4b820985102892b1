export * from './rules/hierarchies.ts'
export * from './rules/plan.ts'
export * from './rules/proposal.ts'
export * from './rules/states.ts'
