import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { grant } from '../../src/kernel/access/index.ts'
import { defineQuery } from '../../src/kernel/action/index.ts'
import { verifyAudit } from '../../src/kernel/audit/index.ts'
import { sealEntries } from '../../src/kernel/audit/seal.ts'
import { backup, restore } from '../../src/kernel/database/index.ts'
import { rebaseTransactionIds } from '../../src/kernel/database/migrate.ts'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { createMasterKey, unwrapPersonKey } from '../../src/kernel/vault/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** What the database itself refuses, hides and remembers, whatever the program above it does. */

let city: TestPlatform
let dispatcher: Client
const contact = { name: '司徒文远', phone: '19912340001' }
let appeal = ''

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  dispatcher = await city.as('dispatcher')
  for (let n = 0; n < 4; n++) {
    const body = {
      text: '楼道灯坏了三个月，请维修。',
      channel: 'phone',
      contact,
      where: { place: '50/500107/500107103' },
    }
    appeal = (await dispatcher.post('/appeals', body)).body.id
  }
  await dispatcher.post(`/appeals/${appeal}/dispatch`, { version: 1, org: 'gxq.housing', category: '0101' })
})
afterAll(() => city?.stop())

const app = () => city.platform.kernel.app.pool
const owner = () => city.platform.database.migrator.pool

describe('the application role', () => {
  const denied = [
    ...['audit_entries', 'audit_seals', 'case_actions'].flatMap((t) => [
      `delete from ${t}`,
      `truncate ${t}`,
      `drop table ${t}`,
      `alter table ${t} add column x int`,
      `alter table ${t} disable trigger all`,
    ]),
    `update audit_entries set action = 'x'`,
    `update audit_seals set hash = ''`,
    `update case_actions set action = 'x'`,
    'truncate cases',
    'drop table cases',
    'create table mine (x int)',
    'delete from schema_migrations',
    `update database_home set system_identifier = '1'`,
    'create role other superuser',
    'set role postgres',
    `copy cases to program 'cat'`,
  ]
  test.each(denied)('may not: %s', async (statement) => {
    await expect(app().query(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42601|22023|42704)$/),
    })
  })
  test('is no superuser and owns nothing', async () => {
    const { rows } = await app().query(
      `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user`,
    )
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false }])
    expect(
      (await app().query(`select 1 from pg_tables where schemaname = 'public' and tableowner = current_user`))
        .rowCount,
    ).toBe(0)
  })
})

test('a query that writes fails in the database', async () => {
  const query = defineQuery({
    name: 'test.write',
    input: z.object({}),
    allow: [grant('system')],
    run: (tx) => tx.deleteFrom('notices').execute(),
  })
  await expect(
    city.platform.kernel.ask(query, { actor: systemActor('test'), input: {} }),
  ).rejects.toMatchObject({ code: '25006' })
})

test('every row as text, and the data folder, name no resident; without the key file nothing opens', async () => {
  const { rows: tables } = await owner().query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
  )
  let size = 0
  for (const { name } of tables) {
    const { rows } = await owner().query<{ line: string }>(`select t::text as line from ${name} t`)
    const dump = rows.map((r) => r.line).join('\n')
    size += dump.length
    for (const secret of [
      contact.name,
      contact.phone,
      Buffer.from(contact.phone).toString('hex'),
      Buffer.from(contact.name).toString('hex'),
      Buffer.from(contact.phone).toString('base64'),
    ])
      expect({ table: name, secret, found: dump.includes(secret) }).toEqual({
        table: name,
        secret,
        found: false,
      })
  }
  expect(size).toBeGreaterThan(10_000)
  for (const file of filesIn(city.platform.kernel.config.dataDir))
    expect(readFileSync(file).includes(contact.phone)).toBe(false)
  const person = await owner().query<{ wrapped_key: Buffer }>(
    'select wrapped_key from persons where phone is not null limit 1',
  )
  expect(() => unwrapPersonKey(createMasterKey(), person.rows[0]?.wrapped_key ?? Buffer.alloc(0))).toThrow(
    'wrapped by master key',
  )
})

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((e) =>
      e.isFile() ? [join(e.parentPath, e.name)] : [],
    )
  } catch {
    return []
  }
}

