import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type EmbeddedServer, startEmbedded } from '../../src/kernel/database/launcher.ts'
import { seedDemoAccounts } from '../../src/kernel/identity/index.ts'
import { createPlatform } from '../../src/main.ts'
import { givenAddresses } from './addresses.ts'
import { testConfig } from './config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of each worker's server: its maintenance database, with rights to create databases. */
    adminUrls: readonly string[]
    keyDir: string
    isExternal: boolean
  }
}

export const templateName = 'zhizhi_test_template'

/**
 * A server for each worker, because flows on one server see each other: a change feed waits for every transaction of
 * its server. External ones by TEST_DATABASE_URL, else embedded ones in a temporary folder. Each has a template database
 * with schema, reference data and accounts; each test file gets a copy.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-test-'))
  const external = givenAddresses()
  const removeAtOnce = () => removeCutOff(folder)
  // A run that is cut off by a signal leaves without its teardown.
  process.once('exit', removeAtOnce)
  const servers = external.length > 0 ? [] : await startServers(folder, project.config.maxWorkers)
  for (const address of external) await makeTemplate(address, folder)
  project.provide('adminUrls', external.length > 0 ? external : servers.map(addressOf))
  project.provide('keyDir', folder)
  project.provide('isExternal', external.length > 0)
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
    process.off('exit', removeAtOnce)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The first server with its template is made; the others are copies of its files, which takes half a second each. */
async function startServers(folder: string, count: number): Promise<EmbeddedServer[]> {
  const [first = '', ...others] = Array.from({ length: count }, (_, n) => join(folder, `postgres-${n + 1}`))
  const server = await startEmbedded({ dataDir: first })
  await forgoDurability(addressOf(server))
  await makeTemplate(addressOf(server), folder)
  if (others.length === 0) return [server]
  await server.stop()
  // `cp` keeps the modes: PostgreSQL refuses a folder that others may enter.
  for (const copy of others) execFileSync('cp', ['-a', first, copy])
  return Promise.all([first, ...others].map((dataDir) => startEmbedded({ dataDir })))
}

function addressOf({ superuser, port, socketDir }: EmbeddedServer): string {
  return `postgresql://${superuser}@localhost:${port}/postgres?host=${encodeURIComponent(socketDir)}`
}

/** Ends the servers of a run without their leave; what they did is thrown away. */
function removeCutOff(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, 'cluster/postmaster.pid')
    try {
      process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGQUIT')
    } catch {
      // Not a server's folder, or the server has stopped.
    }
  }
  for (let tries = 0; existsSync(folder) && tries < 100; tries++)
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // A server that is ending still writes.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
}

/**
 * The server of a run is thrown away with it and need not outlive a loss of power. The crash tests start servers of
 * their own, which sync as those of a city do; a foreign server's settings are left to whoever runs it.
 */
async function forgoDurability(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  for (const setting of ['fsync', 'full_page_writes']) await admin.query(`alter system set ${setting} = off`)
  await admin.query('select pg_reload_conf()')
  await admin.end()
}

/** Before every clock of a test: an entry that is older than the template's seals looks slipped in. */
const beginning = fixedClock(new Date('2025-01-06T09:00:00+08:00'))

async function makeTemplate(adminUrl: string, folder: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`drop database if exists ${templateName}`)
  await admin.query(`create database ${templateName}`)
  const platform = await createPlatform(testConfig(adminUrl, templateName, folder), beginning)
  await seedDemoAccounts(platform.kernel)
  await platform.stop()
  // A backend outlives its client by moments, and a database in use cannot be copied.
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${templateName}'`,
  )
  while (
    (await admin.query(`select 1 from pg_stat_activity where datname = '${templateName}'`)).rowCount !== 0
  );
  await admin.end()
}
