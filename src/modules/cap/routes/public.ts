import { createHash } from 'node:crypto'
import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { feedQuery, publicAlertQuery } from '../queries.ts'
import {
  addressOfAlert,
  capTimeOf,
  capType,
  type DoorName,
  doors,
  type FeedHead,
  writeAtom,
  writeRss,
} from '../rules.ts'

const tag = 'cap'

/** Any site and any program may read it; a proxy asks again after a minute. */
const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' }
const feeds = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  rss: { type: 'application/rss+xml; charset=utf-8', write: writeRss },
} as const

const titles: Readonly<Record<DoorName, string>> = {
  actual: '城市预警信息',
  exercise: '【演练和测试】城市预警信息（非真实预警）',
}

/** What the world reads: two feeds and single messages; exercises and tests at addresses of their own. */
export function publicRoutes(): Route[] {
  const get = (path: string, summary: string, run: Route['run']): Route => ({
    method: 'GET',
    path,
    standsAlone: true,
    tag,
    summary,
    run,
  })
  const nothing = async () => {
    throw new Refusal('not-found', 'cap.no-address')
  }
  return [
    ...(['actual', 'exercise'] as const).flatMap((door) => [
      ...(['atom', 'rss'] as const).map((format) =>
        get(`${doors[door].base}/feed.${format}`, `What holds now (${door}), as ${format}`, (kernel, r) =>
          sendFeed(kernel, r, door, format),
        ),
      ),
      get(`${doors[door].base}/alerts/:file`, `One message as CAP 1.2 (${door})`, (kernel, r) =>
        sendAlert(kernel, r, door),
      ),
    ]),
    get('/cap/*', 'Anything else is not found', nothing),
  ]
}

/** Of a city that has never warned: the day on which this door was opened. */
const beginning = new Date('2026-01-01T00:00:00+08:00')

async function sendFeed(kernel: Kernel, r: RouteRequest, door: DoorName, format: keyof typeof feeds) {
  const content = await kernel.ask(feedQuery, { actor: r.actor, input: { door }, trace: r.trace })
  const { publicUrl } = kernel.config
  const absolute = (path: string) => new URL(path, publicUrl).href
  const changed = content.changed ?? beginning
  const head: FeedHead = {
    title: titles[door],
    self: absolute(`${doors[door].base}/feed.${format}`),
    home: absolute('/'),
    author: '智治',
    updated: capTimeOf(changed),
  }
  const shown = content.alerts.map((alert) => ({ alert, url: absolute(addressOfAlert(alert) ?? '/cap') }))
  const { type, write } = feeds[format]
  return sendConditional(r, { body: write(head, shown), type, changed })
}

async function sendAlert(kernel: Kernel, r: RouteRequest, door: DoorName) {
  const identifier = /^(.{1,200})\.xml$/.exec(r.params.file ?? '')?.[1]
  if (identifier === undefined) throw new Refusal('not-found', 'cap.no-address')
  const input = { door, identifier }
  const { xml, sent } = await kernel.ask(publicAlertQuery, { actor: r.actor, input, trace: r.trace })
  return sendConditional(r, { body: xml, type: `${capType}; charset=utf-8`, changed: sent })
}

interface Content {
  readonly body: string | Buffer
  readonly type: string
  readonly changed: Date
}

/** RFC 9110, 13.2.2: the entity tag decides where one is given, else the time. */
function sendConditional({ raw, reply }: RouteRequest, { body, type, changed }: Content) {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  reply.headers({ ...open, etag, 'last-modified': changed.toUTCString() })
  const known = raw.headers['if-none-match']
  const since = Date.parse(String(raw.headers['if-modified-since'] ?? ''))
  const second = Math.floor(changed.getTime() / 1000) * 1000
  const isKnown =
    known === undefined
      ? since >= second
      : known.split(',').some((k) => [etag, '*'].includes(k.trim().replace(/^W\//, '')))
  if (isKnown) return reply.code(304).send()
  return reply.header('content-type', type).send(body)
}
