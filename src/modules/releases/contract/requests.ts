import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { ReleaseHierarchy, ReleasePlan } from './plan.ts'
import { Problem, Progress, ReleaseResult } from './result.ts'

const Reason = z.string().trim().min(2).max(2000)

export const SaveRelease = z.object({
  /** Absent for a new one. */
  id: z.uuid().optional(),
  revision: z.int().min(0).default(0),
  resource: z.uuid(),
  plan: ReleasePlan,
})
export const ReleaseRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const ChooseLevels = ReleaseRef.extend({ levels: z.array(z.int().min(0).max(9)).min(1).max(100) })
export const JudgeRelease = ReleaseRef.extend({ reason: Reason })

export const SaveHierarchy = z.object({ id: z.uuid(), item: ItemName, hierarchy: ReleaseHierarchy })

/** What the job says; `run` names the computation, so that one that was cancelled says nothing any more. */
const Run = z.object({ id: z.uuid(), run: z.uuid() })
export const MoveRelease = Run.extend({ progress: Progress })
export const FailRelease = Run.extend({ problem: Problem })
export const FinishRelease = Run.extend({ result: ReleaseResult })

export const releaseFormats = ['csv', 'xlsx'] as const
export const ReleaseFormat = z.enum(releaseFormats)
export type ReleaseFormat = z.infer<typeof ReleaseFormat>

export const ReleaseFile = z.object({
  format: ReleaseFormat,
  /** SHA-256. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
})
export type ReleaseFile = z.infer<typeof ReleaseFile>

export const PublishRelease = Run.extend({ files: z.array(ReleaseFile).min(1).max(2), rows: z.int() })

export const TakeRelease = z.object({
  id: z.uuid(),
  format: ReleaseFormat.default('csv'),
  /** First byte asked for: a download that goes on. */
  from: z.int().min(0).default(0),
})

export const ListReleases = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.string().max(20).optional(),
  resource: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export const ListOpenReleases = ListReleases.omit({ state: true, resource: true })
