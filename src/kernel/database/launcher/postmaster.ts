import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { SERVER_ENV, unableToRun } from './cluster.ts'
import { diagnose, type LauncherError } from './errors.ts'
import { commandFor, type Identity } from './identity.ts'
import { type Layout, PORT } from './layout.ts'

/**
 * An eighth of the machine's memory, from 128 MB to 2 GB: enough for the indexes of a million cases, and little enough
 * for the program, the pages and the other processes of a small machine.
 */
function bufferMegabytes(memoryBytes: number): number {
  return Math.round(Math.min(2048, Math.max(128, memoryBytes / 8 / 1024 / 1024)))
}

/** Given on the command line, so that they hold for data folders of earlier releases too. fsync stays on. */
function settings({ log, socketDir }: Layout): Record<string, string> {
  return {
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${bufferMegabytes(totalmem())}MB`,
    wal_compression: 'on',
    synchronous_commit: 'on',
    checkpoint_timeout: '15min',
    max_wal_size: '4GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // One file per weekday, overwritten a week later: the log never outgrows seven days.
    logging_collector: 'on',
    log_directory: log,
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_line_prefix: '%m [%p] ',
  }
}

export interface Postmaster {
  isRunning(): boolean
  /** Why it ended; only meaningful once it no longer runs. */
  failure(): LauncherError
}

/** Bytes of start.log before it begins anew; a start writes some hundred. */
const mostStartLog = 1_000_000

/** Starts the server as a process of its own, which outlives this one. */
export function launch(layout: Layout, identity: Identity, binaries: Binaries): Postmaster {
  const flags = Object.entries(settings(layout)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = commandFor(identity, binaries.postgres, ['-D', layout.cluster, ...flags])
  const startLog = join(layout.log, 'start.log')
  // Added to, never emptied by a start: another one at the same moment may be writing why it gave up.
  const output = openSync(startLog, 'a', 0o600)
  if (fstatSync(output).size > mostStartLog) ftruncateSync(output)
  const before = logSizes(layout.log)
  const child = spawn(command.file, command.args, {
    cwd: '/',
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', output, output],
    ...command.account,
  })
  closeSync(output)
  child.unref()
  let spawnError: Error | undefined
  child.on('error', (error) => {
    spawnError = error
  })
  return {
    isRunning: () => !spawnError && child.exitCode === null && child.signalCode === null,
    failure: () => (spawnError ? unableToRun(spawnError) : diagnose(writtenSince(layout.log, before))),
  }
}

function logSizes(folder: string): Map<string, number> {
  return new Map(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size]))
}

function writtenSince(folder: string, before: Map<string, number>): string {
  return readdirSync(folder)
    .map((name) => {
      const content = readFileSync(join(folder, name))
      // They only grow, or are truncated once in a while.
      const start = before.get(name) ?? 0
      return content.subarray(start <= content.length ? start : 0).toString('utf8')
    })
    .join('\n')
}

/** The id in postmaster.pid, or undefined when the server stopped cleanly or never ran. */
export function findPostmasterPid({ cluster }: Layout): number | undefined {
  return readPid(join(cluster, 'postmaster.pid'))
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined // no such file: nobody claims the folder
  }
}

/**
 * Removes the lock files of a server that is gone, when their process id still looks alive: a killed process that
 * its parent has not yet reaped, or, after a restart of a container, another program with that id. PostgreSQL
 * itself would refuse to start. Every PostgreSQL process works inside the cluster folder, so /proc tells whether
 * one is left; where that cannot be seen, the files stay.
 */
export function removeStaleLocks(layout: Layout): boolean {
  const files = [join(layout.cluster, 'postmaster.pid'), join(layout.socketDir, `.s.PGSQL.${PORT}.lock`)]
  const owners = () => files.map(readPid).join()
  const before = owners()
  if (before === ',' || !existsSync('/proc/self/cwd')) return false
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  if (pids.some((pid) => mayWorkIn(layout.cluster, pid))) return false
  // Another process may have started a server meanwhile: then the lock files are new ones.
  if (owners() !== before) return false
  for (const file of files) rmSync(file, { force: true })
  return true
}

function mayWorkIn(folder: string, pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch (error) {
    // Ended meanwhile: no. Not ours to see: only a process of our own account can have opened a 0700 folder.
    return (error as NodeJS.ErrnoException).code === 'EACCES' && isPostgres(Number(pid))
  }
}

/** False if that id belongs to some other program; true where the system does not tell. */
export function isPostgres(pid: number): boolean {
  const file = `/proc/${pid}/comm`
  if (!existsSync('/proc/self/comm')) return true
  return existsSync(file) && readFileSync(file, 'utf8').trim() === 'postgres'
}
