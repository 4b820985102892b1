import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase, readMigrations } from './index.ts'
import { type EmbeddedServer, startEmbedded } from './launcher.ts'

/** Platforms that start at the same moment on one server, each known to it by an address only. */

const folder = mkdtempSync(join(tmpdir(), 'together-'))
const six = [1, 2, 3, 4, 5, 6]
let server: EmbeddedServer
let admin: pg.Client

beforeAll(async () => {
  server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  admin = new pg.Client({
    host: server.socketDir,
    port: server.port,
    user: server.superuser,
    database: 'postgres',
  })
  await admin.connect()
  for (const n of six) await admin.query(`create database city_${n}`)
  await admin.query('create database shared')
})
afterAll(async () => {
  await admin?.end()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function startAll(names: readonly string[]): Promise<void> {
  const migrations = await readMigrations([join(import.meta.dirname, 'migrations')])
  const address = (name: string) =>
    `postgresql://${server.superuser}@localhost:${server.port}/${name}?host=${encodeURIComponent(server.socketDir)}`
  const start = (name: string) =>
    openDatabase({
      dataDir: folder,
      keyDir: join(folder, 'keys'),
      url: address(name),
      poolSize: 2,
      migrations,
    })
  const opened = await Promise.allSettled(names.map(start))
  const open = opened.flatMap((o): OpenDatabase[] => (o.status === 'fulfilled' ? [o.value] : []))
  for (const { app, grant } of open) {
    await app.pool.query('select count(*) from events')
    await expect(app.pool.query('delete from audit_entries')).rejects.toThrow(/permission denied/)
    await grant()
  }
  await Promise.all(open.map((o) => o.close()))
  expect(opened.map((o) => (o.status === 'rejected' ? String(o.reason) : 'open'))).toEqual(
    names.map(() => 'open'),
  )
}

const roleVersion = async () =>
  (await admin.query(`select xmin::text from pg_authid where rolname = 'zhizhi_app'`)).rows[0]?.xmin

const cities = six.map((n) => `city_${n}`)

test('six cities on a server that does not know the role', async () => {
  await startAll(cities)
})

test('a role that is right is not touched', async () => {
  const before = await roleVersion()
  await startAll(cities)
  expect(await roleVersion()).toBe(before)
})

test('six cities repair a role that may not sign in', async () => {
  for (let round = 0; round < 5; round++) {
    await admin.query('alter role zhizhi_app nologin')
    await startAll(cities)
  }
  expect((await admin.query(`select rolcanlogin from pg_roles where rolname = 'zhizhi_app'`)).rows).toEqual([
    { rolcanlogin: true },
  ])
})

test('six processes of one city', async () => {
  await startAll(six.map(() => 'shared'))
  await startAll(six.map(() => 'shared'))
})
