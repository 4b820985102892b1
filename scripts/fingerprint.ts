import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Changes when a file below the paths is added, removed or written; cheap, since it reads no content. */
export function fingerprint(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  const visit = (path: string): void => {
    const s = statSync(join(root, path), { throwIfNoEntry: false })
    if (s === undefined) return
    if (!s.isDirectory()) hash.update(`${path}:${s.size}:${Math.round(s.mtimeMs)}\n`)
    else for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}
