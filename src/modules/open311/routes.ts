import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { actionRoute, queryRoute, type Route, type RouteRequest } from '#kernel/http/define'
import type { Messages } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import type { Open311Actions } from './actions.ts'
import { ClientsView, CreateClient, CreatedClient, ForwardsView, PartnerService } from './contract.ts'
import { clientsQuery, forwardsQuery } from './queries.ts'
import { type Format, formats, refuseIn } from './routes/answer.ts'
import { partnerServices } from './routes/partner.ts'
import { postLimit, postRequest, postUpdate } from './routes/post.ts'
import {
  bulk,
  type Door,
  definition,
  discovery,
  request,
  requests,
  services,
  token,
  updates,
} from './routes/read.ts'

const tag = 'open311'
const doors: readonly Door[] = [
  { base: '/open311/v2', isTest: false },
  { base: '/open311/test/v2', isTest: true },
]

/** GeoReport v2 in both formats and at both endpoints, and the desk's own routes. */
export function open311Routes(actions: Open311Actions, messages: Messages): Route[] {
  const shared = { tag, standsAlone: true, takesForms: true, refuse: refuseIn(messages) } as const
  const get = (path: string, summary: string, run: Route['run']): Route => ({
    ...shared,
    method: 'GET',
    path,
    summary,
    run,
  })
  const post = (path: string, summary: string, run: Route['run']): Route => ({
    ...shared,
    method: 'POST',
    path,
    summary,
    bodyLimit: postLimit,
    run,
  })
  const each = (door: Door, format: Format): Route[] => {
    const { base } = door
    return [
      get(`${base}/discovery.${format}`, 'Endpoints and formats', discovery(format)),
      get(`${base}/services.${format}`, 'What can be reported', services(format)),
      get(`${base}/requests.${format}`, 'Public requests of 90 days', requests(door, format)),
      post(`${base}/requests.${format}`, 'Report something (api_key)', postRequest(actions, door, format)),
      get(`${base}/servicerequestupdates.${format}`, 'Public steps and comments', updates(door, format)),
      post(`${base}/servicerequestupdates.${format}`, 'Comment (api_key)', postUpdate(actions, door, format)),
    ]
  }
  const nothing = async () => {
    throw new Refusal('not-found', 'open311.no-resource')
  }
  return [
    ...formats.map((f) => get(`/open311/discovery.${f}`, 'Endpoints and formats', discovery(f))),
    ...doors.flatMap((door) => [
      ...formats.flatMap((format) => each(door, format)),
      get(`${door.base}/services/:file`, 'The attributes of a service', definition),
      get(`${door.base}/requests/:file`, 'One request', request(door)),
      get(`${door.base}/tokens/:file`, 'The id behind a token', token(door)),
    ]),
    get('/open311/v2/bulk.csv', 'Public requests of 90 days as CSV (GeoReport bulk)', bulk),
    get('/open311/*', 'Anything else is not found, in the format of GeoReport', nothing),
    ...deskRoutes(actions),
  ]
}

function deskRoutes(actions: Open311Actions): Route[] {
  const Saved = z.object({ id: z.string() })
  return [
    queryRoute('/open311/clients', clientsQuery, {
      tag,
      summary: 'Keys, what came in through them, and partners',
      response: ClientsView,
    }),
    {
      method: 'POST',
      path: '/open311/clients',
      tag,
      summary: 'A key for a system of others, shown once',
      body: CreateClient,
      response: CreatedClient,
      status: 201,
      // Without the idempotency key: remembered answers are stored, and keys must not be.
      run: (kernel: Kernel, r: RouteRequest) =>
        kernel.execute(actions.createClient, { actor: r.actor, input: r.body, trace: r.trace }),
    },
    actionRoute('/open311/clients/:id/revoke', actions.revokeClient, {
      tag,
      summary: 'Revoke a key',
      response: Saved,
    }),
    actionRoute('/open311/partners', actions.savePartner, {
      tag,
      summary: 'Save a server of others that appeals are reported to',
      response: Saved,
    }),
    {
      method: 'GET',
      path: '/open311/partners/:id/services',
      tag,
      summary: 'What a partner takes in, asked of its server',
      response: z.array(PartnerService),
      run: partnerServices,
    },
    queryRoute('/appeals/:id/forwards', forwardsQuery, {
      tag,
      summary: 'To which partners an appeal was reported',
      response: ForwardsView,
    }),
    actionRoute('/appeals/:id/forward', actions.forward, {
      tag,
      summary: 'Report an appeal to a partner',
      response: Saved,
    }),
  ]
}
