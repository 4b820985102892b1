import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

export class MigrationError extends Error {}

/** Tables whose rows the application may add and read, never change or remove. */
const appendOnly = ['audit_entries', 'audit_seals', 'case_actions']

/** Reads `NNNN_name.sql` files of the folders, kernel first, then modules in the order given. */
export async function readMigrations(folders: readonly string[]): Promise<Migration[]> {
  const all: Migration[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [] as string[])
    for (const file of names.filter((n) => n.endsWith('.sql')).sort()) {
      const sql = await readFile(join(folder, file), 'utf8')
      const owner = folder.split(/[\\/]/).at(-2) ?? 'kernel'
      const hash = createHash('sha256').update(sql).digest('hex')
      all.push({ name: `${owner}/${file.replace(/\.sql$/, '')}`, sql, hash })
    }
  }
  return all
}

/** Runs what changes schema or rights one process of a database at a time; a call inside another one does not wait. */
export async function oneAtATime<T>(client: pg.ClientBase, run: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock(814402)')
  try {
    return await run()
  } finally {
    await client.query('select pg_advisory_unlock(814402)')
  }
}

/**
 * Brings the schema up to date, each migration in its own transaction, one process at a time.
 * @throws MigrationError when the database holds migrations that this program does not know (a newer version
 *   wrote it) or an applied file was changed afterwards.
 * @returns the names applied now
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  return oneAtATime(client, async () => {
    await client.query(
      'create table if not exists schema_migrations (name text primary key, hash text not null, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from schema_migrations',
    )
    const applied = new Map(rows.map((r) => [r.name, r.hash]))
    checkApplied(applied, migrations)
    const missing = migrations.filter((m) => !applied.has(m.name))
    for (const m of missing) await applyOne(client, m)
    return missing.map((m) => m.name)
  })
}

function checkApplied(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((m) => [m.name, m.hash]))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new MigrationError(
      `The database belongs to a newer version of zhizhi (it holds ${unknown.join(', ')}). Install that version or another database.`,
    )
  const changed = [...applied].filter(([name, hash]) => known.get(name) !== hash).map(([name]) => name)
  if (changed.length > 0)
    throw new MigrationError(
      `Applied migrations were edited afterwards: ${changed.join(', ')}. Restore the files.`,
    )
}

async function applyOne(client: pg.ClientBase, m: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(m.sql)
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [m.name, m.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(`Migration ${m.name} failed: ${error instanceof Error ? error.message : error}`)
  }
}

/** Gives the application role what it needs and takes back what it must not have. */
export async function grantApplication(client: pg.ClientBase, role: string): Promise<void> {
  const name = `"${role.replaceAll('"', '""')}"`
  await client.query(`
    grant usage on schema public to ${name};
    grant select, insert, update, delete on all tables in schema public to ${name};
    grant usage, select on all sequences in schema public to ${name};
    revoke insert, update, delete on schema_migrations, database_home from ${name};
    ${appendOnly.map((t) => `revoke update, delete, truncate on ${t} from ${name};`).join('\n')}`)
  const boss = await client.query(`select 1 from pg_namespace where nspname = 'pgboss'`)
  if (boss.rowCount === 0) return
  await client.query(`
    grant usage, create on schema pgboss to ${name};
    grant all on all tables in schema pgboss to ${name};
    grant usage on all sequences in schema pgboss to ${name};
    grant execute on all functions in schema pgboss to ${name};`)
}

/**
 * Transaction ids of another server mean nothing here: after a restore or a move, rows that seem to be
 * written in the future would never be sealed, relayed or read on. They are all committed, so they become 0, in every
 * table that has them; a consumer of events goes back to its first unhandled one, since handling one twice is harmless
 * and leaving one out is not. Which server wrote them is remembered, so that a start on the same one reads nothing.
 */
export async function rebaseTransactionIds(client: pg.ClientBase): Promise<void> {
  await client.query('create table if not exists database_home (system_identifier text primary key)')
  const { rows } = await client.query<{ here: string; home: string | null }>(
    'select system_identifier::text as here, (select h.system_identifier from database_home h) as home from pg_control_system()',
  )
  const { here, home } = rows[0] ?? {}
  if (here === home) return
  await client.query('begin')
  await client.query(`update event_cursors c set tx = '0', seq = coalesce(
      (select min(e.seq) - 1 from events e where (e.tx, e.seq) > (c.tx, c.seq)), (select max(e.seq) from events e), 0)
    where c.tx <> '0'`)
  const { rows: columns } = await client.query<{ table: string; column: string; sealed: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column, c.relname = 'audit_entries' as sealed
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
      and not a.attisdropped and a.atttypid = 'xid8'::regtype and c.relname <> 'event_cursors' order by 1, 2`)
  // Of the audit, which may be long, only what would wait for its seal: the others are never asked for theirs.
  for (const { table, column, sealed } of columns)
    await client.query(
      `update ${table} set ${column} = '0' where ${column} ${sealed ? '> pg_current_xact_id()' : "<> '0'"}`,
    )
  await client.query('delete from database_home')
  await client.query('insert into database_home values ($1)', [here])
  await client.query('commit')
}
