import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findBinaries } from './launcher/binaries.ts'
import { diagnose } from './launcher/errors.ts'
import { chooseIdentity, commandFor } from './launcher/identity.ts'
import { fitsSocketLimit, prepareLayout } from './launcher/layout.ts'
import { findPostmasterPid } from './launcher/postmaster.ts'
import { type EmbeddedServer, LauncherError, startEmbedded } from './launcher.ts'

const isRoot = process.getuid?.() === 0
const base = mkdtempSync(join(tmpdir(), 'launcher-'))
const dataDir = join(base, 'data')
const servers: EmbeddedServer[] = []
const children: ChildProcess[] = []

async function start(folder = dataDir): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir: folder })
  servers.push(server)
  return server
}

async function query<Row extends object>(server: EmbeddedServer, sql: string): Promise<Row[]> {
  const client = new pg.Client({
    host: server.socketDir,
    user: server.superuser,
    database: 'postgres',
    ssl: false,
  })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts or attaches, says so, and stops when its input closes. */
async function startElsewhere(folder = dataDir): Promise<ChildProcess> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(new URL('./launcher.ts', import.meta.url).href)}
    const server = await startEmbedded({ dataDir: ${JSON.stringify(folder)} })
    console.log(server.attached)
    process.stdin.on('end', () => server.stop()).resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
    return 'started'
  } catch (error) {
    return error instanceof LauncherError ? error.code : String(error)
  }
}

const pidOf = (folder = dataDir) => findPostmasterPid(prepareLayout(folder))
const isServing = (folder = dataDir) => pidOf(folder) !== undefined

