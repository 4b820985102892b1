import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BackupError } from './backup/contract.ts'
import { backup, type RestoreOptions, restore } from './backup.ts'
import { type EmbeddedServer, startEmbedded } from './launcher.ts'
import { type Migration, migrate } from './migrate.ts'

const base = mkdtempSync(join(tmpdir(), 'backup-'))
const archive = join(base, 'city.zhizhi-backup')
const filesDir = join(base, 'files')
const pools: pg.Pool[] = []
let server: EmbeddedServer
let source: pg.Pool

const schema: Migration = {
  name: 'test/0001_city',
  hash: 'a'.repeat(64),
  sql: `
    create table appeals (
      id bigint generated always as identity primary key,
      org text not null,
      words text not null,
      size integer generated always as (length(words)) stored,
      photo bytea, tags text[], details jsonb, cost numeric, ratio double precision,
      at timestamptz not null, tx xid8 not null default pg_current_xact_id());
    create table zz_orgs (code text primary key, parent text references zz_orgs (code));
    alter table appeals add constraint appeals_org_fk foreign key (org) references zz_orgs (code);
    create table readings (at timestamptz not null, value real, primary key (at)) partition by range (at);
    create table events (seq bigint primary key, tx xid8 not null);
    create table event_cursors (consumer text primary key, tx xid8 not null, seq bigint not null);
    create sequence case_numbers;
    create table "Odd ""Name""" ("a b" text);
    create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;`,
}

async function openDatabase(name: string, template = 'template1'): Promise<pg.Pool> {
  const admin = { host: server.socketDir, port: server.port, user: server.superuser, ssl: false }
  const client = new pg.Client({ ...admin, database: 'postgres' })
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const pool = new pg.Pool({ ...admin, database: name, max: 3, statement_timeout: 60_000 })
  return kept(pool)
}

/** `end` does not wait until connections are closed; one that the stopping server closes first is no failure. */
function kept(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  pools.push(pool)
  return pool
}

function bossOf(pool: pg.Pool): PgBoss {
  return new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: false,
    schedule: false,
  })
}

async function bringUp(pool: pg.Pool, migrations: Migration[] = [schema]): Promise<void> {
  const client = await pool.connect()
  await migrate(client, migrations)
  client.release()
  const boss = bossOf(pool)
  await boss.start()
  await boss.stop({ graceful: false })
}

const options = (pool: pg.Pool, more: Partial<RestoreOptions> = {}): RestoreOptions => ({
  migrate: () => bringUp(pool),
  keyFingerprint: 'key-1',
  ...more,
})

async function fill(pool: pg.Pool): Promise<void> {
  await pool.query(`
    insert into zz_orgs values ('child', null), ('root', null);
    update zz_orgs set parent = 'root' where code = 'child';
    insert into appeals (org, words, photo, tags, details, cost, ratio, at) values
      ('child', E'路灯不亮\\n第二行\\t\\\\.\\r', '\\x00ff0a', '{"a,b",null,"引号\\""}', '{"k": [1, "\\n"]}', 12.340, 0.1, '2026-01-02 03:04:05.678901+08'),
      ('root', '', null, '{}', 'null', 'NaN', '-Infinity', 'infinity');
    insert into appeals (org, words, at)
      select 'root', repeat('噪声 ' || n, 40), '2026-01-01' from generate_series(1, 20000) n;
    -- From now on only a restore that puts triggers aside can bring the rows back.
    create trigger appeals_kept before insert on appeals for each row execute function refuse();
    create table readings_2026_01 partition of readings for values from ('2026-01-01') to ('2026-02-01');
    create table readings_rest partition of readings default;
    insert into readings select '2026-01-01'::timestamptz + n * interval '1 h', n / 3.0 from generate_series(1, 1000) n;
    insert into events values (1, '10'), (2, '30'), (3, '20'), (4, '40');
    insert into event_cursors values ('all', '40', 4), ('midway', '20', 3), ('fresh', '0', 0);
    select setval('case_numbers', 4711);
    insert into "Odd ""Name""" values ('x')`)
  const boss = bossOf(pool)
  await boss.start()
  await boss.createQueue('remind')
  await boss.send('remind', { appeal: 42 })
  await boss.stop({ graceful: false })
  mkdirSync(join(filesDir, 'ab'), { recursive: true })
  writeFileSync(join(filesDir, 'ab/photo.jpg'), Buffer.alloc(3_000_000, 'photo'))
  writeFileSync(join(filesDir, `${'长'.repeat(60)}.txt`), '文件')
  writeFileSync(join(filesDir, 'empty'), '')
}

