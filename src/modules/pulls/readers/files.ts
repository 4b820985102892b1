import { createHash } from 'node:crypto'
import { readTable, TableError, type TableRow } from '#kernel/tabular'
import type { FileMark } from '../contract.ts'
import { isSafeName, type Listed, newFiles } from '../rules.ts'
import { PullError, type Read, type Reader, type ReadJob, rowsPerPart } from './define.ts'

/** A place that holds files: what lies there, and what is in one. */
export interface Shelf {
  list(): Promise<readonly Listed[]>
  /** @throws PullError `too-large` past the given bytes */
  read(name: string, mostBytes: number): Promise<Buffer>
  close(): Promise<void>
}

export interface Choice {
  readonly pattern: string
  readonly settleSeconds: number
}

/** More files in one folder are a folder that nobody clears. */
export const mostFiles = 20_000
const mostFileBytes = 100 * 1024 * 1024

/** New and changed files, oldest first. A file that cannot be read becomes a letter; the others are read all the same. */
export async function* readFiles(job: ReadJob, shelf: Shelf, choice: Choice): Reader {
  const listed = await shelf.list()
  if (listed.length > mostFiles) throw new PullError('too-many-files', { limit: mostFiles })
  const fresh = newFiles(listed, job.known, { ...choice, now: job.now })
  const chosen = job.newestOnly ? newest(fresh, job.known) : fresh
  let bytes = 0
  for (const found of chosen) {
    const most = Math.min(mostFileBytes, job.limits.megabytes * 1024 * 1024 - bytes)
    if (most < found.size && bytes > 0) throw new PullError('limit-bytes', { limitMb: job.limits.megabytes })
    for await (const read of readOne(job, shelf, found, most)) {
      yield read
      if ('chunk' in read) bytes += read.chunk.bytes
    }
  }
}

/** The youngest, if it is younger than all that were read: an older one is not what there is now. */
function newest(fresh: readonly Listed[], known: ReadJob['known']): readonly Listed[] {
  const read = [...known.values()].filter((f) => f.state === 'done').map((f) => f.modified)
  return fresh.slice(-1).filter((f) => read.every((at) => at < f.modified))
}

async function* readOne(job: ReadJob, shelf: Shelf, found: Listed, most: number): AsyncGenerator<Read> {
  const unread: FileMark = { ...found, hash: '' }
  const last = found.name.split('/').at(-1) ?? ''
  if (!isSafeName(last)) return yield letter(unread, Buffer.alloc(0), 'unsafe-name', {})
  if (found.size > most)
    return yield letter(unread, Buffer.alloc(0), 'too-large', { limitMb: Math.ceil(most / 1024 / 1024) })
  const content = await shelf.read(found.name, most)
  const file: FileMark = { ...found, hash: createHash('sha256').update(content).digest('hex') }
  const known = job.known.get(found.name)
  if (known?.hash === file.hash && known.state === 'done') return yield { touched: file }
  let rows: TableRow[]
  try {
    rows = await Array.fromAsync(readTable(content, last))
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return yield letter(file, content, error.message, error.details)
  }
  for (let n = 0; n < rows.length; n += rowsPerPart) {
    const some = rows.slice(n, n + rowsPerPart)
    yield { chunk: chunkOf(file, some, n === 0 ? content.length : 0, some[0]?.line ?? 1) }
  }
}

function chunkOf(file: FileMark, rows: readonly TableRow[], bytes: number, firstLine: number) {
  return { rows: rows.map((r) => r.values), firstLine, bytes, before: null, after: null, file }
}

function letter(file: FileMark, content: Buffer, key: string, values: Record<string, string | number>): Read {
  const name = file.name.toWellFormed().replaceAll('\u0000', '\ufffd').slice(0, 500)
  return {
    letter: { kind: 'file', name, reason: { key, values }, content, after: null },
    file: { ...file, name },
  }
}
