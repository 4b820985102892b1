import { z } from 'zod'
import { Point } from '#kernel/geo/contract'
import { Domain, Kind, Level, SaidInEnglish, WatchState } from './watch.ts'

export const sources = ['signal', 'warning', 'appeal', 'device-silent', 'cap'] as const
/** Where a fact comes from: a watch's signal, a warning raised, an appeal classified, a device gone silent, an alert received. */
export const FactSource = z.enum(sources)
export type FactSource = z.infer<typeof FactSource>

const Place = z.string().regex(/^\d{2}(\/[0-9A-Z]{3,15}){0,4}$/)

/** One thing that was so at a time and a place: what patterns are made of. Nothing in it names a person. */
export const Fact = z
  .object({
    /** Of its source unique; a fact that comes twice is one. */
    id: z.string(),
    source: FactSource,
    /** Kind of a watch or warning, category of an appeal, event of an alert; empty: the source has no kinds. */
    kind: z.string(),
    object: z.string(),
    /** Place path; null: nobody knows. */
    place: z.string().nullable(),
    point: Point.nullable(),
    /** Milliseconds since the epoch, by the time of the event. */
    at: z.number(),
    level: Level.nullable(),
    /** Simulated, or of an exercise. */
    exercise: z.boolean(),
    /** The warning that it raised, joined or is; null: none that is known. */
    warning: z.uuid().nullable(),
  })
  .meta({ id: 'PatternFact' })
export type Fact = z.infer<typeof Fact>

/** Which facts a part of a pattern takes. */
export const Condition = z
  .object({
    source: FactSource,
    /** Empty: every kind. Of an appeal a category or the beginning of one; else the whole kind. */
    kind: z
      .string()
      .trim()
      .max(80)
      .regex(/^[^|/]*$/)
      .default(''),
    /** A fact without a level has none that is high enough. Null: whatever level. */
    least: Level.nullable().default(null),
    /** With everything below; null: wherever the pattern looks. */
    where: Place.nullable().default(null),
  })
  .meta({ id: 'PatternCondition' })
export type Condition = z.infer<typeof Condition>

const Conditions = z.array(Condition).min(2).max(5)

/**
 * What has to come together, in a closed grammar; no code runs.
 * - `all`: a fact of its own for each condition, in whatever order
 * - `any`: a fact of any condition
 * - `sequence`: a fact for each condition, each later than the one before
 * - `count`: so many facts of the conditions, or of so many objects
 * - `absence`: a fact of the first condition, and none of the second after it within the window
 */
export const Combination = z.discriminatedUnion('how', [
  z.object({ how: z.literal('all'), conditions: Conditions }),
  z.object({ how: z.literal('any'), conditions: Conditions }),
  z.object({ how: z.literal('sequence'), conditions: Conditions }),
  z.object({
    how: z.literal('count'),
    conditions: z.array(Condition).min(1).max(5),
    times: z.int().min(2).max(50),
    /** Counts objects instead of facts. */
    distinct: z.boolean().default(false),
  }),
  z.object({ how: z.literal('absence'), conditions: z.array(Condition).length(2) }),
])
export type Combination = z.infer<typeof Combination>
export const hows = ['all', 'any', 'sequence', 'count', 'absence'] as const

export const togethers = ['area', 'district', 'township', 'community', 'grid', 'object', 'metres'] as const
/** What the facts of one match have in common; `metres`: each lies so near to the one that completes the match. */
export const Together = z.discriminatedUnion('by', [
  z.object({ by: z.enum(['area', 'district', 'township', 'community', 'grid', 'object']) }),
  z.object({ by: z.literal('metres'), metres: z.int().min(10).max(50_000) }),
])
export type Together = z.infer<typeof Together>

/** The part of a pattern that says when it matches. */
export const PatternRule = z
  .object({
    combination: Combination,
    /** Minutes, by the time of the event. */
    window: z
      .int()
      .min(1)
      .max(30 * 1440),
    together: Together,
    /** With everything below: where it looks. Several, since a management area is no place of its own. */
    places: z.array(Place).min(1).max(60),
  })
  .meta({ id: 'PatternRule' })
