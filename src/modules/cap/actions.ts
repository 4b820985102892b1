import type { MasterKey } from '#kernel/vault'
import { failEntry, finishPoll, noteEntries, pruneEntries } from './actions/polls.ts'
import { type Publishing, publishActions } from './actions/publish.ts'
import { receiveAlert } from './actions/receive.ts'
import { openPolls, pollNow, saveSource, settleEntry } from './actions/sources.ts'
import { forgetListener, saveMyWarnings, tellNext } from './actions/tell.ts'

export type { IsExercise } from './actions/publish.ts'

export function capActions(key: () => MasterKey, publishing: Publishing) {
  return {
    ...publishActions(publishing),
    receive: receiveAlert,
    saveSource: saveSource(key),
    pollNow,
    openPolls,
    settleEntry,
    noteEntries,
    failEntry,
    finishPoll,
    pruneEntries,
    tellNext,
    forgetListener,
    saveMyWarnings,
  }
}
export type CapActions = ReturnType<typeof capActions>
