import type { Detector, VectorDetector } from './define.ts'

/** A detector known by its kind alone: parameters are parsed by its own schema, the state is kept as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: parameters and state differ by kind; each detector's own schema guards them
export type AnyDetector = Detector<any, any>
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyVectorDetector = VectorDetector<any, any>
