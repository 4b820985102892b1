import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
process.exitCode = await runCommand(['serve'], createPlatform)
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
