import { type Kysely, Kysely as KyselyClass, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
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
    max: size,
    application_name: `zhizhi ${name}`,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  // An idle connection that breaks (server restart) is replaced at the next query; unhandled it would end the process.
  pool.on('error', () => {})
  const db = new KyselyClass<KernelTables>({ dialect: new PostgresDialect({ pool }) })
  return { pool, db, close: () => db.destroy() }
}
