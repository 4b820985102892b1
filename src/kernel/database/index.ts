import pg from 'pg'
import { applicationRole } from './application-role.ts'
import { type Connection, connect } from './connect.ts'
import { embeddedFolder, startEmbedded } from './launcher.ts'
import { grantApplication, type Migration, migrate, oneAtATime, rebaseTransactionIds } from './migrate.ts'

export { type Backup, BackupError, backup, restore } from './backup.ts'
export type { Connection, Database, Tx } from './connect.ts'
export { LauncherError } from './launcher.ts'
export { wholeWrite } from './lazy-transaction.ts'
export { type Migration, MigrationError, readMigrations } from './migrate.ts'
export type { KernelTables } from './tables.ts'

export interface DatabaseOptions {
  readonly dataDir: string
  /** Where the generated password of the application role lies when no address is given for it. */
  readonly keyDir: string
  readonly url?: string | undefined
  readonly appUrl?: string | undefined
  readonly poolSize: number
  readonly migrations: readonly Migration[]
  readonly log?: (line: string) => void
}

export interface OpenDatabase {
  /** The application role: reads and writes rows, cannot change the audit. */
  readonly app: Connection
  /** The role that owns the tables; used at start and by maintenance commands only. */
  readonly migrator: Connection
  readonly applied: readonly string[]
  readonly embedded: boolean
  /** To be called after pg-boss made its schema. */
  grant(): Promise<void>
  close(): Promise<void>
}

/** Opens the external database, or starts the embedded one, and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const server = options.url === undefined ? await startServer(options) : undefined
  const owner: pg.PoolConfig = server?.owner ?? { connectionString: options.url }
  const migrator = connect(owner, 3, 'migrator')
  try {
    const { applied, role } = await alone(migrator.pool, async (client) => {
      const applied = await migrate(client, options.migrations)
      await rebaseTransactionIds(client)
      const role = await applicationRole(client, owner, options)
      await grantApplication(client, role.name)
      return { applied, role }
    })
    const app = connect(role.connection, options.poolSize, 'app')
    return {
      app,
      migrator,
      applied,
      embedded: server !== undefined,
      grant: () => alone(migrator.pool, (c) => grantApplication(c, role.name)),
      close: async () => {
        await app.close()
        await migrator.close()
        await server?.stop()
      },
    }
  } catch (error) {
    await migrator.close()
    await server?.stop()
    throw error
  }
}

/** Two grants on one table at the same moment fail with "tuple concurrently updated", so they wait for each other. */
async function alone<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await oneAtATime(client, () => run(client))
  } finally {
    client.release()
  }
}

async function startServer(options: DatabaseOptions) {
  const server = await startEmbedded({
    dataDir: embeddedFolder(options.dataDir),
    ...(options.log === undefined ? {} : { log: options.log }),
  })
  const admin = { host: server.socketDir, port: server.port, user: server.superuser }
  const client = new pg.Client({ ...admin, database: 'postgres' })
  await client.connect()
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'zhizhi'`)
  if (rowCount === 0) await client.query('create database zhizhi')
  await client.end()
  return { owner: { ...admin, database: 'zhizhi' }, stop: () => server.stop() }
}
