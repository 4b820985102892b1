/** The way of one value from itself (level 0) up to the root ('*'); every value of an attribute has as many levels. */
export type Hierarchy = (value: string) => readonly string[]

/** Rows of text; every row is as long as `columns`. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A column that, together with others, may point to a person, and how its values become coarser. */
export interface QuasiIdentifier {
  readonly column: string
  readonly hierarchy: Hierarchy
}

/** What every group of equal rows has to fulfil; groups that do not are suppressed. */
export type Criterion =
  /** At least `k` rows (Samarati, Sweeney 1998). */
  | { readonly kind: 'k-anonymity'; readonly k: number }
  /** At least `l` different values of the sensitive column (Machanavajjhala et al. 2006). */
  | { readonly kind: 'distinct-l-diversity'; readonly column: string; readonly l: number }
  /** Entropy of the sensitive values ≥ log `l`. */
  | { readonly kind: 'entropy-l-diversity'; readonly column: string; readonly l: number }
  /** The commonest value is rarer than `c` times all from the `l`-th on. */
  | {
      readonly kind: 'recursive-cl-diversity'
      readonly column: string
      readonly c: number
      readonly l: number
    }
  /** Total variation distance between the group's and the table's sensitive values ≤ `t` (equal ground distance, Li et al. 2007). */
  | { readonly kind: 't-closeness'; readonly column: string; readonly t: number }

/**
 * What is lost. `entropy`: Σ −log2 of the probability to guess the original value from the general one (monotone, as
 * ARX's `createEntropyMetric(true)`); `non-uniform-entropy`: plus what suppression costs (`createEntropyMetric(false)`);
 * `loss`: mean over the cells of (leaves below − 1) / (leaves − 1), 1 where suppressed (Iyengar 2002); `group-size`: rows
 * by groups, suppressed rows being one group (AECS); `discernibility`: Σ size², suppressed rows × all rows.
 */
export type Measure = 'entropy' | 'non-uniform-entropy' | 'loss' | 'group-size' | 'discernibility'

export interface AnonymityTask {
  readonly table: Table
  readonly quasiIdentifiers: readonly QuasiIdentifier[]
  readonly criteria: readonly Criterion[]
  /** Share of the rows that may be suppressed, 0…1; default 0. */
  readonly suppressionLimit?: number
  /** Default `loss`. */
  readonly measure?: Measure
}

/** What became of one column; for a sentence on screen, without any value of a row. */
export interface ColumnChange {
  readonly column: string
  /** 0 is untouched; `topLevel` says nothing any more. */
  readonly level: number
  readonly topLevel: number
  readonly valuesBefore: number
  readonly valuesAfter: number
  /** Mean of (leaves below − 1) / (leaves − 1) over the rows, 0…1. */
  readonly loss: number
}

export interface Solution {
  /** A level per quasi-identifier, in the order given. */
  readonly levels: readonly number[]
  /** In the unit of the measure; comparable only within one measure and table. */
  readonly loss: number
  readonly measure: Measure
  readonly suppressedRows: number
  /** Sizes of the groups that stay. */
  readonly groupSizes: readonly number[]
  readonly changes: readonly ColumnChange[]
  /** The table as it may be given away: quasi-identifiers at their level, suppressed rows with '*' in each of them. */
  readonly rows: readonly (readonly string[])[]
  /** For each row whether its group stays; a row whose every value became '*' is not told from a suppressed one otherwise. */
  readonly isKept: readonly boolean[]
  readonly search: SearchEffort
}

/** `nodes` combinations of levels; of them `checked` were grouped, the rest was known from these. */
export interface SearchEffort {
  readonly nodes: number
  readonly checked: number
}
