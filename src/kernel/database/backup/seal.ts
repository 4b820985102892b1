import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { BackupError } from './contract.ts'

/**
 * The seal is a second, empty gzip member whose comment (RFC 1952, FCOMMENT) holds the SHA-256 of all bytes
 * before it. Common tools pass over it; here it is checked before anything else of a backup is believed.
 * It shows damage, not forgery: it needs no key.
 */
export function sealOf(sha256: string): Buffer {
  const empty = gzipSync(Buffer.alloc(0))
  const head = Buffer.from(empty.subarray(0, 10))
  head[3] = 0x10
  return Buffer.concat([head, Buffer.from(`zhizhi-backup sha256=${sha256}\0`, 'latin1'), empty.subarray(10)])
}

const SEAL_LENGTH = sealOf('0'.repeat(64)).length
const DIGEST_START = 10 + 'zhizhi-backup sha256='.length

/** @returns how many bytes come before the seal @throws BackupError damaged */
export async function verifySeal(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const length = (await handle.stat()).size - SEAL_LENGTH
    const seal = Buffer.alloc(SEAL_LENGTH)
    if (length > 0) await handle.read(seal, 0, SEAL_LENGTH, length)
    const digest = seal.toString('latin1', DIGEST_START, DIGEST_START + 64)
    if (!seal.equals(sealOf(digest))) throw damaged(file, 'its end is missing')
    if ((await hashStart(file, length)) !== digest)
      throw damaged(file, 'its content does not match its checksum')
    return length
  } finally {
    await handle.close()
  }
}

async function hashStart(file: string, length: number): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { end: length - 1, highWaterMark: 1 << 20 }))
    hash.update(piece)
  return hash.digest('hex')
}

export function damaged(file: string, what: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `${file} is not a whole backup: ${what}. Use another copy.`, { cause })
}