describe('the audit names what the owner of the database did to it', () => {
  const flawsAfter = async (statement: string, values: unknown[] = []) => {
    const { db } = city.platform.kernel.app
    await sealEntries(db, city.platform.kernel.clock.now())
    const client = await owner().connect()
    await client.query('create table if not exists kept_entries as select * from audit_entries')
    await client.query('truncate kept_entries')
    await client.query('insert into kept_entries select * from audit_entries')
    try {
      await client.query(statement, values)
      return (await verifyAudit(db)).flaws
    } finally {
      await client.query(`truncate audit_entries`)
      await client.query('insert into audit_entries overriding system value select * from kept_entries')
      client.release()
    }
  }
  const seqs = async () =>
    (
      await owner().query<{ seq: number }>(
        `select seq from audit_entries where action = 'appeal.submit' order by seq`,
      )
    ).rows.map((r) => Number(r.seq))

  test('untouched, it is whole', async () => {
    expect(await flawsAfter('select 1')).toEqual([])
  })
  test('a changed entry', async () => {
    const [seq] = await seqs()
    expect(
      await flawsAfter(`update audit_entries set actor_id = 'somebody else' where seq = $1`, [seq]),
    ).toMatchObject([{ kind: 'changed', entry: seq }])
  })
  test('a missing entry', async () => {
    const [, seq] = await seqs()
    expect(await flawsAfter('delete from audit_entries where seq = $1', [seq])).toMatchObject([
      { kind: 'missing', entry: seq },
    ])
  })
  test('two entries that changed places', async () => {
    const [a, b] = await seqs()
    const flaws = await flawsAfter(`with both_rows as (select * from audit_entries where seq in (${a}, ${b}))
      update audit_entries e set id = o.id, at = o.at, trace = o.trace, subject_id = o.subject_id, change = o.change
      from both_rows o where e.seq in (${a}, ${b}) and o.seq <> e.seq`)
    expect(flaws).toMatchObject([
      { kind: 'changed', entry: a },
      { kind: 'changed', entry: b },
    ])
  })
  test.each([[0], [-7]])('an entry slipped in under number %i', async (seq) => {
    const flaws = await flawsAfter(
      `insert into audit_entries (seq, tx, id, at, trace, action, actor_kind, actor_id, subject_type, subject_id, outcome, change)
        overriding system value values ($1, '0', $2, now() - interval '1 hour', $2, 'appeal.close', 'officer', 'x', 'appeal', 'x', 'done', '{}')`,
      [seq, uuidv7()],
    )
    expect(flaws).toMatchObject([{ kind: 'added', entry: seq }])
  })
})

test('a backup restores into another installation: cases, chain, residents; writing and sealing go on', async () => {
  const { kernel, database } = city.platform
  await owner().query('drop table if exists kept_entries')
  await sealEntries(kernel.app.db, kernel.clock.now())
  const file = join(inject('keyDir'), `rights-${uuidv7()}.zhizhi-backup`)
  const other = await createTestPlatform({ env: { ROLES: 'web' } })
  try {
    const saved = await backup(database.migrator.pool, file, {
      keyFingerprint: kernel.key.id,
      productVersion: kernel.config.version,
      filesDir: join(kernel.config.dataDir, 'files'),
    })
    expect(saved).toBeTruthy()
    const options = {
      migrate: async () => {},
      keyFingerprint: kernel.key.id,
      filesDir: join(other.platform.kernel.config.dataDir, 'files'),
    }
    await expect(restore(other.platform.database.migrator.pool, file, options)).rejects.toMatchObject({
      code: 'not-empty',
    })
    await restore(other.platform.database.migrator.pool, file, { ...options, replace: true })
    const { db } = other.platform.kernel.app
    expect((await verifyAudit(db)).flaws).toEqual([])
    const there = await other.as('dispatcher')
    const view = (await there.get(`/appeals/${appeal}`)).body
    expect([view.state, view.applicant]).toEqual(['dispatched', { name: contact.name, phone: contact.phone }])
    const handler = await other.as('gxq.housing')
    expect((await handler.post(`/appeals/${appeal}/accept`, { version: view.version })).status).toBe(200)
    expect(await sealEntries(db, kernel.clock.now())).toBeGreaterThan(0)
    expect((await verifyAudit(db)).flaws).toEqual([])
    await expect(
      restore(other.platform.database.migrator.pool, file, {
        ...options,
        replace: true,
        keyFingerprint: 'another',
      }),
    ).rejects.toMatchObject({ code: 'wrong-key' })
  } finally {
    await other.stop()
    rmSync(file, { force: true })
  }
})

test('after a move to another server its transaction ids hold up neither seals nor events', async () => {
  await sealEntries(city.platform.kernel.app.db, city.platform.kernel.clock.now())
  const ahead = `'900000000'`
  await owner().query(`update audit_entries set tx = ${ahead}; update events set tx = ${ahead};
    insert into stream_cursors values (gen_random_uuid(), ${ahead}, 7, null, to_timestamp(0), 0, 1, 0)`)
  const client = await owner().connect()
  const left = async () => {
    const { rows } = await client.query<{ n: number }>(
      `select ((select count(*) from audit_entries where tx = ${ahead}) + (select count(*) from events where tx = ${ahead})
        + (select count(*) from stream_cursors where tx = ${ahead}))::int as n`,
    )
    return rows[0]?.n
  }
  try {
    await rebaseTransactionIds(client)
    expect(await left(), 'the server is the same: nothing was read').toBeGreaterThan(0)
    await client.query(`update database_home set system_identifier = '1'`)
    await rebaseTransactionIds(client)
    expect(await left()).toBe(0)
  } finally {
    client.release()
  }
  expect((await verifyAudit(city.platform.kernel.app.db)).flaws).toEqual([])
})
