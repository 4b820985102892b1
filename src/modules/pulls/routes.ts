import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { getRetention } from './actions.ts'
import {
  LetterContent,
  LetterPage,
  PullRetention,
  SourcePage,
  SourceSaved,
  SourceView,
  Trial,
  TrySource,
} from './contract.ts'
import type { PullActions } from './index.ts'
import { getSourceQuery, listLetters, listSources, type readLetter } from './queries.ts'
import { tryPull } from './trial.ts'

const tag = 'pulls'
const bodyLimit = 512 * 1024

export function pullRoutes(actions: PullActions, letter: ReturnType<typeof readLetter>): readonly Route[] {
  return [
    queryRoute('/pulls', listSources, { tag, summary: 'Sources and how they are', response: SourcePage }),
    queryRoute('/pulls/letters', listLetters, {
      tag,
      summary: 'Files and pages that could not be read, of all sources',
      response: LetterPage,
    }),
    queryRoute('/pulls/:source/letters/:id', letter, {
      tag,
      summary: 'The beginning of what could not be read; on record',
      response: LetterContent,
    }),
    queryRoute('/pulls/retention', getRetention, {
      tag,
      summary: 'For how many days runs and letters are kept',
      response: PullRetention,
    }),
    actionRoute('/pulls/retention', actions.saveRetention, {
      tag,
      summary: 'Save for how many days runs and letters are kept',
      response: PullRetention,
    }),
    queryRoute('/pulls/:id', getSourceQuery, {
      tag,
      summary: 'One source with its runs and dead letters; never its secret',
      response: SourceView,
    }),
    actionRoute('/pulls', actions.save, {
      tag,
      summary: 'Define a source or change one',
      status: 201,
      response: SourceSaved,
      bodyLimit,
    }),
    {
      method: 'POST',
      path: '/pulls/try',
      tag,
      summary: 'Read twenty rows with the mapping and the contract’s verdict; saves nothing',
      body: TrySource,
      response: Trial,
      bodyLimit,
      rateLimit: 30,
      run: (kernel, r) => tryPull(kernel, actions, r),
    },
    actionRoute('/pulls/:id/run', actions.runNow, { tag, summary: 'Run it now' }),
    actionRoute('/pulls/:id/pause', actions.pause, { tag, summary: 'Pause a source or let it go on' }),
    actionRoute('/pulls/:source/letters/:id', actions.settle, {
      tag,
      summary: 'Try a dead letter again, or dismiss it',
    }),
  ]
}
