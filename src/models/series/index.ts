export type { Detector, Observation, Reading, Vector, VectorDetector } from './define.ts'
export { gaussian } from './gaussian.ts'
export * from './scoring/nab.ts'
export { adaptive } from './adaptive/adaptive.ts'
