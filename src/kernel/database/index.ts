import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type Connection, connect } from './connect.ts'
import { embeddedFolder, startEmbedded } from './launcher.ts'
import { grantApplication, type Migration, migrate, rebaseTransactionIds } from './migrate.ts'

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
    const { applied, role } = await withClient(migrator.pool, async (client) => {
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
      grant: () => withClient(migrator.pool, (c) => grantApplication(c, role.name)),
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

async function withClient<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await run(client)
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

/** The role of the given address, or one of our own with a password kept beside the master key. */
async function applicationRole(client: pg.ClientBase, owner: pg.PoolConfig, options: DatabaseOptions) {
  if (options.appUrl !== undefined)
    return {
      name: decodeURIComponent(new URL(options.appUrl).username),
      connection: { connectionString: options.appUrl },
    }
  const name = 'zhizhi_app'
  const password = await rolePassword(join(options.keyDir, 'database-role'))
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  // The password is hexadecimal, so it needs no quoting rules.
  await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${name} login password '${password}'`)
  if (options.url === undefined) return { name, connection: { ...owner, user: name, password } }
  const url = new URL(options.url)
  url.username = name
  url.password = password
  return { name, connection: { connectionString: url.href } }
}

async function rolePassword(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
