import { type Kysely, Kysely as KyselyClass, type Transaction } from 'kysely'
import pg from 'pg'
import { LazyTransactionDialect } from './lazy-transaction.ts'
import type { KernelTables } from './tables.ts'

export type Database = Kysely<KernelTables>
/** The only handle that can write; given out by the action executor alone. */
export type Tx = Transaction<KernelTables>

export interface Connection {
  readonly pool: pg.Pool
  readonly db: Database
  close(): Promise<void>
}

// Counts of rows fit a double; a bigint as text would only invite string arithmetic.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const n = Number(text)
  return Number.isSafeInteger(n) ? n : text
})

/** Opens a pool on one role's address. Statements prepared by name stay cached per connection. */
export function connect(connection: pg.PoolConfig, size: number, name: string): Connection {
  const pool = new pg.Pool({
    ...connection,
    // No parallel plans: starting workers takes longer than the short questions of a screen (40 ms of 46, measured),
    // and many people ask at once anyway.
    options: '-c max_parallel_workers_per_gather=0',
    max: size,
    application_name: `zhizhi ${name}`,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  // An idle connection that breaks (server restart) is replaced at the next query; unhandled it would end the process.
  pool.on('error', () => {})
  // The same of one that is in use, between two queries of a transaction: the next query fails, not the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('connect', prepareRepeated)
  const db = new KyselyClass<KernelTables>({ dialect: new LazyTransactionDialect({ pool }) })
  return { pool, db, close: () => db.destroy() }
}

const seenBeforePrepared = 5
const mostPrepared = 200
const timesSeen = new Map<string, number>()
const preparedNames = new Map<string, string>()

/**
 * Lets the server keep the parse and plan of statements that repeat. Left out are those that sort: lists depend on
 * their values so much that a plan for any value would be a bad one for most.
 */
function preparedName(text: string): string | undefined {
  const known = preparedNames.get(text)
  if (known !== undefined || preparedNames.size >= mostPrepared) return known
  const seen = (timesSeen.get(text) ?? 0) + 1
  if (timesSeen.size > 10 * mostPrepared) timesSeen.clear()
  timesSeen.set(text, seen)
  if (seen < seenBeforePrepared || /order by/i.test(text)) return undefined
  const name = `s${preparedNames.size}`
  preparedNames.set(text, name)
  return name
}

/** Kysely hands every statement to `query(text, values)`; a name makes the driver prepare it once a connection. */
function prepareRepeated(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (text: unknown, values: unknown, ...rest: unknown[]) => {
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? preparedName(text) : undefined
    return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest)
  }
  Object.assign(client, { query: named })
}
