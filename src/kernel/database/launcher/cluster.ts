import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { diagnose, LauncherError } from './errors.ts'
import { commandFor, type Identity } from './identity.ts'
import type { Layout } from './layout.ts'

/** The role that initdb creates; the only one of a fresh cluster. */
export const SUPERUSER = 'zhizhi'

/** Major version of the binaries in package.json; data folders of other majors cannot be opened by them. */
const MAJOR_VERSION = 18

/** A clean environment: PGDATA, PGPORT, LC_ALL and the like of the caller must not reach the server. */
export const SERVER_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' }

/** @throws LauncherError newer-version, older-version, start-failed if the folder holds something else */
export function refuseForeignCluster({ cluster }: Layout): void {
  if (!hasFiles(cluster)) return
  const file = join(cluster, 'PG_VERSION')
  const version = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  if (version === MAJOR_VERSION) return
  if (Number.isNaN(version)) {
    throw new LauncherError('start-failed', `${cluster} holds files, but no database. Move them away.`)
  }
  const code = version > MAJOR_VERSION ? 'newer-version' : 'older-version'
  throw new LauncherError(
    code,
    `${cluster} was written by PostgreSQL ${version}; this program brings ${MAJOR_VERSION}. Make a backup with ` +
      'the release that wrote it, then restore it with this one.',
  )
}

/**
 * Creates the cluster if there is none, in a folder beside its place, which is then renamed. So a crash half-way
 * leaves no half cluster, and of two processes that start at once one wins and the other uses what it made.
 */
export function ensureCluster(layout: Layout, identity: Identity, binaries: Binaries): 'created' | 'found' {
  if (hasFiles(layout.cluster)) return 'found'
  const draft = join(layout.root, `${draftPrefix(process.pid)}${randomBytes(4).toString('hex')}`)
  initdb(draft, identity, binaries)
  try {
    renameSync(draft, layout.cluster)
    return 'created'
  } catch (error) {
    if (!hasFiles(layout.cluster)) throw error
    return 'found'
  } finally {
    rmSync(draft, { recursive: true, force: true })
    removeDeadDrafts(layout.root)
  }
}

function initdb(folder: string, identity: Identity, binaries: Binaries): void {
  const command = commandFor(identity, binaries.initdb, [
    ...['-D', folder, '-U', SUPERUSER, '-E', 'UTF8', '--no-instructions'],
    // With the locale C, pg_trgm sees no letters in Chinese text.
    ...['--locale-provider=builtin', '--locale=C.UTF-8'],
    // "trust", because only the socket is open and it lies in a 0700 folder: whoever reaches it could read a
    // 0600 password file, and the data files themselves, as well. "peer" cannot work: inside a user namespace
    // the server sees the caller under another user id.
    ...['--auth-local=trust', '--auth-host=reject'],
  ])
  const result = spawnSync(command.file, command.args, {
    cwd: '/',
    env: SERVER_ENV,
    encoding: 'utf8',
    ...command.account,
  })
  if (result.status === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw result.error ? unableToRun(result.error) : diagnose(`${result.stdout}\n${result.stderr}`)
}

/** The file exists, so ENOENT means that its loader does not: a system without glibc. */
export function unableToRun(error: Error): LauncherError {
  if (!/ENOENT|ENOEXEC/.test(error.message)) return diagnose(error.message)
  return new LauncherError(
    'no-binaries',
    'The PostgreSQL package does not run on this system (it needs glibc). Set DATABASE_URL instead.',
    { cause: error },
  )
}

function hasFiles(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0
}

const draftPrefix = (pid: number) => `cluster.new-${pid}-`

function removeDeadDrafts(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = /^cluster\.new-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(join(root, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
