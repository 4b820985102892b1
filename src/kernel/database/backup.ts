import type pg from 'pg'
import {
  createPartitionSql,
  findTableWithRows,
  listTables,
  quoted,
  readVersions,
} from './backup/catalogue.ts'
import {
  type Backup,
  BackupError,
  type BackupHeader,
  type Progress,
  tableKey,
  type Versions,
} from './backup/contract.ts'
import { openArchive, readContent, readHeader } from './backup/read.ts'
import { verifySeal } from './backup/seal.ts'
import { type BackupOptions, writeBackup } from './backup/write.ts'

export type { Backup, BackupErrorCode, BackupHeader, BackupManifest } from './backup/contract.ts'
export { BackupError } from './backup/contract.ts'
export type { BackupOptions } from './backup/write.ts'

/** Values that COPY writes and reads alike on every server, and no time limit: a large table takes long. */
const SESSION = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local bytea_output = 'hex'; set local client_encoding = 'UTF8'; set local extra_float_digits = 1;
  set local lock_timeout = '10s'`

const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Saves every table, in one snapshot while work goes on, the sequences, and the uploaded files into one file:
 * a gzipped tar with a checksum over all of it. The master key is not in it.
 * @param pool of the role that owns the tables
 */
export async function backup(pool: pg.Pool, file: string, options: BackupOptions): Promise<Backup> {
  return inTransaction(pool, 'begin isolation level repeatable read read only', async (client) =>
    writeBackup(client, file, options),
  )
}

export interface RestoreOptions {
  /** Brings the empty database to the schema of this release, jobs included. */
  readonly migrate: () => Promise<unknown>
  /** Fingerprint of the key at hand; with another key the personal data could never be read. */
  readonly keyFingerprint: string
  readonly filesDir?: string
  /** Gives up the rows that the database holds. Uploaded files that are not in the backup stay. */
  readonly replace?: boolean
  readonly onProgress?: Progress
}

/**
 * Puts a backup into a database of the same schema version, all or nothing. The file is checked as a whole
 * before anything is touched. No other process may use the database meanwhile.
 * @throws BackupError
 */
export async function restore(pool: pg.Pool, file: string, options: RestoreOptions): Promise<Backup> {
  const length = await verifySeal(file)
  const entries = openArchive(file, length)
  try {
    const header = await readHeader(file, entries)
    refuseWrongKey(header, options.keyFingerprint)
    if (!options.replace) await refuseRows(pool)
    await options.migrate()
    return await inTransaction(pool, 'begin', async (client) => {
      refuseOtherVersion(header, await readVersions(client))
      await prepareTables(client, header)
      const content = await readContent(client, file, header, entries, options)
      for (const sequence of content.manifest.sequences) {
        const values = [quoted(sequence), sequence.value, sequence.called]
        await client.query('select setval($1::regclass, $2, $3)', values)
      }
      return content
    })
  } finally {
    await entries.return(undefined)
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  run: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const ignore = () => undefined // a connection that breaks fails the query at hand, or the next one
  client.on('error', ignore)
  try {
    await client.query(`${begin}; ${SESSION}`)
    const result = await run(client)
    await client.query('commit')
    client.off('error', ignore)
    client.release()
    return result
  } catch (error) {
    // A COPY may be half-way: only closing the connection surely ends it, and with it the transaction.
    client.release(true)
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) {
      throw new BackupError('in-use', 'Another process uses the database; stop it first.', { cause: error })
    }
    throw error
  }
}

function refuseWrongKey(header: BackupHeader, fingerprint: string): void {
  if (header.keyFingerprint === fingerprint) return
  throw new BackupError(
    'wrong-key',
    `The backup needs the master key ${header.keyFingerprint}, but the key here is ${fingerprint}. ` +
      'Put the right key in place first.',
  )
}

async function refuseRows(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    const table = await findTableWithRows(client)
    if (!table) return
    throw new BackupError(
      'not-empty',
      `The database holds rows already, in ${table}; --replace gives them up.`,
    )
  } finally {
    client.release()
  }
}

function refuseOtherVersion(header: BackupHeader, here: Versions): void {
  const text = ({ migrations, jobs }: Versions) =>
    [...migrations.map(({ name, hash }) => `${name} ${hash}`).sort(), `jobs ${jobs}`].join('\n')
  if (text(header) === text(here)) return
  throw new BackupError(
    'other-version',
    `The backup has the schema of release ${header.productVersion}, this program another one. ` +
      'Restore it with that release, then upgrade.',
  )
}

/** Empties the tables, makes partitions that were added at run time, and puts reference checks off. */
async function prepareTables(client: pg.ClientBase, header: BackupHeader): Promise<void> {
  const present = await listTables(client)
  const known = new Set(present.map(tableKey))
  const missing = header.tables.find((table) => !known.has(tableKey(table)))
  if (missing) throw new BackupError('other-version', `The database has no table ${tableKey(missing)}.`)
  if (present.length > 0) await client.query(`truncate ${present.map(quoted).join(', ')}`)
  for (const partition of header.partitions) await client.query(createPartitionSql(partition))
  // Only a superuser may switch triggers off. Others need the order in which the tables were saved.
  const { rows } = await client.query<{ is: boolean }>(
    `select coalesce(current_setting('is_superuser'), 'off') = 'on' as is`,
  )
  if (rows[0]?.is) await client.query('set local session_replication_role = replica')
}
