import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { startEmbedded } from '../../src/kernel/database/launcher.ts'
import { seedDemoAccounts } from '../../src/kernel/identity/index.ts'
import { createPlatform } from '../../src/main.ts'
import { testConfig } from './config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's maintenance database, with rights to create databases. */
    adminUrl: string
    keyDir: string
    isExternal: boolean
  }
}

export const templateName = 'zhizhi_test_template'

/**
 * One server for the run: an external one by TEST_DATABASE_URL, else an embedded one in a temporary folder. A
 * template database with schema, reference data and accounts is made once; each test file gets a copy.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-test-'))
  const external = process.env.TEST_DATABASE_URL
  const server =
    external === undefined ? await startEmbedded({ dataDir: join(folder, 'postgres') }) : undefined
  const adminUrl =
    external ??
    `postgresql://${server?.superuser}@localhost:${server?.port}/postgres?host=${encodeURIComponent(server?.socketDir ?? '')}`
  if (server !== undefined) await forgoDurability(adminUrl)
  await makeTemplate(adminUrl, folder)
  project.provide('adminUrl', adminUrl)
  project.provide('keyDir', folder)
  project.provide('isExternal', external !== undefined)
  return async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
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
