import { z } from 'zod'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { AppealActions } from '#modules/appeals'
import { Receipt } from '#modules/appeals/contract'
import {
  judgePassage,
  rateTurn,
  removeSynonym,
  restoreChange,
  saveSynonym,
  startConversation,
} from './actions.ts'
import { answerQuestion, handOver } from './ask.ts'
import {
  Ask,
  Conversation,
  FindSimilar,
  HandOver,
  ImportedPassages,
  LibraryChange,
  Passage,
  PassagePage,
  Shares,
  Similar,
  Turn,
} from './contract.ts'
import {
  getConversation,
  getPassage,
  listChanges,
  listPassages,
  listSynonyms,
  readShares,
  type similarQuery,
} from './queries.ts'
import type { createLibrary } from './register.ts'
import { importFile } from './upload.ts'

const tag = 'assistant'
const fileBytes = 8 * 1024 * 1024
/** Questions a minute and address: a person types slower. */
const asksPerMinute = 20
const startsPerMinute = 10

interface Parts {
  readonly appeals: Pick<AppealActions, 'submit' | 'onCase'>
  readonly library: ReturnType<typeof createLibrary>
  readonly similar: ReturnType<typeof similarQuery>
}

export function assistantRoutes(parts: Parts): Route[] {
  return [...askingRoutes(parts), ...deskRoutes(parts)]
}

function askingRoutes({ appeals, library }: Parts): Route[] {
  return [
    {
      ...actionRoute('/assistant/conversations', startConversation, {
        tag,
        summary: 'Start a conversation',
        status: 201,
        response: Conversation,
      }),
      rateLimit: startsPerMinute,
    },
    queryRoute('/assistant/conversations/:id', getConversation, {
      tag,
      summary: 'A conversation with its questions',
      response: Conversation,
    }),
    {
      method: 'POST',
      path: '/assistant/conversations/:id/ask',
      tag,
      summary: 'Ask a question; the answer quotes passages or says that it does not know',
      body: Ask.omit({ id: true }),
      response: Turn,
      rateLimit: asksPerMinute,
      run: (kernel, r) => answerQuestion(kernel, withId(r), library),
    },
    actionRoute('/assistant/conversations/:id/rate', rateTurn, {
      tag,
      summary: 'Say whether an answer helped',
    }),
    {
      method: 'POST',
      path: '/assistant/conversations/:id/hand-over',
      tag,
      summary: 'Hand over to people: an appeal with the whole conversation',
      body: HandOver.omit({ id: true }),
      response: Receipt,
      status: 201,
      rateLimit: startsPerMinute,
      run: (kernel, r) => handOver(kernel, withId(r), appeals),
    },
    queryRoute('/assistant/passages/:id', getPassage, { tag, summary: 'One passage', response: Passage }),
  ]
}

function deskRoutes({ similar }: Parts): Route[] {
  return [
    queryRoute('/assistant/passages', listPassages, {
      tag,
      summary: 'What may be quoted',
      response: PassagePage,
    }),
    {
      method: 'POST',
      path: '/assistant/passages/import/file',
      tag,
      summary: 'Import a regulation (text, Markdown) or a table of passages (multipart: file, source)',
      response: ImportedPassages,
      bodyLimit: fileBytes,
      run: importFile,
    },
    actionRoute('/assistant/passages/:id/judge', judgePassage, {
      tag,
      summary: 'Allow, hide or supersede a passage',
    }),
    queryRoute('/assistant/synonyms', listSynonyms, { tag, summary: 'Colloquial and dialect words' }),
    actionRoute('/assistant/synonyms/save', saveSynonym, { tag, summary: 'Save a synonym' }),
    actionRoute('/assistant/synonyms/remove', removeSynonym, { tag, summary: 'Remove a synonym' }),
    queryRoute('/assistant/changes', listChanges, {
      tag,
      summary: 'What was changed in the library, newest first',
      response: z.array(LibraryChange),
    }),
    actionRoute('/assistant/changes/:id/restore', restoreChange, { tag, summary: 'Take a change back' }),
    queryRoute('/assistant/shares', readShares, {
      tag,
      summary: 'What became of the questions',
      response: Shares,
    }),
    {
      method: 'POST',
      path: '/assistant/similar',
      tag,
      summary: 'Past answers to messages like this one, for the officer who writes',
      body: FindSimilar,
      response: Similar,
      run: (kernel, r) => kernel.ask(similar, { actor: r.actor, input: r.body, trace: r.trace }),
    },
  ]
}

type RouteCall = Parameters<Route['run']>[1]

function withId(r: RouteCall): RouteCall {
  const body = typeof r.body === 'object' && r.body !== null ? r.body : {}
  return { ...r, body: { ...body, ...r.params } }
}
