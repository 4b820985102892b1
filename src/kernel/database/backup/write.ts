import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copyOutSql, listPartitions, listSequences, listTables, readVersions } from './catalogue.ts'
import {
  type Backup,
  type BackupHeader,
  type BackupManifest,
  countRows,
  type Progress,
  type TableShape,
  tableKey,
} from './contract.ts'
import { sealOf } from './seal.ts'
import { ARCHIVE_END, entry, entryHead, entryTail } from './tar.ts'

export interface BackupOptions {
  readonly productVersion: string
  readonly keyFingerprint: string
  /** Folder of uploaded files; left out, only the database is saved. */
  readonly filesDir?: string
  readonly onProgress?: Progress
}

/** A table is cut into entries of about this size, since tar needs to know the size of an entry before it. */
const PIECE_BYTES = 1 << 20

/** Writes the backup beside its place, flushes it to the disk, and only then gives it its name. */
export async function writeBackup(
  client: pg.ClientBase,
  file: string,
  options: BackupOptions,
): Promise<Backup> {
  const draft = `${file}.part`
  const hash = createHash('sha256')
  let written: Backup | undefined
  const archive = async function* () {
    written = yield* writeArchive(client, options)
  }
  try {
    await pipeline(
      Readable.from(archive(), { highWaterMark: 2 }),
      createGzip({ level: 3 }),
      async function* (compressed: AsyncIterable<Buffer>) {
        for await (const piece of compressed) {
          hash.update(piece)
          yield piece
        }
        yield sealOf(hash.digest('hex'))
      },
      createWriteStream(draft, { mode: 0o600 }),
    )
    if (!written) throw new Error('the archive ended before its manifest')
    await flush(draft)
    await rename(draft, file)
    return written
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}

async function* writeArchive(client: pg.ClientBase, options: BackupOptions): AsyncGenerator<Buffer, Backup> {
  const header = await describe(client, options)
  yield entry('header.json', asJson(header))
  const tables: BackupManifest['tables'][number][] = []
  for (const table of header.tables) tables.push(yield* writeTable(client, table, options.onProgress))
  const sequences = await listSequences(client)
  // Files come after the snapshot, so that each file that a row names is there; some may be newer than it.
  const files: BackupManifest['files'][number][] = []
  for (const path of await listFiles(options.filesDir))
    files.push(yield* writeFile(path, options.filesDir ?? ''))
  const manifest = { tables, sequences, files }
  yield entry('manifest.json', asJson(manifest))
  yield ARCHIVE_END
  return { header, manifest }
}

const asJson = (value: unknown) => Buffer.from(JSON.stringify(value, undefined, 1))

async function describe(client: pg.ClientBase, options: BackupOptions): Promise<BackupHeader> {
  const { rows } = await client.query<{ now: Date }>('select now() as now')
  return {
    format: 1,
    productVersion: options.productVersion,
    createdAt: rows[0]?.now.toISOString() ?? '',
    keyFingerprint: options.keyFingerprint,
    ...(await readVersions(client)),
    tables: await listTables(client),
    partitions: await listPartitions(client),
  }
}

async function* writeTable(
  client: pg.ClientBase,
  table: TableShape,
  onProgress?: Progress,
): AsyncGenerator<Buffer, BackupManifest['tables'][number]> {
  const name = tableKey(table)
  const hash = createHash('sha256')
  let rows = 0
  let number = 0
  for await (const piece of inPieces(client.query(copyTo(copyOutSql(table))))) {
    hash.update(piece)
    rows += countRows(piece)
    number += 1
    yield entry(`tables/${name}/${String(number).padStart(6, '0')}.copy`, piece)
    onProgress?.(name, rows)
  }
  if (number === 0) onProgress?.(name, 0)
  return { name, rows, sha256: hash.digest('hex') }
}

async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    waiting.push(chunk)
    size += chunk.length
    if (size < PIECE_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

async function listFiles(folder: string | undefined): Promise<string[]> {
  if (folder === undefined || !existsSync(folder)) return []
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .sort()
}

async function* writeFile(
  path: string,
  folder: string,
): AsyncGenerator<Buffer, BackupManifest['files'][number]> {
  const { size } = await stat(path)
  const name = relative(folder, path).split(sep).join('/')
  const hash = createHash('sha256')
  yield entryHead(`files/${name}`, size)
  let read = 0
  // A file that grows meanwhile is saved as it was; one that shrinks ends the backup.
  const source = size === 0 ? [] : createReadStream(path, { end: size - 1, highWaterMark: PIECE_BYTES })
  for await (const piece of source as AsyncIterable<Buffer>) {
    hash.update(piece)
    read += piece.length
    yield piece
  }
  if (read !== size) throw new Error(`${path} changed while it was saved`)
  yield entryTail(size)
  return { path: name, size, sha256: hash.digest('hex') }
}
