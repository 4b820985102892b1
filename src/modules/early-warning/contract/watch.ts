import { z } from 'zod'

export const levels = ['blue', 'yellow', 'orange', 'red'] as const
/**
 * Four levels from the lowest up: 四级蓝、三级黄、二级橙、一级红 (Emergency Response Law of the People's Republic of China,
 * art. 63 of 2024, art. 42 of 2007).
 */
export const Level = z.enum(levels)
export type Level = z.infer<typeof Level>

export const domains = ['work-safety', 'public-order', 'public-health', 'environment'] as const
/** What a warning protects. Public order is of events and places, never of persons' conduct. */
export const Domain = z.enum(domains)
export type Domain = z.infer<typeof Domain>

/** What a warning is about: two watches of one kind make one warning of an object. */
export const Kind = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

export const ItemName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

/** From which measure on a signal has a level; the highest that holds counts. */
export const Grade = z.object({ level: Level, from: z.number().finite() }).meta({ id: 'WatchGrade' })
export type Grade = z.infer<typeof Grade>

/** How a watch or pattern is called and what it advises on English screens; what is missing is said in Chinese. */
export const SaidInEnglish = z.object({
  name: z.string().trim().min(2).max(80),
  unit: z.string().trim().max(20).optional(),
  plan: z.string().trim().max(2000).optional(),
})
export type SaidInEnglish = z.infer<typeof SaidInEnglish>

/** What is watched: a value of a resource, object by object, by which detector, and what becomes of its signals. */
export const WatchContent = z
  .object({
    name: z.string().trim().min(2).max(80),
    english: SaidInEnglish.optional(),
    kind: Kind,
    domain: Domain,
    resource: z.uuid(),
    /** The item whose number is watched, of a scan the one that holds the point; null only where rows are counted. */
    value: ItemName.nullable(),
    /** Further items of the same row, judged together with the value by a detector of several. */
    also: z.array(ItemName).max(7).default([]),
    /**
     * Watched is how much there is in a period: how many rows, or with `sum` the sum of their value, by object and by the
     * time of the event. A period is judged when it has been over for `latenessSeconds`. A week begins on Monday.
     */
    count: z
      .object({ every: z.enum(['day', 'week']), sum: z.boolean() })
      .nullable()
      .default(null),
    /** Unit of the value as people read it; empty: none. */
    unit: z.string().max(20).default(''),
    /** The item that names the object: each of its values is a series of its own. */
    object: ItemName,
    /** The item of the row that says in words what was found, in the words of whoever wrote it; shown with the evidence. */
    says: ItemName.optional(),
    /** The item that says the same in English, shown on English screens where a row fills it. */
    saysInEnglish: ItemName.optional(),
    /** Only rows in which this item is this text. */
    where: z
      .object({ item: ItemName, equals: z.string().max(200) })
      .nullable()
      .default(null),
    detector: z.object({
      kind: z.string().min(1).max(40),
      parameters: z.record(z.string().max(60), z.unknown()),
    }),
    /**
     * `value`: levels by the value itself; `score`: by how unusual the detector calls it, 0 to 1; of counts and of several
     * values together it is 1 at the limit and rises beyond.
     */
    gradedBy: z.enum(['value', 'score']),
    /** With `value`: whether high or low values are dangerous. */
    direction: z.enum(['above', 'below']).default('above'),
    grades: z.array(Grade).min(1).max(4),
    /**
     * How long an older observation may still come: so long the newest waits for it. One that comes later is counted as
     * late, and no detector sees it. 0: each is judged as it comes.
     */
    latenessSeconds: z.int().min(0).max(86_400).default(0),
    /** So long after an object's last observation it is called silent; null: never. */
    silentMinutes: z
      .int()
      .min(1)
      .max(7 * 1440)
      .nullable()
      .default(null),
    /** While an anomaly lasts, a signal at most so often, beside its beginning, its changes of level and its end. */
    repeatMinutes: z.int().min(1).max(1440).default(5),
    /** So long without a signal and the warning goes one level down, at last to calm. */
    calmMinutes: z
      .int()
      .min(1)
      .max(60 * 1440)
      .default(30),
    /** Who handles a warning of it; null: the resource's provider. */
    org: z.string().min(1).max(100).nullable().default(null),
    /** What to do first, proposed with the warning. */
    plan: z.string().trim().max(2000).default(''),
    /** Readings are simulated, or the watch is tried out: its warnings say so and reach no resident. */
    exercise: z.boolean().default(false),
    /** Of an exercise that only tries the watch out, as in the sandbox of a scenario: its warnings have no deadlines. */
    trial: z.boolean().optional(),
  })
  .meta({ id: 'WatchContent' })
export type WatchContent = z.infer<typeof WatchContent>

export const watchStates = ['draft', 'on', 'off'] as const
export const WatchState = z.enum(watchStates)
export type WatchState = z.infer<typeof WatchState>

