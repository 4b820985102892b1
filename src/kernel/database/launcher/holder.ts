import pg from 'pg'
import { SUPERUSER } from './cluster.ts'
import { LauncherError } from './errors.ts'
import { type Layout, PORT } from './layout.ts'

/** Key of the advisory lock: 'zhizhi' in ASCII, as a number. */
const LOCK = '0x7a68697a6869'

/**
 * Each process that uses the server keeps one connection with a shared advisory lock; the server drops the lock
 * when the process dies, however it dies. Whoever gets the lock alone is the last one and may stop the server.
 */
export type Attempt =
  | { kind: 'held'; holder: Holder }
  | { kind: 'absent' }
  | { kind: 'busy'; reason: 'starting' | 'stopping' | 'unresponsive' }

export interface Holder {
  /** Called once if the connection breaks before `release`. */
  onLost(listener: () => void): void
  /** Runs `ifLast` while no other process can join, if nobody else uses the server; then lets go. */
  release(ifLast: () => Promise<void>): Promise<void>
}

/** @throws LauncherError locked if a foreign server answers, not-permitted */
export async function tryHold(layout: Layout): Promise<Attempt> {
  const client = new pg.Client({
    host: layout.socketDir,
    port: PORT,
    user: SUPERUSER,
    database: 'postgres',
    application_name: 'zhizhi-holder',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  let lost: () => void = () => undefined
  client.on('error', () => undefined) // followed by 'end', which is what counts
  client.on('end', () => lost())
  try {
    await client.connect()
    const { rows } = await client.query<{ joined: boolean; cluster: string }>(
      `select pg_try_advisory_lock_shared(${LOCK}) as joined, current_setting('data_directory') as cluster`,
    )
    const answer = rows[0]
    if (answer?.cluster !== layout.cluster) throw foreignServer(answer?.cluster ?? 'unknown')
    if (!answer.joined) {
      await client.end()
      return { kind: 'busy', reason: 'stopping' }
    }
  } catch (error) {
    client.end().catch(() => undefined)
    return explain(error)
  }
  const socket = client as pg.Client & { ref(): void; unref(): void } // exist, but are not in the types
  socket.unref() // holding must not keep a finished program alive
  return {
    kind: 'held',
    holder: {
      onLost: (listener) => {
        lost = listener
      },
      release: async (ifLast) => {
        lost = () => undefined
        socket.ref()
        if (await isLast(client)) await ifLast()
        await client.end().catch(() => undefined)
      },
    },
  }
}

async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`select pg_advisory_unlock_shared(${LOCK})`)
    const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK}) as alone`)
    return rows[0]?.alone === true
  } catch {
    return false // the connection is gone, so the server is no longer ours to stop
  }
}

const ABSENT = new Set(['ENOENT', 'ECONNREFUSED'])
// cannot_connect_now: starting up, recovering or shutting down.
const CANNOT_CONNECT_NOW = '57P03'
// admin_shutdown, crash_shutdown, too_many_connections; the rest is a connection that broke while it was made.
const PASSING = new Set(['57P01', '57P02', '53300', 'ECONNRESET', 'EPIPE', 'EAGAIN'])

function explain(error: unknown): Attempt {
  if (error instanceof LauncherError) throw error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (ABSENT.has(code)) return { kind: 'absent' }
  if (code === CANNOT_CONNECT_NOW) return { kind: 'busy', reason: 'starting' }
  if (PASSING.has(code) || /terminated|timeout/i.test(message)) {
    return { kind: 'busy', reason: 'unresponsive' }
  }
  if (code === 'EACCES' || code === 'EPERM') {
    throw new LauncherError('not-permitted', `The socket of PostgreSQL may not be opened: ${message}`)
  }
  throw foreignServer(message)
}

function foreignServer(what: string): LauncherError {
  return new LauncherError('locked', `A server that is not ours answers in the data folder (${what}).`)
}
