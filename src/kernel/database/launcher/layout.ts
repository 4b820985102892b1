import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fromFileError, LauncherError } from './errors.ts'

/** Each data folder has a socket folder of its own, so every server can use the same number. */
export const PORT = 5432

// sockaddr_un.sun_path holds 108 bytes on Linux, the closing NUL included (unix(7)); macOS has 104.
const SOCKET_PATH_LIMIT = process.platform === 'darwin' ? 103 : 107

const PRIVATE = 0o700

/** Where the pieces of one embedded server lie. */
export interface Layout {
  root: string
  cluster: string
  log: string
  socketDir: string
}

/**
 * Creates the folders. `root` is closed to other accounts: it guards the socket, see `initdb` in cluster.ts.
 * @throws LauncherError disk-full, not-permitted
 */
export function prepareLayout(dataDir: string): Layout {
  const wanted = resolve(dataDir)
  try {
    mkdirSync(wanted, { recursive: true, mode: PRIVATE })
    const root = realpathSync(wanted)
    if ((lstatSync(root).mode & 0o077) !== 0) chmodSync(root, PRIVATE)
    const log = join(root, 'log')
    mkdirSync(log, { recursive: true, mode: PRIVATE })
    return { root, cluster: join(root, 'cluster'), log, socketDir: prepareSocketDir(root) }
  } catch (error) {
    if (error instanceof LauncherError) throw error
    throw fromFileError(error, wanted)
  }
}

function prepareSocketDir(root: string): string {
  const near = join(root, 'run')
  const dir = fitsSocketLimit(near) ? near : shortSocketDir(root)
  mkdirSync(dir, { recursive: true, mode: PRIVATE })
  // A folder that somebody else prepared under the shared temporary folder could hand them the socket.
  const stat = lstatSync(dir)
  if (!stat.isDirectory() || (stat.mode & 0o077) !== 0 || !isOwnedLike(stat.uid, root)) {
    throw new LauncherError('not-permitted', `${dir} is not a private folder of this account; remove it.`)
  }
  return dir
}

export function fitsSocketLimit(dir: string): boolean {
  return Buffer.byteLength(join(dir, `.s.PGSQL.${PORT}`)) <= SOCKET_PATH_LIMIT
}

function isOwnedLike(uid: number, root: string): boolean {
  return uid === process.getuid?.() || uid === lstatSync(root).uid
}

/** The record makes every process agree on the place, even if their TMPDIR differs. */
function shortSocketDir(root: string): string {
  const record = join(root, 'socket-dir.json')
  const known = readRecord(record)
  if (known?.root === root) return known.socketDir
  const name = `zhizhi-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`
  const socketDir = [tmpdir(), '/tmp'].map((base) => join(base, name)).find(fitsSocketLimit)
  if (!socketDir) throw new LauncherError('start-failed', `No folder is short enough for a socket: ${root}`)
  writeFileSync(record, JSON.stringify({ root, socketDir }), { mode: 0o600 })
  return socketDir
}

function readRecord(file: string): { root: string; socketDir: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { root: string; socketDir: string }
  } catch {
    return undefined // absent, or cut short by a crash: it is written anew
  }
}