/** A folder that looks like a cluster of that major version, for what is refused before it is opened. */
function clusterOf(version: string): string {
  const folder = mkdtempSync(join(base, 'version-'))
  mkdirSync(join(folder, 'cluster'), { recursive: true })
  writeFileSync(join(folder, 'cluster/PG_VERSION'), version)
  return folder
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('one data folder', () => {
  beforeAll(async () => {
    const server = await start()
    await query(server, 'create table kept (words text)')
    await query(server, "insert into kept values ('路灯不亮')")
    await server.stop()
  })

  const keptWords = async (server: EmbeddedServer) => query(server, 'select words from kept')

  test('starts anew after a clean stop, with its data and its settings', async () => {
    expect(isServing()).toBe(false)
    const server = await start()
    expect(server.attached).toBe(false)
    expect(await keptWords(server)).toEqual([{ words: '路灯不亮' }])
    const settings = await query(
      server,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
              current_setting('timezone') as zone, current_setting('jit') as jit,
              (select datcollate || ' ' || pg_encoding_to_char(encoding) from pg_database limit 1) as locale`,
    )
    expect(settings).toEqual([
      { fsync: 'on', addresses: '', zone: 'UTC', jit: 'off', locale: 'C.UTF-8 UTF8' },
    ])
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })

  test('attaches to a running server, and only the last holder stops it', async () => {
    const first = await start()
    const second = await start()
    expect([first.attached, second.attached]).toEqual([false, true])
    await first.stop()
    expect(await keptWords(second)).toHaveLength(1)
    await second.stop()
    expect(isServing()).toBe(false)
  })

  test('a holder in another process keeps the server running', async () => {
    const server = await start()
    const other = await startElsewhere()
    await server.stop()
    expect(isServing()).toBe(true)
    other.stdin?.end()
    await once(other, 'exit')
    expect(isServing()).toBe(false)
  })

  test('after a kill -9 of the process that started it, the server is found again with its data', async () => {
    const child = await startElsewhere()
    const pid = pidOf()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const server = await start()
    expect(server.attached).toBe(true)
    expect(pidOf()).toBe(pid)
    expect(await keptWords(server)).toHaveLength(1)
    await server.stop()
    expect(isServing()).toBe(false)
  })

  test('after a kill -9 of the postmaster, a new server recovers the data', async () => {
    const child = await startElsewhere()
    child.kill('SIGKILL')
    const killed = pidOf()
    if (killed) process.kill(killed, 'SIGKILL')
    const server = await start()
    expect(server.attached).toBe(false)
    expect(pidOf()).not.toBe(killed)
    expect(await keptWords(server)).toHaveLength(1)
  })

  test('a server that dies under a living holder is started again', async () => {
    const server = await start()
    const killed = pidOf()
    if (killed) process.kill(killed, 'SIGKILL')
    await expect.poll(() => keptWords(server), { timeout: 10_000 }).toHaveLength(1)
    expect(pidOf()).not.toBe(killed)
  })

  test('a lock file whose process id now belongs to another program is removed', async () => {
    const stranger = spawn('sleep', ['60'])
    children.push(stranger)
    const lock = [stranger.pid, join(dataDir, 'cluster'), 0, 5432, '', '', '', 'ready'].join('\n')
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), lock)
    const server = await start()
    expect(await keptWords(server)).toHaveLength(1)
  })

  test.runIf(process.platform === 'linux')('a server of somebody else on the folder is refused', async () => {
    const layout = prepareLayout(dataDir)
    const { postgres } = findBinaries()
    const elsewhere = mkdtempSync(join(base, 'socket-'))
    const flags = ['-D', layout.cluster, '-c', 'listen_addresses=', '-k', elsewhere]
    const { file, args } = commandFor(chooseIdentity(layout.root, postgres), postgres, flags)
    const stranger = spawn(file, args, { stdio: 'ignore' })
    await expect.poll(() => existsSync(join(elsewhere, '.s.PGSQL.5432'))).toBe(true)
    expect(await codeOf(start())).toBe('locked')
    stranger.kill('SIGINT')
    await once(stranger, 'exit')
  })
})

describe('places', () => {
  test('a folder too deep for a socket gets a short private one, which is recorded', async () => {
    const deep = join(base, 'd'.repeat(60), 'e'.repeat(60))
    const [one, two] = await Promise.all([start(deep), start(deep)])
    expect(one.socketDir).toBe(two.socketDir)
    expect(fitsSocketLimit(one.socketDir)).toBe(true)
    expect(statSync(one.socketDir).mode & 0o777).toBe(0o700)
    const record = JSON.parse(readFileSync(join(deep, 'socket-dir.json'), 'utf8'))
    expect(record.socketDir).toBe(one.socketDir)
    // Two starts at once on an empty folder: one made the cluster and the server, the other joined.
    expect([one.attached, two.attached].filter(Boolean)).toHaveLength(1)
    await Promise.all([one.stop(), two.stop()])
    expect(isServing(deep)).toBe(false)
    rmSync(one.socketDir, { recursive: true })
  })

  test.runIf(isRoot)('a folder of another account is served as that account', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'launcher-nobody-'))
    chownSync(folder, 65534, 65534)
    const server = await start(folder)
    expect(statSync(join(folder, 'cluster')).uid).toBe(65534)
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  test.runIf(isRoot)('without user namespaces root needs an account that can enter the folders', () => {
    const closed = prepareLayout(join(mkdtempSync(join(base, 'closed-')), 'data'))
    expect(() => chooseIdentity(closed.root, '/usr/bin/true', () => false)).toThrow(/may not enter/)
    const open = prepareLayout(mkdtempSync(join(tmpdir(), 'launcher-open-')))
    const identity = chooseIdentity(open.root, '/usr/bin/true', () => false)
    expect(identity).toEqual({ kind: 'account', uid: statSync(open.root).uid, gid: statSync(open.root).gid })
    expect(statSync(open.log).uid).not.toBe(0)
    rmSync(open.root, { recursive: true })
  })
})

describe('refusals', () => {
  test.each([
    ['19', 'newer-version'],
    ['17', 'older-version'],
  ])('a data folder of PostgreSQL %s: %s', async (version, code) => {
    expect(await codeOf(start(clusterOf(version)))).toBe(code)
  })

  test('a folder with files that are no database', async () => {
    const folder = clusterOf('18')
    rmSync(join(folder, 'cluster/PG_VERSION'))
    writeFileSync(join(folder, 'cluster/letter.txt'), 'x')
    expect(await codeOf(start(folder))).toBe('start-failed')
  })

  test('a platform without binaries is told to set DATABASE_URL', () => {
    expect(() => findBinaries('aix-ppc64')).toThrow(/DATABASE_URL/)
  })

  test('a broken data folder ends with what the server said', async () => {
    await expect(start(clusterOf('18'))).rejects.toThrow(/postgresql\.conf/)
  })

  test('a data folder that is a file', async () => {
    writeFileSync(join(base, 'file'), '')
    expect(await codeOf(start(join(base, 'file/data')))).toBe('start-failed')
  })

  test.each([
    ['PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device', 'disk-full'],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full'],
    ["ENOSPC: no space left on device, mkdir '/data/postgres'", 'disk-full'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'locked'],
    ['FATAL:  pre-existing shared memory block (key 5, ID 7) is still in use', 'locked'],
    ['initdb: error: could not create directory "/data": Permission denied', 'not-permitted'],
    ['postgres: error while loading shared libraries: libicui18n.so.60: cannot open', 'no-binaries'],
    ['FATAL:  invalid value for parameter "shared_buffers"', 'start-failed'],
  ])('%s', (line, code) => {
    expect(diagnose(line).code).toBe(code)
  })
})

test('one process may hold, stop and start many times', async () => {
  const folder = join(base, 'many')
  for (let round = 0; round < 3; round += 1) {
    const server = await start(folder)
    await server.stop()
    await server.stop()
    await sleep(1)
  }
  expect(isServing(folder)).toBe(false)
})