/** Why a watch may read its resource: it is the owner's own, shared with everybody, or its provider consents. */
export const Basis = z.enum(['own', 'unconditional', 'consent'])
export type Basis = z.infer<typeof Basis>

export const WatchRef = z.object({ id: z.uuid(), version: z.int().min(1) })
export const CreateWatch = z.object({ content: WatchContent }).meta({ id: 'CreateWatch' })
export const SaveWatch = WatchRef.extend({ content: WatchContent }).meta({ id: 'SaveWatch' })
export const SwitchWatch = WatchRef.extend({
  on: z.boolean(),
  reason: z.string().trim().min(2).max(500),
}).meta({ id: 'SwitchWatch' })

export const ListWatches = z.object({
  state: WatchState.optional(),
  domain: Domain.optional(),
  resource: z.uuid().optional(),
  q: z.string().trim().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export type ListWatches = z.infer<typeof ListWatches>

export const WatchView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: WatchState,
    content: WatchContent,
    /** Organization that watches; null: unknown. */
    owner: z.string().nullable(),
    provider: z.string(),
    /** Why it may read the resource; null: it may not, and cannot be switched on. */
    basis: Basis.nullable(),
    resourceName: z.string(),
    changedAt: z.iso.datetime(),
    /** On, and a process reads by this version; a change takes some seconds. */
    inEffect: z.boolean(),
    /** Objects of which a series is kept. */
    objects: z.int(),
    /** Observations that came too late for the detector. */
    late: z.int(),
    signals24h: z.int(),
    open: z.int(),
    can: z.array(z.string()),
  })
  .meta({ id: 'Watch' })
export type WatchView = z.infer<typeof WatchView>
export const WatchPage = z.object({ rows: z.array(WatchView), total: z.int() }).meta({ id: 'WatchPage' })
export type WatchPage = z.infer<typeof WatchPage>
export const WatchChanged = z.object({ id: z.uuid(), version: z.int() }).meta({ id: 'WatchChanged' })

/** A trial on the past: what the watch would have said, changing nothing. */
export const TryWatch = z
  .object({
    content: WatchContent,
    /** The watch that is being changed: the consent that it has holds for its trial. */
    of: z.uuid().optional(),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
  })
  .meta({ id: 'TryWatch' })
export const TriedWatch = z
  .object({
    /** Rows that were read; of counts the periods that were judged. */
    rows: z.int(),
    objects: z.int(),
    /** True where more rows, or counts, are in the period than a trial looks at. */
    cut: z.boolean(),
    /** Rows, of counts periods, at the end that were not judged, because the time for it ran out; 0: all were. */
    unjudged: z.int(),
    late: z.int(),
    signals: z.int(),
    /** Each a warning that would have been open from its first to its last signal. */
    warnings: z.array(
      z.object({
        object: z.string(),
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        level: Level,
        peak: z.number().nullable(),
        signals: z.int(),
      }),
    ),
  })
  .meta({ id: 'TriedWatch' })
export type TriedWatch = z.infer<typeof TriedWatch>

/** One parameter of a detector as a form needs it: a number, or one of a few words. */
export const DetectorParameter = z.object({
  name: z.string(),
  whole: z.boolean(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  words: z.array(z.string()),
  preset: z.union([z.number(), z.string()]).nullable(),
})
export const DetectorList = z
  .object({
    detectors: z.array(
      z.object({
        kind: z.string(),
        /** One value after the other, several of a row together, counts of periods, or where rows lie by day. */
        takes: z.enum(['value', 'several', 'counts', 'places']),
        parameters: z.array(DetectorParameter),
      }),
    ),
  })
  .meta({ id: 'DetectorList' })
export type DetectorList = z.infer<typeof DetectorList>

/** Which detector suits the objects of a watch, by a backtest on their past; its own detector does not count. */
export const ChooseDetector = TryWatch.meta({ id: 'ChooseDetector' })
export const ChosenDetector = z
  .object({
    /** The kind that most of the objects chose; null: their past is too short. */
    best: z.string().nullable(),
    /** True where the time ran out before all objects were looked at. */
    unfinished: z.boolean(),
    objects: z.array(
      z.object({
        object: z.string(),
        /** Observations that were judged. */
        observations: z.int(),
        chosen: z.string().nullable(),
        because: z.enum([
          'most-found',
          'fewer-false',
          'sooner',
          'none-found',
          'too-many-false',
          'only-one',
          'too-short',
        ]),
        figures: z.array(
          z.object({
            kind: z.string(),
            /** Alarms outside the planted incidents, per 1,000 observations. */
            falsePerThousand: z.number(),
            /** Share of the planted incidents that were found. */
            found: z.number(),
            /** Median observations until the alarm. */
            delay: z.number().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ChosenDetector' })
export type ChosenDetector = z.infer<typeof ChosenDetector>
