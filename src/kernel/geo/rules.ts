export * from './rules/crs.ts'
export * from './rules/features.ts'
export * from './rules/place-index.ts'
export * from './rules/shapes.ts'
