import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fingerprint } from './fingerprint.ts'

/** `npm start`: builds the pages when their sources changed, then serves. */
const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist/web/.built-from')
const wanted = fingerprint(root, ['web', 'src', 'vite.config.ts', 'package-lock.json'])

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Building the pages (once; about half a minute)…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
  writeFileSync(stamp, wanted)
}

await import('./compiled.ts')
const database = startDatabase()
const { createPlatform } = await import('../src/main.ts')
const { runCommand } = await import('../src/commands.ts')
const ending = new AbortController()
void driveTraffic(ending.signal).catch((error: unknown) => console.log(`No simulated traffic: ${error}`))
process.exitCode = await runCommand(['serve'], createPlatform)
ending.abort()
const server = await database
await server?.stop()

/** PostgreSQL starts while the program is read, not after. What goes wrong here goes wrong, and is told, there too. */
async function startDatabase() {
  try {
    const { readConfig } = await import('../src/kernel/config/index.ts')
    const config = readConfig()
    if (config.databaseUrl !== undefined) return undefined
    const { embeddedFolder, startEmbedded } = await import('../src/kernel/database/launcher.ts')
    return await startEmbedded({ dataDir: embeddedFolder(config.dataDir) })
  } catch {
    return undefined
  }
}

/**
 * The simulated trucks of the demo city (模拟车流), by a program of their own: it begins when the city answers, ends with this
 * one, and its end is nobody else's.
 */
async function driveTraffic(signal: AbortSignal): Promise<void> {
  const { readConfig } = await import('../src/kernel/config/index.ts')
  const { traffic, host, port, dataDir } = readConfig()
  if (!traffic || port === 0) return
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const url = `http://${isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`
  const isUp = () =>
    fetch(`${url}/api/v1/settings`).then(
      (r) => r.ok,
      () => false,
    )
  do await sleep(2000, undefined, { ref: false })
  while (!signal.aborted && !(await isUp()))
  if (signal.aborted) return
  const program = join(root, 'examples/construction-spoil/drive.ts')
  const args = [program, '--url', url, '--state', join(dataDir, 'traffic.json')]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.unref()
  child.channel?.unref()
  child.once('error', (error) => console.log(`No simulated traffic: ${error.message}`))
  signal.addEventListener('abort', () => child.kill())
}
