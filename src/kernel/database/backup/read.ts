import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline as connectStreams, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyInSql } from './catalogue.ts'
import {
  type Backup,
  BackupError,
  type BackupHeader,
  type BackupManifest,
  countRows,
  type Progress,
  type TableShape,
  tableKey,
} from './contract.ts'
import { damaged } from './seal.ts'
import { readTar, type TarEntry } from './tar.ts'

/** The entries of a backup whose seal was verified. */
export function openArchive(file: string, length: number): AsyncGenerator<TarEntry> {
  const compressed = createReadStream(file, { end: length - 1, highWaterMark: 1 << 18 })
  // An error of the file destroys the last stream with it, which hands it to the reader.
  return readTar(connectStreams(compressed, createGunzip(), () => undefined))
}

/** @throws BackupError damaged, unknown-format */
export async function readHeader(file: string, entries: AsyncGenerator<TarEntry>): Promise<BackupHeader> {
  const first = (await entries.next()).value as TarEntry | undefined
  if (first?.name !== 'header.json') throw damaged(file, 'it has no header')
  const header = JSON.parse((await readAll(first)).toString('utf8')) as BackupHeader
  if (header.format === 1) return header
  throw new BackupError(
    'unknown-format',
    `${file} was written by a newer release (${header.productVersion}).`,
  )
}

async function readAll(entry: TarEntry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of entry.body) pieces.push(piece)
  return Buffer.concat(pieces)
}

interface Arrived {
  rows: number
  hash: Hash
}

/**
 * Feeds the tables and files of the archive into the open transaction and the files folder.
 * @throws BackupError damaged if what arrived is not what the manifest says; the caller then rolls back
 */
export async function readContent(
  client: pg.ClientBase,
  file: string,
  header: BackupHeader,
  entries: AsyncGenerator<TarEntry>,
  options: { filesDir?: string; onProgress?: Progress },
): Promise<Backup> {
  const tables = new TableReader(client, header.tables, options.onProgress)
  const files = new Map<string, string>()
  for await (const item of entries) {
    if (item.name === 'manifest.json') {
      await tables.finish()
      const manifest = JSON.parse((await readAll(item)).toString('utf8')) as BackupManifest
      compare(file, manifest, tables.arrived, files)
      return { header, manifest }
    }
    const [kind, ...rest] = item.name.split('/')
    if (kind === 'tables') await tables.read(rest.slice(0, -1).join('/'), item.body)
    else if (kind === 'files') await readFile(rest.join('/'), item, files, options.filesDir)
    else throw damaged(file, `it holds an unknown part ${item.name}`)
  }
  throw damaged(file, 'it has no manifest')
}

/** Keeps one COPY open over the consecutive pieces of a table. */
class TableReader {
  readonly arrived = new Map<string, Arrived>()
  readonly #client: pg.ClientBase
  readonly #tables: Map<string, TableShape>
  readonly #onProgress: Progress | undefined
  #current: { name: string; sink: Writable & { rowCount: number } } | undefined
  #failure: Error | undefined

  constructor(client: pg.ClientBase, tables: readonly TableShape[], onProgress: Progress | undefined) {
    this.#client = client
    this.#tables = new Map(tables.map((table) => [tableKey(table), table]))
    this.#onProgress = onProgress
  }

  async read(name: string, body: AsyncIterable<Buffer>): Promise<void> {
    const { sink, arrived } = await this.#open(name)
    for await (const piece of body) {
      arrived.hash.update(piece)
      arrived.rows += countRows(piece)
      if (this.#failure) throw this.#failure
      if (!sink.write(piece)) await once(sink, 'drain')
    }
    this.#onProgress?.(name, arrived.rows)
  }

  async #open(name: string): Promise<{ sink: Writable; arrived: Arrived }> {
    const before = this.arrived.get(name)
    if (this.#current?.name === name && before) return { sink: this.#current.sink, arrived: before }
    await this.finish()
    const table = this.#tables.get(name)
    if (!table || before) throw new BackupError('damaged', `Rows of ${name} come where none should be.`)
    const arrived = { rows: 0, hash: createHash('sha256') }
    this.arrived.set(name, arrived)
    const sink = this.#client.query(copyFrom(copyInSql(table)))
    // The server may refuse a row while nobody awaits the stream.
    sink.on('error', (error) => {
      this.#failure = error
    })
    this.#current = { name, sink }
    return { sink, arrived }
  }

  async finish(): Promise<void> {
    if (!this.#current) return
    const { name, sink } = this.#current
    this.#current = undefined
    if (this.#failure) throw this.#failure
    sink.end()
    await once(sink, 'finish')
    if (sink.rowCount === this.arrived.get(name)?.rows) return
    throw new BackupError('other-version', `The database did not take every row of ${name}.`)
  }
}

async function readFile(
  path: string,
  item: TarEntry,
  files: Map<string, string>,
  folder: string | undefined,
): Promise<void> {
  if (path !== normalize(path) || path.startsWith('..') || path.startsWith('/')) {
    throw new BackupError('damaged', `A file of the backup would lie outside its folder: ${path}`)
  }
  const hash = createHash('sha256')
  const hashed = async function* () {
    for await (const piece of item.body) {
      hash.update(piece)
      yield piece
    }
  }
  if (folder === undefined) for await (const _ of hashed());
  else {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await pipeline(hashed(), createWriteStream(`${target}.part`, { mode: 0o600, flush: true }))
    await rename(`${target}.part`, target)
  }
  files.set(path, hash.digest('hex'))
}

function compare(
  file: string,
  manifest: BackupManifest,
  tables: ReadonlyMap<string, Arrived>,
  files: ReadonlyMap<string, string>,
): void {
  const empty = createHash('sha256').digest('hex')
  for (const { name, rows, sha256 } of manifest.tables) {
    const arrived = tables.get(name)
    if ((arrived?.rows ?? 0) === rows && (arrived?.hash.digest('hex') ?? empty) === sha256) continue
    throw damaged(file, `the rows of ${name} are not those that were saved`)
  }
  for (const { path, sha256 } of manifest.files) {
    if (files.get(path) !== sha256) throw damaged(file, `the file ${path} is not the one that was saved`)
  }
}
