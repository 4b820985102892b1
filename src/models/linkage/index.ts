export {
  type BlockingOptions,
  type BlockingPlan,
  type OversizeBlock,
  planBlocks,
} from './blocking.ts'
export { countCandidates, forEachCandidate } from './candidates.ts'
export { type LevelOf, levelJudge } from './compare.ts'
export { editsBetween, similarityOf } from './distance.ts'
export {
  contradictionsOf,
  type Entities,
  type Entity,
  type EntityOptions,
  groupEntities,
  type Judgement,
  type WeightedPairs,
} from './entities.ts'
export { type ExplainedField, type Explanation, explainPair } from './explain.ts'
export {
  type LinkageModel,
  type Outcome,
  outcomeOf,
  probabilityOf,
  type Thresholds,
  weightOf,
} from './model.ts'
export { bestThreshold, judgePairs, type PairFigures, pairFigures } from './quality.ts'
export { pairWeigher, type ScoredPairs, type ScoreOptions, scorePairs } from './score.ts'
export {
  type BlockingKey,
  type Comparison,
  type Field,
  type KeyPart,
  type Level,
  type LinkageSettings,
  levelName,
} from './settings.ts'
export { makeTable, pairsOf, type Table, type TableOptions, type Values } from './table.ts'
export { type TrainingOptions, type TrainingReport, trainModel } from './train.ts'
