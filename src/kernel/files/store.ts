import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#kernel/action/define'
import { FileHash, fileLimits, type StoredFile } from './define.ts'
import { cleanImage } from './images.ts'
import type { Files } from './index.ts'
import { isHarmlessPdf } from './pdf.ts'
import { findKind, safeName } from './rules.ts'

/** Uploads in a folder of the data folder, each under the SM3 hash of what is stored, two levels deep. */
export function createFiles({ dataDir }: { readonly dataDir: string }): Files {
  const root = join(dataDir, 'files')
  return {
    async save(content, name) {
      const { content: stored, ...described } = await accept(content, name)
      const hash = createHash('sm3').update(stored).digest('hex')
      await writeOnce(pathOf(root, hash), stored)
      return { hash, bytes: stored.length, ...described }
    },
    async read(hash) {
      if (!FileHash.safeParse(hash).success) return undefined
      const content = await readFile(pathOf(root, hash)).catch(missing)
      if (content !== undefined && createHash('sm3').update(content).digest('hex') !== hash)
        throw new Refusal('unavailable', 'files.damaged', { hash })
      return content
    },
  }
}

type Accepted = Omit<StoredFile, 'hash' | 'bytes'> & { readonly content: Buffer }

/** What of an upload is kept. */
async function accept(content: Buffer, name: string): Promise<Accepted> {
  if (content.length > fileLimits.bytes)
    throw new Refusal('too-large', 'files.too-large', { limitMb: fileLimits.bytes / 1024 / 1024 })
  const kind = findKind(content)
  if (kind === 'image')
    return { ...(await cleanImage(content)), kind: 'image/webp', name: safeName(name, '.webp') }
  if (kind === 'pdf' && (await isHarmlessPdf(content)))
    return { content, kind: 'application/pdf', name: safeName(name, '.pdf'), width: null, height: null }
  throw new Refusal('invalid', 'files.kind')
}

function pathOf(root: string, hash: string): string {
  return join(root, hash.slice(0, 2), hash.slice(2, 4), hash)
}

/** Under its final name a file is whole or absent: written beside it, flushed, then renamed, and the folder flushed. */
async function writeOnce(path: string, content: Buffer): Promise<void> {
  if ((await stat(path).catch(missing))?.size === content.length) return
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}.part`
  try {
    await writeFlushed(draft, content)
    await rename(draft, path)
  } catch (error) {
    await unlink(draft).catch(() => {})
    throw error
  }
  await flushFolder(folder)
}

async function writeFlushed(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
