import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface OwnServer {
  readonly base: string
  /** Stops it and checks the audit chain that the run left behind; true when it is whole. */
  finish(): Promise<boolean>
}

const startSeconds = 180

/** A server of its own in a temporary folder, without a limit of requests, gone after the replay. */
export async function startOwnServer(root: string): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-replay-'))
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEMO: 'true',
    RATE_LIMIT: '1000000',
    DATA_DIR: join(folder, 'data'),
    KEY_FILE: join(folder, 'keys/master.key'),
  }
  const main = join(root, 'src/main.ts')
  const child = spawn(process.execPath, [main], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const base = `http://127.0.0.1:${port}`
  process.once('exit', () => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  await untilReady(base, child)
  return {
    base,
    async finish() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      const verified = spawnSync(process.execPath, [main, 'audit:verify'], {
        cwd: root,
        env,
        stdio: 'inherit',
      })
      return verified.status === 0
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

async function untilReady(base: string, child: ChildProcess): Promise<void> {
  for (let i = 0; i < startSeconds * 2; i++) {
    if (child.exitCode !== null) throw new Error('The server did not start')
    const ok = await fetch(`${base}/api/v1/settings`).then(
      (r) => r.ok,
      () => false,
    )
    if (ok) return
    await sleep(500)
  }
  throw new Error(`The server was not ready after ${startSeconds} s`)
}
