import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { countPrefill, endGrant, readGranted, resumeGrant, saveClocks, suspendGrant } from './actions.ts'
import {
  DraftedTerms,
  GrantedPage,
  GrantLog,
  GrantMatrix,
  GrantPage,
  GrantUses,
  GrantView,
  Prefilled,
  PrefillInput,
  ReadGranted,
  RequestMade,
  SharingClocks,
  Simulation,
} from './contract.ts'
import { fileRoutes } from './files.ts'
import {
  draftTerms,
  findPrefill,
  getClocks,
  getGrant,
  getLog,
  getMatrix,
  getUses,
  listGrants,
  simulateGrant,
} from './queries.ts'

const tag = 'sharing'

/** Read like a page; an action because it counts. */
const rowsRoute: Route = {
  method: 'GET',
  path: '/grants/:grant/rows',
  tag,
  summary: 'Rows as the grant gives them; counts in its quota',
  query: ReadGranted.omit({ grant: true }),
  response: GrantedPage,
  run: (kernel, { actor, query, params, trace }) =>
    kernel.execute(readGranted, { actor, input: { ...query, ...params }, trace }),
}

/** A value leaves only after the use by which it was found is counted. */
const prefillRoute: Route = {
  method: 'GET',
  path: '/sharing/prefill',
  tag,
  summary:
    'What a form need not ask, with source and date; counts in the quota of each grant that was looked into',
  query: PrefillInput,
  response: Prefilled,
  async run(kernel, { actor, query, trace }) {
    const { looked, ...filled } = await kernel.ask(findPrefill, { actor, input: query, trace })
    for (const use of looked)
      await kernel.execute(countPrefill, { actor, input: { resource: query.resource, ...use }, trace })
    return filled
  },
}

export function sharingRoutes(apply: AnyAction, askOwn: AnyAction): Route[] {
  return [
    actionRoute('/data-requests', apply, {
      tag,
      summary: 'Ask for data of another organization',
      status: 201,
      response: RequestMade,
    }),
    actionRoute('/sharing/own-places', askOwn, {
      tag,
      summary: 'Ask for the rows of one’s own places, with the template’s terms',
      status: 201,
      response: RequestMade,
    }),
    queryRoute('/sharing/drafts', draftTerms, {
      tag,
      summary: 'Terms that a request may begin with',
      response: DraftedTerms,
    }),
    prefillRoute,
    queryRoute('/grants/matrix', getMatrix, {
      tag,
      summary: 'Resources by organizations: who may see what',
      response: GrantMatrix,
    }),
    queryRoute('/grants', listGrants, { tag, summary: 'Who may see what', response: GrantPage }),
    queryRoute('/grants/:id', getGrant, {
      tag,
      summary: 'One grant, its policy read aloud',
      response: GrantView,
    }),
    ...fileRoutes,
    queryRoute('/grants/:id/simulation', simulateGrant, {
      tag,
      summary: 'What a grant would give, for its provider',
      response: Simulation,
    }),
    queryRoute('/grants/:id/uses', getUses, {
      tag,
      summary: 'How a grant is used, by day',
      response: GrantUses,
    }),
    queryRoute('/grants/:id/log', getLog, {
      tag,
      summary: 'What the audit knows of a grant',
      response: GrantLog,
    }),
    rowsRoute,
    actionRoute('/grants/:id/suspend', suspendGrant, { tag, summary: 'Give nothing until resumed' }),
    actionRoute('/grants/:id/resume', resumeGrant, { tag, summary: 'Resume a suspended grant' }),
    actionRoute('/grants/:id/end', endGrant, { tag, summary: 'End a grant for good' }),
    queryRoute('/sharing/clocks', getClocks, {
      tag,
      summary: 'Statutory clocks by jurisdiction',
      response: SharingClocks,
    }),
    actionRoute('/sharing/clocks', saveClocks, {
      tag,
      summary: 'Save the statutory clocks',
      response: SharingClocks,
    }),
  ]
}
