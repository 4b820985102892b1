export { detect } from './rules/detect.ts'
export * from './rules/mask.ts'
export { findNames } from './rules/names.ts'
export * from './rules/normalise.ts'
