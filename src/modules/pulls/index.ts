import { fileURLToPath } from 'node:url'
import { defineModule, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import {
  dropLetter,
  failRun,
  finishRun,
  getRetention,
  openRun,
  pauseSource,
  prunePulls,
  resumeRun,
  runNow,
  saveRetention,
  saveSource,
  settleLetter,
  takePart,
  trySource,
} from './actions.ts'
import { demoPulls } from './demo.ts'
import { pullJobs, pullReactions } from './jobs.ts'
import { pullMessages } from './messages.ts'
import { getSourceQuery, listLetters, listSources, readLetter } from './queries.ts'
import { pullRoutes } from './routes.ts'

function pullActions(key: () => MasterKey) {
  return {
    save: saveSource(key),
    try: trySource,
    pause: pauseSource,
    runNow,
    open: openRun,
    resume: resumeRun,
    take: takePart,
    finish: finishRun,
    fail: failRun,
    dropLetter: dropLetter(key),
    settle: settleLetter,
    saveRetention,
    prune: prunePulls,
  }
}
export type PullActions = ReturnType<typeof pullActions>

/** Data fetched from departments' interfaces, databases and files, by the clock. */
export function createPulls(parts: { key: () => MasterKey }): Module {
  const actions = pullActions(parts.key)
  const letter = readLetter(parts.key)
  return defineModule({
    name: 'pulls',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: Object.values(actions),
    queries: [listSources, getSourceQuery, listLetters, letter, getRetention],
    routes: pullRoutes(actions, letter),
    jobs: pullJobs(actions),
    reactions: pullReactions,
    messages: pullMessages,
    demo: (kernel) => demoPulls(kernel, actions),
  })
}
