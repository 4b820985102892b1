export * from './rules/conformance.ts'
export * from './rules/contents.ts'
export * from './rules/diff.ts'
export * from './rules/life.ts'
