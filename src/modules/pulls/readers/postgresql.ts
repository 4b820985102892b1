import pg from 'pg'
import { addressOf, OutboundError, outboundErrorOf } from '#kernel/outbound'
import type { RawRow } from '#modules/collection/contract'
import type { DatabasePlace } from '../contract.ts'
import type { Statement } from '../rules.ts'
import { PullError, type ReadJob } from './define.ts'

const timestamptz = 1184
const boolean = 16

/** Everything as the text that the server writes: a double or a Date would lose digits, and with them the position. */
const types = {
  getTypeParser: (oid: number) => (text: string) => {
    if (oid === timestamptz) return text.replace(/([+-]\d\d)$/, '$1:00')
    if (oid === boolean) return text === 't' ? 'true' : 'false'
    return text
  },
}

/** A cursor in a read-only transaction: one state of the data, and never more than a batch in memory. */
export async function* readPostgresql(
  job: ReadJob<DatabasePlace>,
  { text, values }: Statement,
  batch: number,
): AsyncGenerator<RawRow[]> {
  const client = await connect(job)
  const abort = () => void client.end().catch(() => {})
  job.signal.addEventListener('abort', abort, { once: true })
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    await client.query({ text: `declare pulled no scroll cursor for ${text}`, values: [...values] })
    for (;;) {
      const { rows } = await client.query<RawRow>(`fetch ${batch} from pulled`)
      if (rows.length > 0) yield rows
      if (rows.length < batch) return
    }
  } catch (error) {
    throw errorOf(error, job)
  } finally {
    job.signal.removeEventListener('abort', abort)
    await client.end().catch(() => {})
  }
}

async function connect(job: ReadJob<DatabasePlace>): Promise<pg.Client> {
  const { place } = job
  const { address } = await addressOf(place.host, job.allowed)
  const ssl = {
    rejectUnauthorized: true,
    servername: place.host,
    ...(place.ca === '' ? {} : { ca: place.ca }),
  }
  const client = new pg.Client({
    host: address,
    port: place.port,
    database: place.database,
    user: place.user,
    password: job.secret,
    ssl: place.tls === 'verify' ? ssl : false,
    types: types as unknown as pg.CustomTypesConfig,
    application_name: 'zhizhi pulls',
    connectionTimeoutMillis: 15_000,
    // A server that says nothing any more; the run's own time limit ends the rest.
    query_timeout: Math.min(120_000, job.limits.seconds * 1000),
    options:
      '-c default_transaction_read_only=on -c timezone=Asia/Shanghai -c datestyle=ISO -c lock_timeout=10s',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw errorOf(error, job)
  }
}

function errorOf(error: unknown, job: ReadJob): OutboundError {
  if (error instanceof OutboundError) return error
  if (job.signal.aborted) return new PullError('out-of-time')
  if (error instanceof pg.DatabaseError) {
    if (error.code?.startsWith('28') === true) return new PullError('auth', { status: error.code })
    return new PullError('database', { code: error.code ?? '', message: error.message })
  }
  if (error instanceof Error && /timeout/i.test(error.message)) return new PullError('timeout')
  if (error instanceof Error && /SSL/i.test(error.message)) return new PullError('tls', { code: 'no-ssl' })
  if (error instanceof Error && /terminated|closed|ended/i.test(error.message))
    return new PullError('broken-off', { code: 'closed' })
  return outboundErrorOf(error, job.signal)
}
