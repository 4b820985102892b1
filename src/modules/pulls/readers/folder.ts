import { constants } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { FolderPlace } from '../contract.ts'
import type { Listed } from '../rules.ts'
import { PullError, type ReadJob } from './define.ts'
import type { Shelf } from './files.ts'

/** A folder below the one that the installation opens for pulls. Links that lead out of it are not followed. */
export async function openFolder({ place, folders }: ReadJob<FolderPlace>): Promise<Shelf> {
  const base = await realpath(folders).catch(() => undefined)
  const root = await realpath(join(folders, place.path)).catch(() => undefined)
  if (base === undefined || root === undefined) throw new PullError('no-folder', { path: place.path })
  if (root !== base && !root.startsWith(base + sep)) throw new PullError('no-folder', { path: place.path })
  return {
    async list() {
      const entries = await readdir(root, { withFileTypes: true })
      const found: Listed[] = []
      for (const entry of entries.filter((e) => e.isFile())) {
        const s = await stat(join(root, entry.name)).catch(() => undefined)
        if (s !== undefined) found.push({ name: entry.name, size: s.size, modified: s.mtime.toISOString() })
      }
      return found
    },
    async read(name, mostBytes) {
      // Not a link: it could have been put there since the listing.
      const file = await open(join(root, name), constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => {
        throw new PullError('file-gone', { name })
      })
      try {
        if ((await file.stat()).size > mostBytes)
          throw new PullError('too-large', { limitMb: Math.ceil(mostBytes / 1024 / 1024) })
        return await file.readFile()
      } finally {
        await file.close()
      }
    },
    close: async () => {},
  }
}
