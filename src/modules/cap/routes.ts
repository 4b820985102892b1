import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { CapActions } from './actions.ts'
import {
  AlertPage,
  AlertView,
  CurrentAlerts,
  MyWarnings,
  Published,
  Received,
  SourceList,
  SourceSaved,
  SourceView,
} from './contract.ts'
import {
  alertXmlQuery,
  currentQuery,
  getAlertQuery,
  getSourceQuery,
  listAlertsQuery,
  listSourcesQuery,
  myWarningsQuery,
} from './queries.ts'
import { publicRoutes } from './routes/public.ts'
import { capType, longestAlert } from './rules.ts'

const tag = 'cap'

/** The feeds for the world, and the desk's and the residents' own routes. */
export function capRoutes(actions: CapActions): Route[] {
  return [...publicRoutes(), ...alertRoutes(actions), ...sourceRoutes(actions), ...residentRoutes(actions)]
}

function alertRoutes(actions: CapActions): Route[] {
  return [
    queryRoute('/cap/alerts', listAlertsQuery, {
      tag,
      summary: 'Messages received or published',
      response: AlertPage,
    }),
    queryRoute('/cap/alerts/:id', getAlertQuery, {
      tag,
      summary: 'One message with its chain',
      response: AlertView,
    }),
    {
      method: 'GET',
      path: '/cap/alerts/:id/xml',
      tag,
      summary: 'The bytes of a message as they came or went out',
      async run(kernel, r) {
        const input = { id: r.params.id }
        const { xml, identifier } = await kernel.ask(alertXmlQuery, { actor: r.actor, input, trace: r.trace })
        const name = encodeURIComponent(identifier).replace(/['()*]/g, '_')
        return r.reply
          .headers({
            'content-type': `${capType}; charset=utf-8`,
            'content-disposition': `attachment; filename*=UTF-8''${name}.xml`,
            'cache-control': 'private, no-store',
          })
          .send(xml)
      },
    },
    {
      method: 'POST',
      path: '/cap/received',
      tag,
      summary: 'Take in a CAP 1.1 or 1.2 document (the body)',
      takesBytes: true,
      bodyLimit: 2 * longestAlert,
      rateLimit: 60,
      status: 201,
      response: Received,
      async run(kernel, r) {
        if (!Buffer.isBuffer(r.body) || r.body.length === 0) throw new Refusal('invalid', 'cap.no-document')
        const input = { xml: r.body.toString('base64') }
        const options = { actor: r.actor, input, trace: r.trace, key: r.key }
        const received = await kernel.execute(actions.receive, options)
        return r.reply.code(received.isNew ? 201 : 200).send(received)
      },
    },
    actionRoute('/cap/alerts', actions.publish, {
      tag,
      summary: 'Publish a message',
      status: 201,
      response: Published,
    }),
    actionRoute('/cap/alerts/:id/update', actions.update, {
      tag,
      summary: 'Say anew what a message says',
      status: 201,
      response: Published,
    }),
    actionRoute('/cap/alerts/:id/cancel', actions.cancel, {
      tag,
      summary: 'Take a message back',
      status: 201,
      response: Published,
    }),
  ]
}

function sourceRoutes(actions: CapActions): Route[] {
  const Done = z.object({ id: z.uuid() })
  return [
    queryRoute('/cap/sources', listSourcesQuery, { tag, summary: 'Feeds of others', response: SourceList }),
    queryRoute('/cap/sources/:id', getSourceQuery, {
      tag,
      summary: 'One feed with what it listed',
      response: SourceView,
    }),
    actionRoute('/cap/sources', actions.saveSource, {
      tag,
      summary: 'Define a feed or change one',
      status: 201,
      response: SourceSaved,
    }),
    actionRoute('/cap/sources/:id/poll', actions.pollNow, { tag, summary: 'Read it now', response: Done }),
    actionRoute('/cap/sources/:id/entries', actions.settleEntry, {
      tag,
      summary: 'Read a dead letter again, or let it go',
      response: Done,
    }),
  ]
}

function residentRoutes(actions: CapActions): Route[] {
  return [
    queryRoute('/cap/current', currentQuery, {
      tag,
      summary: 'Real public warnings that hold now',
      response: CurrentAlerts,
    }),
    queryRoute('/me/warnings', myWarningsQuery, {
      tag,
      summary: 'For which places I am told of warnings',
      response: MyWarnings,
    }),
    actionRoute('/me/warnings', actions.saveMyWarnings, {
      tag,
      summary: 'Say for which places I want to be told',
      response: MyWarnings,
    }),
  ]
}
