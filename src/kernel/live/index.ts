import { z } from 'zod'
import { type Access, allows } from '#kernel/access/define'
import { currentPosition, listEventsAfter, type Position, type StoredEvent } from '#kernel/events'
import type { Route } from '#kernel/http/define'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'

interface Subscriber {
  readonly actor: Actor
  position: Position
  send(event: StoredEvent): void
}

export interface Live {
  readonly route: Route
  stop(): void
}

const heartbeatMs = 20_000
const lookMs = 300

/**
 * Server-sent events: what happens to subjects that the reader may see, as it happens. One look at the outbox serves
 * all readers of this process; a reader that comes back with Last-Event-ID gets what it missed.
 * @param see who sees the events about a subject of this type; a type not listed is seen by nobody
 */
export function createLive(see: Readonly<Record<string, Access>>): Live {
  const subscribers = new Set<Subscriber>()
  let timer: NodeJS.Timeout | undefined
  let head: Position | undefined
  let looking = false

  const may = (actor: Actor, event: StoredEvent) => {
    const access = see[event.subject.type]
    return access !== undefined && allows(access, actor, event.subject)
  }
  const deliver = (s: Subscriber, events: readonly StoredEvent[]) => {
    for (const event of events) {
      if (!isAfter(event, s.position)) continue
      s.position = { tx: event.tx, seq: event.seq }
      if (may(s.actor, event)) s.send(event)
    }
  }
  const look = async (kernel: Kernel) => {
    if (looking || subscribers.size === 0) return
    looking = true
    try {
      head ??= await currentPosition(kernel.app.db)
      const events = await listEventsAfter(kernel.app.db, head, 1000)
      const last = events.at(-1)
      if (last !== undefined) head = { tx: last.tx, seq: last.seq }
      for (const s of subscribers) deliver(s, events)
    } catch (error) {
      kernel.log.warn('live: the outbox could not be read', error)
    } finally {
      looking = false
    }
  }

  const route: Route = {
    method: 'GET',
    path: '/live',
    tag: 'live',
    summary: 'Server-sent events about what you may see; resumes from Last-Event-ID',
    query: z.object({ from: z.string().optional() }),
    async run(kernel, { actor, raw, reply, query }) {
      const resume = raw.headers['last-event-id'] ?? query.from
      const position = parsePosition(resume) ?? (await currentPosition(kernel.app.db))
      const out = reply.raw
      reply.hijack()
      out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' })
      out.write(`retry: 2000\nid: ${position.tx}.${position.seq}\ndata: {"name":"connected"}\n\n`)
      const subscriber: Subscriber = { actor, position, send: (event) => out.write(format(event)) }
      deliver(subscriber, await listEventsAfter(kernel.app.db, position, 1000))
      subscribers.add(subscriber)
      timer ??= setInterval(() => void look(kernel), lookMs).unref()
      const beat = setInterval(() => out.write(': still here\n\n'), heartbeatMs).unref()
      raw.raw.on('close', () => {
        clearInterval(beat)
        subscribers.delete(subscriber)
      })
    },
  }
  return { route, stop: () => clearInterval(timer) }
}

function isAfter(event: StoredEvent, p: Position): boolean {
  const [a, b] = [BigInt(event.tx), BigInt(p.tx)]
  return a > b || (a === b && event.seq > p.seq)
}

function parsePosition(text: unknown): Position | undefined {
  const match = typeof text === 'string' ? /^(\d{1,20})\.(\d{1,16})$/.exec(text) : null
  return match?.[1] === undefined ? undefined : { tx: match[1], seq: Number(match[2]) }
}

/** No personal data and no text travel here: a screen that cares reads the case through its own access. */
function format(e: StoredEvent): string {
  const { action, number, state, version } = e.payload
  const data = { name: e.name, at: e.at, type: e.subject.type, id: e.subject.id, place: e.subject.place, action, number, state, version }
  return `id: ${e.tx}.${e.seq}\ndata: ${JSON.stringify(data)}\n\n`
}
