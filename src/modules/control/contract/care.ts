import { z } from 'zod'

/** 关爱等级: 1 一般关注, 2 重点关注, 3 特别关注. Says how often somebody looks in, and nothing else. */
export const careLevels = ['1', '2', '3'] as const
export const CareLevel = z.enum(careLevels)
export type CareLevel = z.infer<typeof CareLevel>

/** A group whose members a care level may help; any other is refused. */
export const CareGroup = z.object({
  code: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  zh: z.string().trim().min(2).max(60),
  en: z.string().trim().min(2).max(60),
  legalBasis: z.string().trim().min(4).max(500),
  /** The resource whose processing for assistance an impact assessment covers; null: none named, so none can be given. */
  resource: z.uuid().nullable(),
  /** Days between two visits, by level. */
  visitDays: z.object({ 1: z.int().min(1).max(365), 2: z.int().min(1).max(365), 3: z.int().min(1).max(365) }),
  active: z.boolean(),
})
export type CareGroup = z.infer<typeof CareGroup>

export const CareGroups = z
  .object({ version: z.int().min(0), rows: z.array(CareGroup).max(50) })
  .meta({ id: 'CareGroups' })
export type CareGroups = z.infer<typeof CareGroups>
export const CareGroupsView = z
  .object({ groups: CareGroups, may: z.boolean() })
  .meta({ id: 'CareGroupsView' })
export type CareGroupsView = z.infer<typeof CareGroupsView>

/** Consent of the person or the guardian (PIPL art. 29, 31), or a statutory duty (art. 13 (3)). */
export const CareGround = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consent'),
    by: z.enum(['person', 'guardian']),
    /** How it was given: signed form, recorded call. */
    how: z.string().trim().min(2).max(300),
    on: z.iso.date(),
  }),
  z.object({ kind: z.literal('duty'), law: z.string().trim().min(4).max(300) }),
])
export type CareGround = z.infer<typeof CareGround>

const Phone = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/)

export const ProposeCare = z
  .object({
    group: z.string().max(40),
    level: CareLevel,
    name: z.string().trim().min(2).max(50),
    /** The person's own; absent for a child who has none. Who is reached by neither cannot be told, and is refused. */
    phone: Phone.optional(),
    /** Who sees it and may object for the person: a child's guardian, an elder's relative. */
    guardianPhone: Phone.optional(),
    place: z.string().min(2).max(100),
    /** Who visits. */
    owner: z.string().min(1).max(100),
    purpose: z.string().trim().max(500).default(''),
    legalBasis: z.string().trim().max(500).default(''),
    ground: CareGround.nullable().default(null),
    reason: z.string().trim().max(1000).default(''),
    origin: z.enum(['worker', 'data']).default('worker'),
  })
  .meta({ id: 'ProposeCareLevel' })
export type ProposeCare = z.infer<typeof ProposeCare>

export const careStates = ['proposed', 'confirmed', 'refused', 'withdrawn', 'ended', 'expired'] as const
export const CareState = z.enum(careStates)
export type CareState = z.infer<typeof CareState>

const Reason = z.string().trim().min(2).max(1000)
export const CareRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const ConfirmCare = CareRef.extend({ level: CareLevel, until: z.iso.date(), reason: Reason }).meta({
  id: 'ConfirmCareLevel',
})
export const EndCare = CareRef.extend({ reason: Reason }).meta({ id: 'EndCareLevel' })
export const ObjectCare = CareRef.extend({ reason: Reason }).meta({ id: 'ObjectToCareLevel' })
export const WithdrawCare = CareRef.meta({ id: 'WithdrawCareConsent' })
export const AnswerCare = CareRef.extend({ end: z.boolean(), answer: Reason }).meta({
  id: 'AnswerCareObjection',
})
export const VisitCare = CareRef.extend({ note: z.string().trim().min(2).max(1000), on: z.iso.date() }).meta({
  id: 'VisitCare',
})

export const ListCare = z.object({
  group: z.string().max(40).optional(),
  level: CareLevel.optional(),
  /** `due`: a visit is due; `objected`: an objection waits; `ending`: runs out within a month. */
  state: z.enum([...careStates, 'due', 'objected', 'ending']).optional(),
  place: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export type ListCare = z.infer<typeof ListCare>

export const CareRow = z
  .object({
    id: z.uuid(),
    revision: z.int(),
    group: z.string(),
    level: CareLevel,
    state: CareState,
    /** Masked in lists. */
    name: z.string(),
    phone: z.string(),
    place: z.string(),
    owner: z.string(),
    until: z.iso.date().nullable(),
    nextVisit: z.iso.date().nullable(),
    objected: z.boolean(),
  })
  .meta({ id: 'CareRow' })
export type CareRow = z.infer<typeof CareRow>
export const waitingCare = ['proposed', 'objected', 'due', 'ending'] as const
export const CarePage = z
  .object({
    rows: z.array(CareRow),
    total: z.int(),
    /** How many wait for somebody, by why; with the other filters. */
    waiting: z.record(z.enum(waitingCare), z.int()),
  })
  .meta({ id: 'CarePage' })
export type CarePage = z.infer<typeof CarePage>

export const CareStep = z.object({
  at: z.iso.datetime(),
  what: z.enum([
    'proposed',
    'confirmed',
    'renewed',
    'refused',
    'objected',
    'upheld',
    'answered',
    'withdrawn',
    'ended',
    'expired',
    'visited',
  ]),
  by: z.string(),
  text: z.string(),
})
export type CareStep = z.infer<typeof CareStep>

export const CareView = CareRow.extend({
  purpose: z.string(),
  legalBasis: z.string(),
  ground: CareGround,
  reason: z.string(),
  origin: z.enum(['worker', 'data']),
  /** Last day of the impact assessment that covers it. */
  assessedUntil: z.iso.date().nullable(),
  objection: z.string().nullable(),
  steps: z.array(CareStep),
  may: z.array(z.enum(['confirm', 'refuse', 'renew', 'end', 'answer', 'visit'])),
}).meta({ id: 'CareLevelView' })
export type CareView = z.infer<typeof CareView>

/** What the person sees about it. */
export const OwnCare = z
  .object({
    id: z.uuid(),
    revision: z.int(),
    group: z.object({ zh: z.string(), en: z.string() }),
    level: CareLevel,
    state: CareState,
    /** The reader is the person or the guardian. */
    as: z.enum(['person', 'guardian']),
    owner: z.string(),
    confirmedBy: z.string().nullable(),
    purpose: z.string(),
    legalBasis: z.string(),
    ground: CareGround,
    reason: z.string(),
    until: z.iso.date().nullable(),
    nextVisit: z.iso.date().nullable(),
    objection: z.string().nullable(),
    steps: z.array(CareStep),
    may: z.array(z.enum(['object', 'withdraw'])),
  })
  .meta({ id: 'OwnCareLevel' })
export type OwnCare = z.infer<typeof OwnCare>
