import type { MasterKey } from '#kernel/vault'
import { failEntry, finishPoll, noteEntries, pruneEntries } from './actions/polls.ts'
import { publishActions } from './actions/publish.ts'
import { receiveAlert } from './actions/receive.ts'
import { openPolls, pollNow, saveSource, settleEntry } from './actions/sources.ts'
import { forgetListener, saveMyWarnings, tellNext } from './actions/tell.ts'

export function capActions(key: () => MasterKey, host: string) {
  return {
    ...publishActions(host),
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
