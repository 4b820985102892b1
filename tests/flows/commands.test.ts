import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { runCommand } from '../../src/commands.ts'
import type { Config } from '../../src/kernel/config/index.ts'
import { createPlatform } from '../../src/main.ts'
import { testConfig } from '../support/config.ts'
import { createTestPlatform, ownServer } from '../support/platform.ts'
import { templateName } from '../support/postgres.ts'

/** What a start says when it cannot: one sentence with what to do, exit code 1, no stack. */

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

async function serveWith(create: Parameters<typeof runCommand>[1]) {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const code = await runCommand(['serve'], create)
  return { code, said: said.mock.calls.flat().join('\n') }
}

test('the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  vi.stubEnv('PORT', String(port))
  const city = await createTestPlatform({ env: { ROLES: 'web' } })
  const { code, said } = await serveWith(async () => city.platform)
  other.close()
  await city.stop()
  expect(code).toBe(1)
  expect(said).toBe(`Port ${port} is taken. Stop the other program, or set PORT to a free one.`)
})

test('the database belongs to a newer version', async () => {
  const adminUrl = ownServer()
  const database = `zhizhi_test_${randomUUID().slice(0, 8)}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${database} template ${templateName}`)
  const config = testConfig(adminUrl, database, inject('keyDir'), { ROLES: 'web' })
  const client = new pg.Client({ connectionString: config.databaseUrl })
  await client.connect()
  await client.query(`insert into schema_migrations (name, hash) values ('kernel/9999_later', 'x')`)
  await client.end()
  const { code, said } = await serveWith(() => createPlatform(config))
  await admin.query(`drop database ${database} with (force)`)
  await admin.end()
  expect(code).toBe(1)
  expect(said).toContain('newer version of zhizhi (it holds kernel/9999_later)')
})

test.each(['ENOSPC', '53100'])('the disk is full (%s)', async (code) => {
  const full = Object.assign(new Error('could not extend file'), { code })
  const answer = await serveWith(() => Promise.reject(full))
  expect(answer).toEqual({
    code: 1,
    said: 'The disk is full. Free some space and start again; nothing acknowledged was lost.',
  })
})

test('a backup restores into an installation that was never started, without a flag; into a used one only with it', async () => {
  const adminUrl = ownServer()
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-commands-'))
  const file = join(folder, 'city.zhizhi-backup')
  const [used, database] = [0, 1].map(() => `zhizhi_test_${randomUUID().slice(0, 8)}`) as [string, string]
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${used} template ${templateName}`)
  await admin.query(`create database ${database}`)
  const on = (name: string) => (config?: Config) =>
    createPlatform({
      ...testConfig(adminUrl, name, inject('keyDir'), { ROLES: '' }),
      ...(config === undefined ? {} : { seed: config.seed }),
    })
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    expect(await runCommand(['backup', file], on(used))).toBe(0)
    expect([await runCommand(['restore', file], on(database)), said.mock.calls.flat()]).toEqual([0, []])
    expect(await runCommand(['restore', file], on(database))).toBe(1)
    expect(said.mock.calls.flat().join()).toContain('--replace')
  } finally {
    for (const name of [used, database]) await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    rmSync(folder, { recursive: true })
  }
})

test('a command that does not exist names those that do', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await runCommand(['serv'], createPlatform)).toBe(2)
  expect(said.mock.calls.flat().join()).toContain('audit:verify')
})
