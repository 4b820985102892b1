import type { z } from 'zod'

/** One value of a series at the time of the event. */
export interface Observation {
  /** Milliseconds since the epoch, event time. */
  readonly at: number
  /** Null: it was expected and is missing. */
  readonly value: number | null
}

/** Several values measured at one time, always in the same order. */
export interface Vector {
  /** Milliseconds since the epoch, event time. */
  readonly at: number
  /** Null: that one was expected and is missing. */
  readonly values: readonly (number | null)[]
}

/** What a detector says of one observation. */
export interface Reading {
  /** 0 to 1, how unusual; comparable within one detector. */
  readonly score: number
  /** After the detector's own threshold, hysteresis and duration. */
  readonly anomalous: boolean
  /** The band drawn on screen, in the unit of the series. */
  readonly expected?: number
  readonly lower?: number
  readonly upper?: number
  /** A stable key: `above`, `below`, `jump`, `change-point`, `missing`, `multivariate` … */
  readonly reason: string
  /** Numbers that explain the reading: threshold, z, window mean … */
  readonly trace: Readonly<Record<string, number>>
}

/** Judges one series value by value. */
export interface Detector<P, S> {
  readonly kind: string
  /** Bounded in every dimension, with defaults. */
  readonly parameters: z.ZodType<P>
  /** A plain object that survives JSON, of bounded size. */
  start(parameters: P): S
  /** Changes the state; O(1) or O(window). */
  step(state: S, observation: Observation, parameters: P): Reading
}

/** Judges several series together: what each alone would not show. */
export interface VectorDetector<P, S> {
  readonly kind: string
  readonly parameters: z.ZodType<P>
  start(parameters: P): S
  step(state: S, vector: Vector, parameters: P): Reading
}
