import pg from 'pg'
import { type Partition, type SequenceValue, type TableShape, tableKey, type Versions } from './contract.ts'

/** Tables that say which schema the database has and which server holds it: not copied. */
const STAMPS = new Set(['public.schema_migrations', 'public.database_home', 'pgboss.version'])

const OWN_SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

interface TableRow extends TableShape {
  readonly references: string[]
}

/** Every table with rows to save, those first that others refer to. A partitioned table stands for its parts. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableRow>(`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'xid8'::regtype) as "transactionIds",
      array(select distinct fn.nspname || '.' || fc.relname from pg_constraint k
            join pg_class fc on fc.oid = k.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
            where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as references
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${OWN_SCHEMAS}
    order by 1, 2`)
  const own = rows.filter((row) => !STAMPS.has(tableKey(row)))
  return inReferenceOrder(own).map(({ references: _, ...shape }) => shape)
}

/** Tables in a circle of references keep their order among themselves. */
export function inReferenceOrder<T extends { schema: string; name: string; references: string[] }>(
  tables: readonly T[],
): T[] {
  const byKey = new Map(tables.map((table) => [tableKey(table), table]))
  const ordered = new Set<T>()
  const entered = new Set<T>()
  const visit = (table: T | undefined) => {
    if (!table || entered.has(table)) return
    entered.add(table)
    for (const key of table.references) visit(byKey.get(key))
    ordered.add(table)
  }
  for (const table of tables) visit(table)
  return [...ordered]
}

export async function listPartitions(client: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(`
    select n.nspname as schema, c.relname as name, pn.nspname as "parentSchema", p.relname as parent,
      pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
    where c.relispartition and c.relkind = 'r' and ${OWN_SCHEMAS}
    order by 1, 2`)
  return rows
}

/** Not under the snapshot's protection, but read after it: never lower than the rows need. */
export async function listSequences(client: pg.ClientBase): Promise<SequenceValue[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${OWN_SCHEMAS} order by 1, 2`)
  const values: SequenceValue[] = []
  for (const sequence of rows) {
    const { rows: state } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(sequence)}`,
    )
    if (state[0]) values.push({ ...sequence, ...state[0] })
  }
  return values
}

export async function readVersions(client: pg.ClientBase): Promise<Versions> {
  const has = async (table: string) => {
    const { rows } = await client.query<{ is: boolean }>('select to_regclass($1) is not null as is', [table])
    return rows[0]?.is === true
  }
  const migrations = (await has('public.schema_migrations'))
    ? (await client.query('select name, hash from public.schema_migrations order by name')).rows
    : []
  const jobs = (await has('pgboss.version'))
    ? (await client.query<{ version: number }>('select version from pgboss.version')).rows[0]?.version
    : null
  return { migrations, jobs: jobs ?? null }
}

/** The first table of the product (pg-boss keeps books of its own from its start) that holds rows. */
export async function findTableWithRows(client: pg.ClientBase): Promise<string | undefined> {
  for (const table of await listTables(client)) {
    if (table.schema === 'pgboss') continue
    const { rows } = await client.query<{ any: boolean }>(
      `select exists (select 1 from ${quoted(table)}) as any`,
    )
    if (rows[0]?.any) return tableKey(table)
  }
  return undefined
}

/**
 * The rows to copy. A transaction id (xid8) means nothing on another server, where it would seem to lie in the
 * future, so it becomes 0: everything in a backup is committed. A cursor over the outbox counts in (tx, seq); with
 * tx gone it must not pass an event that was behind it only by its tx, so it falls back to just before the first
 * event not yet handled. Handled ones after that are delivered once more, which consumers must bear anyway.
 */
export function copyOutSql(table: TableShape): string {
  const values = table.columns.map((column) => {
    const name = pg.escapeIdentifier(column)
    if (table.transactionIds.includes(column)) return `'0' as ${name}`
    return tableKey(table) === 'public.event_cursors' && column === 'seq' ? `${CURSOR_SEQ} as ${name}` : name
  })
  return `copy (select ${values.join(', ')} from ${quoted(table)} as t) to stdout`
}

const CURSOR_SEQ = `coalesce(
  (select min(e.seq) - 1 from public.events e where (e.tx, e.seq) > (t.tx, t.seq)),
  greatest(t.seq, (select max(e.seq) from public.events e)))`

export function copyInSql(table: TableShape): string {
  return `copy ${quoted(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')}) from stdin`
}

const LITERAL = String.raw`(?:'(?:[^'\\]|'')*'|-?\d+(?:\.\d+)?|MINVALUE|MAXVALUE|NULL|true|false)`
const LIST = String.raw`\(${LITERAL}(?:, ${LITERAL})*\)`
const BOUND = new RegExp(
  String.raw`^(?:DEFAULT|FOR VALUES (?:IN ${LIST}|FROM ${LIST} TO ${LIST}|WITH \(modulus \d+, remainder \d+\)))$`,
)

/** The bound comes from a file and goes into SQL as it is, so it must be nothing but a bound. */
export function createPartitionSql(partition: Partition): string {
  if (!BOUND.test(partition.bound)) throw new RangeError(`not a partition bound: ${partition.bound}`)
  const parent = quoted({ schema: partition.parentSchema, name: partition.parent })
  return `create table if not exists ${quoted(partition)} partition of ${parent} ${partition.bound}`
}
