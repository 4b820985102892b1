import { z } from 'zod'

export const subjectKinds = ['area', 'enterprise', 'facility'] as const
/** 重点区域、重点企业、重点设施. Persons are no such kind: they have tables, access and screens of their own (care). */
export const SubjectKind = z.enum(subjectKinds)
export type SubjectKind = z.infer<typeof SubjectKind>

export const levels = ['A', 'B', 'C', 'D'] as const
/** From A, the lightest, to D, the strictest control. */
export const Level = z.enum(levels)
export type Level = z.infer<typeof Level>

const Org = z.string().min(1).max(100)

export const SaveSubject = z
  .object({
    /** Absent for a new one. */
    id: z.uuid().optional(),
    revision: z.int().min(0).default(0),
    kind: SubjectKind,
    /** Place path of an area, unified social credit code of an enterprise, number of a facility. */
    identifier: z.string().trim().min(2).max(100),
    name: z.string().trim().min(2).max(200),
    place: z.string().min(2).max(100),
    owner: Org,
    /** Mobile number of who may see the level for the enterprise; empty: nobody yet, absent: as it is. */
    representative: z
      .string()
      .trim()
      .regex(/^(1[3-9]\d{9})?$/)
      .optional(),
    active: z.boolean().default(true),
  })
  .meta({ id: 'SaveControlSubject' })
export type SaveSubject = z.infer<typeof SaveSubject>

export const SubjectSaved = z.object({ id: z.uuid(), revision: z.int() }).meta({ id: 'ControlSubjectSaved' })

/** What waits for a person to look. */
export const waitingStates = ['proposed', 'objected', 'review', 'soon', 'unseen'] as const

export const ListSubjects = z.object({
  kind: SubjectKind.optional(),
  level: Level.optional(),
  /** With everything below. */
  place: z.string().max(100).optional(),
  owner: Org.optional(),
  /**
   * `proposed`: a change waits; `objected`: the enterprise waits for an answer; `review`: the review is due; `soon`: within
   * a month; `unseen`: nobody has looked for half a year; `overridden`: a person set it; `unknown`: no level yet.
   */
  state: z.enum([...waitingStates, 'overridden', 'unknown']).optional(),
  /** In name or identifier. */
  text: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export type ListSubjects = z.infer<typeof ListSubjects>