export type PatternRule = z.infer<typeof PatternRule>

/** A pattern over facts of several sources, and what becomes of a match: as with a watch. */
export const PatternContent = PatternRule.extend({
  name: z.string().trim().min(2).max(80),
  english: SaidInEnglish.omit({ unit: true }).optional(),
  kind: Kind,
  domain: Domain,
  level: Level,
  /** How much later than the newest a fact may still come and count. */
  latenessMinutes: z.int().min(0).max(1440).default(60),
  /** So long without a match and the warning goes one level down, at last to calm. */
  calmMinutes: z.int().min(1).max(10_080).default(60),
  /** Who handles its warnings. */
  org: z.string().min(1).max(100),
  plan: z.string().trim().max(2000).default(''),
  /** Takes simulated facts too, and its warnings say so; a real pattern takes none of them. */
  exercise: z.boolean().default(false),
  /** As of a watch. */
  trial: z.boolean().optional(),
}).meta({ id: 'PatternContent' })
export type PatternContent = z.infer<typeof PatternContent>

export const PatternRef = z.object({ id: z.uuid(), version: z.int().min(1) })
export const CreatePattern = z.object({ content: PatternContent }).meta({ id: 'CreatePattern' })
export const SavePattern = PatternRef.extend({ content: PatternContent }).meta({ id: 'SavePattern' })
export const SwitchPattern = PatternRef.extend({
  on: z.boolean(),
  reason: z.string().trim().min(2).max(500),
}).meta({ id: 'SwitchPattern' })

export const ListPatterns = z.object({
  state: WatchState.optional(),
  domain: Domain.optional(),
  q: z.string().trim().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})

export const PatternView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: WatchState,
    content: PatternContent,
    changedAt: z.iso.datetime(),
    /** On, and a process looks by this version; a change takes a second. */
    inEffect: z.boolean(),
    matches24h: z.int(),
    /** Facts that came too late, or found no room in the state. */
    lost: z.int(),
    open: z.int(),
    can: z.array(z.string()),
  })
  .meta({ id: 'Pattern' })
export type PatternView = z.infer<typeof PatternView>
export const PatternPage = z
  .object({ rows: z.array(PatternView), total: z.int() })
  .meta({ id: 'PatternPage' })
export type PatternPage = z.infer<typeof PatternPage>

/** A match behind a warning: the rule as it was then, and the facts that met it. */
export const MatchView = z
  .object({ at: z.iso.datetime(), rule: PatternRule, facts: z.array(Fact) })
  .meta({ id: 'PatternMatch' })
export type MatchView = z.infer<typeof MatchView>
export const MatchPage = z
  .object({ matches: z.array(MatchView), more: z.boolean() })
  .meta({ id: 'PatternMatches' })
export type MatchPage = z.infer<typeof MatchPage>

/** A trial on the past, at most a year; changes nothing. */
export const TryPattern = z
  .object({ content: PatternContent, from: z.iso.datetime(), until: z.iso.datetime() })
  .meta({ id: 'TryPattern' })
export const TriedPattern = z
  .object({
    facts: z.int(),
    /** More facts are in the period than a trial reads: it read the oldest of them. */
    cut: z.boolean(),
    /** Since when events of devices and alerts are still kept; null: the pattern needs none. */
    eventsSince: z.iso.datetime().nullable(),
    matches: z.int(),
    /** Would-be warnings whose facts belong to warnings that people judged true, false, or did not judge. */
    true: z.int(),
    false: z.int(),
    unjudged: z.int(),
    warnings: z.array(
      z.object({
        object: z.string(),
        place: z.string().nullable(),
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        matches: z.int(),
        /** What people said of the warnings that its facts belong to. */
        judged: z.enum(['true', 'false', 'unjudged']),
        facts: z.array(Fact),
      }),
    ),
  })
  .meta({ id: 'TriedPattern' })
export type TriedPattern = z.infer<typeof TriedPattern>
