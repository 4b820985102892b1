import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { endGrant, resumeGrant, saveClocks, suspendGrant } from './actions.ts'
import { GrantedPage, GrantPage, GrantView, RequestMade, SharingClocks } from './contract.ts'
import { getClocks, getGrant, listGrants, readGranted } from './queries.ts'

const tag = 'sharing'

export function sharingRoutes(apply: AnyAction): Route[] {
  return [
    actionRoute('/data-requests', apply, {
      tag,
      summary: 'Ask for data of another organization',
      status: 201,
      response: RequestMade,
    }),
    queryRoute('/grants', listGrants, { tag, summary: 'Who may see what', response: GrantPage }),
    queryRoute('/grants/:id', getGrant, {
      tag,
      summary: 'One grant, its policy read aloud',
      response: GrantView,
    }),
    queryRoute('/grants/:grant/rows', readGranted, {
      tag,
      summary: 'Rows as the grant gives them',
      response: GrantedPage,
    }),
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
