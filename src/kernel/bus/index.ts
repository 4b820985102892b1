import type { NatsConnection } from '@nats-io/transport-node'

/**
 * Short words between the processes of one installation: what was changed, who is there. A word may be lost, doubled or
 * late: it only says that looking into the database is worth while, and whoever hears none looks now and then.
 */
export interface Bus {
  /** Tells this process and, where there is a broker, the others; waits for nobody. */
  tell(topic: string, word: string): void
  /** @returns what ends the hearing */
  hear(topic: string, on: (word: string) => void): () => void
  /** Whether the words of other processes come in now: a broker is set, and it answers. */
  readonly isShared: boolean
  stop(): Promise<void>
}

interface BusParts {
  /** nats:// or tls://, with account and password in the address; null: words stay in the process. */
  readonly url: string | null
  readonly log: { info(message: string): void }
}

const prefix = 'zhizhi.'
const againAfterMs = 1000
/** A broker that answers to no ping for twice as long is gone. */
const pingEveryMs = 5000

/** Opens at once: a broker that is away is looked for in the background, as long as it takes. */
export function createBus({ url, log }: BusParts): Bus {
  const hearers = new Map<string, Set<(word: string) => void>>()
  const pass = (topic: string, word: string) => {
    for (const on of hearers.get(topic) ?? []) on(word)
  }
  const link = url === null ? undefined : createLink(url, pass, log)
  return {
    tell(topic, word) {
      pass(topic, word)
      link?.publish(topic, word)
    },
    hear(topic, on) {
      const known = hearers.get(topic) ?? new Set()
      hearers.set(topic, known.add(on))
      return () => void known.delete(on)
    },
    get isShared() {
      return link?.isUp() ?? false
    },
    stop: async () => link?.stop(),
  }
}

function createLink(url: string, pass: (topic: string, word: string) => void, log: BusParts['log']) {
  let connection: NatsConnection | undefined
  let isUp = false
  let isOver = false
  let wakeUp = () => {}

  const turn = (up: boolean) => {
    if (up !== isUp)
      log.info(up ? 'the broker answers' : 'the broker is away: every process looks for itself')
    isUp = up
  }

  async function connectOnce(): Promise<void> {
    const { connect } = await import('@nats-io/transport-node')
    connection = await connect({
      ...optionsOf(url),
      noEcho: true,
      pingInterval: pingEveryMs,
      reconnect: false,
    })
    if (isOver) return connection.close()
    connection.subscribe(`${prefix}>`, {
      callback: (error, m) => {
        if (error === null) pass(m.subject.slice(prefix.length), m.string())
      },
    })
    await connection.flush()
    turn(true)
    await connection.closed()
  }

  async function keepConnected(): Promise<void> {
    while (!isOver) {
      await connectOnce().catch(() => undefined)
      turn(false)
      if (isOver) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, againAfterMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const kept = keepConnected()
  return {
    isUp: () => isUp,
    /** While the broker is away nothing is kept for it: an old word is worth nothing. */
    publish(topic: string, word: string) {
      if (isUp && connection?.isClosed() === false) connection.publish(prefix + topic, word)
    },
    async stop() {
      isOver = true
      wakeUp()
      await connection?.close()
      await kept
    },
  }
}

function optionsOf(url: string) {
  const { protocol, host, username, password } = new URL(url)
  return {
    servers: host,
    ...(username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(protocol === 'tls:' ? { tls: {} } : {}),
  }
}
