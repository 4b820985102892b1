import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Diversity } from './plan.ts'

const share = z.number().min(0).max(1)

/** What an attacker may expect, after El Emam (2013). */
export const ReleaseRisk = z.object({
  /** Knows that the person is in it: the best chance of any row, and the mean. */
  prosecutor: z.object({ highest: share, average: share }),
  /** Does not know: of the class as the population holds it; without a population the same as the prosecutor's. */
  journalist: z.object({ highest: share, average: share }),
  /** Expected share of rows found by comparing all with a register. */
  marketer: share,
})
export type ReleaseRisk = z.infer<typeof ReleaseRisk>

/** One combination of levels and what comes of it. */
export const ReleaseOutcome = z
  .object({
    /** A level per quasi-identifier, in the order of the plan. */
    levels: z.array(z.int()),
    /** Share of information lost, 0…1 (Iyengar 2002). */
    loss: share,
    suppressed: z.int(),
    classes: z.int(),
    /** Rows of the smallest and the largest class. */
    smallest: z.int(),
    largest: z.int(),
    risk: ReleaseRisk,
  })
  .meta({ id: 'ReleaseOutcome' })
export type ReleaseOutcome = z.infer<typeof ReleaseOutcome>

/** Another combination: one item finer or coarser than in the best one, with all others as well chosen as can be. */
export const ReleaseAlternative = z.object({
  item: ItemName,
  way: z.enum(['finer', 'coarser']),
  /** Null: no combination keeps what was asked. */
  outcome: ReleaseOutcome.nullable(),
})
export type ReleaseAlternative = z.infer<typeof ReleaseAlternative>

const Bars = z.array(z.object({ value: z.string().max(300), rows: z.int() })).max(13)

export const ColumnOutcome = z.object({
  item: ItemName,
  level: z.int(),
  top: z.int(),
  valuesBefore: z.int(),
  valuesAfter: z.int(),
  loss: share,
  /** The commonest values, then the rest as ''. Before: only values of at least k rows. */
  before: Bars,
  after: Bars,
})
export type ColumnOutcome = z.infer<typeof ColumnOutcome>

export const DiversityOutcome = z.object({
  item: ItemName,
  asked: Diversity,
  met: z.boolean(),
  /** Different values in the poorest class. */
  fewest: z.int(),
  /** Largest share of one value in any class: how sure an attacker who found the class may be. */
  surest: share,
})
export type DiversityOutcome = z.infer<typeof DiversityOutcome>

/** What somebody learns who holds this release and a former one, and can tell by other columns which rows are the same. */
export const Combination = z.object({
  release: z.uuid(),
  number: z.string(),
  title: z.string(),
  /** Columns in both by which rows might be told to be the same; empty: none, so nothing is combined. */
  by: z.array(ItemName),
  /** Rows of the smallest class that the two together make; 0: there are none. */
  smallest: z.int(),
  /** Rows in classes that the two together make smaller than both promise. */
  atRisk: z.int(),
  rows: z.int(),
  /** What both promise: the smaller k. */
  least: z.int(),
})
export type Combination = z.infer<typeof Combination>

export const ReleaseResult = z
  .object({
    asOf: z.iso.datetime(),
    rows: z.int(),
    /** SHA-256 of keys and values read, so that what is written is what was judged. */
    digest: z.string(),
    /** Combinations of levels that there are, and those that were looked at. */
    search: z.object({ nodes: z.int(), checked: z.int() }),
    /** False: a person chose other levels than the best. */
    isBest: z.boolean(),
    chosen: ReleaseOutcome,
    /** Risk of the rows as they are, before anything is done. */
    before: ReleaseRisk,
    columns: z.array(ColumnOutcome),
    diversity: z.array(DiversityOutcome),
    /** Classes by size. */
    sizes: z.array(z.object({ from: z.int(), to: z.int().nullable(), classes: z.int(), rows: z.int() })),
    alternatives: z.array(ReleaseAlternative),
    combinations: z.array(Combination),
    /** What the journalist's and the marketer's risks were compared with; null: nothing. */
    population: z
      .object({
        name: z.string(),
        people: z.int(),
        /** Classes of which the register holds fewer people than the release: their own size counts. */
        uncovered: z.int(),
      })
      .nullable()
      .default(null),
    /** The first rows as they would be given away, in the order of the released columns. */
    preview: z.array(z.array(z.string())).max(20),
  })
  .meta({ id: 'ReleaseResult' })
export type ReleaseResult = z.infer<typeof ReleaseResult>

export const computeStages = ['waiting', 'reading', 'searching', 'comparing', 'combining', 'writing'] as const
export const Progress = z.object({
  stage: z.enum(computeStages),
  done: z.int(),
  /** Null: not known beforehand. */
  all: z.int().nullable(),
})
export type Progress = z.infer<typeof Progress>

/** Why a computation ended without a result: the end of a message key below `releases.problem.`. */
export const Problem = z.object({
  key: z.string().max(60),
  values: z.record(z.string(), z.string()),
})
export type Problem = z.infer<typeof Problem>
