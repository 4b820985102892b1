export * from './rules/grid-import.ts'
export * from './rules/mentions.ts'
export * from './rules/names.ts'
export * from './rules/paths.ts'
