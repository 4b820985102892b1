import type pg from 'pg'

/**
 * Runs a fill without the indexes that only serve questions, and builds them afterwards: a hundred thousand rows at a
 * time an index costs more than the rows. What is unique stays, since constraints are part of what is filled.
 */
export async function withoutIndexes(
  client: pg.ClientBase,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
      where i.indrelid = any($1::text[]::regclass[]) and not i.indisunique and not i.indisprimary`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  try {
    await fill()
  } finally {
    await client.query(`set maintenance_work_mem = '512MB'`)
    for (const { definition } of rows) await client.query(definition)
    await client.query('reset maintenance_work_mem')
  }
}