/** Each row as text; transaction ids and cursors left out, since they are rewritten. */
async function contentOf(pool: pg.Pool): Promise<Record<string, string[]>> {
  const tables = ['appeals', 'zz_orgs', 'readings', '"Odd ""Name"""', 'pgboss.job', 'pgboss.queue']
  const content: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select (to_jsonb(t) - 'tx')::text as row from ${table} t order by 1`,
    )
    content[table] = rows.map(({ row }) => row)
  }
  return content
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
    return 'taken'
  } catch (error) {
    return error instanceof BackupError ? error.code : String(error)
  }
}

async function tableCount(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query("select 1 from pg_tables where schemaname !~ '^pg_|^information'")
  return rows.length
}

beforeAll(async () => {
  server = await startEmbedded({ dataDir: join(base, 'postgres') })
  const city = await openDatabase('city')
  // The rows of this test need not survive a power cut; flushing eight databases takes seconds on a busy disk.
  await city.query('alter system set fsync = off')
  await city.query('select pg_reload_conf()')
  await bringUp(city)
  await city.end()
  source = await openDatabase('source', 'city')
  await fill(source)
})

afterAll(async () => {
  for (const pool of pools) if (!pool.ended) await pool.end()
  await server.stop()
  rmSync(base, { recursive: true, force: true })
})

describe('a backup', () => {
  test('is a private file that common tools can read, with progress and totals', async () => {
    const seen = new Map<string, number>()
    const { header, manifest } = await backup(source, archive, {
      productVersion: '0.1.0',
      keyFingerprint: 'key-1',
      filesDir,
      onProgress: (table, rows) => seen.set(table, rows),
    })
    expect(header.migrations).toEqual([{ name: schema.name, hash: schema.hash }])
    expect(manifest.tables.find(({ name }) => name === 'public.appeals')?.rows).toBe(20_002)
    expect(seen.get('public.appeals')).toBe(20_002)
    expect(manifest.files).toHaveLength(3)
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    expect(readdirSync(base).filter((name) => name.endsWith('.part'))).toEqual([])
    const listing = execFileSync('tar', ['tzf', archive], { encoding: 'utf8' }).split('\n')
    expect(listing).toEqual(expect.arrayContaining(['header.json', 'files/ab/photo.jpg', 'manifest.json']))
    expect(listing.filter((name) => name.startsWith('tables/public.appeals/')).length).toBeGreaterThan(1)
  })

  test('comes back whole: rows, sequences, run-time partitions, jobs and files', async () => {
    const target = await openDatabase('target')
    const restored = join(base, 'restored')
    await restore(target, archive, options(target, { filesDir: restored }))
    expect(await contentOf(target)).toEqual(await contentOf(source))
    const { rows } = await target.query(`
      insert into appeals (org, words, at) values ('root', '新', now())
      returning id, nextval('case_numbers') as number, (select string_agg(distinct tx::text, ',') from appeals) as tx`)
    expect(rows.map(({ id, number, tx }) => [Number(id), Number(number), tx])).toEqual([[20_003, 4712, '0']])
    for (const name of readdirSync(filesDir, { recursive: true, encoding: 'utf8' })) {
      const [before, after] = [join(filesDir, name), join(restored, name)]
      if (statSync(before).isFile()) expect(readFileSync(after).equals(readFileSync(before))).toBe(true)
    }
    const boss = bossOf(target)
    await boss.start()
    expect(await boss.fetch('remind')).toMatchObject([{ data: { appeal: 42 } }])
    await boss.stop({ graceful: false })
  })

  test('leaves each consumer before the first event that it has not handled', async () => {
    const target = await openDatabase('cursors', 'city')
    await restore(target, archive, options(target))
    const { rows } = await target.query(
      'select consumer, tx::text, seq::int as seq from event_cursors order by consumer',
    )
    expect(rows).toEqual([
      { consumer: 'all', tx: '0', seq: 4 },
      { consumer: 'fresh', tx: '0', seq: 0 },
      { consumer: 'midway', tx: '0', seq: 1 }, // event 2 came later by its transaction
    ])
  })
})

test('an owner who is no superuser restores too, by the order of the tables', async () => {
  const small = {
    name: 'test/0001_small',
    hash: 'c',
    sql: `
    create table a_streets (name text primary key, district text not null);
    create table b_districts (code text primary key, parent text references b_districts (code));
    alter table a_streets add foreign key (district) references b_districts (code);`,
  }
  const [from, to] = [await openDatabase('small'), await openDatabase('small_copy')]
  await bringUp(from, [small])
  await from.query(
    "insert into b_districts values ('1', '2'), ('2', null); insert into a_streets values ('人民路', '1')",
  )
  const file = join(base, 'small.zhizhi-backup')
  await backup(from, file, { productVersion: '0.1.0', keyFingerprint: 'key-1' })
  await to.query(
    'create role owner; grant all on database small_copy to owner; alter schema public owner to owner',
  )
  const owned = kept(new pg.Pool({ ...to.options, options: '-c role=owner' }))
  await restore(owned, file, options(owned, { migrate: () => bringUp(owned, [small]) }))
  expect((await to.query('select * from a_streets')).rows).toEqual([{ name: '人民路', district: '1' }])
})

describe('a restore refuses', () => {
  let target: pg.Pool
  const copyOf = (name: string, change: (bytes: Buffer) => Buffer) => {
    const file = join(base, name)
    writeFileSync(file, change(readFileSync(archive)))
    return file
  }
  const flip = (at: (length: number) => number) => (bytes: Buffer) => {
    const place = at(bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    return bytes
  }

  beforeAll(async () => {
    target = await openDatabase('refusing')
  })

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short by a byte', (bytes) => bytes.subarray(0, -1)],
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['nothing', () => Buffer.alloc(0)],
    ['with a byte more', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['altered in its first bytes', flip(() => 5)],
    ['altered in the middle', flip((length) => length >> 1)],
    ['altered in its checksum', flip((length) => length - 40)],
  ])('a file %s, before anything is written', async (name, change) => {
    const filesHere = join(base, 'untouched')
    const file = copyOf(name, change)
    expect(await refusalOf(restore(target, file, options(target, { filesDir: filesHere })))).toBe('damaged')
    expect(await tableCount(target)).toBe(0)
    expect(existsSync(filesHere)).toBe(false)
  })

  test('another master key', async () => {
    expect(await refusalOf(restore(target, archive, options(target, { keyFingerprint: 'key-2' })))).toBe(
      'wrong-key',
    )
    expect(await tableCount(target)).toBe(0)
  })

  test('another schema version', async () => {
    const other = await openDatabase('other', 'city')
    const newer = { name: 'test/0002_more', hash: 'b', sql: 'create table more (id int)' }
    const attempt = restore(
      other,
      archive,
      options(other, { migrate: () => bringUp(other, [schema, newer]) }),
    )
    expect(await refusalOf(attempt)).toBe('other-version')
    expect((await other.query('select 1 from appeals')).rowCount).toBe(0)
  })

  test('a database with rows, unless they are to be replaced', async () => {
    const used = await openDatabase('used', 'city')
    await used.query("insert into zz_orgs values ('old', null)")
    expect(await refusalOf(restore(used, archive, options(used)))).toBe('not-empty')
    expect((await used.query('select code from zz_orgs')).rows).toEqual([{ code: 'old' }])
    await restore(used, archive, options(used, { replace: true }))
    expect(await contentOf(used)).toEqual(await contentOf(source))
  })
})
