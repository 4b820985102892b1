import type { Connection as Callbacks } from 'mysql2'
import { type Connection, createConnection } from 'mysql2/promise'
import { addressOf, OutboundError, outboundErrorOf } from '#kernel/outbound'
import type { RawRow } from '#modules/collection/contract'
import type { DatabasePlace } from '../contract.ts'
import type { Statement } from '../rules.ts'
import { PullError, type ReadJob } from './define.ts'

/** A stream in a read-only transaction; the server is held back while a batch is stored. */
export async function* readMariadb(
  job: ReadJob<DatabasePlace>,
  { text, values }: Statement,
  batch: number,
): AsyncGenerator<RawRow[]> {
  const connection = await connect(job)
  const abort = () => connection.destroy()
  job.signal.addEventListener('abort', abort, { once: true })
  try {
    await connection.query("set time_zone = '+08:00'")
    await connection.query('start transaction read only')
    const { connection: callbacks } = connection as unknown as { connection: Callbacks }
    const stream = callbacks.query(text, [...values]).stream({ highWaterMark: batch })
    let rows: RawRow[] = []
    for await (const row of stream as AsyncIterable<RawRow>) {
      rows.push({ ...row })
      if (rows.length < batch) continue
      yield rows
      rows = []
    }
    if (rows.length > 0) yield rows
  } catch (error) {
    throw errorOf(error, job)
  } finally {
    job.signal.removeEventListener('abort', abort)
    connection.destroy()
  }
}

async function connect(job: ReadJob<DatabasePlace>): Promise<Connection> {
  const { place } = job
  const { address } = await addressOf(place.host, job.allowed)
  const ssl = {
    rejectUnauthorized: true,
    servername: place.host,
    ...(place.ca === '' ? {} : { ca: place.ca }),
  }
  try {
    return await createConnection({
      host: address,
      port: place.port,
      database: place.database,
      user: place.user,
      password: job.secret,
      charset: 'utf8mb4',
      connectTimeout: 15_000,
      // Texts keep every digit; a double or a Date would not, and the position would be another.
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      ...(place.tls === 'verify' ? { ssl } : {}),
    })
  } catch (error) {
    throw errorOf(error, job)
  }
}

const denied: ReadonlySet<unknown> = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
])

function errorOf(error: unknown, job: ReadJob): OutboundError {
  if (error instanceof OutboundError) return error
  if (job.signal.aborted) return new PullError('out-of-time')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (denied.has(code)) return new PullError('auth', { status: code })
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') return new PullError('tls', { code })
  if (code === 'PROTOCOL_CONNECTION_LOST') return new PullError('broken-off', { code })
  if (code.startsWith('ER_') && error instanceof Error)
    return new PullError('database', { code, message: error.message })
  return outboundErrorOf(error, job.signal)
}
