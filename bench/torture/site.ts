import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { readConfig } from '../../src/kernel/config/index.ts'
import { demoPassword, seedDemoAccounts } from '../../src/kernel/identity/index.ts'
import { createPlatform } from '../../src/main.ts'

/** The running program that is to be killed. */
export interface Site {
  readonly env: Record<string, string>
  readonly dataDir: string
  readonly base: string
  readonly cookies: { dispatcher: string; leader: string }
  child: ChildProcess
}

const root = resolve(import.meta.dirname, '../..')
export const json = { 'content-type': 'application/json' }
export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

export async function openSite(
  folder: string,
  databaseUrl: string | undefined,
  databaseAppUrl?: string,
): Promise<Site> {
  const port = await freePort()
  const dataDir = join(folder, 'data')
  const env = {
    DATA_DIR: dataDir,
    KEY_FILE: join(folder, 'keys/master.key'),
    DEMO: 'false',
    PORT: String(port),
    RATE_LIMIT: '100000000',
    LOG_LEVEL: 'silent',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...(databaseAppUrl === undefined ? {} : { DATABASE_APP_URL: databaseAppUrl }),
  }
  const platform = await createPlatform(readConfig({ ...env, ROLES: 'web' }))
  await seedDemoAccounts(platform.kernel)
  await platform.stop()
  const site: Site = {
    env,
    dataDir,
    base: `http://127.0.0.1:${port}/api/v1`,
    cookies: { dispatcher: '', leader: '' },
    child: start(env),
  }
  await isUp(site)
  site.cookies.dispatcher = await signIn(site, 'dispatcher')
  site.cookies.leader = await signIn(site, 'leader')
  await approve(site)
  return site
}

/** Starts the program; should this process leave before it, it is killed. */
export function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', './scripts/compiled.ts', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: 'ignore',
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Waits until a read that needs the database is answered. */
export async function isUp({ base }: Pick<Site, 'base'>): Promise<void> {
  for (const until = performance.now() + 120_000; performance.now() < until; await sleep(50)) {
    const answer = await fetch(`${base}/audit/head`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
  }
  throw new Error('The server did not come back within two minutes')
}

async function signIn({ base }: Site, login: string): Promise<string> {
  const answer = await fetch(`${base}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login, password: demoPassword }),
  })
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}

/** The shipped classifier may propose, never dispatch: so each appeal has one proposal, and its own version 2. */
async function approve(site: Site): Promise<void> {
  const register = (await (await fetch(`${site.base}/algorithms`)).json()) as {
    code: string
    version: string
  }[]
  for (const { code, version } of register)
    await fetch(`${site.base}/algorithms/judge`, {
      method: 'POST',
      headers: { ...json, cookie: site.cookies.leader },
      body: JSON.stringify({
        code,
        version,
        status: 'approved',
        reason: '断电测试：只提议',
        automaticAbove: null,
      }),
    })
}

export function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10)
}

/** What a failed run left behind. */
export function stopDatabase(dataDir: string): void {
  try {
    process.kill(postmasterOf(dataDir), 'SIGINT')
  } catch {
    // It has stopped, as it should.
  }
}
