import { z } from 'zod'

export const standings = ['new', 'published', 'suspended', 'retired'] as const
/** Whether a scenario runs: never yet, now, stopped for the time being, for good not any more. */
export const Standing = z.enum(standings)
export type Standing = z.infer<typeof Standing>

export const versionStates = [
  'proposed',
  'installing',
  'sandbox',
  'reviewed',
  'publishing',
  'published',
  'replaced',
  'dropped',
] as const
/** The way of one version of a package. `installing` and `publishing` are the platform's work and pass by themselves. */
export const VersionState = z.enum(versionStates)
export type VersionState = z.infer<typeof VersionState>

export const reviewKinds = ['security', 'privacy', 'ethics'] as const
export const ReviewKind = z.enum(reviewKinds)
export type ReviewKind = z.infer<typeof ReviewKind>

export const steps = [
  'save',
  'sandbox',
  'review-security',
  'review-privacy',
  'review-ethics',
  'publish',
  'suspend',
  'resume',
  'put-back',
  'retire',
] as const
/** What a person may do with a scenario. */
export const Step = z.enum(steps)
export type Step = z.infer<typeof Step>

export const partKinds = ['resource', 'watch', 'pattern'] as const
export const PartKind = z.enum(partKinds)
export type PartKind = z.infer<typeof PartKind>

export const partStates = ['active', 'stopped', 'removed', 'returning'] as const
/** `stopped`: switched off by a suspension, which resuming puts back. `returning`: on its way back, as a person decided. */
export const PartState = z.enum(partStates)
export type PartState = z.infer<typeof PartState>

/** What people made of a part by hand while its scenario runs: a resource retired, a watch or pattern switched off. */
export const Adrift = z.enum(['retired', 'off'])
export type Adrift = z.infer<typeof Adrift>
