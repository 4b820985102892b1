/** A labelled message. */
export interface TrainingRow {
  readonly text: string
  readonly label: string
  /** True when others have cut the text and struck its stop words (words parted by blanks). */
  readonly presegmented?: boolean
  /** Rows of one group tell of the same message; they count once and never stand in two folds. */
  readonly group?: string
}

export interface TrainingOptions {
  /** Cost of a training error in the linear SVM. */
  readonly cost: number
  /** A term must stand in so many different messages; under five, a term could point to one resident. */
  readonly minMessages: number
  /** Share of a message's squared length given to words; the rest goes to character n-grams. */
  readonly wordShare: number
  readonly minGram: number
  readonly maxGram: number
  /** Counts a repeated term 1 + ln(n) instead of n. */
  readonly sublinear: boolean
  /** Terms that start in so many first characters (stop words struck) stand in the title or the plea. */
  readonly openingLength: number
  /** How many times an occurrence in the opening counts; 1 switches it off. */
  readonly openingWeight: number
  /** Power of the inverse document frequency; above 1, rare terms weigh more. */
  readonly idfPower: number
  /** A word this much rarer in presegmented rows than in raw ones is a stop word; 0 switches it off. */
  readonly stopRatio: number
  /** Leaves out terms that mostly stand in people's names. */
  readonly withoutNames: boolean
  /** Folds of the out-of-fold scores on which the calibration is fitted. */
  readonly folds: number
  readonly seed: number
  /** Names of departments and places that the word cutter should keep whole. */
  readonly dictionary: readonly string[]
  readonly calibration: CalibrationShape
}

/** How scores become probabilities. */
export interface CalibrationShape {
  readonly link: 'softmax' | 'sigmoid'
  /** How strongly each label's slope and shift are held to the common ones; `full`: they are the common ones. */
  readonly pooling: number | 'full'
}

/** p ∝ link(slope × score + shift), label by label. */
export interface Calibration {
  readonly link: CalibrationShape['link']
  readonly slopes: readonly number[]
  readonly shifts: readonly number[]
}

/** The part of the options that decides which terms a text has and how they weigh. */
export type FeatureSettings = Pick<
  TrainingOptions,
  'wordShare' | 'minGram' | 'maxGram' | 'sublinear' | 'openingLength' | 'openingWeight' | 'dictionary'
>

export interface ModelHeader {
  readonly labels: readonly string[]
  readonly settings: FeatureSettings
  readonly stopWords: readonly string[]
  readonly calibration: Calibration
  readonly biases: readonly number[]
  /** Weight = stored 16-bit integer × scale of its label. */
  readonly scales: readonly number[]
  /** The first `wordCount` terms are words, the others character n-grams. */
  readonly wordCount: number
  readonly termCount: number
  readonly trained: TrainingRecord
}

/** What the register of algorithms needs to know about the training. */
export interface TrainingRecord {
  /** Calendar date, passed in by the caller. */
  readonly on: string
  readonly rawRows: number
  readonly presegmentedRows: number
  readonly messages: number
  readonly rowsByLabel: Readonly<Record<string, number>>
  readonly options: TrainingOptions
  /** Largest change of a score, and number of changed labels, that 16-bit weights cause on the raw rows. */
  readonly quantisation: { readonly maxScoreError: number; readonly changedLabels: number }
  /** Where the weights were adapted to later rows: from which version, and by what. */
  readonly adapted?: AdaptationRecord
}

export interface AdaptationRecord {
  readonly from: string
  readonly on: string
  readonly rows: number
  readonly rowsByLabel: Readonly<Record<string, number>>
  readonly cost: number
}

export interface ClassifierModel {
  readonly header: ModelHeader
  /** SHA-256 of the header and all numbers: the version under which a decision records the model. */
  readonly version: string
  readonly terms: readonly string[]
  readonly words: ReadonlyMap<string, number>
  readonly grams: ReadonlyMap<string, number>
  readonly stopWords: ReadonlySet<string>
  readonly idf: Float32Array
  /** Term-major: the weight of term t for label l stands at t × labels + l. */
  readonly weights: Int16Array
}

export interface Prediction {
  readonly label: string
  /** Calibrated probability of `label`. */
  readonly confidence: number
  /** Share of the text's terms that the model has never met, 0 to 1; 1 for a text without a single term. */
  readonly unknownShare: number
  /** All labels, most probable first. */
  readonly probabilities: readonly { readonly label: string; readonly p: number }[]
}

/** What one term adds to a label's score. */
export interface Contribution {
  readonly term: string
  readonly family: 'word' | 'characters'
  readonly weight: number
}

export interface Classification extends Prediction {
  /** Raw score of `label`: bias + all contributions. */
  readonly score: number
  readonly bias: number
  /** Every known term of the message, heaviest first. */
  readonly contributions: readonly Contribution[]
}

export interface Explanation {
  readonly label: string
  /** The heaviest terms, with their places in the text as it was given: [start, end) in UTF-16 units. */
  readonly terms: readonly (Contribution & { readonly spans: readonly (readonly [number, number])[] })[]
  /** Sum of the terms not shown. */
  readonly rest: number
  readonly bias: number
  readonly score: number
}
