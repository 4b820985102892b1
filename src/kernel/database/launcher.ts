import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, findBinaries } from './launcher/binaries.ts'
import { ensureCluster, refuseForeignCluster, SUPERUSER } from './launcher/cluster.ts'
import { LauncherError } from './launcher/errors.ts'
import { type Attempt, type Holder, tryHold } from './launcher/holder.ts'
import { chooseIdentity } from './launcher/identity.ts'
import { type Layout, PORT, prepareLayout } from './launcher/layout.ts'
import {
  findPostmasterPid,
  isPostgres,
  launch,
  type Postmaster,
  removeStaleLocks,
} from './launcher/postmaster.ts'

export { LauncherError, type LauncherErrorCode } from './launcher/errors.ts'

export interface EmbeddedServer {
  /** Folder of the unix socket: the `host` of a connection. */
  socketDir: string
  port: number
  superuser: string
  /** True if the server already ran, started by another process or left over from a killed one. */
  readonly attached: boolean
  /** Lets go of the server, and shuts it down if no other process uses it. End your own connections first. */
  stop(): Promise<void>
}

type Log = (line: string) => void

/** Where the embedded server keeps its files, in the folder of all data. */
export const embeddedFolder = (dataDir: string): string => join(dataDir, 'postgres')

const POLL_MS = 25
/** A killed server blocks its folder until its last child has noticed, about 1.5 s; six tries make 3 s. */
const CLASH_RETRIES = 6
const CLASH_PAUSE_MS = 500
/** Recovery after a crash replays up to max_wal_size (4 GB), which takes minutes on a slow disk. */
const PATIENCE_MS: Record<'starting' | 'stopping' | 'unresponsive', number> = {
  starting: 600_000,
  stopping: 120_000,
  unresponsive: 30_000,
}
const STOP_LIMIT_MS = 60_000
const RECONNECT_PAUSE_MS = 1_000

/**
 * Makes PostgreSQL serve the data folder: attaches to a server that runs there, else starts one, on first use
 * with a new cluster. The server is a process of its own and survives a kill of this one. While this process
 * lives, a server that dies is started again.
 * @param options.dataDir a folder for PostgreSQL alone; it is made private (0700)
 * @throws LauncherError
 */
export async function startEmbedded(options: { dataDir: string; log?: Log }): Promise<EmbeddedServer> {
  const log = options.log ?? (() => undefined)
  const layout = prepareLayout(options.dataDir)
  const { holder, attached } = await acquire(layout, log)
  const watch = keepAlive(layout, holder, log)
  return {
    socketDir: layout.socketDir,
    port: PORT,
    superuser: SUPERUSER,
    attached,
    stop: () => watch.stop(),
  }
}

async function acquire(layout: Layout, log: Log): Promise<{ holder: Holder; attached: boolean }> {
  const start = prepareStart(layout, log)
  let server: Postmaster | undefined
  let clashes = 0
  const waited = waitingTimer(log)
  for (;;) {
    const attempt = await tryHold(layout)
    if (attempt.kind === 'held') return { holder: attempt.holder, attached: !server?.isRunning() }
    if (attempt.kind === 'busy') {
      waited(attempt.reason)
      await sleep(POLL_MS)
    } else if (!server) {
      server = start()
    } else if (server.isRunning()) {
      waited('starting')
      await sleep(POLL_MS)
    } else {
      clashes += 1
      await settleClash(layout, server.failure(), clashes, log)
      server = undefined
    }
  }
}

/** Defers what only a start needs, so that attaching stays a matter of milliseconds. */
function prepareStart(layout: Layout, log: Log): () => Postmaster {
  return () => {
    refuseForeignCluster(layout)
    const binaries: Binaries = findBinaries()
    const identity = chooseIdentity(layout.root, binaries.postgres)
    if (identity.kind === 'account') log(`PostgreSQL runs as user id ${identity.uid}`)
    if (ensureCluster(layout, identity, binaries) === 'created') log(`new database in ${layout.cluster}`)
    return launch(layout, identity, binaries)
  }
}

function waitingTimer(log: Log): (reason: Extract<Attempt, { kind: 'busy' }>['reason']) => void {
  const began = performance.now()
  let announced = began
  return (reason) => {
    const now = performance.now()
    if (now - began > PATIENCE_MS[reason]) {
      throw new LauncherError(
        'start-failed',
        `PostgreSQL is still ${reason}; see its log in the data folder.`,
      )
    }
    if (now - announced < 5_000) return
    announced = now
    log(`waiting for PostgreSQL (${reason})`)
  }
}

/** A start that found the folder taken: by a dying server, by another start, or by a stranger. */
async function settleClash(layout: Layout, failure: LauncherError, clashes: number, log: Log): Promise<void> {
  if (failure.code !== 'locked' || clashes > CLASH_RETRIES) throw failure
  if (removeStaleLocks(layout)) log('removed the lock files of a server that no longer exists')
  else await sleep(CLASH_PAUSE_MS)
}

/** Holds the server until `stop`; if the connection breaks, the server is found or started again. */
function keepAlive(layout: Layout, first: Holder, log: Log): { stop(): Promise<void> } {
  let stopped = false
  let current: Promise<Holder | undefined> = Promise.resolve(first)

  const recover = async (): Promise<Holder | undefined> => {
    while (!stopped) {
      try {
        const { holder } = await acquire(layout, log)
        holder.onLost(onLost)
        log('PostgreSQL serves again')
        return holder
      } catch (error) {
        log(`PostgreSQL is away: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(RECONNECT_PAUSE_MS, undefined, { ref: false })
      }
    }
    return undefined
  }
  const onLost = () => {
    if (!stopped) current = recover()
  }
  first.onLost(onLost)

  return {
    stop: async () => {
      if (stopped) return
      stopped = true
      const holder = await current
      await holder?.release(() => shutDown(layout, log))
    },
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it ends the connections, writes a checkpoint and leaves. */
async function shutDown(layout: Layout, log: Log): Promise<void> {
  const pid = findPostmasterPid(layout)
  if (pid === undefined || !isPostgres(pid)) return
  process.kill(pid, 'SIGINT')
  const began = performance.now()
  while (findPostmasterPid(layout) !== undefined) {
    if (performance.now() - began > STOP_LIMIT_MS) {
      log(`PostgreSQL (process ${pid}) is still shutting down; it goes on by itself`)
      return
    }
    await sleep(POLL_MS)
  }
}
