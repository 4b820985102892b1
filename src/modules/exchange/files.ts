import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Files of deliveries, in a folder of the data folder; a file's name holds its digest, so it is whole or absent. */
export interface DeliveryFiles {
  save(delivery: string, part: number, content: Buffer): Promise<{ digest: string; bytes: number }>
  /** Undefined where it is gone, or is not what its digest says. */
  read(delivery: string, part: number, digest: string): Promise<Buffer | undefined>
  drop(delivery: string): Promise<void>
}

export function createDeliveryFiles(dataDir: string): DeliveryFiles {
  const folder = (delivery: string) => join(dataDir, 'exchange', delivery)
  const path = (delivery: string, part: number, digest: string) =>
    join(folder(delivery), `${part}-${digest}.ndjson.gz`)
  return {
    async save(delivery, part, content) {
      const digest = digestOf(content)
      await mkdir(folder(delivery), { recursive: true, mode: 0o700 })
      const draft = join(folder(delivery), `${part}.${randomBytes(6).toString('hex')}.part`)
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path(delivery, part, digest))
      return { digest, bytes: content.length }
    },
    async read(delivery, part, digest) {
      const content = await readFile(path(delivery, part, digest)).catch(() => undefined)
      return content !== undefined && digestOf(content) === digest ? content : undefined
    },
    drop: (delivery) => rm(folder(delivery), { recursive: true, force: true }),
  }
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Rows as NDJSON in gzip. */
export function packRows(rows: readonly unknown[]): Buffer {
  return gzipSync(rows.map((r) => `${JSON.stringify(r)}\n`).join(''))
}
