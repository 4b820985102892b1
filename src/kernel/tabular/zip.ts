import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { TableError } from './define.ts'

const inflate = promisify(inflateRaw)

const zipLimits = { unpacked: 200 * 1024 * 1024, ratio: 100, entries: 5_000 } as const

interface Entry {
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
  /** Bytes of the local header before the data. */
  readonly header: number
}

const endSignature = 0x06054b50
const directorySignature = 0x02014b50
const localSignature = 0x04034b50
/** The longest data descriptor: signature, checksum, two 64-bit sizes. */
const descriptorBytes = 24
/** General purpose flag: sizes stand behind the data, and are zero in the local header. */
const sizesFollow = 0x08

/**
 * Refuses archives that unpack to too much (ZIP APPNOTE 4.3.12, 4.3.16), before anything else reads them. The
 * sizes in the directory are only a promise, so each entry is unpacked once with that size as a hard limit.
 * @throws TableError `table.zip-bomb` or `table.broken-xlsx`
 */
export async function checkZip(zip: Buffer): Promise<void> {
  const entries = readDirectory(zip)
  const unpacked = entries.reduce((sum, e) => sum + e.unpacked, 0)
  const packed = entries.reduce((sum, e) => sum + e.packed, 0)
  if (unpacked > zipLimits.unpacked || unpacked > packed * zipLimits.ratio)
    throw new TableError(0, 'table.zip-bomb')
  refuseGaps(entries)
  for (const entry of entries) await checkEntry(zip, entry)
}

/** A reader that streams sees what lies between the entries of the directory; a data descriptor is all that may. */
function refuseGaps(entries: readonly Entry[]): void {
  let end = 0
  for (const e of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (e.offset < end || e.offset > end + descriptorBytes) throw new TableError(0, 'table.broken-xlsx')
    end = e.offset + e.header + e.packed
  }
}

function readDirectory(zip: Buffer): Entry[] {
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  // ZIP64 writes all ones here; a table of the size we take never needs it.
  if (count > zipLimits.entries || count === 0 || at > end) throw new TableError(0, 'table.broken-xlsx')
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== directorySignature)
      throw new TableError(0, 'table.broken-xlsx')
    entries.push(readEntry(zip, at))
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** The end record stands at the end, before a comment of at most 65,535 bytes. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at--)
    if (zip.readUInt32LE(at) === endSignature) return at
  throw new TableError(0, 'table.broken-xlsx')
}

/** A directory entry; its local header has to say the same. */
function readEntry(zip: Buffer, at: number): Entry {
  const method = zip.readUInt16LE(at + 10)
  const packed = zip.readUInt32LE(at + 20)
  const unpacked = zip.readUInt32LE(at + 24)
  const offset = zip.readUInt32LE(at + 42)
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== localSignature)
    throw new TableError(0, 'table.broken-xlsx')
  const follows = (zip.readUInt16LE(offset + 6) & sizesFollow) !== 0
  const same =
    zip.readUInt16LE(offset + 8) === method &&
    (follows || (zip.readUInt32LE(offset + 18) === packed && zip.readUInt32LE(offset + 22) === unpacked))
  const header = 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  if (!same || offset + header + packed > zip.length) throw new TableError(0, 'table.broken-xlsx')
  return { method, packed, unpacked, offset, header }
}

async function checkEntry(zip: Buffer, { method, packed, unpacked, offset, header }: Entry): Promise<void> {
  if (method === 0 && packed === unpacked) return
  if (method !== 8) throw new TableError(0, 'table.broken-xlsx')
  const from = offset + header
  const actual = await inflate(zip.subarray(from, from + packed), {
    maxOutputLength: Math.max(1, unpacked),
  }).catch((error: NodeJS.ErrnoException) => {
    const lied = error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new TableError(0, lied ? 'table.zip-bomb' : 'table.broken-xlsx')
  })
  if (actual.length !== unpacked) throw new TableError(0, 'table.broken-xlsx')
}
