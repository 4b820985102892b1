import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { type Access, allows } from '#kernel/access/define'
import { currentPosition, listEventsAfter, type Position, type StoredEvent } from '#kernel/events'
import type { Route } from '#kernel/http/define'
import { peekActor, tokenOf } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'

interface Subscriber {
  actor: Actor
  position: Position
  send(event: StoredEvent): void
  end(): void
}

export interface Live {
  readonly route: Route
  /** Ends every stream, so that the server can close. */
  stop(): void
}

/** So often a stream says that it lives, and looks whether its session still does. */
const beatMs = 20_000
const lookMs = 150
const batch = 1000

/**
 * Server-sent events: what happens to subjects that the reader may see, as it happens. One look at the outbox serves
 * all readers of this process; a reader that comes back with Last-Event-ID gets what it missed.
 * A stream ends with its session: within one beat of a sign-out, an expiry, or an account that was switched off.
 * @param see who sees the events about a subject of this type; a type not listed is seen by nobody
 * @param everyMs the length of a beat
 */
export function createLive(see: Readonly<Record<string, Access>>, everyMs = beatMs): Live {
  const subscribers = new Set<Subscriber>()
  let timer: NodeJS.Timeout | undefined
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
  // From the reader that is furthest behind, until nothing is left: whoever joins between two looks misses nothing.
  const look = async (kernel: Kernel) => {
    if (looking) return
    looking = true
    try {
      let found = batch
      while (found === batch && subscribers.size > 0) {
        const events = await listEventsAfter(kernel.app.db, furthestBehind(subscribers), batch)
        for (const s of subscribers) deliver(s, events)
        found = events.length
      }
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
      out.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
        // A connection whose stream has ended would otherwise idle, and hold up a server that stops.
        connection: 'close',
      })
      out.write(`retry: 2000\nid: ${position.tx}.${position.seq}\ndata: {"name":"connected"}\n\n`)
      const subscriber: Subscriber = {
        actor,
        position,
        send: (event) => out.write(format(event)),
        end: () => out.end(),
      }
      subscribers.add(subscriber)
      timer ??= setInterval(() => void look(kernel), lookMs).unref()
      const beat = setInterval(() => void beatOf(kernel, subscriber, tokenOf(raw), out), everyMs).unref()
      raw.raw.on('close', () => {
        clearInterval(beat)
        subscribers.delete(subscriber)
      })
    },
  }
  return {
    route,
    stop() {
      clearInterval(timer)
      for (const s of subscribers) s.end()
    },
  }
}

/** A stream of nobody just lives on. When the database does not answer, the next beat asks again. */
async function beatOf(kernel: Kernel, s: Subscriber, token: string, out: ServerResponse): Promise<void> {
  try {
    if (s.actor.kind !== 'anonymous') {
      s.actor = await peekActor(kernel, token)
      if (s.actor.kind === 'anonymous') return s.end()
    }
    out.write(': still here\n\n')
  } catch (error) {
    kernel.log.warn('live: the session could not be read', error)
  }
}

function furthestBehind(subscribers: ReadonlySet<Subscriber>): Position {
  const positions = [...subscribers].map((s) => s.position)
  return positions.reduce((least, p) => (isAfter(p, least) ? least : p))
}

function isAfter(event: Position, p: Position): boolean {
  const [a, b] = [BigInt(event.tx), BigInt(p.tx)]
  return a > b || (a === b && event.seq > p.seq)
}

/** Transaction ids are below 2^64 and sequence numbers below 2^53; anything larger is not a position of ours. */
function parsePosition(text: unknown): Position | undefined {
  const match = typeof text === 'string' ? /^(\d{1,19})\.(\d{1,15})$/.exec(text) : null
  return match?.[1] === undefined ? undefined : { tx: match[1], seq: Number(match[2]) }
}

/** No personal data and no text travel here: a screen that cares reads the case through its own access. */
function format(e: StoredEvent): string {
  const { action, number, state, version } = e.payload
  const data = {
    name: e.name,
    at: e.at,
    type: e.subject.type,
    id: e.subject.id,
    place: e.subject.place,
    action,
    number,
    state,
    version,
  }
  return `id: ${e.tx}.${e.seq}\ndata: ${JSON.stringify(data)}\n\n`
}
