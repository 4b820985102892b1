/**
 * The archive is a plain tar (POSIX.1-2001, ustar with pax headers for long or non-ASCII names), so that a
 * backup can be looked into with common tools on a day when this program does not run.
 */

const BLOCK = 512
const NAME_LENGTH = 100
const USTAR_SIZE_LIMIT = 8 ** 11

export interface TarEntry {
  readonly name: string
  readonly size: number
  /** Must be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>
}

/** The blocks before an entry's content. */
export function entryHead(name: string, size: number): Buffer {
  const isPlain = /^[\x20-\x7e]+$/.test(name) && name.length <= NAME_LENGTH && size < USTAR_SIZE_LIMIT
  if (isPlain) return ustarBlock(name, size, '0')
  const records = Buffer.from(paxRecord('path', name) + paxRecord('size', String(size)))
  return Buffer.concat([
    ustarBlock('pax', records.length, 'x'),
    records,
    entryTail(records.length),
    ustarBlock('see-pax', size < USTAR_SIZE_LIMIT ? size : 0, '0'),
  ])
}

/** The zeros after an entry's content, up to a whole block. */
export function entryTail(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

export const ARCHIVE_END = Buffer.alloc(2 * BLOCK)

/** A whole entry whose content is at hand. */
export function entry(name: string, content: Buffer): Buffer {
  return Buffer.concat([entryHead(name, content.length), content, entryTail(content.length)])
}

function ustarBlock(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, NAME_LENGTH, 'latin1')
  block.write('0000600\0', 100, 'latin1')
  block.write('0000000\x000000000\0', 108, 'latin1')
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  block.write('00000000000\0', 136, 'latin1')
  block.write(type, 156, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

/** Sum of the header's bytes, its own field read as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
}

/** "length key=value\n", where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const bytes = Buffer.byteLength(rest)
  let length = bytes + String(bytes).length
  length = bytes + String(length).length
  return `${length}${rest}`
}

/** Reads the entries of a tar in order. @throws RangeError if it is not whole. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new ByteReader(source)
  try {
    yield* readEntries(bytes)
  } finally {
    await bytes.close()
  }
}

async function* readEntries(bytes: ByteReader): AsyncGenerator<TarEntry> {
  let pax = new Map<string, string>()
  for (;;) {
    const block = await bytes.take(BLOCK)
    if (block.every((byte) => byte === 0)) return
    const head = readHead(block)
    if (head.type === 'x') {
      pax = readPax(await bytes.take(head.size))
      await bytes.take(entryTail(head.size).length)
      continue
    }
    const size = Number(pax.get('size') ?? head.size)
    yield { name: pax.get('path') ?? head.name, size, body: bytes.stream(size) }
    await bytes.take(entryTail(size).length)
    pax = new Map()
  }
}

function readHead(block: Buffer): { name: string; size: number; type: string } {
  const text = (start: number, end: number) => block.toString('latin1', start, end).split('\0')[0] ?? ''
  if (Number.parseInt(text(148, 156), 8) !== checksum(block)) throw new RangeError('broken tar header')
  return { name: text(0, NAME_LENGTH), size: Number.parseInt(text(124, 136), 8), type: text(156, 157) }
}

function readPax(records: Buffer): Map<string, string> {
  const fields = new Map<string, string>()
  for (let at = 0; at < records.length; ) {
    const length = Number.parseInt(records.toString('latin1', at, at + 20), 10)
    if (!(length > 0)) throw new RangeError('broken pax header')
    const record = records.toString('utf8', records.indexOf(32, at) + 1, at + length - 1)
    fields.set(record.slice(0, record.indexOf('=')), record.slice(record.indexOf('=') + 1))
    at += length
  }
  return fields
}

class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #rest = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.stream(size)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  /** Lets the source go, whose file would otherwise stay open. */
  async close(): Promise<void> {
    await this.#source.return?.()
  }

  async *stream(size: number): AsyncGenerator<Buffer> {
    let missing = size
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#source.next()
        if (next.done) throw new RangeError('the archive ends early')
        this.#rest = Buffer.from(next.value)
      }
      const piece = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }
}
