import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  correctRows,
  dataTaskActionsOf,
  deliver,
  discardRows,
  type LimitsAt,
  openDataTask,
  recountQuality,
  releaseRow,
  restoreRows,
  retryRows,
  setWeights,
  submitForm,
} from './actions.ts'
import { dataTask } from './case.ts'
import { collectionJobs, collectionReactions } from './jobs.ts'
import { collectionMessages } from './messages.ts'
import {
  getQuality,
  getRowHistory,
  getWeights,
  listChanges,
  listDeliveries,
  listFormRows,
  listForms,
  listMonitor,
  listQuarantine,
  listRows,
} from './queries.ts'
import { collectionRoutes } from './routes.ts'
import { uploadState } from './upload.ts'

export {
  emptyItems,
  type Keyed,
  purgeEndedBefore,
  purgeKeys,
  purgeQuarantinedBefore,
} from './actions/purge.ts'
export {
  type ArrivalPart,
  type ArrivalPosition,
  type ArrivedRow,
  currentArrival,
  readArrivals,
  readPeriod,
} from './queries/arrivals.ts'
export { type Counted, type Counting, countRows } from './queries/counts.ts'
export { countDue, countHeld, type Due, listDueKeys } from './queries/due.ts'
export { isInPartition, type Partition, partitionOf, whole } from './queries/partitions.ts'
export { readChanges } from './queries/rows.ts'

const repair = [releaseRow, retryRows, correctRows, discardRows, restoreRows]
const reads = [listDeliveries, listRows, listChanges, getRowHistory, listQuarantine, uploadState]
const watching = [getQuality, getWeights, listMonitor, listForms, listFormRows]

export { deliver, takePart } from './actions.ts'
export { checkBeforeDelivering } from './delivering.ts'
export { currentRows, rowsAsOf } from './queries.ts'

/** Data arriving: checked by its contract, stored with its history, or quarantined with the reason. */
export function createCollection(parts: {
  clock: Clock
  key: () => MasterKey
  /** When a department is asked to put its data in order, and within which days. */
  limitsAt: LimitsAt
}): Module {
  const open = openDataTask(parts.clock, parts.limitsAt) as unknown as Action
  const onTask = dataTaskActionsOf(parts.clock) as unknown as Record<string, Action>
  const tasks = caseQueries(dataTask, parts.key)
  return defineModule({
    name: 'collection',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [dataTask],
    actions: [deliver, submitForm, ...repair, setWeights, recountQuality, open, ...Object.values(onTask)],
    queries: [...reads, ...watching, ...Object.values(tasks)],
    routes: [...collectionRoutes(open), ...caseRoutes(dataTask, '/data-tasks', tasks, onTask)],
    jobs: collectionJobs({ open, settle: onTask.settle as Action, limitsAt: parts.limitsAt }),
    reactions: collectionReactions,
    messages: collectionMessages,
  })
}
