import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Seconds from `npm start` to the first page, once on an empty folder and then on existing data. */
export async function run(times = 5): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-startup-'))
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    KEY_FILE: join(folder, 'keys/master.key'),
  }
  const first = await startOnce(env, port)
  const again: number[] = []
  for (let i = 0; i < times; i++) again.push(await startOnce(env, port))
  again.sort((a, b) => a - b)
  console.log(`start on an empty folder, demo city made: ${first.toFixed(2)} s`)
  console.log(
    `start on existing data, ${times} times: median ${again[Math.floor(times / 2)]?.toFixed(2)} s, most ${again.at(-1)?.toFixed(2)} s (goal 2 s)`,
  )
  rmSync(folder, { recursive: true, force: true })
}

async function startOnce(env: NodeJS.ProcessEnv, port: number): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: 'ignore', detached: true })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 10))
    return (performance.now() - started) / 1000
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await ended
    while (await answers(port)) await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (r) => r.status === 200,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

if (import.meta.main) await run()
